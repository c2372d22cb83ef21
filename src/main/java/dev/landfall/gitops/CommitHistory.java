package dev.landfall.gitops;

/** What Git knows of our commit and the revisions that controllers report. */
public interface CommitHistory {

    /** Our commit on the tracked branch, 40 hex digits. */
    String commit();

    /** @param revision 40 hex digits of a commit, or anything else a controller wrote, which is {@code UNKNOWN} */
    Relation relationOf(String revision);

    /** Whether everything that our commit set has our value at this descendant too. */
    boolean survivesIn(String revision);

    /** Whether our commit is still on the tracked branch; asks the remote. */
    boolean isOnBranch();

    /** The first commit after ours that changed what ours set, as {@code abc1234 by Name: subject}; empty if unknown. */
    String whoChangedIt(String revision);
}
