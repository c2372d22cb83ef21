package dev.landfall.git;

import java.time.Instant;

/** What a person is told of a commit; safe to print. */
public record CommitSummary(CommitId id, String author, String subject, Instant when) {

    /** {@code abc1234 by Name: subject}. */
    @Override
    public String toString() {
        return id.abbreviated() + " by " + author + ": " + subject;
    }
}
