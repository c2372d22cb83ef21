package dev.landfall.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A part of a text, as an entry of {@code replacements} names it: what stands between delimiters (kustomize,
 * api/filters/replacement).
 *
 * @param index of the part, counted from 0; in a text that is written to, a lower one means before all parts, and a
 *     higher one behind them
 */
record TextPart(String delimiter, int index) {

    /** Empty where the options name no part, so that the text as a whole is meant. */
    static Optional<TextPart> of(JsonNode options) {
        String delimiter = options.path("delimiter").asString("");
        return delimiter.isEmpty()
                ? Optional.empty()
                : Optional.of(new TextPart(delimiter, options.path("index").asInt(0)));
    }

    private List<String> split(String text) {
        return List.of(text.split(Pattern.quote(delimiter), -1));
    }

    private String joined(List<String> parts) {
        return String.join(delimiter, parts);
    }

    /** What is taken from a text; empty where it has no such part. */
    Optional<String> in(String text) {
        List<String> parts = split(text);
        return index >= 0 && index < parts.size() ? Optional.of(parts.get(index)) : Optional.empty();
    }

    /** The text from which another part is taken; empty where no text could give it. */
    Optional<String> with(String text, String part) {
        if (in(text).isEmpty() || part.contains(delimiter)) return Optional.empty();
        List<String> parts = new ArrayList<>(split(text));
        parts.set(index, part);
        return Optional.of(joined(parts));
    }

    /**
     * What must come and stand in the place of what there is, so that a text in which the part is written becomes another.
     *
     * @param value that is written as the part
     * @param own the text that it is written into
     */
    record Texts(String value, String own) {}

    /**
     * The same for a wanted text; empty where its parts are not those of the text that there is.
     *
     * @param rendered what {@code now} comes to
     */
    Optional<Texts> forWanted(String wanted, String rendered, Texts now) {
        List<String> there = split(rendered);
        List<String> then = split(wanted);
        int width = split(now.value()).size();
        int at = index < 0 ? 0 : Math.min(index, there.size() - width);
        if (at < 0) return Optional.empty();
        List<String> head = there.subList(0, at);
        List<String> tail = there.subList(at + width, there.size());
        int end = then.size() - tail.size();
        boolean isOfPart = end > at
                && then.subList(0, at).equals(head)
                && then.subList(end, then.size()).equals(tail);
        if (isOfPart) return Optional.of(new Texts(joined(then.subList(at, end)), now.own()));
        if (then.size() != there.size()) return Optional.empty();
        return Optional.of(new Texts(joined(then.subList(at, at + width)), own(now, then, at, width)));
    }

    /** In the place of the part stands whatever stood there; nothing where the part is put between what stands there. */
    private String own(Texts now, List<String> then, int at, int width) {
        List<String> before = split(now.own());
        List<String> parts = new ArrayList<>(then.subList(0, at));
        boolean isPutBetween = before.size() + width == then.size();
        if (!isPutBetween && at < before.size()) parts.add(before.get(at));
        parts.addAll(then.subList(at + width, then.size()));
        return joined(parts);
    }
}
