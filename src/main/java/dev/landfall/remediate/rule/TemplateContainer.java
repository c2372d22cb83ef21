package dev.landfall.remediate.rule;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.remediate.TemplateChange;
import dev.landfall.remediate.Workload;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A container as the pod template has it, and the way to it. */
record TemplateContainer(Workload workload, JsonNode json, FieldPath path) {

    static Optional<TemplateContainer> of(Workload workload, String name) {
        return workload.template()
                .flatMap(template -> template.container(workload.live(), name))
                .flatMap(path ->
                        path.in(workload.live().json()).map(json -> new TemplateContainer(workload, json, path)));
    }

    String name() {
        return json.path("name").asString("");
    }

    FieldPath to(String... keys) {
        FieldPath longer = path;
        for (String key : keys) longer = longer.to(new FieldPath.Key(key));
        return longer;
    }

    DesiredChange set(JsonNode value, String... keys) {
        return new DesiredChange.SetField(workload.ref(), to(keys), value);
    }

    /** The same container in the revision before. */
    Optional<JsonNode> former() {
        return workload.former()
                .flatMap(then -> List.of("containers", "initContainers").stream()
                        .flatMap(list -> then.path("spec").path(list).valueStream())
                        .filter(one -> one.path("name").asString("").equals(name()))
                        .findFirst());
    }

    /** What is otherwise than in the revision before, at this place or below it. */
    List<TemplateChange> changes(String... keys) {
        FieldPath place = to(keys);
        return TemplateChange.of(workload).stream()
                .filter(change -> change.isIn(place))
                .toList();
    }
}
