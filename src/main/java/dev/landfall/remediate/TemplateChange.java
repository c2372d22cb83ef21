package dev.landfall.remediate;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldDifference;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.PodTemplate;
import dev.landfall.reason.SecretText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A field of the pod template that is not as it was in the revision before.
 *
 * @param path in the workload, with list items by their names
 * @param then what it was; empty where it was not set
 * @param now what it is; empty where it is not set
 */
public record TemplateChange(FieldPath path, Optional<JsonNode> then, Optional<JsonNode> now) {

    /** All of them, in the order of the template; none where the revision before is not known. */
    public static List<TemplateChange> of(Workload workload) {
        Optional<PodTemplate> template = workload.template();
        if (template.isEmpty() || workload.former().isEmpty()) return List.of();
        JsonNode then = workload.former().get().path("spec");
        JsonNode now = workload.podSpec();
        return FieldDifference.between(then, now).stream()
                .map(difference -> new TemplateChange(
                        named(template.get().spec(), now, difference.path()), difference.before(), difference.after()))
                .toList();
    }

    /** A list item by its name where it has one: by its place it would be another one after the next edit. */
    private static FieldPath named(FieldPath spec, JsonNode podSpec, FieldPath path) {
        FieldPath full = spec;
        List<FieldPath.Step> walked = new ArrayList<>();
        for (FieldPath.Step step : path.steps()) {
            walked.add(step);
            Optional<String> name = step instanceof FieldPath.Index
                    ? new FieldPath(walked)
                            .in(podSpec)
                            .map(item -> item.path("name").asString(""))
                    : Optional.empty();
            full = full.to(name.filter(text -> !text.isEmpty())
                    .<FieldPath.Step>map(text -> new FieldPath.Item("name", text))
                    .orElse(step));
        }
        return full;
    }

    /** Whether it is about the container or something in it. */
    public boolean isIn(FieldPath place) {
        return path.steps().size() >= place.steps().size()
                && path.steps().subList(0, place.steps().size()).equals(place.steps());
    }

    /** What makes it as it was. */
    public DesiredChange takenBack(Workload workload) {
        return then.<DesiredChange>map(value -> new DesiredChange.SetField(workload.ref(), path, value))
                .orElseGet(() -> new DesiredChange.RemoveField(workload.ref(), path));
    }

    /** What it was, for a person; a value that its name calls a secret is masked. */
    public String before() {
        return then.map(this::shown).orElse("not set");
    }

    private String shown(JsonNode value) {
        boolean secret = path.steps().stream()
                .anyMatch(
                        step -> step instanceof FieldPath.Item(String _, String name) && SecretText.isSecretName(name));
        if (secret) return "***";
        return SecretText.masked(
                value.isValueNode() ? value.asString() : withoutSecrets(value).toString());
    }

    /** Variables as they stand in a list: the name of each tells whether its value may be shown. */
    private static JsonNode withoutSecrets(JsonNode value) {
        JsonNode copy = value.deepCopy();
        for (JsonNode item : copy)
            if (item instanceof ObjectNode variable
                    && variable.has("value")
                    && SecretText.isSecretName(variable.path("name").asString(""))) variable.put("value", "***");
        return copy;
    }

    /** For a person: {@code spec.template.spec.containers[name=web].image, which was web:1.0}. */
    @Override
    public String toString() {
        return path + ", which was " + before();
    }
}
