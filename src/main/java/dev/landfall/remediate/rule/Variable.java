package dev.landfall.remediate.rule;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.FieldPath;
import dev.landfall.remediate.Snapshot;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A variable of a container, and where its value is set.
 *
 * @param object the workload, or the ConfigMap that the value is taken from
 * @param field of this object
 */
record Variable(String name, String value, ObjectRef object, FieldPath field) {

    /** Those whose values can be read: what a Secret holds is not looked at. */
    static Stream<Variable> of(TemplateContainer container, Snapshot snapshot) {
        return Stream.concat(
                container
                        .json()
                        .path("env")
                        .valueStream()
                        .flatMap(entry -> single(container, entry, snapshot).stream()),
                container.json().path("envFrom").valueStream().flatMap(entry -> all(container, entry, snapshot)));
    }

    private static Optional<Variable> single(TemplateContainer container, JsonNode entry, Snapshot snapshot) {
        String name = entry.path("name").asString("");
        JsonNode reference = entry.at("/valueFrom/configMapKeyRef");
        if (reference.isObject())
            return config(container, reference, snapshot)
                    .flatMap(config -> of(name, config, reference.path("key").asString("")));
        FieldPath field =
                container.to("env").to(new FieldPath.Item("name", name)).to(new FieldPath.Key("value"));
        return Optional.of(new Variable(
                name, entry.path("value").asString(""), container.workload().ref(), field));
    }

    private static Stream<Variable> all(TemplateContainer container, JsonNode entry, Snapshot snapshot) {
        String prefix = entry.path("prefix").asString("");
        return entry.has("configMapRef")
                ? config(container, entry.path("configMapRef"), snapshot).stream()
                        .flatMap(config ->
                                config.names().stream().flatMap(key -> of(prefix + key, config, key).stream()))
                : Stream.empty();
    }

    private static Optional<Snapshot.Keys> config(TemplateContainer container, JsonNode reference, Snapshot snapshot) {
        return snapshot.keys("ConfigMap", container.workload().ref().namespace()).stream()
                .filter(config ->
                        config.object().name().equals(reference.path("name").asString("")))
                .findFirst();
    }

    private static Optional<Variable> of(String name, Snapshot.Keys config, String key) {
        FieldPath field = FieldPath.parse("data").to(new FieldPath.Key(key));
        return Optional.ofNullable(config.settings().get(key))
                .map(value -> new Variable(name, value, config.object(), field));
    }
}
