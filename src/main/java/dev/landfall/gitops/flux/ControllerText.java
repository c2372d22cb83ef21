package dev.landfall.gitops.flux;

import java.util.regex.Pattern;

/** Text from the cluster made safe to print: one line, no control characters, no credentials of a URL, bounded. */
final class ControllerText {
    private static final int LONGEST = 1000;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");
    private static final Pattern CREDENTIALS = Pattern.compile("://[^/@\\s]+@");

    private ControllerText() {}

    static String printable(String text) {
        String line = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
        String safe = CREDENTIALS.matcher(line).replaceAll("://***@");
        return safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST) + "…";
    }
}
