package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.OwnerTracker;
import dev.landfall.gitops.Progress;
import dev.landfall.reason.Reason;
import java.util.Optional;
import java.util.function.Function;

/** Waits until an owner that the change itself makes is there, and follows it from then on. Not safe for several threads. */
final class PromisedOwner {
    private final ObjectRef ref;
    private final Cluster cluster;
    private final Function<LiveObject, Optional<OwnerTracker>> trackers;
    private Optional<OwnerTracker> tracker = Optional.empty();

    /** @param trackers of the owner once it is there; empty where it is not what the change says */
    PromisedOwner(ObjectRef ref, Cluster cluster, Function<LiveObject, Optional<OwnerTracker>> trackers) {
        this.ref = ref;
        this.cluster = cluster;
        this.trackers = trackers;
    }

    Progress observe() {
        if (tracker.isPresent()) return tracker.get().observe();
        Optional<LiveObject> live = cluster.get(ref);
        if (live.isEmpty()) return new Progress.Pending(notThere());
        tracker = trackers.apply(live.get());
        return tracker.map(OwnerTracker::observe).orElseGet(() -> new Progress.Pending(otherThanSaid()));
    }

    private Reason notThere() {
        return Reason.passing("owner-not-there-yet", ref + " is not there yet, which the change makes", "");
    }

    private Reason otherThanSaid() {
        return Reason.passing(
                "owner-not-there-yet", ref + " does not apply from the folder that the change says, or not yet", "");
    }
}
