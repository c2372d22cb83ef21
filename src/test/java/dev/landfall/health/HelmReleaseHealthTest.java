package dev.landfall.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A HelmRelease by what helm-controller 1.6 writes into its status, in the order of its state machine; written after its
 * sources, not recorded.
 */
class HelmReleaseHealthTest {
    private static final String DEPLOYED = """
            observedGeneration: 3, lastAttemptedGeneration: 3, lastAttemptedReleaseAction: upgrade,
            lastAttemptedRevision: 1.2.0, lastAttemptedConfigDigest: "sha256:2",
            history: [{name: web, namespace: shop, version: 3, chartName: web, chartVersion: 1.2.0, configDigest: "sha256:2", status: deployed}]
            """;

    @Test
    void row1ASuspendedOneTakesNoChange() {
        assertThat(release("suspend: true", "Ready=True/UpgradeSucceeded", DEPLOYED)
                        .verdict())
                .isEqualTo("Suspended by spec.suspend: HelmRelease shop/web is suspended by spec.suspend,"
                        + " so its controller does nothing");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            row 4, no retries        | Ready=False/UpgradeFailed/timed out; Stalled=True/RetriesExceeded/Failed to upgrade after 1 attempt(s) | upgradeFailures: 1 | release-failed | UpgradeFailed: timed out; RetriesExceeded: Failed to upgrade after 1 attempt(s)
            row 4, nothing to go back to | Ready=False/UpgradeFailed/timed out; Stalled=True/MissingRollbackTarget/gone | upgradeFailures: 2 | release-failed | MissingRollbackTarget: gone
            row 4, its expression    | Ready=False/InvalidCELExpression/x; Stalled=True/InvalidCELExpression/x | failures: 0 | release-failed | InvalidCELExpression: x
            row 9, rolled back       | Ready=False/RollbackSucceeded/to web.v1; Remediated=True/RollbackSucceeded; Released=False/UpgradeFailed/timed out; Stalled=True/RetriesExceeded/after 2 | upgradeFailures: 2 | release-rolled-back | RollbackSucceeded: to web.v1; UpgradeFailed: timed out
            row 9, and no more is tried | Ready=False/RollbackSucceeded/to web.v1; Remediated=True/RollbackSucceeded | upgradeFailures: 4 | release-rolled-back | its workloads run what was released before
            row 10, uninstalled      | Ready=False/UninstallSucceeded/done; Remediated=True/UninstallSucceeded | upgradeFailures: 4 | release-uninstalled | UninstallSucceeded: done
            row 10, its test failed  | Ready=False/TestFailed/1 hook failed; Released=True/UpgradeSucceeded | upgradeFailures: 4 | release-failed | TestFailed: 1 hook failed
            row 10, no way back      | Ready=False/RollbackFailed/boom; Remediated=False/RollbackFailed/boom | upgradeFailures: 4 | release-failed | RollbackFailed: boom
            """)
    void whatItGivesUpIsAFailure(String row, String conditions, String status, String code, String words) {
        Health health = release("upgrade: {remediation: {retries: 3}}", conditions, status)
                .health();
        assertThat(health).isInstanceOfSatisfying(Health.Degraded.class, degraded -> {
            assertThat(degraded.reason().code()).isEqualTo(code);
            assertThat(degraded.reason().message()).contains(words);
            assertThat(degraded.reason().remedy()).contains("flux reconcile helmrelease web -n shop");
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            row 5, its source        | Ready=False/SourceNotReady/HelmChart shop-web is not ready | Progressing: HelmRelease shop/web waits: SourceNotReady: HelmChart shop-web is not ready
            row 5, a dependency      | Ready=False/DependencyNotReady/dependency db is not ready; Reconciling=True/Progressing/Fulfilling prerequisites | Progressing: HelmRelease shop/web waits: DependencyNotReady: dependency db is not ready
            row 6, values            | Ready=False/ValuesError/no ConfigMap shop.web; Reconciling=True/Progressing/Fulfilling prerequisites | Progressing: HelmRelease shop/web: ValuesError, no ConfigMap shop.web; trouble: HelmRelease shop/web: ValuesError, no ConfigMap shop.web
            row 6, the chart         | Ready=False/ArtifactFailed/Could not load chart: x | Progressing: HelmRelease shop/web: ArtifactFailed, Could not load chart: x; trouble: HelmRelease shop/web: ArtifactFailed, Could not load chart: x
            row 6, still to be stored | Ready=False/ArtifactFailed/artifact not found. Retrying in 30s | Progressing: HelmRelease shop/web waits: ArtifactFailed: artifact not found. Retrying in 30s
            row 6, the state         | Ready=False/StateError/x | Progressing: HelmRelease shop/web: StateError, x; trouble: HelmRelease shop/web: StateError, x
            row 7, Helm at work      | Ready=Unknown/Progressing/Running; Reconciling=True/Progressing/Running upgrade action with timeout of 5m0s | Progressing: Progressing: Running upgrade action with timeout of 5m0s
            row 8, tries again       | Ready=False/UpgradeFailed/timed out; Reconciling=True/ProgressingWithRetry/x | Progressing: UpgradeFailed: timed out; retry 2 of 3 follows
            row 8, rolled back in between | Ready=False/RollbackSucceeded/to web.v1; Remediated=True/RollbackSucceeded; Reconciling=True/ProgressingWithRetry/x | Progressing: RollbackSucceeded: to web.v1; retry 2 of 3 follows
            row 8, between two tries | Ready=False/UpgradeFailed/timed out | Progressing: UpgradeFailed: timed out; retry 2 of 3 follows
            """)
    void whatItWaitsForOrTriesAgainIsToldMeanwhile(String row, String conditions, String verdict) {
        assertThat(release("upgrade: {remediation: {retries: 3}}", conditions, "upgradeFailures: 2")
                        .verdict())
                .isEqualTo(verdict);
    }

