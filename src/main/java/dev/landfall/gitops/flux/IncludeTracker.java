package dev.landfall.gitops.flux;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ControllerRequests;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Hop;
import dev.landfall.gitops.OwnerTracker;
import dev.landfall.gitops.Progress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Follows one commit into a Kustomization whose source includes the GitRepository that has the commit. The revision of
 * the including one stays as it is when only an include changes, so that it starts no pass of the Kustomization: each of
 * the three is asked for one, when the one before it has our commit, and {@link IncludeRules} judge.
 */
final class IncludeTracker implements OwnerTracker {
    private final Cluster cluster;
    private final KustomizationLayers layers;
    private final Hop hop;
    private final Asking included;
    private final Asking including;
    private final PassTracker pass;

    IncludeTracker(
            Cluster cluster, KustomizationLayers layers, ControllerRequests controllers, InstantSource clock, Hop hop) {
        this.cluster = cluster;
        this.layers = layers;
        this.hop = hop;
        this.included = new Asking(controllers, clock);
        this.including = new Asking(controllers, clock);
        this.pass = new PassTracker(cluster, controllers, clock, owner());
    }

    @Override
    public Progress observe() {
        Optional<LiveObject> live = cluster.get(owner());
        if (live.isEmpty()) return SpecRules.gone(owner());
        if (!live.get().uid().equals(hop.owner().live().uid())) return SpecRules.recreated(owner());
        Optional<LiveObject> inner = cluster.get(hop.source().definedBy());
        if (inner.isEmpty()) return SpecRules.gone(hop.source().definedBy());
        Optional<LiveObject> outer = layers.source(live.get());
        if (outer.isEmpty()) return new Progress.Failed(KustomizationLayers.noSource(live.get()));
        IncludeRules rules = new IncludeRules(
                hop,
                new KustomizationStatus(live.get()),
                new GitRepositoryStatus(outer.get()),
                new GitRepositoryStatus(inner.get()));
        ask(rules, outer.get(), inner.get());
        return rules.judge(pass::observe);
    }

    private void ask(IncludeRules rules, LiveObject outer, LiveObject inner) {
        included.look(inner);
        including.look(outer);
        if (!rules.isFetched()) included.ask(inner);
        else if (!rules.isIncluded()) including.ask(outer);
    }

    @Override
    public List<ObjectRef> watched() {
        return List.of(owner(), hop.source().definedBy());
    }

    @Override
    public Duration busyWithOlder() {
        return new KustomizationStatus(hop.owner().live()).timeout();
    }

    private ObjectRef owner() {
        return hop.owner().object();
    }
}
