package dev.landfall.gitops.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import dev.landfall.gitops.Clusters;
import dev.landfall.gitops.FormerTroubles;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Hop;
import dev.landfall.gitops.KnownHistory;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Progress;
import dev.landfall.gitops.ShopSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tracker reads and asks around the verdicts. */
class KustomizationTrackerTest {
    private static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final InMemoryCluster cluster = new InMemoryCluster()
            .serving(type("kustomize.toolkit.fluxcd.io", "Kustomization"))
            .serving(type("source.toolkit.fluxcd.io", "GitRepository"))
            .serving(type("apps", "Deployment"))
            .serving(type("", "Pod"));
    private Instant now = START;

    @ParameterizedTest
    @CsvSource({"a, source-controller", "c, kustomize-controller"})
    void theControllerThatDoesNotAnswerIsNamedAndLookedAt(String commit, String controller) {
        deployment(controller);
        KustomizationTracker tracker = tracker(commit.repeat(40));
        tracker.observe();
        assertThat(cluster.reads).doesNotContain("list Deployment ");
        now = START.plus(Duration.ofMinutes(6));
        assertThat(tracker.observe()).isInstanceOfSatisfying(Progress.Blocked.class, blocked -> {
            assertThat(blocked.needsPerson()).isFalse();
            assertThat(blocked.reason().code()).isEqualTo("controller-not-reconciling");
            assertThat(blocked.reason().message())
                    .endsWith("; Deployment flux-system/" + controller + " is scaled to 0: it does not run");
            assertThat(blocked.reason().remedy()).contains(controller);
        });
    }

    @Test
    void anOlderRevisionMayTakeAsLongAsItsHealthChecks() {
        assertThat(tracker("c".repeat(40)).busyWithOlder()).isEqualTo(Duration.ofMinutes(5));
    }

    private KustomizationTracker tracker(String commit) {
        LiveObject kustomization = Yaml.object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {namespace: flux-system, name: apps, uid: k, generation: 1}
                spec: {path: ./apps, interval: 1m, timeout: 5m, prune: true, sourceRef: {kind: GitRepository, name: shop}}
                status:
                  observedGeneration: 1
                  lastAppliedRevision: main@sha1:%s
                  conditions: [{type: Ready, status: "True", reason: ReconciliationSucceeded}]
                """.formatted("a".repeat(40)));
        LiveObject source = Yaml.object("""
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: GitRepository
                metadata: {namespace: flux-system, name: shop, uid: s, generation: 1}
                spec: {url: "https://git.example.org/shop.git", interval: 1m, ref: {branch: main}}
                status: {artifact: {revision: main@sha1:%s}}
                """.formatted(commit));
        cluster.with(kustomization).with(source);
        GitSource planned = ShopSource.of(source.ref());
        Owner owner = new Owner("flux", kustomization, WEB, List.of(WEB), List.of());
        Hop hop = new Hop(
                owner, planned, KnownHistory.usual(), List.of(WEB), List.of(), new FormerTroubles(List.of()), false);
        return new KustomizationTracker(Clusters.one(cluster), cluster, () -> now, hop);
    }

    private void deployment(String controller) {
        cluster.with(Yaml.object("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {namespace: flux-system, name: %s, labels: {app.kubernetes.io/component: %s}}
                spec: {replicas: 0}
                """.formatted(controller, controller)));
    }

    private static ResourceType type(String group, String kind) {
        return new ResourceType(group, "v1", kind, kind.toLowerCase(Locale.ROOT) + "s", "", List.of(), true);
    }
}
