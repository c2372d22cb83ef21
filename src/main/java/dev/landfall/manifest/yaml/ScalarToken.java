package dev.landfall.manifest.yaml;

import dev.landfall.manifest.yaml.YamlNode.Scalar;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The characters that spell one scalar, and other ways to spell its place. */
final class ScalarToken {
    private final String chars;
    private final Scalar scalar;
    private final int start;

    ScalarToken(String chars, Scalar scalar) {
        this.chars = chars;
        this.scalar = scalar;
        this.start = start(chars, scalar);
    }

    /** Ways to write a single value here, the most faithful to the old one first; none is proven. */
    Stream<Splice> replacements(JsonNode value) {
        if (!value.isString())
            return Stream.of(inLine(ScalarWriting.scalar(value, scalar.place().surroundings())));
        String text = value.asString();
        Stream<String> inLine = Stream.concat(sameStyle(text).stream(), Stream.of(ScalarWriting.doubleQuoted(text)));
        return Stream.concat(sameBlock(text).stream(), inLine.map(this::inLine));
    }

    private Optional<String> sameStyle(String value) {
        return switch (scalar.style()) {
            case SINGLE_QUOTED -> ScalarWriting.singleQuoted(value);
            case PLAIN, LITERAL, FOLDED, JSON_SCALAR_STYLE ->
                ScalarWriting.plain(value, scalar.place().surroundings());
            case DOUBLE_QUOTED -> Optional.empty();
        };
    }

    private Optional<Splice> sameBlock(String value) {
        return isBlock()
                ? BlockScalar.at(chars, start, scalar.place().end()).with(value, scalar.style())
                : Optional.empty();
    }

    /** The token in place of the old one. */
    Splice inLine(String token) {
        if (isBlock()) return BlockScalar.at(chars, start, scalar.place().end()).inLine(token);
        int end = Math.max(start, scalar.place().end());
        return new Splice(start, end, start == end ? spaced(token) : token);
    }

    /** Where nothing is written yet, the value needs a space in front, and {@code {replicas}} a colon as well. */
    private String spaced(String token) {
        boolean hasIndicator = start > 0 && ":-".indexOf(chars.charAt(start - 1)) >= 0;
        boolean hasProperties = start > scalar.place().start();
        return hasIndicator || hasProperties ? " " + token : ": " + token;
    }

    private boolean isBlock() {
        return Extents.isBlock(scalar);
    }

    /** A node's start mark stands in front of its anchor and tag, which may have lines of their own. */
    static int start(String chars, Scalar scalar) {
        int at = scalar.place().start();
        if (scalar.place().anchor().isEmpty() && scalar.place().tag().isEmpty()) return at;
        int last = propertiesEnd(chars, at);
        int content = new Lines(chars).skip(last);
        return content < scalar.place().end() ? content : last;
    }

    /** Behind the anchor and the tag that begin here. */
    static int propertiesEnd(String chars, int start) {
        Lines lines = new Lines(chars);
        int last = wordEnd(chars, start);
        int next = lines.skip(last);
        boolean another = next < chars.length() && (chars.charAt(next) == '&' || chars.charAt(next) == '!');
        return another && chars.charAt(start) != chars.charAt(next) ? wordEnd(chars, next) : last;
    }

    private static int wordEnd(String chars, int at) {
        int end = at;
        while (end < chars.length() && " \t\r\n,[]{}".indexOf(chars.charAt(end)) < 0) end++;
        return end;
    }
}
