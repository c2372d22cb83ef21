package dev.landfall.gitops;

import dev.landfall.cluster.ObjectRef;
import java.time.Duration;
import java.util.List;

/** Follows one commit into one owner. Not safe for use by several threads. */
public interface OwnerTracker {

    /**
     * Takes one snapshot of the owner and judges it; asks the controllers for a refresh where that is due and allowed.
     * Every verdict comes from one snapshot, never from values of two.
     */
    Progress observe();

    /** The objects whose change makes another look worthwhile. */
    List<ObjectRef> watched();

    /** How long the owner may first be busy with an older revision, which is added to the time that ours gets. */
    Duration busyWithOlder();
}
