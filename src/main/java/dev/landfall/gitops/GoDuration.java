package dev.landfall.gitops;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go's {@code time.ParseDuration} reads them, and thus both tools: {@code 1h30m}, {@code 1.5s}. */
public final class GoDuration {
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

    /** Empty for what is no duration, or longer than Go can count. */
    public static Optional<Duration> parse(String text) {
        if (text.equals("0")) return Optional.of(Duration.ZERO);
        Matcher whole = WHOLE.matcher(text);
        if (!whole.matches()) return Optional.empty();
        BigDecimal sum = PART.matcher(whole.group(2))
                .results()
                .map(part -> new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(NANOSECONDS.get(part.group(2)))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) return Optional.empty();
        Duration length = Duration.ofNanos(sum.longValue());
        return Optional.of(whole.group(1).equals("-") ? length.negated() : length);
    }

    /** As Go prints it, whole seconds: {@code 1h0m0s}, {@code 4m30s}, {@code 10s}. */
    public static String print(Duration duration) {
        String text = duration.toSecondsPart() + "s";
        if (duration.toMinutes() > 0) text = duration.toMinutesPart() + "m" + text;
        return duration.toHours() > 0 ? duration.toHours() + "h" + text : text;
    }
}
