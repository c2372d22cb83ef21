package dev.landfall.gitops;

/** What a revision that a controller reports is to our commit. */
public enum Relation {
    SAME,
    /** It contains our commit. */
    DESCENDANT,
    /** It is older: our commit contains it. */
    ANCESTOR,
    /** Neither contains the other. */
    DIVERGED,
    /** It is empty, no commit, or not to be had from the repository. */
    UNKNOWN;

    /** Whether the revision contains our commit. */
    public boolean hasOurs() {
        return switch (this) {
            case SAME, DESCENDANT -> true;
            case ANCESTOR, DIVERGED, UNKNOWN -> false;
        };
    }
}
