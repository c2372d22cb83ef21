package dev.landfall.manifest.yaml;

import dev.landfall.manifest.yaml.NodeEdit.AddDocument;
import dev.landfall.manifest.yaml.NodeEdit.AddEntry;
import dev.landfall.manifest.yaml.NodeEdit.AddItem;
import dev.landfall.manifest.yaml.NodeEdit.Inside;
import dev.landfall.manifest.yaml.NodeEdit.RemoveChild;
import dev.landfall.manifest.yaml.NodeEdit.RemoveDocument;
import dev.landfall.manifest.yaml.NodeEdit.SetValue;
import dev.landfall.manifest.yaml.YamlNode.Alias;
import dev.landfall.manifest.yaml.YamlNode.Entry;
import dev.landfall.manifest.yaml.YamlNode.Mapping;
import dev.landfall.manifest.yaml.YamlNode.Scalar;
import dev.landfall.manifest.yaml.YamlNode.Sequence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Whether a file, parsed again after an edit, says what the edit was for and otherwise what it said before: every other
 * node with its style, anchor and tag, every alias with its target.
 */
final class EditProof {
    private final NodeEdit edit;
    /** By the old index of each node that is still there: its new one. Anchors stand before their aliases. */
    private final Map<Integer, Integer> indexes = new HashMap<>();

    EditProof(NodeEdit edit) {
        this.edit = edit;
    }

    boolean holds(List<YamlNode> before, List<YamlNode> after) {
        return switch (edit) {
            case AddDocument add ->
                after.size() == before.size() + 1
                        && saysPlainly(after.getLast(), add.value())
                        && areSame(before, after.subList(0, before.size()));
            case RemoveDocument remove -> areSame(without(before, remove.document()), after);
            case Inside inside -> before.size() == after.size() && areEdited(before, after, inside);
        };
    }

    private boolean areEdited(List<YamlNode> before, List<YamlNode> after, Inside inside) {
        for (int i = 0; i < before.size(); i++) {
            boolean right = i == inside.at().document()
                    ? isEdited(before.get(i), after.get(i), inside.at().children())
                    : isSame(before.get(i), after.get(i));
            if (!right) return false;
        }
        return true;
    }

    private boolean isEdited(YamlNode old, YamlNode now, List<Integer> way) {
        if (way.isEmpty()) return isTarget(old, now);
        List<YamlNode> was = old.children();
        List<YamlNode> is = now.children();
        if (!isSameNode(old, now) || was.size() != is.size()) return false;
        for (int i = 0; i < was.size(); i++) {
            boolean right = isSameKey(old, i, now, i)
                    && (i == way.getFirst()
                            ? isEdited(was.get(i), is.get(i), way.subList(1, way.size()))
                            : isSame(was.get(i), is.get(i)));
            if (!right) return false;
        }
        return true;
    }

    private boolean isTarget(YamlNode old, YamlNode now) {
        return switch (edit) {
            case SetValue set ->
                old.place().anchor().equals(now.place().anchor())
                        && now.place().tag().isEmpty()
                        && saysContent(now, set.value());
            case AddEntry add -> isSameNode(old, now) && hasOneMore((Mapping) now, old, add);
            case AddItem add -> isSameNode(old, now) && hasOneMore(now, old, add);
            case RemoveChild remove -> isSameNode(old, now) && haveSameChildren(old, now, remove.index(), -1);
            case AddDocument _, RemoveDocument _ -> false;
        };
    }

    private boolean hasOneMore(Mapping now, YamlNode old, AddEntry add) {
        Entry last = now.entries().getLast();
        return haveSameChildren(old, now, -1, now.entries().size() - 1)
                && isKey(last, add.key())
                && saysPlainly(last.value(), add.value());
    }

    private boolean hasOneMore(YamlNode now, YamlNode old, AddItem add) {
        return haveSameChildren(old, now, -1, add.index())
                && saysPlainly(now.children().get(add.index()), add.value());
    }

