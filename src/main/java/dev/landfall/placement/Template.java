package dev.landfall.placement;

import dev.landfall.cluster.LiveObject;
import dev.landfall.gitops.IgnoredField;
import dev.landfall.gitops.Wording;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FieldPath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a generator makes its owners of.
 *
 * @param root of the form of an owner, whose texts name parameters
 * @param untouched fields of an owner that the generator leaves as they are
 */
record Template(Wording wording, JsonNode root, List<IgnoredField> untouched) {

    /** @param path from the top of an owner */
    record Leaf(FieldPath path, JsonNode value) {}

    /** Everything in it that decides what an owner is: its name, and its spec. */
    List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>();
        collect(List.of(key("metadata"), key("name")), root.at("/metadata/name"), leaves);
        collect(List.of(key("spec")), root.path("spec"), leaves);
        return leaves;
    }

    private static void collect(List<Step> steps, JsonNode node, List<Leaf> leaves) {
        if (node.isObject())
            node.properties()
                    .forEach(field -> collect(Difference.and(steps, key(field.getKey())), field.getValue(), leaves));
        else if (node.isArray())
            for (int i = 0; i < node.size(); i++)
                collect(Difference.and(steps, new FieldPath.Index(i)), node.get(i), leaves);
        else if (!node.isMissingNode()) leaves.add(new Leaf(new FieldPath(steps), node));
    }

    private static Step key(String name) {
        return new FieldPath.Key(name);
    }

    /** Whether these parameters make the owner as it is live, as far as the template only names them. */
    boolean makes(LiveObject owner, ParameterSet set) {
        return leaves().stream().allMatch(leaf -> isSaidBy(owner, leaf, set));
    }

    private boolean isSaidBy(LiveObject owner, Leaf leaf, ParameterSet set) {
        if (isUntouched(leaf.path().toString(), owner)) return true;
        Optional<JsonNode> live = leaf.path().in(owner.json());
        if (!leaf.value().isString()) return live.map(leaf.value()::equals).orElse(true);
        Optional<WordedText> worded = WordedText.of(wording, leaf.value().asString());
        if (worded.isEmpty()) return true;
        Optional<String> text = worded.get().with(set::text);
        // The API server keeps no empty text.
        return text.isPresent()
                && live.map(there -> there.asString("").equals(text.get()))
                        .orElse(text.get().isEmpty());
    }

    boolean isUntouched(String field, LiveObject owner) {
        return untouched.stream().anyMatch(each -> each.covers(field, owner.json()));
    }

    /** Whether a value, or anything in it, is more than it says. */
    boolean isWorded(JsonNode value) {
        if (value.isContainer()) return value.valueStream().anyMatch(this::isWorded);
        return value.isString()
                && !WordedText.of(wording, value.asString())
                        .filter(WordedText::isLiteral)
                        .isPresent();
    }

    /** Texts that do more than name parameters. */
    List<Leaf> unread() {
        return leaves().stream()
                .filter(leaf -> leaf.value().isString()
                        && WordedText.of(wording, leaf.value().asString()).isEmpty())
                .toList();
    }
}