    @Test
    void row8RetriesWithoutEnd() {
        assertThat(release(
                                "upgrade: {strategy: {name: RetryOnFailure}}",
                                "Ready=False/UpgradeFailed/timed out; Reconciling=True/ProgressingWithRetry/retrying after 5m0s",
                                "upgradeFailures: 7")
                        .verdict())
                .isEqualTo("Progressing: UpgradeFailed: timed out; retrying after 5m0s");
        assertThat(release(
                                "install: {remediation: {retries: -1}}",
                                "Ready=False/InstallFailed/timed out; Reconciling=True/ProgressingWithRetry/x",
                                "installFailures: 7, lastAttemptedReleaseAction: install")
                        .verdict())
                .isEqualTo("Progressing: InstallFailed: timed out; retry 7 of any number follows");
    }

    @Test
    void row12TheReleaseOfThisSpecificationIsDeployed() {
        String verdict = "Healthy: release shop/web.v3 is deployed: chart web 1.2.0; it does not list its workloads";
        assertThat(release("", "Ready=True/UpgradeSucceeded", DEPLOYED).verdict())
                .isEqualTo(verdict);
        assertThat(release(
                                "",
                                "Ready=True/UpgradeSucceeded; Reconciling=True/Progressing/Fulfilling prerequisites",
                                DEPLOYED)
                        .verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lastAttemptedGeneration: 3        | lastAttemptedGeneration: 2        | its controller has released nothing for this specification yet
            observedGeneration: 3             | observedGeneration: 2             | its controller has not ended a pass over this specification yet
            status: deployed                  | status: superseded                | release shop/web.v3 is superseded, not deployed
            configDigest: "sha256:2", status  | configDigest: "sha256:1", status  | release shop/web.v3 has values other than those tried last
            chartVersion: 1.2.0               | chartVersion: 1.1.0               | release shop/web.v3 has a chart version other than those tried last
            status: deployed                  | status: deployed, ociDigest: x    | release shop/web.v3 has a chart digest other than those tried last
            """)
    void row12ReadyAloneProvesNothing(String part, String other, String verdict) {
        assertThat(release("", "Ready=True/UpgradeSucceeded", DEPLOYED.replace(part, other))
                        .verdict())
                .isEqualTo("Progressing: " + verdict);
    }

    @Test
    void aStatusOfAnOlderSpecificationSaysNothing() {
        assertThat(Scene.of(
                                document(
                                        "",
                                        DEPLOYED.replace("Generation: 3", "Generation: 2")
                                                + ", conditions: [{type: Ready, status: \"False\", reason: UpgradeFailed, observedGeneration: 2},"
                                                + " {type: Stalled, status: \"True\", reason: RetriesExceeded, observedGeneration: 2}]"))
                        .verdict())
                .isEqualTo("Progressing: not yet seen by its controller");
    }

    @Test
    void row13DriftThatIsOnlyWarnedOfIsTold() {
        assertThat(release(
                                "driftDetection: {mode: warn}",
                                "Ready=True/UpgradeSucceeded; Drifted=True/DriftDetected/Deployment changed",
                                DEPLOYED)
                        .verdict())
                .startsWith(
                        "Healthy: release shop/web.v3 is deployed: chart web 1.2.0, and the cluster has drifted from it");
    }

    @Test
    void row2And3AChartThatIsNotBuiltIsNamed() {
        String waits = "Ready=False/SourceNotReady/HelmChart is not ready";
        String started = "Progressing: HelmRelease shop/web waits: SourceNotReady: HelmChart is not ready;"
                + " HelmChart charts/shop-web is not built yet: ";
        assertThat(release("", waits, "helmChart: charts/shop-web")
                        .and(chart("Ready=Unknown/Progressing/building artifact"))
                        .verdict())
                .isEqualTo(started + "Progressing: building artifact"
                        + " (by reconcileStrategy ChartVersion only another version in Chart.yaml counts)");
        assertThat(release("", waits, "helmChart: charts/shop-web")
                        .and(
                                chart(
                                        "Ready=False/ChartPullError/no version 9; FetchFailed=True/ChartPullError/no version 9"))
                        .verdict())
                .endsWith("; trouble: HelmChart charts/shop-web: ChartPullError, no version 9");
        assertThat(release("", waits, "helmChart: charts/shop-web")
                        .and(chart("Ready=True/ChartPullSucceeded"))
                        .verdict())
                .isEqualTo("Progressing: HelmRelease shop/web waits: SourceNotReady: HelmChart is not ready");
    }

    @Test
    void whoMayNotReadTheChartIsToldLess() {
        Scene scene = release("", "Ready=False/SourceNotReady/x", "helmChart: charts/shop-web")
                .and(chart("Ready=False/ChartPullError"));
        scene.cluster.denying("get", "helmcharts.source.toolkit.fluxcd.io", "");
        assertThat(scene.verdict()).isEqualTo("Progressing: HelmRelease shop/web waits: SourceNotReady: x");
    }

    @Test
    void itsWorkloadsCountAsPodsDo() {
        Scene well = deployed("", "shop_a_batch_Job", "shop_b_batch_Job", "shop_c__ConfigMap")
                .and(job("a", "Complete=True"))
                .and(job("b", "Complete=True"));
        assertThat(well.verdict())
                .isEqualTo("Healthy: release shop/web.v3 is deployed: chart web 1.2.0; 2 of 2 workloads are well");
        Scene running = deployed("", "shop_a_batch_Job", "shop_b_batch_Job")
                .and(job("a", "Complete=True"))
                .and(job("b", "Suspended=False"))
                .pod("p", "b", "", "ErrImagePull");
        assertThat(running.verdict())
                .isEqualTo("Progressing: 1 of 2 workloads are well; Job shop/b: Job is running: 0 active, 0 succeeded;"
                        + " trouble: container web of Pod shop/p: ErrImagePull");
        Scene failed = deployed("", "shop_a_batch_Job").and(job("a", "Failed=True/BackoffLimitExceeded"));
        assertThat(failed.verdict()).startsWith("Degraded: Job shop/a failed");
    }

    @Test
    void aWorkloadThatIsNotThereIsTroubleUnlessAJobVanished() {
        assertThat(deployed("", "shop_web_apps_Deployment").verdict())
                .isEqualTo("Progressing: 0 of 1 workloads are well; Deployment shop/web: is not there;"
                        + " trouble: Deployment shop/web: Missing, its release lists it, and it is not there");
        assertThat(deployed("", "shop_a_batch_Job").and(job("z", "")).verdict()).startsWith("Healthy");
    }

    @Test
    void aPausedWorkloadTakesNoChangeButASuspendedJobIsAsItsChartSays() {
        assertThat(deployed("", "shop_web_apps_Deployment").and("""
                                apiVersion: apps/v1
                                kind: Deployment
                                metadata: {name: web, uid: d}
                                spec: {paused: true}
                                """).verdict())
                .startsWith("Suspended by spec.paused: Deployment shop/web is paused");
        assertThat(deployed("", "shop_a_batch_Job").and("""
                                apiVersion: batch/v1
                                kind: Job
                                metadata: {name: a, uid: a}
                                spec: {suspend: true, selector: {matchLabels: {app: web}}}
                                """).verdict()).endsWith("; 1 of 1 workloads are well");
    }

    @Test
    void aWorkloadThatMayNotBeReadIsProvenByHelmOnlyWhereThatWaits() {
        assertThat(unreadable("").verdict()).endsWith("; 0 of 1 workloads are well, 1 may not be read");
        assertThat(unreadable("upgrade: {disableWait: true}").verdict())
                .isEqualTo("Progressing: 0 of 1 workloads are well, 1 may not be read,"
                        + " and by disableWait nobody waits for those");
    }

    private static Scene unreadable(String spec) {
        Scene scene = deployed(spec, "shop_a_batch_Job").and(job("a", "Complete=True"));
        scene.cluster.denying("get", "jobs.batch", "");
        return scene;
    }

    @Test
    void onlySoManyAreLookedAt() {
        String[] ids = new String[ReleasedWorkloads.MOST + 2];
        for (int number = 0; number < ids.length; number++) ids[number] = "shop_j" + number + "_batch_Job";
        assertThat(deployed("", ids).verdict())
                .endsWith("; 30 of 32 workloads are well, the others were not looked at");
    }

    @Test
    void workloadsInAnotherClusterAreNotLookedAt() {
        assertThat(deployed("kubeConfig: {secretRef: {name: edge}}", "shop_web_apps_Deployment")
                        .verdict())
                .endsWith("; its workloads are in another cluster (spec.kubeConfig)");
    }

    private static Scene deployed(String spec, String... inventory) {
        StringBuilder entries = new StringBuilder();
        for (String id : inventory) entries.append("{id: ").append(id).append(", v: v1},");
        return release(spec, "Ready=True/UpgradeSucceeded", DEPLOYED + ", inventory: {entries: [" + entries + "]}");
    }

    private static Scene release(String spec, String conditions, String status) {
        return Scene.of(document(spec, status + ", conditions: " + fresh(conditions)));
    }

    private static String document(String spec, String status) {
        return """
                apiVersion: helm.toolkit.fluxcd.io/v2
                kind: HelmRelease
                metadata: {name: web, uid: h, generation: 3}
                spec: {%s}
                status: {%s}
                """.formatted(spec, status.replaceAll("\\s+", " "));
    }

    private static String fresh(String conditions) {
        return Scene.conditions(conditions).replace("\"}", "\", observedGeneration: 3}");
    }

    private static String chart(String conditions) {
        return """
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: HelmChart
                metadata: {namespace: charts, name: shop-web, generation: 3}
                spec: {sourceRef: {kind: GitRepository, name: charts}, reconcileStrategy: ChartVersion}
                status: {observedGeneration: 3, conditions: %s}
                """.formatted(fresh(conditions));
    }

    private static String job(String name, String conditions) {
        return """
                apiVersion: batch/v1
                kind: Job
                metadata: {name: %s, uid: %s}
                spec: {selector: {matchLabels: {app: web}}}
                status: {conditions: %s}
                """.formatted(name, name, conditions.isEmpty() ? "[]" : Scene.conditions(conditions));
    }
}