    /** @param gone child of the old node, and {@code come} child of the new one, that the other does not have; or -1 */
    private boolean haveSameChildren(YamlNode old, YamlNode now, int gone, int come) {
        List<YamlNode> was = old.children();
        List<YamlNode> is = now.children();
        int count = was.size() - (gone < 0 ? 0 : 1);
        if (is.size() - (come < 0 ? 0 : 1) != count) return false;
        for (int i = 0; i < count; i++) {
            int before = gone >= 0 && i >= gone ? i + 1 : i;
            int after = come >= 0 && i >= come ? i + 1 : i;
            boolean same = isSameKey(old, before, now, after) && isSame(was.get(before), is.get(after));
            if (!same) return false;
        }
        return true;
    }

    private boolean areSame(List<YamlNode> before, List<YamlNode> after) {
        if (before.size() != after.size()) return false;
        for (int i = 0; i < before.size(); i++) if (!isSame(before.get(i), after.get(i))) return false;
        return true;
    }

    private boolean isSame(YamlNode old, YamlNode now) {
        return isSameNode(old, now) && haveSameChildren(old, now, -1, -1);
    }

    private boolean isSameKey(YamlNode old, int before, YamlNode now, int after) {
        return !(old instanceof Mapping was && now instanceof Mapping is)
                || isSame(
                        was.entries().get(before).key(), is.entries().get(after).key());
    }

    /** The node itself, without its children. */
    private boolean isSameNode(YamlNode old, YamlNode now) {
        indexes.put(old.place().index(), now.place().index());
        return old.place().anchor().equals(now.place().anchor())
                && old.place().tag().equals(now.place().tag())
                && switch (old) {
                    case Mapping was -> now instanceof Mapping is && was.flow() == is.flow();
                    case Sequence was -> now instanceof Sequence is && was.flow() == is.flow();
                    case Scalar was ->
                        now instanceof Scalar is
                                && was.style() == is.style()
                                && was.value().equals(is.value());
                    case Alias was -> now instanceof Alias is && refersToSame(was, is);
                };
    }

    private boolean refersToSame(Alias was, Alias is) {
        Integer target = indexes.get(was.target().place().index());
        return target != null && target == is.target().place().index();
    }

    private static boolean saysPlainly(YamlNode now, JsonNode value) {
        return now.place().anchor().isEmpty() && now.place().tag().isEmpty() && saysContent(now, value);
    }

    private static boolean saysContent(YamlNode now, JsonNode value) {
        return switch (now) {
            case Alias _ -> false;
            case Scalar scalar -> NodeValue.says(scalar, value) && isWhole(scalar) == value.isIntegralNumber();
            case Sequence sequence -> value.isArray() && saysItems(sequence.items(), value);
            case Mapping mapping -> value.isObject() && saysEntries(mapping.entries(), value);
        };
    }

    private static boolean isWhole(Scalar scalar) {
        return scalar.type() == ScalarType.INT;
    }

    private static boolean saysItems(List<YamlNode> items, JsonNode value) {
        if (items.size() != value.size()) return false;
        for (int i = 0; i < items.size(); i++) if (!saysPlainly(items.get(i), value.get(i))) return false;
        return true;
    }

    private static boolean saysEntries(List<Entry> entries, JsonNode value) {
        if (entries.size() != value.size()) return false;
        for (Entry entry : entries) {
            boolean right = entry.key() instanceof Scalar key
                    && value.has(key.value())
                    && isKey(entry, key.value())
                    && saysPlainly(entry.value(), value.get(key.value()));
            if (!right) return false;
        }
        return true;
    }

    private static boolean isKey(Entry entry, String name) {
        return entry.key() instanceof Scalar key
                && key.value().equals(name)
                && key.type() == ScalarType.TEXT
                && key.place().anchor().isEmpty()
                && key.place().tag().isEmpty();
    }

    private static List<YamlNode> without(List<YamlNode> documents, int index) {
        return IntStream.range(0, documents.size())
                .filter(i -> i != index)
                .mapToObj(documents::get)
                .toList();
    }
}
