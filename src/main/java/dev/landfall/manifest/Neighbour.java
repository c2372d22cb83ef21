package dev.landfall.manifest;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.yaml.NodeValue;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * An object that is or will be in a folder, as far as its place in files goes by it.
 *
 * @param app that it is a part of, by its labels, or its own name
 */
record Neighbour(String kind, String namespace, String name, String app) {
    private static final List<String> APP_LABELS = List.of("app.kubernetes.io/name", "app", "k8s-app");

    static Neighbour of(ManifestObject object, Namespaces namespaces) {
        ObjectRef named = object.named();
        String namespace = KindNames.isClusterWide(named.kind())
                ? ""
                : namespaces.of(named.namespace(), new ObjectRef("", "", named.kind(), "-", named.name()));
        return of(named.kind(), namespace, named.name(), NodeValue.of(object.node()));
    }

    static Neighbour of(ObjectRef object, JsonNode content) {
        return of(object.kind(), object.namespace(), object.name(), content);
    }

    private static Neighbour of(String kind, String namespace, String name, JsonNode content) {
        JsonNode labels = content.path("metadata").path("labels");
        Optional<String> app = APP_LABELS.stream()
                .map(label -> labels.path(label).asString(""))
                .filter(value -> !value.isEmpty())
                .findFirst();
        return new Neighbour(kind, namespace, name, app.orElse(name));
    }

    /** By which part of its name the other may be its app: {@code web} for {@code web-config}. */
    boolean isOfSameApp(Neighbour other) {
        return app.equals(other.app)
                || name.equals(other.name)
                || name.startsWith(other.name + "-")
                || other.name.startsWith(name + "-")
                || name.startsWith(other.app + "-");
    }

    /** How much the other one's place says about this one's. */
    int likeness(Neighbour other) {
        return (kind.equals(other.kind) ? 3 : 0)
                + (namespace.equals(other.namespace) ? 3 : 0)
                + (isOfSameApp(other) ? 5 : 0);
    }

    /** As a part of the app among the others whose name its own begins with, unless its labels say. */
    Neighbour withAppAmong(Stream<Neighbour> others) {
        if (!app.equals(name)) return this;
        return others.map(Neighbour::app)
                .filter(known -> name.startsWith(known + "-"))
                .max(Comparator.comparingInt(String::length))
                .map(known -> new Neighbour(kind, namespace, name, known))
                .orElse(this);
    }
}
