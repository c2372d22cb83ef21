package dev.landfall.gitops.argocd;

import dev.landfall.gitops.SpecPlace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A source as its Application has it, and JSON merge patches of it from files in its folder (repository.go,
 * mergeSourceParameters).
 *
 * @param source of the Application, before any patch
 * @param patches by the name of their file, the last one wins
 */
record SpecLayers(JsonNode source, Map<String, JsonNode> patches) {

    static SpecLayers of(Application application) {
        return new SpecLayers(application.editedSource(), Map.of());
    }

    /** What the patches come to; they cannot move the source elsewhere. */
    ObjectNode merged() {
        ObjectNode merged = (ObjectNode) source.deepCopy();
        patches.values().forEach(patch -> merge(merged, patch));
        for (String field : List.of("repoURL", "path", "targetRevision", "chart")) {
            if (source.has(field)) merged.set(field, source.path(field));
            else merged.remove(field);
        }
        return merged;
    }

    /** RFC 7386. */
    private static void merge(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (value.isNull()) target.remove(entry.getKey());
            else if (value.isObject())
                merge(
                        target.get(entry.getKey()) instanceof ObjectNode there
                                ? there
                                : target.putObject(entry.getKey()),
                        value);
            else target.set(entry.getKey(), value);
        });
    }

    /**
     * Who has the last word on a field of a block.
     *
     * @param place of the block in the Application
     */
    SpecPlace placeOf(String block, String field, String place) {
        return saying(block, field)
                .map(file -> new SpecPlace(file, block + "." + field))
                .orElseGet(() -> SpecPlace.inOwner(place + "." + field));
    }

    private Optional<String> saying(String block, String field) {
        return patches.entrySet().stream()
                .filter(patch -> patch.getValue().path(block).has(field))
                .map(Map.Entry::getKey)
                .reduce((_, later) -> later);
    }

    /** A mapping of which several have a part, as the end of a sentence that begins with the Application. */
    Optional<String> mixed(String block, List<String> mappings) {
        return mappings.stream()
                .filter(field -> patches.values().stream()
                                        .filter(patch -> patch.path(block).has(field))
                                        .count()
                                + (source.path(block).path(field).isEmpty() ? 0 : 1)
                        > 1)
                .findFirst()
                .map(field -> "takes parts of %s.%s from its spec and from %s"
                        .formatted(block, field, String.join(", ", patches.keySet())));
    }
}
