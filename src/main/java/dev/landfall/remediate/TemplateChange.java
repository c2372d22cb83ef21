package dev.landfall.remediate;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.PodTemplate;
import dev.landfall.manifest.Restoration;
import dev.landfall.reason.SecretText;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A field of the pod template that is not as it was in the revision before.
 *
 * @param back what makes it as it was
 * @param now what it is; empty where it is not set
 */
public record TemplateChange(DesiredChange.FieldChange back, Optional<JsonNode> now) {

    /** All of them, in the order of the template; none where the revision before is not known. */
    public static List<TemplateChange> of(Workload workload) {
        Optional<PodTemplate> template = workload.template();
        Optional<JsonNode> former = workload.former();
        if (template.isEmpty() || former.isEmpty()) return List.of();
        FieldPath spec = template.get().spec();
        return Restoration.of(
                        workload.ref(), spec, workload.podSpec(), former.get().path("spec"))
                .stream()
                .map(change -> new TemplateChange(
                        change, change.path().in(workload.live().json())))
                .toList();
    }

    /** In the workload, with list items by what tells them apart. */
    public FieldPath path() {
        return back.path();
    }

    /** What it was; empty where it was not set. */
    public Optional<JsonNode> then() {
        return switch (back) {
            case DesiredChange.SetField set -> Optional.of(set.value());
            case DesiredChange.AddListItem add -> Optional.of(add.item());
            case DesiredChange.RemoveField _, DesiredChange.RemoveListItem _ -> Optional.empty();
        };
    }

    /** Whether it is about the container or something in it. */
    public boolean isIn(FieldPath place) {
        return path().steps().size() >= place.steps().size()
                && path().steps().subList(0, place.steps().size()).equals(place.steps());
    }

    /** What it was, for a person; a value that its name calls a secret is masked. */
    public String before() {
        return then().map(this::shown).orElse("not set");
    }

    private String shown(JsonNode value) {
        boolean secret = path().steps().stream()
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
        return path() + ", which was " + before();
    }
}
