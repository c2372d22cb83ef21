package dev.landfall.githost;

/** How the commits of a pull request come to the base. */
public enum MergeStyle {
    /** By a commit with two parents. */
    MERGE,
    /** As one new commit. */
    SQUASH,
    /** One by one, each made anew on the base. */
    REBASE
}
