package dev.landfall.manifest;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange.AddListItem;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.RemoveListItem;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath.Step;
import dev.landfall.manifest.yaml.NodePath;
import dev.landfall.manifest.yaml.NodeValue;
import dev.landfall.manifest.yaml.YamlFile;
import dev.landfall.manifest.yaml.YamlNode;
import dev.landfall.manifest.yaml.YamlNode.Mapping;
import dev.landfall.manifest.yaml.YamlNode.Sequence;
import dev.landfall.reason.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A file of values, such as charts take: one mapping, which defines no object. */
public final class ValuesFile {
    /** How a file says that there are no values. */
    private static final Pattern NOTHING = Pattern.compile("(?m)^(\\{\\}|null|~)[ \\t]*\\R?");

    private final ReadableFile file;

    private ValuesFile(ReadableFile file) {
        this.file = file;
    }

    /** Whether it could be read. */
    public sealed interface Reading {
        record Read(ValuesFile values) implements Reading {}

        record Unreadable(Reason reason) implements Reading {}
    }

    /**
     * A value that holds no other: a single one, or an empty mapping or list.
     *
     * @param line counted from 1
     */
    public record Value(FieldPath path, JsonNode value, int line) {}

    /** What setting a value came to. */
    public sealed interface Setting {

        /**
         * @param content of the whole file then
         * @param line of the place in the file as it is, counted from 1
         */
        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Set(byte[] content, int line) implements Setting {}

        /** It may not be edited there, by name of what stands in the way. */
        record Refused(Reason reason) implements Setting {}
    }

    public static Reading read(ManifestFile file) {
        try {
            ReadableFile readable = ReadableFile.of(file);
            List<YamlNode> documents = readable.yaml().documents();
            boolean isOne = documents.isEmpty()
                    || (documents.size() == 1 && (isMapping(documents.getFirst()) || isNothing(documents.getFirst())));
            if (isOne) return new Reading.Read(new ValuesFile(readable));
            throw new Refusal(
                    "values-unclear",
                    file.path() + " is not one mapping, as a file of values should be",
                    "mend the file in the repository first");
        } catch (Refusal refusal) {
            return new Reading.Unreadable(refusal.reason());
        }
    }

    private static boolean isMapping(YamlNode node) {
        return node.resolved() instanceof Mapping;
    }

    private static boolean isNothing(YamlNode node) {
        return FieldSearch.isNull(node);
    }

    /** In the order of the text. */
    public List<Value> values() {
        List<Value> values = new ArrayList<>();
        file.yaml().documents().forEach(document -> collect(List.of(), document, values));
        return values;
    }

    private void collect(List<Step> steps, YamlNode node, List<Value> values) {
        List<YamlNode> children = node.children();
        if (children.isEmpty()) {
            if (!steps.isEmpty())
                values.add(new Value(
                        new FieldPath(steps), NodeValue.of(node), file.yaml().line(node)));
            return;
        }
        for (int i = 0; i < children.size(); i++) {
            List<Step> longer = new ArrayList<>(steps);
            longer.add(step(node, i));
            collect(longer, children.get(i), values);
        }
    }

    private static Step step(YamlNode holder, int child) {
        return switch (holder) {
            case Mapping mapping ->
                new FieldPath.Key(
                        mapping.entries().get(child).key().resolved() instanceof YamlNode.Scalar scalar
                                ? scalar.value()
                                : "");
            case Sequence _ -> new FieldPath.Index(child);
            case YamlNode.Scalar _, YamlNode.Alias _ -> throw new IllegalStateException("a single value has no child");
        };
    }

    /** All of it; an empty mapping where there is nothing. */
    public JsonNode whole() {
        return file.yaml().documents().stream()
                .map(NodeValue::of)
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }

    /** With another value there, and nothing else changed; keys that are missing on the way are added. */
    public Setting set(FieldPath path, JsonNode value) {
        return values().isEmpty() ? first(path, value) : made(new SetField(nameless(), path, value));
    }

    /** With one item more in a list. */
    public Setting add(FieldPath list, JsonNode item) {
        return made(new AddListItem(nameless(), list.to(naming(item)), item));
    }

    /** Without the value of a key, or an item of a list. */
    public Setting remove(FieldPath path) {
        return made(
                path.last() instanceof FieldPath.Key
                        ? new RemoveField(nameless(), path)
                        : new RemoveListItem(nameless(), path));
    }

    /** The step to an item of a list by what it says: its name, else the first single value in it. */
    public static Step naming(JsonNode item) {
        if (!item.isObject()) return new FieldPath.Element(item.asString(""));
        String key = item.has("name")
                ? "name"
                : item.properties().stream()
                        .filter(field -> field.getValue().isString())
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse("name");
        return new FieldPath.Item(key, item.path(key).asString(""));
    }

    /** It is known by no name; a refusal says where it stands. */
    private ObjectRef nameless() {
        return new ObjectRef("", "", "the file", "", file.path());
    }

    private Setting first(FieldPath path, JsonNode value) {
        try {
            requireWritable();
            return new Setting.Set(begun(path, value), 1);
        } catch (Refusal refusal) {
            return new Setting.Refused(refusal.reason());
        }
    }

    private Setting made(FieldChange change) {
        try {
            requireWritable();
            EditedFile edited = EditedFile.of(file);
            YamlNode root = file.yaml().documents().getFirst();
            ManifestObject whole = new ManifestObject(file, NodePath.root(0), root, change.object());
            int line = new FieldEditing(edited, whole, change).make();
            return new Setting.Set(edited.yaml().bytes(), line);
        } catch (Refusal refusal) {
            return new Setting.Refused(refusal.reason());
        }
    }

    private void requireWritable() {
        if (file.isGenerated())
            throw new Refusal(
                    "generated",
                    file.path() + " says at its top that it is generated",
                    "change what it is generated from");
        boolean encrypted = file.yaml().documents().stream()
                .anyMatch(root ->
                        root instanceof Mapping mapping && mapping.own("sops").isPresent());
        if (encrypted)
            throw new Refusal(
                    "encrypted", file.path() + " is encrypted by SOPS", "change it with `sops " + file.path() + "`");
    }

    /** A file without any value gets its first one, behind its comments. */
    private byte[] begun(FieldPath path, JsonNode value) {
        JsonNode whole = value;
        for (Step step : path.steps().reversed()) {
            if (!(step instanceof FieldPath.Key(String name)))
                throw new Refusal("no-such-item", file.path() + " has no list for " + path, "write it by hand");
            whole = JsonNodeFactory.instance.objectNode().set(name, whole);
        }
        String before = NOTHING.matcher(new String(file.source().content(), StandardCharsets.UTF_8))
                .replaceFirst("");
        String between = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
        String begun = before + between + new String(YamlFile.written(whole, List.of(), false), StandardCharsets.UTF_8);
        byte[] bytes = begun.getBytes(StandardCharsets.UTF_8);
        if (!YamlFile.parse(bytes).documents().stream()
                .map(NodeValue::of)
                .toList()
                .equals(List.of(whole)))
            throw new Refusal(
                    "edit-not-proven",
                    file.path() + " says nothing in a way that no value could be proven to be put behind",
                    "write the first value by hand");
        return bytes;
    }
}
