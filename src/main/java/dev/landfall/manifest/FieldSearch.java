package dev.landfall.manifest;

import dev.landfall.manifest.FieldPath.Item;
import dev.landfall.manifest.FieldPath.Step;
import dev.landfall.manifest.yaml.ScalarType;
import dev.landfall.manifest.yaml.YamlNode;
import dev.landfall.manifest.yaml.YamlNode.Alias;
import dev.landfall.manifest.yaml.YamlNode.Mapping;
import dev.landfall.manifest.yaml.YamlNode.Sequence;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Walks from an object's node to the scalar that a path names, and refuses where an edit would reach further. */
final class FieldSearch {
    private final ManifestObject object;
    private final FieldPath path;
    private int walked;

    FieldSearch(ManifestObject object, FieldPath path) {
        this.object = object;
        this.path = path;
    }

    /** @throws Refusal by name of what stands in the way */
    YamlNode.Scalar scalar() {
        YamlNode node = written(object.node());
        for (Step step : path.steps()) {
            node = switch (step) {
                case FieldPath.Key key -> under(key, node);
                case Item item -> matching(item, node);
                case FieldPath.Element _, FieldPath.Index _ ->
                    throw refusal("edit-not-built", "a list without keys cannot be edited yet", "edit it by hand");
            };
            walked++;
            node = written(node);
        }
        return plainScalar(node);
    }

    private YamlNode.Scalar plainScalar(YamlNode node) {
        if (!(node instanceof YamlNode.Scalar scalar))
            throw refusal(
                    "not-a-scalar", at(node) + path + " is " + shape(node) + ", not a value", "name a field in it");
        if (!scalar.place().tag().isEmpty())
            throw refusal(
                    "tagged",
                    at(node) + path + " has the tag " + scalar.place().tag() + ", which gives its text another meaning",
                    "delete the tag in the repository, or change the value by hand");
        return scalar;
    }

    /** The node, if it stands here and nowhere else. */
    private YamlNode written(YamlNode node) {
        if (node instanceof Alias alias)
            throw refusal(
                    "value-is-alias",
                    at(node) + soFar() + " is an alias of what stands at "
                            + place(alias.target().resolved()),
                    "write the value out here, or change it at the anchor for all who use it");
        List<Alias> aliases = object.file().yaml().aliasesOf(node);
        if (!aliases.isEmpty())
            throw refusal(
                    "value-is-anchored",
                    at(node) + soFar() + " has the anchor &" + node.place().anchor() + ", which is used at "
                            + aliases.stream().limit(5).map(this::place).collect(Collectors.joining(", "))
                            + " as well",
                    "write the value out at those places first, or change it by hand for all of them");
        return node;
    }

    private YamlNode under(FieldPath.Key key, YamlNode node) {
        if (!(node instanceof Mapping mapping)) throw isNull(node) ? missing(node) : wrongShape(node, "a mapping");
        return mapping.own(key.name()).orElseThrow(() -> missingUnder(key, mapping));
    }

    private Refusal missingUnder(FieldPath.Key key, Mapping mapping) {
        Optional<YamlNode> merged = mapping.merged(key.name());
        if (merged.isEmpty()) return missing(mapping);
        return refusal(
                "value-is-alias",
                at(mapping) + path + " comes in through a merge key (<<) from " + place(merged.get()),
                "write the value out here, or change it at the anchor for all who use it");
    }

    private Refusal missing(YamlNode node) {
        String key = FieldPath.text(path.steps().subList(walked, path.steps().size()));
        String parent = soFar();
        return refusal(
                "field-not-in-file",
                at(node) + parent + " has no " + key,
                "add " + key + " under " + parent + " in the repository once, then it can be changed here");
    }

    private YamlNode matching(Item item, YamlNode node) {
        if (isNull(node)) throw noSuchItem(item, node, List.of());
        if (!(node instanceof Sequence sequence)) throw wrongShape(node, "a list");
        List<YamlNode> matching = sequence.items().stream()
                .filter(candidate -> value(candidate, item).equals(Optional.of(item.value())))
                .toList();
        if (matching.isEmpty()) throw noSuchItem(item, node, sequence.items());
        if (matching.size() > 1)
            throw refusal(
                    "duplicate-item",
                    at(matching.get(1)) + soFar() + " has " + item + " " + matching.size() + " times",
                    "delete all but one in the repository");
        return matching.getFirst();
    }

    private Refusal noSuchItem(Item item, YamlNode node, List<YamlNode> items) {
        String siblings =
                items.stream().flatMap(sibling -> value(sibling, item).stream()).collect(Collectors.joining(", "));
        return refusal(
                "no-such-item",
                at(node) + soFar() + " has no item with " + item.key() + " " + item.value(),
                siblings.isEmpty() ? "the list is empty in this file" : "there are: " + siblings);
    }

    private static Optional<String> value(YamlNode candidate, Item item) {
        return candidate.resolved() instanceof Mapping mapping
                        && mapping.read(item.key()).orElse(null) instanceof YamlNode.Scalar scalar
                ? Optional.of(scalar.value())
                : Optional.empty();
    }

    private Refusal wrongShape(YamlNode node, String wanted) {
        return refusal(
                "wrong-shape",
                at(node) + soFar() + " is " + shape(node) + ", not " + wanted,
                "mend the file in the repository, or check the field: " + path);
    }

    private static boolean isNull(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && scalar.type() == ScalarType.NULL;
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
        return walked == 0
                ? object.named().toString()
                : FieldPath.text(path.steps().subList(0, walked));
    }

    private String at(YamlNode node) {
        return place(node) + ": ";
    }

    private String place(YamlNode node) {
        return object.file().path() + ":" + object.file().yaml().line(node);
    }

    private static Refusal refusal(String code, String message, String remedy) {
        return new Refusal(code, message, remedy);
    }
}
