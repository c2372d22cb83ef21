package dev.landfall.gitops.argocd;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A pattern as Go's {@code path.Match} reads it: it must fit the whole path, a star stays within one folder, and what is
 * malformed matches nothing.
 */
final class PathPattern {
    private static final String CHARACTER = "(?:\\\\.|[^\\\\\\]-])";
    private static final Pattern RANGE =
            Pattern.compile("(" + CHARACTER + ")(?:-(" + CHARACTER + "))?", Pattern.DOTALL);
    private static final Pattern PART = Pattern.compile(
            "(?<stars>\\*+)|(?<any>\\?)|\\[(?<not>\\^?+)(?<ranges>(?:" + RANGE + ")+)]|\\\\(?<escaped>.)|[^\\[\\\\]",
            Pattern.DOTALL);

    private final Optional<Pattern> pattern;

    private PathPattern(Optional<String> expression) {
        this.pattern = expression.map(text -> Pattern.compile(text, Pattern.DOTALL));
    }

    static PathPattern of(String glob) {
        return new PathPattern(expression(glob));
    }

    /** With parameters in it, each of which may be any text. */
    static PathPattern ofTemplate(String template) {
        return new PathPattern(Arrays.stream(template.split("\\{\\{.*?}}", -1))
                .map(PathPattern::expression)
                .reduce((one, next) -> one.flatMap(text -> next.map(more -> text + ".*" + more)))
                .orElseThrow());
    }

    boolean matches(String path) {
        return pattern.filter(compiled -> compiled.matcher(path).matches()).isPresent();
    }

    private static Optional<String> expression(String glob) {
        StringBuilder expression = new StringBuilder();
        Matcher parts = PART.matcher(glob);
        int end = 0;
        while (end < glob.length()) {
            if (!parts.region(end, glob.length()).lookingAt()) return Optional.empty();
            expression.append(expression(parts.toMatchResult()));
            end = parts.end();
        }
        return Optional.of(expression.toString());
    }

    private static String expression(MatchResult part) {
        if (part.group("stars") != null) return "[^/]*";
        if (part.group("any") != null) return "[^/]";
        if (part.group("ranges") != null)
            return ofClass(part.group("ranges"), !part.group("not").isEmpty());
        return Pattern.quote(part.group("escaped") == null ? part.group() : part.group("escaped"));
    }

    /** A class may have the slash in it. A range from a later to an earlier character has none in it. */
    private static String ofClass(String ranges, boolean isNegated) {
        String inside = RANGE.matcher(ranges)
                .results()
                .filter(range -> first(range) <= last(range))
                .map(range -> "\\x{%x}-\\x{%x}".formatted(first(range), last(range)))
                .collect(Collectors.joining());
        if (inside.isEmpty()) return isNegated ? "." : "(?!)";
        return (isNegated ? "[^" : "[") + inside + "]";
    }

    private static int first(MatchResult range) {
        return unescaped(range.group(1));
    }

    private static int last(MatchResult range) {
        return range.group(2) == null ? first(range) : unescaped(range.group(2));
    }

    private static int unescaped(String character) {
        return character.codePointBefore(character.length());
    }
}
