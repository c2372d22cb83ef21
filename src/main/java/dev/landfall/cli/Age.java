package dev.landfall.cli;

import java.time.Duration;

/** How long ago something was, as people say it: {@code 42s}, {@code 5m}, {@code 3h}, {@code 2d}. */
final class Age {
    private Age() {}

    static String of(Duration since) {
        if (since.toSeconds() < 120) return Math.max(0, since.toSeconds()) + "s";
        if (since.toMinutes() < 120) return since.toMinutes() + "m";
        return since.toHours() < 48 ? since.toHours() + "h" : since.toDays() + "d";
    }
}
