package dev.landfall.gitops.argocd;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A schedule of five fields, as robfig/cron v3 reads it without descriptors: the parser of sync windows knows no {@code
 * @daily} (pkg/apis/application/v1alpha1/types.go). Each field is a set of bits; the highest one says that it holds a
 * star, which decides how the two days are joined.
 */
record Cron(long minutes, long hours, long daysOfMonth, long months, long daysOfWeek) {
    private static final long STAR = 1L << 63;

    /** From then on robfig/cron gives up, counted from the year in which it begins. */
    private static final int YEARS = 5;

    private static final List<String> MONTHS =
            List.of("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    /** @throws IllegalArgumentException with what is wrong with it */
    static Cron parse(String text) {
        if (text.startsWith("@")) throw new IllegalArgumentException("sync windows take no descriptors");
        String[] fields = text.strip().split("\\s+", -1);
        if (fields.length != 5) throw new IllegalArgumentException("a schedule has 5 fields, not " + fields.length);
        return new Cron(
                bits(fields[0], 0, 59, List.of()),
                bits(fields[1], 0, 23, List.of()),
                bits(fields[2], 1, 31, List.of()),
                bits(fields[3], 1, 12, MONTHS),
                bits(fields[4], 0, 6, DAYS));
    }

    /** The first time of the schedule that is later; empty where there is none for five years. */
    Optional<LocalDateTime> next(LocalDateTime after) {
        LocalDateTime from = after.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        int last = from.getYear() + YEARS;
        LocalDate day = from.toLocalDate();
        while (day.getYear() <= last) {
            if (!has(months, day.getMonthValue())) {
                day = day.withDayOfMonth(1).plusMonths(1);
                continue;
            }
            Optional<LocalTime> time = matches(day)
                    ? from(day.equals(from.toLocalDate()) ? from.toLocalTime() : LocalTime.MIDNIGHT)
                    : Optional.empty();
            if (time.isPresent()) return Optional.of(day.atTime(time.get()));
            day = day.plusDays(1);
        }
        return Optional.empty();
    }

    /** Two days that are both narrowed down add to each other; else both must hold. */
    private boolean matches(LocalDate day) {
        boolean ofMonth = has(daysOfMonth, day.getDayOfMonth());
        boolean ofWeek = has(daysOfWeek, day.getDayOfWeek().getValue() % 7);
        boolean both = (daysOfMonth & STAR) != 0 || (daysOfWeek & STAR) != 0;
        return both ? ofMonth && ofWeek : ofMonth || ofWeek;
    }

    private Optional<LocalTime> from(LocalTime earliest) {
        for (int hour = earliest.getHour(); hour < 24; hour++) {
            if (!has(hours, hour)) continue;
            int first = hour == earliest.getHour() ? earliest.getMinute() : 0;
            int minute = Long.numberOfTrailingZeros(minutes & ~STAR & (-1L << first));
            if (minute < 60) return Optional.of(LocalTime.of(hour, minute));
        }
        return Optional.empty();
    }

    private static boolean has(long bits, int value) {
        return (bits & (1L << value)) != 0;
    }

    private static long bits(String field, int min, int max, List<String> names) {
        return Arrays.stream(field.split(","))
                .filter(range -> !range.isEmpty())
                .mapToLong(range -> range(range, min, max, names))
                .reduce(0, (one, other) -> one | other);
    }

    private static long range(String text, int min, int max, List<String> names) {
        String[] stepped = text.split("/", -1);
        String[] ends = stepped[0].split("-", -1);
        if (stepped.length > 2 || ends.length > 2) throw new IllegalArgumentException("not a range: " + text);
        boolean star = ends[0].equals("*") || ends[0].equals("?");
        int step = stepped.length == 2 ? number(stepped[1], List.of()) : 1;
        int start = star ? min : number(ends[0], names);
        // "5/10" goes on to the end of the field, and "*-5" to the end as well.
        boolean toTheEnd = star || (ends.length == 1 && stepped.length == 2);
        int end = toTheEnd ? max : number(ends[ends.length - 1], names);
        if (start < min || end > max || start > end || step < 1)
            throw new IllegalArgumentException(text + " is not within " + min + " to " + max);
        return every(start, end, step) | (star && step == 1 ? STAR : 0);
    }

    private static long every(int start, int end, int step) {
        long bits = 0;
        for (int value = start; value <= end; value += step) bits |= 1L << value;
        return bits;
    }

    private static int number(String text, List<String> names) {
        int named = text.isEmpty() ? -1 : names.indexOf(text.toLowerCase(Locale.ROOT));
        if (named >= 0) return named;
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException unreadable) {
            throw new IllegalArgumentException("not a number: " + text, unreadable);
        }
    }
}
