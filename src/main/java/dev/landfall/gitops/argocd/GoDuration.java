package dev.landfall.gitops.argocd;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go's {@code time.ParseDuration} reads them: {@code 1h30m}, {@code 1.5h}, {@code 90s}. */
final class GoDuration {
    private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|ms|s|m|h)");
    private static final Pattern WHOLE = Pattern.compile("([-+]?)((?:" + PART.pattern() + ")+)");
    private static final Map<String, Long> NANOSECONDS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private GoDuration() {}

    /** @throws IllegalArgumentException where it is none, or longer than Go can count */
    static Duration parse(String text) {
        if (text.equals("0")) return Duration.ZERO;
        Matcher whole = WHOLE.matcher(text);
        if (!whole.matches()) throw new IllegalArgumentException("not a duration: " + text);
        BigDecimal sum = PART.matcher(whole.group(2))
                .results()
                .map(part -> new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(NANOSECONDS.get(part.group(2)))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        try {
            Duration length = Duration.ofNanos(sum.toBigInteger().longValueExact());
            return whole.group(1).equals("-") ? length.negated() : length;
        } catch (ArithmeticException tooLong) {
            throw new IllegalArgumentException("too long a duration: " + text, tooLong);
        }
    }
}
