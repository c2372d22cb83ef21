package dev.landfall.gitops.flux;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Proof;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The pair of labels on an object that names who applied it. They lead to an owner and prove nothing: operators copy
 * them to the objects that they make, and of two owners the last to apply overwrites those of the other.
 */
record OwnerLabels(LiveObject on, ApplierKind kind, String namespace, String name) {

    static List<OwnerLabels> on(LiveObject object) {
        return Arrays.stream(ApplierKind.values())
                .map(kind -> of(object, kind))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<OwnerLabels> of(LiveObject object, ApplierKind kind) {
        String namespace = object.labels().getOrDefault(kind.namespaceLabel(), "");
        String name = object.labels().getOrDefault(kind.nameLabel(), "");
        if (namespace.isEmpty() || name.isEmpty()) return Optional.empty();
        return Optional.of(new OwnerLabels(object, kind, namespace, name));
    }

    boolean name(LiveObject owner) {
        ObjectRef ref = owner.ref();
        return ref.kind().equals(kind.kind())
                && ref.namespace().equals(namespace)
                && ref.name().equals(name);
    }

    Proof proof() {
        return new Proof(
                on.ref(),
                "metadata.labels",
                "%s=%s, %s=%s".formatted(kind.nameLabel(), name, kind.namespaceLabel(), namespace));
    }

    /** {@code Kustomization flux-system/apps}. */
    String title() {
        return kind.kind() + " " + namespace + "/" + name;
    }
}
