package dev.landfall.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A StatefulSet of three pods, of which it replaces one after the other from the last to the first. */
class StatefulSetHealthTest {
    private static final String ALL_NEW = "observedGeneration: 2, currentRevision: new, updateRevision: new";
    private static final String ROLLING = "observedGeneration: 2, currentRevision: old, updateRevision: new";

    @Test
    void everyPodIsNewAndReady() {
        Scene scene = set("", ALL_NEW).pod("web-0", "s", "new", "ready");
        scene.pod("web-1", "s", "new", "ready").pod("web-2", "s", "new", "ready");
        assertThat(scene.verdict()).isEqualTo("Healthy: 3 of 3 pods ready");
    }

    @Test
    void podsOfOthersDoNotCount() {
        Scene scene = set("", ALL_NEW).pod("web-0", "s", "new", "ready");
        scene.pod("web-1", "s", "new", "ready").pod("other", "x", "new", "ready");
        assertThat(scene.verdict()).startsWith("Progressing: 2 of 3 pods are of the new revision");
    }

    @Test
    void aStatusOfAnOlderSpecificationSaysNothing() {
        assertThat(set("", "observedGeneration: 1").verdict()).isEqualTo("Progressing: not yet seen by its controller");
        assertThat(set("", "").verdict()).isEqualTo("Progressing: not yet seen by its controller");
    }

    @Test
    void theRolloutGoesFromTheLastPodToTheFirst() {
        assertThat(set("", ROLLING)
                        .pod("web-0", "s", "old", "ready")
                        .pod("web-1", "s", "old", "ready")
                        .pod("web-2", "s", "new", "starting")
                        .verdict())
                .isEqualTo("Progressing: 1 of 3 pods are of the new revision");
    }

    @Test
    void theRolloutEndsWhenTheControllerSaysSo() {
        Scene scene = set("", ROLLING).pod("web-0", "s", "new", "ready");
        scene.pod("web-1", "s", "new", "ready").pod("web-2", "s", "new", "ready");
        assertThat(scene.verdict())
                .isEqualTo("Progressing: its controller has not called the new revision the current one yet");
    }

    @Test
    void podsAboveTheWantedNumberAreLeft() {
        Scene scene = set("", ALL_NEW).pod("web-0", "s", "new", "ready").pod("web-1", "s", "new", "ready");
        scene.pod("web-2", "s", "new", "ready").pod("web-3", "s", "new", "ending");
        assertThat(scene.verdict()).isEqualTo("Progressing: 1 pods too many are left");
    }

    @Test
    void aPartitionKeepsSomePodsAndSaysSo() {
        assertThat(set("updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 2}}", ROLLING)
                        .pod("web-0", "s", "old", "ready")
                        .pod("web-1", "s", "old", "ready")
                        .pod("web-2", "s", "new", "ready")
                        .verdict())
                .isEqualTo("Healthy: 3 of 3 pods ready (1 of them of the new revision, partition 2 keeps the others)");
    }

    @Test
    void aPartitionThatKeepsAllPodsLetsNoChangeThrough() {
        assertThat(set("updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 3}}", ROLLING)
                        .pod("web-0", "s", "old", "ready")
                        .pod("web-1", "s", "old", "ready")
                        .pod("web-2", "s", "old", "ready")
                        .verdict())
                .startsWith("Suspended by spec.updateStrategy.rollingUpdate.partition: the partition 3 of "
                        + "StatefulSet shop/web keeps all its pods");
    }

    @Test
    void oneThatReplacesDeletedPodsOnlyWaitsForAPerson() {
        Scene scene = set("updateStrategy: {type: OnDelete}", ROLLING).pod("web-0", "s", "old", "ready");
        scene.pod("web-1", "s", "old", "ready").pod("web-2", "s", "new", "ready");
        assertThat(scene.verdict())
                .startsWith("Suspended by spec.updateStrategy.type: ")
                .endsWith("(OnDelete): 2 pods are of an older revision");
    }

    @Test
    void oneThatReplacesDeletedPodsOnlyIsWellOnceAllWereReplaced() {
        Scene scene = set("updateStrategy: {type: OnDelete}", ROLLING).pod("web-0", "s", "new", "ready");
        scene.pod("web-1", "s", "new", "ready").pod("web-2", "s", "new", "ready");
        assertThat(scene.verdict()).isEqualTo("Healthy: 3 of 3 pods ready");
    }

    @Test
    void aBrokenOldPodIsInTheWayOfTheNewTemplate() {
        assertThat(set("", ROLLING).pod("web-0", "s", "old", "CrashLoopBackOff").verdict())
                .contains("trouble: container web of Pod shop/web-0: CrashLoopBackOff")
                .contains("is not replaced until somebody deletes it");
    }

    @Test
    void aParallelOneReplacesABrokenOldPod() {
        assertThat(set("podManagementPolicy: Parallel", ROLLING)
                        .pod("web-0", "s", "old", "CrashLoopBackOff")
                        .verdict())
                .isEqualTo("Progressing: 0 of 3 pods are of the new revision");
    }

    @Test
    void aNewPodThatDoesNotStart() {
        assertThat(set("", ALL_NEW).pod("web-0", "s", "new", "ImagePullBackOff").verdict())
                .endsWith("trouble: container web of Pod shop/web-0: ImagePullBackOff");
    }

    @Test
    void aPodThatIsRefusedIsTroubleInTheWordsOfTheEvent() {
        Scene scene = set("", ALL_NEW).pod("web-0", "s", "new", "ready");
        scene.event("SuccessfulCreate", "made web-0").event("FailedCreate", "exceeded quota: pods");
        assertThat(scene.verdict()).endsWith("; trouble: StatefulSet shop/web: FailedCreate, exceeded quota: pods");
    }

    @Test
    void aRefusalThatIsOverIsHistory() {
        Scene scene = set("", ALL_NEW).pod("web-0", "s", "new", "ready");
        scene.event("FailedCreate", "exceeded quota: pods").event("SuccessfulCreate", "made web-0");
        assertThat(scene.verdict()).isEqualTo("Progressing: 1 of 3 pods are of the new revision");
    }

    @Test
    void whoMayNotReadEventsIsToldWhatHangs() {
        Scene scene = set("", ALL_NEW).event("FailedCreate", "exceeded quota");
        scene.cluster.denying("list", "events", "shop");
        assertThat(scene.verdict()).isEqualTo("Progressing: 0 of 3 pods are of the new revision");
    }

    private static Scene set(String spec, String status) {
        return Scene.of("""
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: web, uid: s, generation: 2}
                spec:
                  replicas: 3
                  selector: {matchLabels: {app: web}}
                  %s
                status: {%s}
                """.formatted(spec, status));
    }
}
