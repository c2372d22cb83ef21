package dev.landfall.sandbox.cluster;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an object becomes when somebody applies a manifest to it: what the manifest says wins, what the same somebody
 * applied before and says no more goes, everything else stays. Lists that Kubernetes merges by a key are merged by it;
 * all others are one value.
 */
final class ThreeWayMerge {
    /** The key of the items by the name of the list, as the API types of Kubernetes declare it. */
    private static final Map<String, List<String>> KEYS = Map.of(
            "containers", List.of("name"),
            "initContainers", List.of("name"),
            "volumes", List.of("name"),
            "env", List.of("name"),
            "imagePullSecrets", List.of("name"),
            "ports", List.of("containerPort", "port"),
            "volumeMounts", List.of("mountPath"),
            "hostAliases", List.of("ip"));

    private ThreeWayMerge() {}

    /** @param before what was applied the time before; an empty object where nothing was */
    static ObjectNode merge(JsonNode before, JsonNode wanted, JsonNode live) {
        return (ObjectNode) mergeObjects(before, wanted, live);
    }

    private static JsonNode mergeObjects(JsonNode before, JsonNode wanted, JsonNode live) {
        ObjectNode merged = live.isObject() ? (ObjectNode) live.deepCopy() : JsonNodeFactory.instance.objectNode();
        before.propertyNames().stream()
                .filter(name -> !isSaid(wanted.path(name)))
                .forEach(merged::remove);
        wanted.properties().stream()
                .filter(field -> isSaid(field.getValue()))
                .forEach(field -> merged.set(
                        field.getKey(),
                        mergeValues(
                                field.getKey(),
                                before.path(field.getKey()),
                                field.getValue(),
                                live.path(field.getKey()))));
        return merged;
    }

    /** A null in a manifest asks for nothing. */
    private static boolean isSaid(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }

    private static JsonNode mergeValues(String name, JsonNode before, JsonNode wanted, JsonNode live) {
        if (wanted.isObject()) return mergeObjects(before, wanted, live);
        Optional<String> key = wanted.isArray() ? keyOf(name, wanted) : Optional.empty();
        if (key.isPresent()) return mergeLists(key.get(), before, wanted, live);
        return wanted.deepCopy();
    }

    private static Optional<String> keyOf(String list, JsonNode items) {
        return KEYS.getOrDefault(list, List.of()).stream()
                .filter(key -> !items.isEmpty() && items.valueStream().allMatch(item -> item.has(key)))
                .findFirst();
    }

    private static JsonNode mergeLists(String key, JsonNode before, JsonNode wanted, JsonNode live) {
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        Set<JsonNode> said = new LinkedHashSet<>();
        wanted.forEach(item -> {
            JsonNode name = item.path(key);
            said.add(name);
            merged.add(mergeObjects(itemOf(before, key, name), item, itemOf(live, key, name)));
        });
        live.valueStream()
                .filter(item -> !said.contains(item.path(key))
                        && itemOf(before, key, item.path(key)).isMissingNode())
                .forEach(item -> merged.add(item.deepCopy()));
        return merged;
    }

    private static JsonNode itemOf(JsonNode list, String key, JsonNode name) {
        return list.valueStream()
                .filter(item -> item.path(key).equals(name))
                .findFirst()
                .orElseGet(JsonNodeFactory.instance::missingNode);
    }
}
