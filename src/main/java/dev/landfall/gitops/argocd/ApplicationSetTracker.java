package dev.landfall.gitops.argocd;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ControllerRequests;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Evidence;
import dev.landfall.gitops.EvidenceClass;
import dev.landfall.gitops.Hop;
import dev.landfall.gitops.OwnerTracker;
import dev.landfall.gitops.Progress;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Asks an ApplicationSet to read its files anew. It tells no commit, so that only its Applications show that it has: whoever
 * follows waits until they are as wanted.
 */
final class ApplicationSetTracker implements OwnerTracker {
    private static final Duration BETWEEN_REQUESTS = Duration.ofSeconds(20);

    private final Cluster cluster;
    private final ControllerRequests controllers;
    private final InstantSource clock;
    private final Hop hop;
    private Instant lastAsked = Instant.MIN;
    private boolean isAsked;
    private boolean isAnswered;
    private boolean isAllowed = true;

    ApplicationSetTracker(Cluster cluster, ControllerRequests controllers, InstantSource clock, Hop hop) {
        this.cluster = cluster;
        this.controllers = controllers;
        this.clock = clock;
        this.hop = hop;
    }

    @Override
    public Progress observe() {
        Optional<LiveObject> live = cluster.get(set());
        if (live.isEmpty() || !live.get().uid().equals(hop.owner().live().uid()))
            return new Progress.Failed(Reason.lasting(
                    "owner-gone", set() + " was deleted or made anew since the change was planned", "plan it again"));
        boolean isPending = live.get().annotations().containsKey(ApplicationSet.REFRESH);
        isAnswered |= isAsked && !isPending;
        Optional<String> error = error(live.get());
        if (isAnswered && error.isEmpty()) return read("has read its files since the change");
        if (!isPending && clock.instant().isAfter(lastAsked.plus(BETWEEN_REQUESTS))) {
            if (!hop.history().isOnBranch())
                return new Progress.Failed(hop.history().dropped());
            ask();
        }
        // Where nobody may ask, it comes to it by itself, which only its Applications show.
        if (!isAllowed) return read("reads its files at its interval");
        return new Progress.Pending(Reason.passing(
                "awaiting-parameters",
                set() + " has not read its files since the change"
                        + error.map(message -> "; its last error: " + message).orElse(""),
                error.isPresent() ? "see what its files say, and the logs of the ApplicationSet controller" : ""));
    }

    private void ask() {
        lastAsked = clock.instant();
        isAllowed = isAllowed
                && controllers.annotate(set(), ApplicationSet.REFRESH, "true").isPresent();
        isAsked |= isAllowed;
    }

    private Progress read(String observed) {
        return new Progress.Succeeded(
                new Evidence(EvidenceClass.OBJECT_ONLY, "", set(), set() + " " + observed), List.of());
    }

    private static Optional<String> error(LiveObject live) {
        return live.at("/status/conditions")
                .valueStream()
                .filter(condition -> condition.path("type").asString("").equals("ErrorOccurred")
                        && condition.path("status").asString("").equals("True"))
                .map(condition -> Printable.line(condition.path("message").asString("")))
                .findFirst();
    }

    private ObjectRef set() {
        return hop.owner().object();
    }

    @Override
    public List<ObjectRef> watched() {
        return List.of(set());
    }

    @Override
    public Duration busyWithOlder() {
        return Duration.ZERO;
    }
}
