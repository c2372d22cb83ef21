package dev.landfall.gitops.flux;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ControllerRequests;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GoDuration;
import dev.landfall.gitops.Hop;
import dev.landfall.gitops.OwnerTracker;
import dev.landfall.gitops.Progress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Follows one commit into the chart of a HelmRelease: reads it, its HelmChart and the GitRepository, and has {@link
 * ReleaseRules} judge. Only the GitRepository is asked for a pass: each of the others looks when the one before it has
 * something new.
 */
final class ReleaseTracker implements OwnerTracker {
    /** Of one action of Helm, where the spec says nothing. */
    private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(5);

    private final Cluster cluster;
    private final Hop hop;
    private final Asking source;

    ReleaseTracker(Cluster cluster, ControllerRequests controllers, InstantSource clock, Hop hop) {
        this.cluster = cluster;
        this.hop = hop;
        this.source = new Asking(controllers, clock);
    }

    @Override
    public Progress observe() {
        Optional<LiveObject> liveSource = cluster.get(hop.source().definedBy());
        Optional<LiveObject> live = cluster.get(owner());
        if (live.isEmpty()) return SpecRules.gone(owner());
        if (!live.get().uid().equals(hop.owner().live().uid())) return SpecRules.recreated(owner());
        if (liveSource.isEmpty()) return SpecRules.gone(hop.source().definedBy());
        source.look(liveSource.get());
        ReleaseRules.ReleaseSnapshot snapshot = new ReleaseRules.ReleaseSnapshot(
                hop, ReleaseStatus.of(cluster, live.get()), new GitRepositoryStatus(liveSource.get()));
        if (!snapshot.hasOurs(snapshot.source().artifact())) source.ask(liveSource.get());
        return ReleaseRules.judge(snapshot);
    }

    @Override
    public List<ObjectRef> watched() {
        return List.of(owner(), hop.source().definedBy());
    }

    /** Helm does one thing after the other. */
    @Override
    public Duration busyWithOlder() {
        return GoDuration.parse(hop.owner().live().at("/spec/timeout").asString(""))
                .orElse(USUAL_TIMEOUT);
    }

    private ObjectRef owner() {
        return hop.owner().object();
    }
}
