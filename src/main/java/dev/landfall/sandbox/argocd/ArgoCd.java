package dev.landfall.sandbox.argocd;

import dev.landfall.cluster.LiveObject;
import dev.landfall.sandbox.cluster.Controller;
import dev.landfall.sandbox.cluster.ObjectStore;
import dev.landfall.sandbox.cluster.Yaml;
import dev.landfall.sandbox.git.ManifestSource;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Argo CD as far as the sandbox has it: Applications with one plain directory of a branch; comparison at its poll, at a
 * refresh request and at each live change; automated sync with pruning and self-heal, or a sync on request; retries.
 * Not: hooks and waves, sync windows, other sources, projects.
 */
public final class ArgoCd implements AutoCloseable {
    /** Where its Applications live. */
    public static final String NAMESPACE = "argocd";

    static final String GROUP = "argoproj.io";
    static final String KIND = "Application";

    private final Controller comparing;
    private final Controller operating;

    /**
     * How long things take.
     *
     * @param poll between two comparisons that nobody asked for; the real one takes 2 to 3 minutes
     * @param sync of one sync
     * @param selfHealPause from the end of a sync until a live change is undone; the real one takes 5 seconds
     * @param firstRetry after a sync that failed; each further pause is twice as long
     */
    public record Times(Duration poll, Duration sync, Duration selfHealPause, Duration firstRetry) {
        public static Times visible() {
            return new Times(
                    Duration.ofMinutes(3), Duration.ofMillis(400), Duration.ofSeconds(2), Duration.ofSeconds(5));
        }

        public static Times quick() {
            return new Times(
                    Duration.ofMinutes(3), Duration.ofMillis(30), Duration.ofMillis(300), Duration.ofMillis(100));
        }
    }

    public ArgoCd(ObjectStore store, InstantSource clock, ManifestSource source, Times times) {
        install(store);
        Targets targets = new Targets(store, source);
        this.comparing = new Controller(
                store,
                GROUP,
                KIND,
                (own, uid, changed) -> Targets.isMarkedFor(changed, own.name()),
                new ApplicationComparer(store, clock, targets, times));
        this.operating = new Controller(
                store, GROUP, KIND, (own, uid, changed) -> false, new OperationRunner(store, clock, targets, times));
    }

    private static void install(ObjectStore store) {
        Yaml.objects("""
                apiVersion: v1
                kind: Namespace
                metadata: {name: argocd}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: argocd-cm, namespace: argocd, labels: {app.kubernetes.io/name: argocd-cm}}
                data: {application.resourceTrackingMethod: annotation}
                ---
                apiVersion: argoproj.io/v1alpha1
                kind: AppProject
                metadata: {name: default, namespace: argocd}
                spec: {sourceRepos: ["*"], destinations: [{namespace: "*", server: "*"}]}
                """).forEach(object -> store.apply(object, "argocd-install", false));
    }

    static boolean hasOperation(LiveObject application) {
        return application.at("/operation").isObject();
    }

    @Override
    public void close() {
        operating.close();
        comparing.close();
    }
}
