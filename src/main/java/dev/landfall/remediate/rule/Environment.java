package dev.landfall.remediate.rule;

import dev.landfall.remediate.NearMatch;
import dev.landfall.remediate.Snapshot;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The variables that a pod template gives to a container. */
record Environment(TemplateContainer container, Snapshot snapshot) {

    /** @param kind {@code ConfigMap} or {@code Secret} */
    record Source(String kind, String name) {}

    /** Whether it is set, or may be by a source that could not be read. */
    boolean mayHave(String variable) {
        return names().contains(variable)
                || container.json().path("envFrom").valueStream().anyMatch(from -> mayGive(from, variable));
    }

    private List<String> names() {
        return container
                .json()
                .path("env")
                .valueStream()
                .map(entry -> entry.path("name").asString(""))
                .toList();
    }

    private boolean mayGive(JsonNode from, String variable) {
        String prefix = from.path("prefix").asString("");
        return Stream.of("ConfigMap", "Secret")
                .filter(kind -> from.has(field(kind)))
                .anyMatch(kind -> !snapshot.isComplete("", kind)
                        || keys(kind)
                                .anyMatch(one -> one.object()
                                                .name()
                                                .equals(from.path(field(kind))
                                                        .path("name")
                                                        .asString(""))
                                        && one.names().stream().anyMatch(key -> variable.equals(prefix + key))));
    }

    private static String field(String kind) {
        return kind.equals("Secret") ? "secretRef" : "configMapRef";
    }

    private Stream<Snapshot.Keys> keys(String kind) {
        return snapshot.keys(kind, container.workload().ref().namespace()).stream();
    }

    /** Those that are set and differ from it by letters only. */
    List<String> misspelt(String variable) {
        return NearMatch.among(variable, names()).stream()
                .filter(name -> NearMatch.isMisspelt(variable, name))
                .toList();
    }

    /** What in the namespace has a key of that name. */
    List<Source> sources(String variable) {
        return Stream.of("ConfigMap", "Secret")
                .flatMap(kind -> keys(kind)
                        .filter(one -> one.names().contains(variable))
                        .map(one -> new Source(kind, one.object().name())))
                .toList();
    }
}
