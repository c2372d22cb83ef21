package dev.landfall.remediate.rule;

import dev.landfall.manifest.FieldPath;
import dev.landfall.remediate.Workload;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The labels that pods of a workload get. */
final class TemplateLabels {
    private TemplateLabels() {}

    static Map<String, String> of(Workload workload) {
        return path(workload)
                .flatMap(place -> place.in(workload.live().json()))
                .map(TemplateLabels::texts)
                .orElse(Map.of());
    }

    /** Those of the revision before; none where it is not known. */
    static Map<String, String> former(Workload workload) {
        return workload.former()
                .map(template -> texts(template.at("/metadata/labels")))
                .orElse(Map.of());
    }

    static Optional<FieldPath> path(Workload workload) {
        return workload.template().map(template -> template.to("metadata").to(new FieldPath.Key("labels")));
    }

    private static Map<String, String> texts(JsonNode labels) {
        Map<String, String> texts = new LinkedHashMap<>();
        labels.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString("")));
        return texts;
    }
}
