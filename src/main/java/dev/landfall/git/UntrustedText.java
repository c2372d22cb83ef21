package dev.landfall.git;

import java.util.regex.Pattern;

/** Text that others wrote, made fit for a terminal. */
final class UntrustedText {
    /** Escape sequences, control characters, and the format characters that reorder or hide what is shown. */
    private static final Pattern UNFIT = Pattern.compile("\\x1b\\[[0-9;?]*[ -/]*[@-~]|[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}]");

    private static final Pattern LINE_BREAKS = Pattern.compile("\\s+");

    private UntrustedText() {}

    /** One line of at most so many characters; what was cut is marked by an ellipsis. */
    static String line(String text, int limit) {
        String spaced = LINE_BREAKS.matcher(text).replaceAll(" ");
        String fit = UNFIT.matcher(spaced).replaceAll("").strip();
        return fit.length() <= limit ? fit : fit.substring(0, limit - 1) + "…";
    }
}
