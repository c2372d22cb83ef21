package dev.landfall.manifest;

import dev.landfall.manifest.DesiredChange.AddListItem;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.RemoveListItem;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath.Step;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes a change to an object in memory: what an edit of its file must come to, and what a live object becomes. */
final class ObjectChange {
    private final JsonNode object;

    /** @param object is changed */
    ObjectChange(JsonNode object) {
        this.object = object;
    }

    JsonNode after(FieldChange change) {
        switch (change) {
            case SetField set -> put(set.path(), set.value());
            case AddListItem add -> addItem(add);
            case RemoveField remove -> remove(remove.path());
            case RemoveListItem remove -> remove(remove.path());
        }
        return object;
    }

    private void put(FieldPath path, JsonNode value) {
        JsonNode parent = parent(path);
        if (path.last() instanceof FieldPath.Key(String name) && parent instanceof ObjectNode mapping) {
            mapping.set(name, value);
        } else if (parent instanceof ArrayNode list) {
            int at = indexOf(path, list).orElseThrow(() -> missing(path));
            list.set(at, value);
        } else throw missing(path);
    }

    private void addItem(AddListItem add) {
        if (!(parent(add.path()) instanceof ArrayNode list)) throw missing(add.path());
        Optional<Integer> at = indexOf(add.path(), list);
        if (at.isEmpty()) list.add(add.item());
        else if (list.get(at.get()) instanceof ObjectNode item && add.item() instanceof ObjectNode fields)
            item.setAll(fields);
        else list.set(at.get(), add.item());
    }

    private void remove(FieldPath path) {
        Optional<JsonNode> parent = Optional.of(object);
        for (Step step : path.steps().subList(0, path.steps().size() - 1)) parent = parent.flatMap(step::in);
        if (parent.isEmpty()) return;
        if (path.last() instanceof FieldPath.Key(String name) && parent.get() instanceof ObjectNode mapping)
            mapping.remove(name);
        if (parent.get() instanceof ArrayNode list) indexOf(path, list).ifPresent(list::remove);
    }

    /** What holds the last step, made where only keys are missing on the way. */
    private JsonNode parent(FieldPath path) {
        List<Step> steps = path.steps();
        JsonNode at = object;
        for (int i = 0; i + 1 < steps.size(); i++) {
            Optional<JsonNode> next = steps.get(i).in(at).filter(node -> !node.isNull());
            at = next.isPresent() ? next.get() : made(path, at, steps.get(i), steps.get(i + 1));
        }
        return at;
    }

    private static JsonNode made(FieldPath path, JsonNode at, Step step, Step next) {
        if (!(step instanceof FieldPath.Key(String name) && at instanceof ObjectNode mapping)) throw missing(path);
        return next instanceof FieldPath.Key ? mapping.putObject(name) : mapping.putArray(name);
    }

    private static Optional<Integer> indexOf(FieldPath path, ArrayNode list) {
        for (int i = 0; i < list.size(); i++) {
            if (path.last().names(list.get(i), i)) return Optional.of(i);
        }
        return Optional.empty();
    }

    private static IllegalArgumentException missing(FieldPath path) {
        return new IllegalArgumentException("the way to " + path + " is not there");
    }
}
