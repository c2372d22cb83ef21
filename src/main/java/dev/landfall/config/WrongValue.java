package dev.landfall.config;

/** A text that is no value of its key; whoever knows the key and its place makes a fault of it. */
final class WrongValue extends Exception {
    private static final long serialVersionUID = 1;

    private final String fix;

    WrongValue(String problem, String fix) {
        super(problem);
        this.fix = fix;
    }

    String fix() {
        return fix;
    }

    /** In quotes, without control characters and of bounded length. */
    static String quote(String text) {
        String clean = printable(text);
        return '"' + (clean.length() > 80 ? clean.substring(0, 80) + "…" : clean) + '"';
    }

    /** Without the characters that steer a terminal or hide text: control, format (as bidirectional marks), surrogates. */
    static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]", "");
    }
}
