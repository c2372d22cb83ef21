package dev.landfall.githost;

import dev.landfall.reason.Printable;

/**
 * What is shown beside a commit.
 *
 * @param context tells statuses apart: {@code landfall}
 * @param description one line, cut to 140 characters, which is what GitHub takes
 */
public record CommitStatus(State state, String context, String description) {
    private static final int LONGEST = 140;

    public CommitStatus {
        description = Printable.line(description, LONGEST);
    }

    /** As all hosts know them, by one name or another. */
    public enum State {
        PENDING,
        SUCCESS,
        FAILURE
    }
}
