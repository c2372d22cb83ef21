package dev.landfall.gitops.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.CaseFiles;
import dev.landfall.gitops.FormerTroubles;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Hop;
import dev.landfall.gitops.KnownHistory;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.ShopSource;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read beside the Application, and when. */
class ApplicationTrackerTest {
    private static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");
    private static final String COMMIT = KnownHistory.usual().commit();

    private final InMemoryCluster cluster = Fixtures.cluster("""
            apiVersion: argoproj.io/v1alpha1
            kind: AppProject
            metadata: {namespace: argocd, name: default}
            spec: {syncWindows: [{kind: deny, schedule: 0 10 * * *, duration: 1h, applications: [web]}]}
            """);
    private Instant now = Instant.parse("2026-03-01T10:59:00Z");

    private void application(String syncStatus, String revision) {
        cluster.with(Fixtures.object("""
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {namespace: argocd, name: web, uid: uid-1}
                spec:
                  source: {repoURL: https://git.example.org/shop.git, targetRevision: main, path: apps}
                  syncPolicy: {automated: {}}
                status:
                  controllerNamespace: argocd
                  reconciledAt: "2026-03-01T10:58:00Z"
                  sync:
                    status: %s
                    revision: %s
                    comparedTo: {source: {repoURL: https://git.example.org/shop.git, targetRevision: main, path: apps}}
                  resources: [{group: apps, kind: Deployment, namespace: shop, name: web, status: %s}]
                """.formatted(syncStatus, revision, syncStatus)));
    }

    private ApplicationTracker tracker() {
        Owner owner = new Owner(
                "argocd",
                cluster.get(Fixtures.APPLICATION.named("argocd", "web")).orElseThrow(),
                WEB,
                List.of(WEB),
                List.of());
        GitSource source = ShopSource.of(owner.object());
        Hop hop = new Hop(
                owner, source, KnownHistory.usual(), List.of(WEB), List.of(), new FormerTroubles(List.of()), false);
        return new ApplicationTracker(cluster, cluster, () -> now, hop);
    }

    private long projectReads() {
        return cluster.reads.stream()
                .filter(read -> read.contains("AppProject"))
                .count();
    }

    @Test
    void aClosedWindowIsReadOnceAndAgainAfterAWhile() {
        application("OutOfSync", COMMIT);
        ApplicationTracker tracker = tracker();

        assertThat(CaseFiles.inShort(tracker.observe())).isEqualTo("Blocked sync-window");
        now = now.plusSeconds(5);
        assertThat(CaseFiles.inShort(tracker.observe())).isEqualTo("Blocked sync-window");
        assertThat(projectReads()).isEqualTo(1);

        now = Instant.parse("2026-03-01T11:00:00Z");
        assertThat(CaseFiles.inShort(tracker.observe())).isEqualTo("Pending awaiting-auto-sync");
        assertThat(projectReads()).isEqualTo(2);
    }

    @Test
    void whatIsSyncedIsNotLookedAround() {
        application("Synced", COMMIT);

        assertThat(CaseFiles.inShort(tracker().observe())).startsWith("Succeeded");
        assertThat(projectReads()).isZero();
    }

    @Test
    void theControllersAreLookedAtOnlyOnceTheyAreSilent() {
        application("Synced", "a".repeat(40));
        ApplicationTracker tracker = tracker();

        assertThat(CaseFiles.inShort(tracker.observe())).isEqualTo("Pending awaiting-compare");
        now = now.plusSeconds(240);
        assertThat(CaseFiles.inShort(tracker.observe())).isEqualTo("Pending awaiting-compare");
        assertThat(cluster.reads).noneMatch(read -> read.startsWith("list"));

        now = now.plusSeconds(120);
        assertThat(CaseFiles.inShort(tracker.observe())).isEqualTo("Blocked controller-not-reconciling");
        assertThat(cluster.reads).contains("list StatefulSet argocd");
    }

    @Test
    void aPathFilterThatStumblesGetsOneHardRefreshAndIsThenLookedAtAsUsual() {
        application("Unknown", COMMIT);
        cluster.with(Fixtures.object(cluster.get(Fixtures.APPLICATION.named("argocd", "web"))
                .orElseThrow()
                .json()
                .toString()
                .replace(
                        "\"controllerNamespace\"",
                        "\"conditions\": [{\"type\": \"ComparisonError\", \"message\": \"unable to get changed files\"}],"
                                + " \"controllerNamespace\"")));
        ApplicationTracker tracker = tracker();

        for (int look = 0; look < 3; look++) {
            assertThat(CaseFiles.inShort(tracker.observe())).startsWith("Pending");
            now = now.plusSeconds(6);
            compared();
        }

        assertThat(cluster.requests)
                .extracting(request -> request.replaceAll(".*=", ""))
                .containsExactly("normal", "hard", "normal");
    }

    /** The controller takes the request off and compares once more. */
    private void compared() {
        String json = cluster.get(Fixtures.APPLICATION.named("argocd", "web"))
                .orElseThrow()
                .json()
                .toString();
        cluster.with(Fixtures.object(json.replaceAll("\"argocd.argoproj.io/refresh\":\"[a-z]+\"", "")
                .replaceAll("\"reconciledAt\":\"[^\"]*\"", "\"reconciledAt\":\"" + now + "\"")));
    }
}
