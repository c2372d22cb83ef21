package dev.landfall.manifest;

import dev.landfall.manifest.FieldPath.Step;
import dev.landfall.manifest.yaml.NodePath;
import dev.landfall.manifest.yaml.NodeValue;
import dev.landfall.manifest.yaml.ScalarType;
import dev.landfall.manifest.yaml.YamlNode;
import dev.landfall.manifest.yaml.YamlNode.Alias;
import dev.landfall.manifest.yaml.YamlNode.Mapping;
import dev.landfall.manifest.yaml.YamlNode.Sequence;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Walks from an object's node along a path, and refuses where an edit would reach further. */
final class FieldSearch {
    private final ManifestObject object;
    private final FieldPath path;
    private final Reach reach;
    private int walked;

    FieldSearch(ManifestObject object, FieldPath path) {
        this.object = object;
        this.path = path;
        this.reach = new Reach(object.file());
    }

    /** What a walk came to. */
    sealed interface End {}

    /** All steps were there; this is the node. */
    record There(NodePath at) implements End {}

    /**
     * A step was not there.
     *
     * @param holder the last node that was, a mapping, a list or a null
     * @param walked how many steps lead to it
     */
    record NotThere(NodePath holder, int walked) implements End {}

    /** A step for which the file has a value of another shape. */
    record WrongShape(Refusal refusal) implements End {}

    /** @throws Refusal by name of what stands in the way */
    End end() {
        NodePath at = object.path();
        for (Step step : path.steps()) {
            YamlNode node = object.file().yaml().at(at);
            reach.requireOwn(walked == 0 ? object.node() : node, soFar());
            if (!isNull(node) && !fits(node, step)) return new WrongShape(wrongShape(node, step));
            Optional<Integer> child = isNull(node) ? Optional.empty() : child(node, step);
            if (child.isEmpty()) return new NotThere(at, walked);
            at = at.to(child.get());
            walked++;
        }
        return new There(at);
    }

    private Optional<Integer> child(YamlNode node, Step step) {
        if (node instanceof Mapping mapping && step instanceof FieldPath.Key(String name)) {
            int entry = ManifestObject.entry(mapping, name);
            if (entry < 0) reach.requireNotMerged(mapping, name, path.toString());
            return Optional.of(entry).filter(index -> index >= 0);
        }
        return item(((Sequence) node).items(), step);
    }

    private Optional<Integer> item(List<YamlNode> items, Step step) {
        List<Integer> matching = IntStream.range(0, items.size())
                .filter(i -> step.names(NodeValue.of(items.get(i)), i))
                .boxed()
                .toList();
        if (matching.size() > 1)
            throw new Refusal(
                    "duplicate-item",
                    reach.at(items.get(matching.get(1))) + soFar() + " has " + step + " " + matching.size() + " times",
                    "delete all but one in the repository");
        return matching.stream().findFirst();
    }

    /** For a list item on the way that is not there: an edit makes keys, but no items. */
    Refusal noSuchItem(NotThere end) {
        Step step = path.steps().stream()
                .skip(end.walked())
                .filter(next -> !(next instanceof FieldPath.Key))
                .findFirst()
                .orElseThrow();
        int before = path.steps().indexOf(step);
        YamlNode holder = object.file().yaml().at(end.holder());
        String siblings = before == end.walked() ? siblings(holder, step) : "";
        return new Refusal(
                "no-such-item",
                reach.at(holder) + text(before) + " has no item " + words(step),
                siblings.isEmpty() ? "the list is empty in this file" : "there are: " + siblings);
    }

    private static String words(Step step) {
        return switch (step) {
            case FieldPath.Item(String key, String value) -> "with " + key + " " + value;
            case FieldPath.Element(String value) -> value;
            case FieldPath.Index(int index) -> "number " + index + ", counted from 0";
            case FieldPath.Key key -> throw new IllegalStateException("a key names no item: " + key);
        };
    }

    private static String siblings(YamlNode holder, Step step) {
        if (!(holder instanceof Sequence sequence)) return "";
        return sequence.items().stream()
                .map(NodeValue::of)
                .flatMap(item -> sibling(item, step))
                .limit(20)
                .collect(Collectors.joining(", "));
    }

    private static Stream<String> sibling(JsonNode item, Step step) {
        JsonNode named = step instanceof FieldPath.Item(String key, String _) ? item.path(key) : item;
        return named.isValueNode() ? Stream.of(named.asString()) : Stream.empty();
    }

    private Refusal wrongShape(YamlNode node, Step step) {
        return new Refusal(
                "wrong-shape",
                reach.at(node) + soFar() + " is " + shape(node) + ", not "
                        + (step instanceof FieldPath.Key ? "a mapping" : "a list"),
                "mend the file in the repository, or check the field: " + path);
    }

    private static boolean fits(YamlNode node, Step step) {
        return step instanceof FieldPath.Key ? node instanceof Mapping : node instanceof Sequence;
    }

    static boolean isNull(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar
                && scalar.type() == ScalarType.NULL
                && scalar.place().tag().isEmpty();
    }

    private static String shape(YamlNode node) {
        return switch (node) {
            case Mapping _ -> "a mapping";
            case Sequence _ -> "a list";
            case YamlNode.Scalar _ -> "a single value";
            case Alias _ -> "an alias";
        };
    }

    private String soFar() {
        return text(walked);
    }

    private String text(int steps) {
        return steps == 0
                ? object.named().toString()
                : FieldPath.text(path.steps().subList(0, steps));
    }
}
