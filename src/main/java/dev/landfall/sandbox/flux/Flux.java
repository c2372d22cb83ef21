package dev.landfall.sandbox.flux;

import dev.landfall.cluster.LiveObject;
import dev.landfall.sandbox.cluster.Controller;
import dev.landfall.sandbox.cluster.ObjectStore;
import dev.landfall.sandbox.git.ManifestSource;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Flux as far as the sandbox has it: GitRepositories that follow a branch, and Kustomizations over a plain folder of
 * one, with pruning, health checks, dependencies and correction of drift at their interval. Not: patches, images,
 * substitution and other overrides, other sources, Helm; and what was added in the name of kubectl stays, which the real
 * one takes away.
 */
public final class Flux implements AutoCloseable {
    static final String SOURCE_GROUP = "source.toolkit.fluxcd.io";
    static final String SOURCE_KIND = "GitRepository";
    static final String GROUP = "kustomize.toolkit.fluxcd.io";
    static final String KIND = "Kustomization";
    static final String FINALIZER = "finalizers.fluxcd.io";
    private static final String REQUESTED_AT = "reconcile.fluxcd.io/requestedAt";

    private final Controller sources;
    private final Controller kustomizations;

    /**
     * How long things take, besides what the specs say.
     *
     * @param fetch of a commit into an artifact
     * @param apply of one pass over a Kustomization
     * @param dependency until a dependency is looked at again; the real one takes 30 seconds
     */
    public record Times(Duration fetch, Duration apply, Duration dependency) {
        public static Times visible() {
            return new Times(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofSeconds(5));
        }

        public static Times quick() {
            return new Times(Duration.ofMillis(20), Duration.ofMillis(30), Duration.ofMillis(200));
        }
    }

    public Flux(ObjectStore store, InstantSource clock, ManifestSource source, Times times) {
        this.sources = new Controller(
                store,
                SOURCE_GROUP,
                SOURCE_KIND,
                (own, uid, changed) -> false,
                new SourceController(store, clock, source, times));
        this.kustomizations = new Controller(
                store,
                GROUP,
                KIND,
                (own, uid, changed) -> changed.ref().kind().equals(SOURCE_KIND),
                new KustomizeController(store, clock, source, times));
    }

    /** The token of the last request to look, or empty. */
    static String requested(LiveObject object) {
        return object.annotations().getOrDefault(REQUESTED_AT, "");
    }

    /** Whether a request stands that no pass has answered. */
    static boolean isRequested(LiveObject object) {
        String token = requested(object);
        return !token.isEmpty()
                && !token.equals(object.at("/status/lastHandledReconcileAt").asString(""));
    }

    @Override
    public void close() {
        kustomizations.close();
        sources.close();
    }
}
