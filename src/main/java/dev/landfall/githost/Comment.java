package dev.landfall.githost;

import java.util.regex.Pattern;

/**
 * A comment that is written once and changed afterwards.
 *
 * @param marker letters, digits, spaces and hyphens, by which it is found again
 * @param text Markdown of ours
 */
public record Comment(String marker, String text) {
    private static final Pattern MARKER = Pattern.compile("[A-Za-z0-9 -]+");

    public Comment {
        if (!MARKER.matcher(marker).matches()) throw new IllegalStateException("not a marker: " + marker);
    }

    /** With the marker in a form that Markdown does not show: a reference that nothing refers to (CommonMark 4.7). */
    public String marked() {
        return text + "\n\n" + markerLine() + "\n";
    }

    /** Whether a comment on the host is this one. */
    public boolean isMarkedIn(String body) {
        return body.lines().anyMatch(line -> line.strip().equals(markerLine()));
    }

    private String markerLine() {
        return "[//]: # (" + marker + ")";
    }
}
