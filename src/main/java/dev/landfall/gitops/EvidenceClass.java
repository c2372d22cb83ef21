package dev.landfall.gitops;

/** How well it is proven that a commit arrived, best first. */
public enum EvidenceClass {
    /** An apply ran at exactly our commit. */
    EXACT,
    /** An apply ran at a commit that contains ours, and what ours set is unchanged there. */
    CONTAINED,
    /** The controller compared at our commit and found nothing to apply. */
    NO_DIFF,
    /** The live object has the value; no controller vouches for it. */
    OBJECT_ONLY
}
