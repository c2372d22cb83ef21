package dev.landfall.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 90s}, {@code 5m}, {@code 1h30m}. */
final class DurationConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        try {
            Duration duration = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
            if (duration.isPositive() && text.matches("(\\d+h)?(\\d+m)?(\\d+s)?")) return duration;
        } catch (DateTimeParseException wrong) {
            // Said below, with what parses and is no length of time to wait.
        }
        throw new TypeConversionException("\"" + text + "\" is no duration; write it as 90s, 5m or 1h30m");
    }
}
