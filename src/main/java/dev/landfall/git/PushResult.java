package dev.landfall.git;

import java.util.Optional;

/** How a push ended. */
public sealed interface PushResult {

    /** The branch is at our commit. */
    record Pushed() implements PushResult {}

    /**
     * The branch is no longer where it was expected, so nothing was written.
     *
     * @param now where it is; empty if it is gone
     */
    record Moved(Optional<CommitId> now) implements PushResult {}

    /**
     * The branch is where it was: the host does not let us, by protection, a hook, or missing rights.
     *
     * @param message the host's own words, safe to print
     */
    record Refused(String message, Demand demand) implements PushResult {}

    /** What a host that refuses wants, as far as its words tell. */
    enum Demand {
        /** It does not say, or something else. */
        UNKNOWN,
        /** A signature, and the commit has none. */
        SIGNATURE,
        /** A signature of a key that it knows, and it does not know the key of ours. */
        KNOWN_SIGNATURE
    }
}
