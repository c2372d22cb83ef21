package dev.landfall.manifest.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The places of a file where an edit reaches no further than it should: no anchor that is used, no tag, no alias. */
final class EditCases {
    private final YamlFile file;
    private final List<NodePath> scalars = new ArrayList<>();
    private final List<NodePath> values = new ArrayList<>();
    private final List<NodePath> entries = new ArrayList<>();
    private final List<NodePath> items = new ArrayList<>();
    private final List<Holder> mappings = new ArrayList<>();
    private final List<Holder> lists = new ArrayList<>();

    /** A place that can take a child. */
    record Holder(NodePath at, boolean empty) {}

    EditCases(YamlFile file) {
        this.file = file;
        for (int i = 0; i < file.documents().size(); i++)
            collect(file.documents().get(i), NodePath.root(i));
    }

    private void collect(YamlNode node, NodePath at) {
        boolean own =
                node.place().tag().isEmpty() && file.aliasesOf(node).isEmpty() && !(node instanceof YamlNode.Alias);
        if (!own) return;
        if (!at.isRoot()) removable(node, at);
        if (!at.isRoot() || !node.children().isEmpty()) holder(node, at);
        for (int i = 0; i < node.children().size(); i++) collect(node.children().get(i), at.to(i));
    }

    private void removable(YamlNode node, NodePath at) {
        if (!isClosed(node)) return;
        values.add(at);
        if (node instanceof YamlNode.Scalar) scalars.add(at);
        boolean onlyOfRoot = at.parent().isRoot() && isOnly(at);
        if (!onlyOfRoot) (file.at(at.parent()) instanceof YamlNode.Mapping ? entries : items).add(at);
    }

    private void holder(YamlNode node, NodePath at) {
        switch (node) {
            case YamlNode.Mapping mapping ->
                mappings.add(new Holder(at, mapping.entries().isEmpty()));
            case YamlNode.Sequence list -> lists.add(new Holder(at, list.items().isEmpty()));
            case YamlNode.Scalar scalar -> {
                if (scalar.type() == ScalarType.NULL) mappings.add(new Holder(at, true));
            }
            case YamlNode.Alias _ -> {}
        }
    }

    private boolean isClosed(YamlNode node) {
        return node.place().tag().isEmpty()
                && file.aliasesOf(node).isEmpty()
                && node.children().stream().allMatch(this::isClosed);
    }

    boolean isOnly(NodePath at) {
        return file.at(at.parent()).children().size() == 1;
    }

    int anyIndex(NodePath list, RandomGenerator random) {
        int size = file.at(list).children().size();
        return random.nextInt(3) > 0 ? size : random.nextInt(size + 1);
    }

    boolean isJson() {
        return file.documents().stream().anyMatch(root -> root instanceof YamlNode.Mapping mapping && mapping.flow());
    }

    List<NodePath> scalars() {
        return scalars;
    }

    List<NodePath> values() {
        return values;
    }

    List<NodePath> entries() {
        return entries;
    }

    List<NodePath> items() {
        return items;
    }

    List<Holder> mappings() {
        return mappings;
    }

    List<Holder> lists() {
        return lists;
    }

    List<Integer> documents() {
        int count = file.documents().size();
        return count < 2 ? List.of() : IntStream.range(0, count).boxed().toList();
    }
}
