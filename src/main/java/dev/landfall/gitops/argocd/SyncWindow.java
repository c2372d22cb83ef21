package dev.landfall.gitops.argocd;

import dev.landfall.gitops.GoDuration;
import dev.landfall.reason.Printable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One entry of {@code AppProject.spec.syncWindows} (pkg/apis/application/v1alpha1/types.go). {@code syncOverrun} is left
 * out: it lets go on what runs, and starts nothing.
 *
 * @param denies while it is active; else it allows
 * @param manualSync whether it leaves syncs that a person asks for alone
 */
record SyncWindow(
        boolean denies, String scheduleText, Cron schedule, Duration duration, ZoneId zone, boolean manualSync) {

    /** @throws IllegalArgumentException where Argo CD cannot read it either */
    static SyncWindow of(JsonNode entry) {
        String schedule = entry.path("schedule").asString("");
        return new SyncWindow(
                entry.path("kind").asString("").equals("deny"),
                schedule,
                Cron.parse(schedule),
                duration(entry.path("duration").asString("")),
                zone(entry.path("timeZone").asString("")),
                entry.path("manualSync").asBoolean(false));
    }

    private static Duration duration(String text) {
        return GoDuration.parse(text).orElseThrow(() -> new IllegalArgumentException("not a duration: " + text));
    }

    /**
     * Argo CD compares the time on a clock of the zone with the schedule. What has no next time in its schedule counts
     * as active for it, as the 30th of February: its zero time lies before now.
     */
    boolean isActiveAt(Instant instant) {
        LocalDateTime now = LocalDateTime.ofInstant(instant, zone);
        return schedule.next(now.minus(duration))
                .map(start -> !start.isAfter(now))
                .orElse(true);
    }

    /** The next moment at which it may begin or end; empty where it never does. */
    Optional<Instant> nextChange(Instant after) {
        LocalDateTime now = LocalDateTime.ofInstant(after, zone);
        Optional<Instant> start = schedule.next(now).map(local -> instant(local, after));
        Optional<Instant> end = schedule.next(now.minus(duration)).map(local -> instant(local.plus(duration), after));
        Optional<Instant> clocksChange =
                Optional.ofNullable(zone.getRules().nextTransition(after)).map(ZoneOffsetTransition::getInstant);
        if (start.isEmpty()) return Optional.empty();
        return Stream.of(start, end, clocksChange).flatMap(Optional::stream).min(Instant::compareTo);
    }

    /** {@code deny "0 22 * * *" for 8h (Europe/Berlin)}. */
    @Override
    public String toString() {
        return "%s \"%s\" for %s (%s)"
                .formatted(denies ? "deny" : "allow", Printable.line(scheduleText), inWords(duration), zoneName());
    }

    /** {@code 2026-03-02T05:00:00Z}, and on the clock of the window where that is another. */
    String told(Instant instant) {
        if (isUtc()) return instant.toString();
        ZonedDateTime local = instant.atZone(zone);
        return "%s (%s %s %s)".formatted(instant, local.toLocalDate(), local.toLocalTime(), zone.getId());
    }

    private String zoneName() {
        return isUtc() ? "UTC" : zone.getId();
    }

    private boolean isUtc() {
        return zone.normalized().equals(ZoneOffset.UTC);
    }

    private static String inWords(Duration duration) {
        String text = duration.toString().substring(2).toLowerCase(Locale.ROOT);
        return text.isEmpty() ? "0s" : text;
    }

    /** Twice a year a time of the clock comes twice. */
    private Instant instant(LocalDateTime local, Instant after) {
        ZonedDateTime first = local.atZone(zone);
        return first.toInstant().isAfter(after)
                ? first.toInstant()
                : first.withLaterOffsetAtOverlap().toInstant();
    }

    /** Argo CD takes UTC for a zone that it does not know. */
    private static ZoneId zone(String name) {
        try {
            return name.isEmpty() || name.equals("Local") ? ZoneOffset.UTC : ZoneId.of(name, ZoneId.SHORT_IDS);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }
}
