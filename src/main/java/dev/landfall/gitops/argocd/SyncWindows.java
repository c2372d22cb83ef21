package dev.landfall.gitops.argocd;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The windows of a project that concern one Application, and what they say together: an active deny blocks; else, where
 * there are allow windows, one of them must be active.
 */
record SyncWindows(List<SyncWindow> windows) {
    private static final Duration FORESIGHT = Duration.ofDays(366);

    /** A window may begin every minute: a bound on how many changes are looked at. */
    private static final int MOST_CHANGES = 2_000;

    SyncWindows {
        windows = List.copyOf(windows);
    }

    /** Which of them block a sync that nobody asks for; empty where it may start. */
    List<SyncWindow> blocking(Instant instant) {
        List<SyncWindow> denies = windows.stream()
                .filter(window -> window.denies() && window.isActiveAt(instant))
                .toList();
        if (!denies.isEmpty()) return denies;
        List<SyncWindow> allows =
                windows.stream().filter(window -> !window.denies()).toList();
        boolean allowed = allows.stream().anyMatch(window -> window.isActiveAt(instant));
        return allowed ? List.of() : allows;
    }

    /** When a sync may start next. */
    Opening opening(Instant after) {
        Instant at = after;
        for (int seen = 0; seen < MOST_CHANGES; seen++) {
            Optional<Instant> change = nextChange(at);
            if (change.isEmpty()) return new Opening.Never();
            at = change.get();
            if (Duration.between(after, at).compareTo(FORESIGHT) > 0) return new Opening.NotBefore(at);
            if (blocking(at).isEmpty()) return new Opening.At(at);
        }
        return new Opening.NotBefore(at);
    }

    private Optional<Instant> nextChange(Instant after) {
        return windows.stream()
                .flatMap(window -> window.nextChange(after).stream())
                .min(Instant::compareTo);
    }

    sealed interface Opening {
        record At(Instant instant) implements Opening {}

        /** As far as was looked ahead. */
        record NotBefore(Instant instant) implements Opening {}

        record Never() implements Opening {}
    }
}
