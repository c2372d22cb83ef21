package dev.landfall.manifest;

import dev.landfall.manifest.yaml.NodeEdit.AddEntry;
import dev.landfall.manifest.yaml.NodeEdit.AddItem;
import dev.landfall.manifest.yaml.NodeEdit.RemoveChild;
import dev.landfall.manifest.yaml.NodeEdit.SetValue;
import dev.landfall.manifest.yaml.NodePath;
import dev.landfall.manifest.yaml.NodeValue;
import dev.landfall.manifest.yaml.YamlNode;
import dev.landfall.manifest.yaml.YamlNode.Mapping;
import dev.landfall.manifest.yaml.YamlNode.Sequence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Makes places of a file say what is wanted, and changes only what differs.
 *
 * @param what the edit is about, for refusals
 */
record ValueEditing(EditedFile file, String what) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** @param at no root */
    void set(NodePath at, JsonNode wanted) {
        YamlNode node = file.at(at);
        if (NodeValue.says(node, wanted)) return;
        reach().requireOwn(node, what);
        reach().requireUntagged(node, what);
        if (node instanceof Mapping mapping && isMerge(mapping, wanted)) setFields(at, wanted);
        else if (node instanceof Sequence sequence && isMerge(sequence, wanted)) setItems(at, wanted);
        else replace(at, wanted);
    }

    /** A key that is not there yet, in a mapping or where nothing is. */
    void add(NodePath at, String key, JsonNode value) {
        if (file.at(at) instanceof Mapping mapping && !mapping.entries().isEmpty())
            file.make(new AddEntry(at, key, value), what);
        else replace(at, JSON.objectNode().set(key, value));
    }

    /** An item that is not there yet, in a list or where nothing is. */
    void add(NodePath at, int index, JsonNode value) {
        if (file.at(at) instanceof Sequence sequence && !sequence.items().isEmpty())
            file.make(new AddItem(at, index, value), what);
        else replace(at, JSON.arrayNode().add(value));
    }

    /** What remains where the last of its children goes is an empty mapping or list. */
    void remove(NodePath at) {
        NodePath holder = at.parent();
        reach().requireClosed(file.at(at), what);
        YamlNode node = file.at(holder);
        if (node.children().size() > 1) file.make(new RemoveChild(holder, at.last()), what);
        else replace(holder, node instanceof Mapping ? JSON.objectNode() : JSON.arrayNode());
    }

    private void replace(NodePath at, JsonNode value) {
        reach().requireUntagged(file.at(at), what);
        reach().requireClosed(file.at(at), what);
        file.make(new SetValue(at, value), what);
    }

    private static boolean isMerge(YamlNode node, JsonNode wanted) {
        boolean sameShape = node instanceof Mapping ? wanted.isObject() : wanted.isArray();
        return sameShape && !wanted.isEmpty() && !node.children().isEmpty();
    }

    private void setFields(NodePath at, JsonNode wanted) {
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            Mapping mapping = (Mapping) file.at(at);
            int entry = ManifestObject.entry(mapping, field.getKey());
            if (entry >= 0) set(at.to(entry), field.getValue());
            else setMissing(at, mapping, field.getKey(), field.getValue());
        }
        NodeValue.of(file.at(at)).properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> !wanted.has(key))
                .forEach(key -> removeField(at, key));
    }

    private void setMissing(NodePath at, Mapping mapping, String key, JsonNode value) {
        Optional<YamlNode> merged = mapping.merged(key);
        if (merged.isPresent() && NodeValue.says(merged.get(), value)) return;
        reach().requireNotMerged(mapping, key, what);
        add(at, key, value);
    }

    private void removeField(NodePath at, String key) {
        Mapping mapping = (Mapping) file.at(at);
        reach().requireNotMerged(mapping, key, what);
        remove(at.to(ManifestObject.entry(mapping, key)));
    }

    private void setItems(NodePath at, JsonNode wanted) {
        JsonNode now = file.value(at);
        Optional<String> identity = ListIdentity.of(now, wanted);
        if (identity.isEmpty()) setInOrder(at, now, wanted);
        else if (ListIdentity.areAlike(now, wanted, identity.get())) setMatching(at, wanted, identity.get());
        else replace(at, wanted);
    }

    private void setMatching(NodePath at, JsonNode wanted, String identity) {
        JsonNode before = file.value(at);
        for (int i = before.size() - 1; i >= 0; i--)
            if (ListIdentity.indexOf(wanted, before.get(i), identity).isEmpty()) remove(at.to(i));
        for (int i = 0; i < wanted.size(); i++) {
            JsonNode now = file.value(at);
            boolean there = i < now.size()
                    && now.get(i).get(identity).equals(wanted.get(i).get(identity));
            if (there) set(at.to(i), wanted.get(i));
            else add(at, i, wanted.get(i));
        }
    }

    /** What both begin and end with stays; between, single values change in their places. */
    private void setInOrder(NodePath at, JsonNode now, JsonNode wanted) {
        int most = Math.min(now.size(), wanted.size());
        int head = equalItems(at, wanted, most, i -> i, i -> i);
        int tail = equalItems(at, wanted, most - head, i -> now.size() - 1 - i, i -> wanted.size() - 1 - i);
        for (int i = now.size() - tail - 1; i >= wanted.size() - tail && i >= head; i--) remove(at.to(i));
        for (int i = head; i < wanted.size() - tail; i++) {
            if (i < now.size() - tail) set(at.to(i), wanted.get(i));
            else add(at, i, wanted.get(i));
        }
    }

    private int equalItems(NodePath at, JsonNode wanted, int most, IntUnaryOperator old, IntUnaryOperator now) {
        List<YamlNode> items = file.at(at).children();
        return (int) IntStream.range(0, most)
                .takeWhile(i -> NodeValue.says(items.get(old.applyAsInt(i)), wanted.get(now.applyAsInt(i))))
                .count();
    }

    private Reach reach() {
        return new Reach(file.now());
    }
}
