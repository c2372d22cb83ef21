package dev.landfall.placement;

import dev.landfall.manifest.DesiredChange.AddListItem;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.RemoveListItem;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FieldPath.Step;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A change as a strategic merge patch says it. Whether Kustomize merges the lists on the way is for a build to prove. */
record MergePatch(FieldChange change) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Items are found by what is in them; such a patch knows no places in lists. */
    boolean isPossible() {
        return change.path().steps().stream()
                .allMatch(step -> step instanceof FieldPath.Key || step instanceof FieldPath.Item);
    }

    /** A patch that is new, of an object as its file names it. */
    JsonNode of(JsonNode definition) {
        ObjectNode patch = head(definition);
        ObjectNode metadata = (ObjectNode) patch.get("metadata");
        below(change.path().steps()).properties().forEach(field -> {
            if (field.getKey().equals("metadata") && field.getValue() instanceof ObjectNode more) metadata.setAll(more);
            else patch.set(field.getKey(), field.getValue());
        });
        return patch;
    }

    /** What a patch says to name its object. */
    static ObjectNode head(JsonNode definition) {
        ObjectNode head = JSON.objectNode();
        head.set("apiVersion", definition.path("apiVersion"));
        head.set("kind", definition.path("kind"));
        ObjectNode metadata = head.putObject("metadata");
        for (String key : List.of("name", "namespace"))
            if (definition.path("metadata").has(key))
                metadata.set(key, definition.path("metadata").get(key));
        return head;
    }

    /** What is to change in a patch of the object that there is. */
    FieldChange in(JsonNode patch) {
        List<Step> steps = change.path().steps();
        Optional<JsonNode> at = Optional.of(patch);
        for (int i = 0; i < steps.size(); i++) {
            Optional<JsonNode> next = at.flatMap(steps.get(i)::in);
            if (next.isEmpty())
                return added(new FieldPath(steps.subList(0, i + 1)), steps.subList(i + 1, steps.size()));
            at = next;
        }
        return new SetField(change.object(), change.path(), value());
    }

    private FieldChange added(FieldPath place, List<Step> rest) {
        return place.last() instanceof FieldPath.Item item
                ? new AddListItem(change.object(), place, item(item, rest))
                : new SetField(change.object(), place, below(rest));
    }

    private JsonNode below(List<Step> steps) {
        if (steps.isEmpty()) return value();
        List<Step> rest = steps.subList(1, steps.size());
        return steps.getFirst() instanceof FieldPath.Item item
                ? JSON.arrayNode().add(item(item, rest))
                : JSON.objectNode().set(((FieldPath.Key) steps.getFirst()).name(), below(rest));
    }

    private JsonNode item(FieldPath.Item item, List<Step> rest) {
        ObjectNode named = JSON.objectNode().put(item.key(), item.value());
        if (below(rest) instanceof ObjectNode fields) named.setAll(fields);
        return named;
    }

    private JsonNode value() {
        return switch (change) {
            case SetField set -> set.value();
            case AddListItem add -> add.item();
            case RemoveField _ -> JSON.nullNode();
            case RemoveListItem _ -> JSON.objectNode().put("$patch", "delete");
        };
    }
}
