package dev.landfall.githost;

import dev.landfall.reason.Printable;

/**
 * @param title one line, cut to 250 characters: the hosts allow 255, and some put a word such as Draft before it
 * @param body Markdown of ours; a host that takes less cuts it
 */
public record PullRequestText(String title, String body) {
    private static final int LONGEST_TITLE = 250;

    public PullRequestText {
        title = Printable.line(title, LONGEST_TITLE);
        body = Printable.text(body);
        if (title.isEmpty()) throw new IllegalStateException("a pull request without a title");
    }

    /** The body in at most so many UTF-16 units, which is what the hosts count; it says where it was cut. */
    public String bodyWithin(int length) {
        String cut = "\n\n(cut: the host takes no more)";
        if (body.length() <= length) return body;
        int end = length - cut.length();
        return body.substring(0, Character.isHighSurrogate(body.charAt(end - 1)) ? end - 1 : end) + cut;
    }
}
