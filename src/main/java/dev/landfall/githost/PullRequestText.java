package dev.landfall.githost;

import dev.landfall.reason.Printable;

/**
 * @param title one line, cut to 250 characters: the hosts allow 255, and some put a word such as Draft before it
 * @param beginning Markdown of ours
 * @param detail what can be done without where a host takes less; or empty
 * @param ending what is to be found again, or empty
 */
public record PullRequestText(String title, String beginning, String detail, String ending) {
    private static final int LONGEST_TITLE = 250;
    private static final String CUT = "(cut: the host takes no more)";

    public PullRequestText {
        title = Printable.line(title, LONGEST_TITLE);
        beginning = Printable.text(beginning);
        detail = Printable.text(detail);
        ending = Printable.text(ending);
        if (title.isEmpty()) throw new IllegalStateException("a pull request without a title");
    }

    public PullRequestText(String title, String body) {
        this(title, body, "", "");
    }

    /** The whole of it. */
    public String body() {
        return joined(beginning, detail, ending);
    }

    /**
     * The body in at most so many UTF-16 units, which is what the hosts count: without the detail where that is enough,
     * else with the beginning cut, and without an ending of more than half the length; it says so.
     *
     * @param length 80 at least, so that there is something to say it in
     */
    public String bodyWithin(int length) {
        if (body().length() <= length) return body();
        String without = joined(beginning, detail.isEmpty() ? "" : CUT, ending);
        if (!detail.isEmpty() && without.length() <= length) return without;
        String tail = joined("\n\n" + CUT, "", ending.length() <= length / 2 ? ending : "");
        int end = Math.min(beginning.length(), length - tail.length());
        boolean half = end > 0 && Character.isHighSurrogate(beginning.charAt(end - 1));
        return beginning.substring(0, half ? end - 1 : end) + tail;
    }

    private static String joined(String beginning, String detail, String ending) {
        return beginning + (detail.isEmpty() ? "" : "\n\n" + detail) + (ending.isEmpty() ? "" : "\n\n" + ending);
    }
}
