package dev.landfall.sandbox.flux;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Flux specs write them: whole numbers with {@code h}, {@code m}, {@code s} or {@code ms}. */
final class GoDurations {
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|h|m|s)");

    private GoDurations() {}

    static Duration parse(String text, Duration otherwise) {
        Duration sum = Duration.ZERO;
        for (Matcher part = PART.matcher(text); part.find(); ) {
            long count = Long.parseLong(part.group(1));
            sum = sum.plus(
                    switch (part.group(2)) {
                        case "h" -> Duration.ofHours(count);
                        case "m" -> Duration.ofMinutes(count);
                        case "s" -> Duration.ofSeconds(count);
                        default -> Duration.ofMillis(count);
                    });
        }
        return sum.isZero() ? otherwise : sum;
    }

    /** As Go prints whole seconds: {@code 4m30s}. */
    static String print(Duration duration) {
        String text = duration.toSecondsPart() + "s";
        if (duration.toMinutes() > 0) text = duration.toMinutesPart() + "m" + text;
        return duration.toHours() > 0 ? duration.toHours() + "h" + text : text;
    }
}
