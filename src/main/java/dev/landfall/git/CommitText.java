package dev.landfall.git;

import dev.landfall.reason.Printable;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A commit's message.
 *
 * @param subject its first line
 * @param body any number of lines, or empty
 * @param trailers the last paragraph, in this order; a look-alike in the body is none, for it is not in the last one
 */
public record CommitText(String subject, String body, List<Trailer> trailers) {
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");

    public CommitText {
        subject = Printable.line(subject, 200);
        body = UNFIT.matcher(body).replaceAll("").strip();
        trailers = List.copyOf(trailers);
        if (subject.isEmpty()) throw new IllegalStateException("a commit without a subject");
    }

    /** {@code Key: value}; the value becomes one line. */
    public record Trailer(String key, String value) {
        private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");

        public Trailer {
            if (!KEY.matcher(key).matches()) throw new IllegalStateException("not a trailer's key: " + key);
            value = Printable.line(value, 1000);
        }

        @Override
        public String toString() {
            return key + ": " + value;
        }
    }

    /** As Git stores it, with a line feed at the end. */
    public String text() {
        StringBuilder text = new StringBuilder(subject).append('\n');
        if (!body.isEmpty()) text.append('\n').append(body).append('\n');
        if (!trailers.isEmpty()) {
            text.append('\n')
                    .append(trailers.stream().map(Trailer::toString).collect(Collectors.joining("\n")))
                    .append('\n');
        }
        return text.toString();
    }
}
