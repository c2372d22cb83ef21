package dev.landfall.config;

/** How a commit gets to the tracked branch. */
public enum Delivery {
    /** By a pull request where the repository's rule has a credential for its host, else by a push. */
    AUTO,
    /** By a push; a pull request is the way out where the branch does not take one. */
    PUSH,
    PULL_REQUEST
}
