package dev.landfall.gitops.flux;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration as Go and thus every Flux object writes it, such as {@code 1h30m} or {@code 1.5s}. */
final class GoDuration {
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ns|us|µs|ms|s|m|h)");
    private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + ")+");

    private GoDuration() {}

    /** Empty for what is no duration. */
    static Optional<Duration> parse(String text) {
        if (!WHOLE.matcher(text).matches()) return Optional.empty();
        Duration sum = Duration.ZERO;
        for (Matcher part = PART.matcher(text); part.find(); ) {
            BigDecimal nanos = new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanosOf(part.group(2))));
            sum = sum.plusNanos(nanos.longValue());
        }
        return Optional.of(sum);
    }

    /** As Go prints it, whole seconds: {@code 1h0m0s}, {@code 4m30s}, {@code 10s}. */
    static String print(Duration duration) {
        String text = duration.toSecondsPart() + "s";
        if (duration.toMinutes() > 0) text = duration.toMinutesPart() + "m" + text;
        return duration.toHours() > 0 ? duration.toHours() + "h" + text : text;
    }

    private static long nanosOf(String unit) {
        return switch (unit) {
            case "ns" -> 1;
            case "us", "µs" -> 1_000;
            case "ms" -> 1_000_000;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
        };
    }
}
