package dev.landfall.config;

/** How a commit gets to the tracked branch. */
public enum Delivery {
    /** The safest way that the repository's credentials allow; so far always a push. */
    AUTO,
    PUSH
}
