package dev.landfall.gitops.argocd;

import dev.landfall.cluster.LiveObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code globalProjects} of {@code argocd-cm}: projects whose sync windows hold for others too, by the labels of those
 * (util/argo/argo.go, GetGlobalProjects).
 */
record GlobalProjects(JsonNode entries) {

    static GlobalProjects of(LiveObject configMap) {
        String text = configMap.at("/data/globalProjects").asString("");
        try {
            Object loaded = new Load(LoadSettings.builder().build()).loadFromString(text);
            return new GlobalProjects(new JsonMapper().valueToTree(loaded));
        } catch (YamlEngineException unreadable) {
            // Argo CD then goes on without any.
            return new GlobalProjects(new JsonMapper().createArrayNode());
        }
    }

    /** By name, those that hold for this project. */
    Stream<String> over(LiveObject project) {
        return entries.valueStream()
                .filter(entry -> selects(entry.path("labelSelector"), project.labels()))
                .map(entry -> entry.path("projectName").asString(""))
                .filter(name -> !name.isEmpty() && !name.equals(project.ref().name()));
    }

    private static boolean selects(JsonNode selector, Map<String, String> labels) {
        boolean equal = selector.path("matchLabels").properties().stream()
                .allMatch(entry -> entry.getValue().asString("").equals(labels.get(entry.getKey())));
        return equal
                && selector.path("matchExpressions").valueStream().allMatch(expression -> holds(expression, labels));
    }

    private static boolean holds(JsonNode expression, Map<String, String> labels) {
        String value = labels.get(expression.path("key").asString(""));
        List<String> values = expression
                .path("values")
                .valueStream()
                .map(each -> each.asString(""))
                .toList();
        return switch (expression.path("operator").asString("")) {
            case "In" -> value != null && values.contains(value);
            case "NotIn" -> value == null || !values.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false;
        };
    }
}
