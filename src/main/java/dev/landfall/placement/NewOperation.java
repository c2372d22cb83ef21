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
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A change as one more operation of a patch as RFC 6902 has it.
 *
 * @param rendered the object as it comes out now, by which the places of list items are found
 */
record NewOperation(FieldChange change, JsonNode rendered) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Empty where an item on the way is not there, or there is nothing to take out. */
    Optional<ObjectNode> operation() {
        List<Step> steps = change.path().steps();
        StringBuilder pointer = new StringBuilder();
        Optional<JsonNode> at = Optional.of(rendered);
        for (int i = 0; i < steps.size(); i++) {
            Optional<String> segment = segment(at.get(), steps.get(i));
            Optional<JsonNode> next = at.flatMap(steps.get(i)::in);
            if (next.isEmpty()) return missing(pointer.toString(), at.get(), steps.subList(i, steps.size()));
            pointer.append('/').append(segment.orElseThrow());
            at = next;
        }
        return Optional.of(there(pointer.toString(), at.get()));
    }

    private static Optional<String> segment(JsonNode holder, Step step) {
        if (step instanceof FieldPath.Key(String name)) return Optional.of(escaped(name));
        return IntStream.range(0, holder.size())
                .filter(i -> step.names(holder.path(i), i))
                .mapToObj(String::valueOf)
                .findFirst();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private ObjectNode there(String pointer, JsonNode now) {
        return switch (change) {
            case SetField set -> operation("replace", pointer, set.value());
            case AddListItem add -> operation("replace", pointer, merged(now, add.item()));
            case RemoveField _, RemoveListItem _ ->
                JSON.objectNode().put("op", "remove").put("path", pointer);
        };
    }

    private static JsonNode merged(JsonNode now, JsonNode item) {
        if (!(now.deepCopy() instanceof ObjectNode whole) || !(item instanceof ObjectNode given)) return item;
        whole.setAll(given);
        return whole;
    }

    /** @param rest the steps from the first that leads nowhere */
    private Optional<ObjectNode> missing(String pointer, JsonNode holder, List<Step> rest) {
        return switch (change) {
            case SetField set -> keys(rest).map(_ -> added(pointer, rest, set.value()));
            case AddListItem add
            when rest.size() == 1 && holder.isArray() -> Optional.of(operation("add", pointer + "/-", add.item()));
            case AddListItem add ->
                keys(rest.subList(0, rest.size() - 1))
                        .map(keys -> added(pointer, keys, JSON.arrayNode().add(add.item())));
            case RemoveField _, RemoveListItem _ -> Optional.empty();
        };
    }

    private static Optional<List<Step>> keys(List<Step> steps) {
        boolean all = !steps.isEmpty() && steps.stream().allMatch(FieldPath.Key.class::isInstance);
        return all ? Optional.of(steps) : Optional.empty();
    }

    private static ObjectNode added(String pointer, List<Step> keys, JsonNode value) {
        JsonNode nested = value;
        for (Step step : keys.subList(1, keys.size()).reversed())
            nested = JSON.objectNode().set(((FieldPath.Key) step).name(), nested);
        return operation("add", pointer + "/" + escaped(((FieldPath.Key) keys.getFirst()).name()), nested);
    }

    private static ObjectNode operation(String name, String pointer, JsonNode value) {
        ObjectNode operation = JSON.objectNode().put("op", name).put("path", pointer);
        operation.set("value", value);
        return operation;
    }
}
