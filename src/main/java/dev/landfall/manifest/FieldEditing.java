package dev.landfall.manifest;

import dev.landfall.manifest.DesiredChange.AddListItem;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.RemoveListItem;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath.Step;
import dev.landfall.manifest.FieldSearch.End;
import dev.landfall.manifest.FieldSearch.NotThere;
import dev.landfall.manifest.FieldSearch.There;
import dev.landfall.manifest.FieldSearch.WrongShape;
import dev.landfall.manifest.yaml.NodePath;
import dev.landfall.manifest.yaml.NodeValue;
import dev.landfall.manifest.yaml.YamlNode;
import dev.landfall.manifest.yaml.YamlNode.Mapping;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes one change of a field of one object in its file. */
final class FieldEditing {
    private final EditedFile file;
    private final ManifestObject object;
    private final FieldChange change;
    private final FieldPath path;
    private final ValueEditing values;

    FieldEditing(EditedFile file, ManifestObject object, FieldChange change) {
        this.file = file;
        this.object = object;
        this.change = change;
        this.path = change.path();
        this.values = new ValueEditing(file, change.path().toString());
    }

    /**
     * Makes the change, if the file does not say so already, and tells what changed.
     *
     * @return the line of the place in the file as it was at first
     * @throws Refusal by name of what stands in the way
     */
    int make() {
        End end = search();
        JsonNode before = NodeValue.of(object.node());
        byte[] bytes = file.yaml().bytes();
        int line = line(end);
        switch (change) {
            case SetField set -> set(end, set.value());
            case AddListItem add -> addItem(end, add.item());
            case RemoveField remove -> remove(end);
            case RemoveListItem remove -> remove(end);
        }
        if (Arrays.equals(bytes, file.yaml().bytes())) return line;
        prove(before);
        int newLine = end instanceof There ? line : line(search());
        file.tell(new FieldEdit(change.object(), Optional.of(path), value(before), after(), newLine));
        return newLine;
    }

    private void set(End end, JsonNode value) {
        requireJson(value);
        switch (end) {
            case There(NodePath at) -> values.set(at, value);
            case NotThere missing -> addMissing(missing, path.steps().size(), value);
            case WrongShape wrong -> throw wrong.refusal();
        }
    }

    /** The keys that are missing on the way come with it; items do not. */
    private void addMissing(NotThere missing, int steps, JsonNode value) {
        List<Step> rest = path.steps().subList(missing.walked(), steps);
        if (!rest.stream().allMatch(FieldPath.Key.class::isInstance))
            throw new FieldSearch(object, path).noSuchItem(missing);
        values.add(missing.holder(), name(rest.getFirst()), nested(rest.subList(1, rest.size()), value));
    }

    private static String name(Step step) {
        return ((FieldPath.Key) step).name();
    }

    private static JsonNode nested(List<Step> keys, JsonNode value) {
        JsonNode inner = value;
        for (Step key : keys.reversed())
            inner = JsonNodeFactory.instance.objectNode().set(name(key), inner);
        return inner;
    }

    private void addItem(End end, JsonNode item) {
        requireJson(item);
        switch (end) {
            case There(NodePath at) -> setGiven(at, item);
            case NotThere missing
            when missing.walked() + 1 == path.steps().size() ->
                values.add(
                        missing.holder(), file.at(missing.holder()).children().size(), item);
            case NotThere missing -> addMissing(missing, path.steps().size() - 1, list(item));
            case WrongShape wrong -> throw wrong.refusal();
        }
    }

    private static JsonNode list(JsonNode item) {
        return JsonNodeFactory.instance.arrayNode().add(item);
    }

    /** The fields that are given; the others stay. */
    private void setGiven(NodePath at, JsonNode item) {
        if (!item.isObject() || !file.value(at).isObject()) {
            values.set(at, item);
            return;
        }
        new Reach(file.now()).requireOwn(file.at(at), path.toString());
        for (Map.Entry<String, JsonNode> field : item.properties()) {
            FieldPath inner = path.to(new FieldPath.Key(field.getKey()));
            SetField set = new SetField(change.object(), inner, field.getValue());
            FieldEditing editing = new FieldEditing(file, current(), set);
            editing.set(editing.search(), field.getValue());
        }
    }

    private void remove(End end) {
        if (!(end instanceof There(NodePath at))) return;
        boolean key = path.last() instanceof FieldPath.Key;
        // A key without a value asks for nothing, as if it were not there.
        if (key && FieldSearch.isNull(file.at(at))) return;
        if (key)
            new Reach(file.now()).requireNotMerged((Mapping) file.at(at.parent()), name(path.last()), path.toString());
        values.remove(at);
    }

    private End search() {
        return new FieldSearch(current(), path).end();
    }

    private ManifestObject current() {
        return new ManifestObject(file.now(), object.path(), file.at(object.path()), object.named());
    }

    private int line(End end) {
        YamlNode node = switch (end) {
            case There(NodePath at) -> file.at(at);
            case NotThere missing -> file.at(missing.holder());
            case WrongShape wrong -> file.at(object.path());
        };
        return file.yaml().originalLine(node);
    }

    private Optional<JsonNode> value(JsonNode whole) {
        return path.in(whole).filter(value -> !value.isNull());
    }

    private Optional<JsonNode> after() {
        return switch (change) {
            case SetField _, AddListItem _ -> value(file.value(object.path()));
            case RemoveField _, RemoveListItem _ -> Optional.empty();
        };
    }

    /** Once more by the model, which shares nothing with the way that the text took. */
    private void prove(JsonNode before) {
        JsonNode wanted = new ObjectChange(before.deepCopy()).after(change);
        if (!NodeValue.isSame(file.value(object.path()), wanted))
            throw new Refusal(
                    "edit-not-proven",
                    file.path() + ": the edit of " + path + " would not come to what was asked for",
                    "change it by hand, and report the file's form as a fault of Landfall");
    }

    private void requireJson(JsonNode value) {
        if (value.isContainer()) value.forEach(this::requireJson);
        boolean finite = !value.isNumber() || value.isIntegralNumber() || Double.isFinite(value.doubleValue());
        if (!finite || value.isBinary() || value.isPojo() || value.isMissingNode())
            throw new Refusal(
                    "value-not-supported",
                    path + " cannot be " + value + ", which JSON cannot say",
                    "ask for a text, a number, a boolean, a mapping or a list");
    }
}
