package dev.landfall.change;

/** Whether Landfall merges its own pull requests; where it may, {@code repositories[].pullRequests.allowMerge} says. */
public enum Merge {
    /** People do. */
    BY_PEOPLE,
    /** As soon as the host says that nothing is missing. */
    WHEN_CHECKS_PASS
}
