package dev.landfall.git;

/** What one revision is to a commit. */
public enum Ancestry {
    SAME,
    /** It contains the commit. */
    DESCENDANT,
    /** The commit contains it. */
    ANCESTOR,
    /** Neither contains the other. */
    DIVERGED,
    /** It is no commit that was fetched. */
    UNKNOWN;

    /** Whether the revision contains the commit. */
    public boolean containsIt() {
        return this == SAME || this == DESCENDANT;
    }
}
