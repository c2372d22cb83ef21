package dev.landfall.manifest;

import dev.landfall.manifest.yaml.YamlNode;
import dev.landfall.manifest.yaml.YamlNode.Alias;
import dev.landfall.manifest.yaml.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Refuses where an edit of a node would reach further than its place, by anchors, aliases and merge keys. */
record Reach(ReadableFile file) {

    /** The node stands here and nowhere else. */
    void requireOwn(YamlNode node, String what) {
        if (node instanceof Alias alias)
            throw new Refusal(
                    "value-is-alias",
                    at(node) + what + " is an alias of what stands at "
                            + place(alias.target().resolved()),
                    "write the value out here, or change it at the anchor for all who use it");
        requireUnused(node, what, file.yaml().aliasesOf(node));
    }

    /** Nothing outside of the node refers to it or into it. */
    void requireClosed(YamlNode node, String what) {
        List<YamlNode> inside = new ArrayList<>();
        collect(node, inside);
        List<Integer> indexes =
                inside.stream().map(each -> each.place().index()).toList();
        for (YamlNode each : inside) {
            List<Alias> outside = file.yaml().aliasesOf(each).stream()
                    .filter(alias -> !indexes.contains(alias.place().index()))
                    .toList();
            requireUnused(each, what, outside);
        }
    }

    private void requireUnused(YamlNode node, String what, List<Alias> aliases) {
        if (aliases.isEmpty()) return;
        throw new Refusal(
                "value-is-anchored",
                at(node) + what + " has the anchor &" + node.place().anchor() + ", which is used at "
                        + aliases.stream().limit(5).map(this::place).collect(Collectors.joining(", "))
                        + " as well",
                "write the value out at those places first, or change it by hand for all of them");
    }

    /** A merge key brings nothing of this name into the mapping. */
    void requireNotMerged(Mapping mapping, String key, String what) {
        mapping.merged(key).ifPresent(merged -> {
            throw new Refusal(
                    "value-is-alias",
                    at(mapping) + what + " comes in through a merge key (<<) from " + place(merged),
                    "write the value out here, or change it at the anchor for all who use it");
        });
    }

    void requireUntagged(YamlNode node, String what) {
        if (!node.place().tag().isEmpty())
            throw new Refusal(
                    "tagged",
                    at(node) + what + " has the tag " + node.place().tag() + ", which gives its text another meaning",
                    "delete the tag in the repository, or change the value by hand");
    }

    private static void collect(YamlNode node, List<YamlNode> found) {
        found.add(node);
        node.children().forEach(child -> collect(child, found));
    }

    String at(YamlNode node) {
        return place(node) + ": ";
    }

    private String place(YamlNode node) {
        return file.path() + ":" + file.yaml().line(node);
    }
}
