package dev.landfall.githost;

import dev.landfall.git.CommitId;
import dev.landfall.reason.Reason;
import java.util.Optional;

/** What came of asking the host to merge. */
public sealed interface Merging {
    /** The code of a reason why not yet: the host wants the head to contain the base. */
    String BASE_MOVED = "base-moved";

    /** The code of a reason why not yet: the host still works out whether it can be merged. */
    String UNKNOWN = "mergeability-unknown";

    /** @param commit that the base got by it; empty where the host does not say yet */
    record Merged(Optional<CommitId> commit) implements Merging {}

    /** It cannot be merged yet, and may be later without another commit: checks, reviews, or the host is still at it. */
    record NotYet(Reason why) implements Merging {}

    /** Its head is no longer the expected one; nothing was merged. */
    record HeadMoved() implements Merging {}

    /** It will not be merged this way: rights, a style that is switched off, a conflict, closed. */
    record Refused(Reason why) implements Merging {}
}
