package dev.landfall.gitops.flux;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ControllerRequests;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Clusters;
import dev.landfall.gitops.Hop;
import dev.landfall.gitops.OwnerTracker;
import dev.landfall.gitops.Progress;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Follows one commit into one Kustomization: reads it and its GitRepository, has {@link KustomizationVerdict} judge, and
 * asks the controllers as the verdict says.
 */
final class KustomizationTracker implements OwnerTracker {
    private final Clusters clusters;
    private final Cluster cluster;
    private final InstantSource clock;
    private final Hop hop;
    private final Asking source;
    private final Asking kustomization;

    private Verdict.Awaited awaited = Verdict.Awaited.NOTHING;
    private Instant waitingSince = Instant.MIN;

    KustomizationTracker(Clusters clusters, ControllerRequests controllers, InstantSource clock, Hop hop) {
        this.clusters = clusters;
        this.cluster = clusters.owners();
        this.clock = clock;
        this.hop = hop;
        this.source = new Asking(controllers, clock);
        this.kustomization = new Asking(controllers, clock);
    }

    @Override
    public List<ObjectRef> watched() {
        return List.of(owner(), hop.source().definedBy());
    }

    /** While the health checks of an older revision run, kustomize-controller looks at none that is newer. */
    @Override
    public Duration busyWithOlder() {
        return new KustomizationStatus(hop.owner().live()).timeout();
    }

    @Override
    public Progress observe() {
        Optional<LiveObject> liveSource = cluster.get(hop.source().definedBy());
        Optional<LiveObject> live = cluster.get(owner());
        if (live.isEmpty()) return SpecRules.gone(owner());
        if (!live.get().uid().equals(hop.owner().live().uid())) return SpecRules.recreated(owner());
        if (liveSource.isEmpty()) return SpecRules.gone(hop.source().definedBy());
        Verdict verdict = KustomizationVerdict.judge(snapshot(live.get(), liveSource.get()));
        remember(verdict);
        switch (verdict.ask()) {
            case NOTHING -> {}
            case SOURCE -> source.ask(liveSource.get());
            case KUSTOMIZATION -> kustomization.ask(live.get());
        }
        return told(verdict);
    }

    private Snapshot snapshot(LiveObject liveKustomization, LiveObject liveSource) {
        KustomizationStatus status = new KustomizationStatus(liveKustomization);
        source.look(liveSource);
        kustomization.look(liveKustomization);
        boolean waits = status.ready().isFalseBecause("DependencyNotReady");
        List<LiveObject> live = live();
        return new Snapshot(
                hop,
                status,
                new GitRepositoryStatus(liveSource),
                live,
                gone(live),
                waits
                        ? new Dependencies(cluster).of(status, new GitRepositoryStatus(liveSource).artifact())
                        : Optional.empty(),
                source.requests(),
                kustomization.requests(),
                awaited,
                awaited == Verdict.Awaited.NOTHING ? Duration.ZERO : Duration.between(waitingSince, clock.instant()));
    }

    private List<LiveObject> live() {
        return Stream.concat(hop.objects().stream(), hop.removed().stream())
                .flatMap(object -> clusters.target().get(object).stream())
                .toList();
    }

    private List<ObjectRef> gone(List<LiveObject> live) {
        return hop.objects().stream()
                .filter(object -> live.stream().map(LiveObject::ref).noneMatch(object::isSameObjectAs))
                .toList();
    }

    /** Only where a controller does not answer is it looked at. */
    private Progress told(Verdict verdict) {
        return verdict.silent()
                .map(controller -> new ControllerLook(cluster, controller).words())
                .filter(words -> verdict.progress() instanceof Progress.Blocked && !words.isEmpty())
                .map(words -> withWords((Progress.Blocked) verdict.progress(), words))
                .orElse(verdict.progress());
    }

    private static Progress withWords(Progress.Blocked blocked, String words) {
        Reason reason = blocked.reason();
        return new Progress.Blocked(
                new Reason(reason.code(), reason.message() + words, reason.remedy(), reason.retryable()),
                blocked.needsPerson());
    }

    private void remember(Verdict verdict) {
        if (verdict.awaited() != awaited) waitingSince = clock.instant();
        awaited = verdict.awaited();
    }

    private ObjectRef owner() {
        return hop.owner().object();
    }
}
