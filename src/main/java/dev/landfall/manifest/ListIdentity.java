package dev.landfall.manifest;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * By which field the items of a list are told apart, as Kubernetes merges lists: the patch merge keys of its types
 * (staging/src/k8s.io/api, {@code patchMergeKey}), the most frequent first.
 */
final class ListIdentity {
    private static final List<String> KEYS = List.of(
            "name",
            "mountPath",
            "containerPort",
            "port",
            "key",
            "devicePath",
            "topologyKey",
            "ip",
            "type",
            "uid",
            "id");

    private ListIdentity() {}

    /** The first that every item of both lists has, and no two of one list have the same value of. */
    static Optional<String> of(JsonNode one, JsonNode other) {
        return KEYS.stream()
                .filter(key -> isIdentity(one, key) && isIdentity(other, key))
                .findFirst();
    }

    private static boolean isIdentity(JsonNode list, String key) {
        Set<JsonNode> seen = new HashSet<>();
        for (JsonNode item : list)
            if (!item.isObject() || !item.path(key).isValueNode() || !seen.add(item.get(key))) return false;
        return !list.isEmpty();
    }

    /** Whether they have items in common, all of these in the same order. */
    static boolean areAlike(JsonNode one, JsonNode other, String key) {
        int last = -1;
        for (JsonNode item : one) {
            Optional<Integer> at = indexOf(other, item, key);
            if (at.isPresent() && at.get() < last) return false;
            last = at.orElse(last);
        }
        return last >= 0;
    }

    static Optional<Integer> indexOf(JsonNode list, JsonNode item, String key) {
        for (int i = 0; i < list.size(); i++) if (list.get(i).get(key).equals(item.get(key))) return Optional.of(i);
        return Optional.empty();
    }
}
