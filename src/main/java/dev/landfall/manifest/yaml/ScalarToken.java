package dev.landfall.manifest.yaml;

import dev.landfall.manifest.yaml.YamlNode.Scalar;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** The characters that spell one scalar, and other ways to spell its place. */
final class ScalarToken {
    private final String chars;
    private final Scalar scalar;
    private final int start;

    ScalarToken(String chars, Scalar scalar) {
        this.chars = chars;
        this.scalar = scalar;
        this.start = afterProperties();
    }

    /** A text that takes the place of the characters from start to end. */
    record Replacement(int start, int end, String text) {}

    /** Ways to write the value here, the most faithful to the old one first; none is proven. */
    Stream<Replacement> replacements(String value, ScalarType type) {
        if (type != ScalarType.TEXT) return Stream.of(inLine(value));
        Stream<String> inLine = Stream.concat(sameStyle(value).stream(), Stream.of(ScalarWriting.doubleQuoted(value)));
        return Stream.concat(sameBlock(value).stream(), inLine.map(this::inLine));
    }

    private Optional<String> sameStyle(String value) {
        return switch (scalar.style()) {
            case SINGLE_QUOTED -> ScalarWriting.singleQuoted(value);
            case PLAIN, LITERAL, FOLDED, JSON_SCALAR_STYLE ->
                ScalarWriting.plain(value, scalar.place().surroundings());
            case DOUBLE_QUOTED -> Optional.empty();
        };
    }

    private Optional<Replacement> sameBlock(String value) {
        return isBlock()
                ? BlockScalar.at(chars, start, scalar.place().end()).with(value, scalar.style())
                : Optional.empty();
    }

    private Replacement inLine(String token) {
        if (isBlock()) return BlockScalar.at(chars, start, scalar.place().end()).inLine(token);
        int end = Math.max(start, scalar.place().end());
        return new Replacement(start, end, start == end ? spaced(token) : token);
    }

    /** Where nothing is written yet, the value needs a space in front, and {@code {replicas}} a colon as well. */
    private String spaced(String token) {
        boolean hasColon = start > 0 && chars.charAt(start - 1) == ':';
        boolean hasProperties = start > scalar.place().start();
        return hasColon || hasProperties ? " " + token : ": " + token;
    }

    private boolean isBlock() {
        return scalar.style() == ScalarStyle.LITERAL || scalar.style() == ScalarStyle.FOLDED;
    }

    /** A node's start mark stands in front of its anchor and tag, which may have lines of their own. */
    private int afterProperties() {
        int at = scalar.place().start();
        if (scalar.place().anchor().isEmpty() && scalar.place().tag().isEmpty()) return at;
        int last = at;
        while (at < chars.length() && (chars.charAt(at) == '&' || chars.charAt(at) == '!')) {
            last = wordEnd(at);
            at = contentStart(last);
        }
        return at < scalar.place().end() ? at : last;
    }

    private int wordEnd(int at) {
        int end = at;
        while (end < chars.length() && " \t\r\n,[]{}".indexOf(chars.charAt(end)) < 0) end++;
        return end;
    }

    private int contentStart(int at) {
        int next = at;
        while (next < chars.length() && " \t\r\n#".indexOf(chars.charAt(next)) >= 0)
            next = chars.charAt(next) == '#' ? BlockScalar.lineEnd(chars, next) : next + 1;
        return next;
    }
}
