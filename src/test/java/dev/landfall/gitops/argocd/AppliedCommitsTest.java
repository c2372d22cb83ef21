package dev.landfall.gitops.argocd;

import static dev.landfall.gitops.argocd.Fixtures.application;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.git.CommitId;
import dev.landfall.gitops.Applied;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** From which commit an Application has what: Synced from the compared one, all else from the last sync. */
@Execution(ExecutionMode.CONCURRENT)
class AppliedCommitsTest {
    private static final String OLD = "1".repeat(40);
    private static final String NEW = "2".repeat(40);

    private static List<String> applied(String more) {
        return new AppliedCommits(application("""
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {namespace: argocd, name: web}
                spec: {source: {repoURL: u, path: p}, destination: {namespace: shop}%s
                """.formatted(more)))
                .all().stream().map(AppliedCommitsTest::told).toList();
    }

    private static String told(Applied applied) {
        return applied.revision() + " " + (applied.isSettled() ? "settled" : "unsettled") + " " + applied.objects();
    }

    private static String status(String synced, String other) {
        return """
                }
                status:
                  sync:
                    revision: "%s"
                    comparedTo: {source: {repoURL: u, path: p}, destination: {namespace: shop}}
                  history: [{revision: "0"}, {revision: "%s"}]
                  resources:
                    - {group: apps, version: v1, kind: Deployment, namespace: shop, name: web, status: %s}
                    - {version: v1, kind: ConfigMap, namespace: shop, name: colours, status: %s}
                    - {version: v1, kind: Pod, namespace: shop, name: migrate, hook: true}
                    - {version: v1, kind: ConfigMap, namespace: shop, name: left, status: OutOfSync, requiresPruning: true}
                """.formatted(NEW, OLD, synced, other);
    }

    @Test
    void whatIsSyncedComesFromTheComparedCommitAndTheRestFromTheLastSync() {
        assertThat(applied(status("Synced", "OutOfSync")))
                .containsExactly(
                        "commit 2222222 settled [Deployment shop/web]",
                        "commit 1111111 unsettled [ConfigMap shop/colours]");
        assertThat(applied(status("Synced", "Synced")))
                .containsExactly("commit 2222222 settled [Deployment shop/web, ConfigMap shop/colours]");
    }

    @Test
    void aComparisonWithAnotherSpecTellsNothing() {
        assertThat(applied(status("Synced", "Synced").replace("path: p}, destination", "path: q}, destination")))
                .isEmpty();
    }

    @Test
    void aPublishedChartIsToldByItsVersion() {
        assertThat(new AppliedCommits(application("""
                metadata: {namespace: argocd, name: web}
                spec:
                  sources: [{repoURL: c, chart: web, targetRevision: ^1.2}, {repoURL: u, ref: values}]
                status:
                  sync:
                    revisions: [1.2.4, "%s"]
                    comparedTo:
                      sources: [{repoURL: c, chart: web, targetRevision: ^1.2}, {repoURL: u, ref: values}]
                  resources: [{version: v1, kind: ConfigMap, namespace: shop, name: a, status: Synced}]
                """.formatted(NEW))).all())
                .singleElement()
                .satisfies(applied -> {
                    assertThat(applied.bySource())
                            .containsExactly(new Applied.SourceCommit("u", "", new CommitId(NEW)));
                    assertThat(applied.charts()).containsExactly(new Applied.SourceChart("c", "web", "1.2.4"));
                });
    }

    @Test
    void anApplicationOfAChartAloneHasNoCommit() {
        assertThat(new AppliedCommits(application("""
                metadata: {namespace: argocd, name: web}
                spec: {source: {repoURL: c, chart: web, targetRevision: 1.2.3}}
                status:
                  sync: {revision: 1.2.3, comparedTo: {source: {repoURL: c, chart: web, targetRevision: 1.2.3}}}
                  resources: [{version: v1, kind: ConfigMap, namespace: shop, name: a, status: Synced}]
                """)).all())
                .extracting(Applied::revision)
                .containsExactly("chart web 1.2.3");
    }

    @Test
    void ofWhatTheHydratorMadeTheCommitOfPeopleIsTaken() {
        String hydrated = """
                , sourceHydrator: {drySource: {repoURL: u, path: p}, syncSource: {targetBranch: env, path: p}}}
                status:
                  sourceHydrator: {lastSuccessfulOperation: {drySHA: "%s", hydratedSHA: "%s"}}
                  sync:
                    revision: "%s"
                    comparedTo:
                      source: {repoURL: u, path: p, targetRevision: env}
                      destination: {namespace: shop}
                  resources: [{version: v1, kind: ConfigMap, namespace: shop, name: a, status: Synced}]
                """;
        assertThat(applied(hydrated.formatted(OLD, NEW, NEW)))
                .containsExactly("commit 1111111 settled [ConfigMap shop/a]");
        assertThat(applied(hydrated.formatted(OLD, NEW, "3".repeat(40)))).isEmpty();
    }
}
