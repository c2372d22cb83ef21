package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.render.Kustomization;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An entry of a kustomization that makes a ConfigMap or a Secret, whose name ends in a hash of what is in it. */
record Generator(String kustomization, String field, String kind, String name) {
    private static final Map<String, String> KINDS =
            Map.of("configMapGenerator", "ConfigMap", "secretGenerator", "Secret");

    static List<Generator> in(Kustomization kustomization) {
        return KINDS.entrySet().stream()
                .flatMap(each -> in(kustomization, each.getKey(), each.getValue()))
                .toList();
    }

    private static Stream<Generator> in(Kustomization kustomization, String field, String kind) {
        return kustomization
                .content()
                .path(field)
                .valueStream()
                .map(entry -> new Generator(
                        kustomization.path(), field, kind, entry.path("name").asString("")));
    }

    boolean makes(ObjectRef object) {
        return object.group().isEmpty()
                && object.kind().equals(kind)
                && !name.isEmpty()
                && object.name().contains(name);
    }
}
