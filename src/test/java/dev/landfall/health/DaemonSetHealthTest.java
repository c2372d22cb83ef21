package dev.landfall.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A DaemonSet that two nodes run; its revisions are told by ControllerRevisions, for its status names none. */
class DaemonSetHealthTest {
    private static final String ALL_NEW =
            "observedGeneration: 2, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2";

    @Test
    void everyNodeHasANewReadyPod() {
        assertThat(set("", ALL_NEW)
                        .pod("a", "d", "new", "ready")
                        .pod("b", "d", "new", "ready")
                        .verdict())
                .isEqualTo("Healthy: 2 of 2 pods ready");
    }

    @Test
    void aStatusOfAnOlderSpecificationSaysNothing() {
        assertThat(set("", ALL_NEW.replace("observedGeneration: 2", "observedGeneration: 1"))
                        .verdict())
                .isEqualTo("Progressing: not yet seen by its controller");
    }

    @Test
    void someNodesHaveTheNewPodAlready() {
        assertThat(set("", ALL_NEW.replace("updatedNumberScheduled: 2", "updatedNumberScheduled: 1"))
                        .pod("a", "d", "old", "ready")
                        .pod("b", "d", "new", "starting")
                        .verdict())
                .isEqualTo("Progressing: 1 of 2 pods are of the new revision, not ready on node-of-b");
    }

    @Test
    void theNodesThatKeepItWaitingAreNamed() {
        assertThat(set("", ALL_NEW.replace("numberAvailable: 2", "numberAvailable: 1"))
                        .pod("a", "d", "new", "ready")
                        .pod("b", "d", "new", "starting")
                        .verdict())
                .isEqualTo("Progressing: 1 of 2 pods ready, not ready on node-of-b");
    }

    @Test
    void anOldPodThatEndsIsLeft() {
        assertThat(set("", ALL_NEW)
                        .pod("a", "d", "new", "ready")
                        .pod("b", "d", "new", "ready")
                        .pod("c", "d", "old", "ending")
                        .verdict())
                .isEqualTo("Progressing: 1 old pods are left");
    }

    @Test
    void noNodeIsToRunIt() {
        assertThat(set("", "observedGeneration: 2, desiredNumberScheduled: 0").verdict())
                .isEqualTo("Healthy: wanted on 0 nodes: none matches its node selector, affinity and tolerations");
    }

    @Test
    void oneThatReplacesDeletedPodsOnlyWaitsForAPerson() {
        assertThat(set("updateStrategy: {type: OnDelete}", ALL_NEW)
                        .pod("a", "d", "old", "ready")
                        .pod("b", "d", "new", "ready")
                        .verdict())
                .startsWith("Suspended by spec.updateStrategy.type: ")
                .endsWith("(OnDelete): 1 pods are of an older revision");
    }

    @Test
    void aNewPodThatDoesNotStart() {
        assertThat(set("", ALL_NEW)
                        .pod("a", "d", "new", "CreateContainerConfigError")
                        .verdict())
                .endsWith("; trouble: container web of Pod shop/a: CreateContainerConfigError");
    }

    @Test
    void podsThatAdmissionRefuses() {
        assertThat(set("", ALL_NEW)
                        .event("FailedCreate", "violates PodSecurity")
                        .verdict())
                .endsWith("; trouble: DaemonSet shop/web: FailedCreate, violates PodSecurity");
    }

    private static Scene set(String spec, String status) {
        return Scene.of("""
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: web, uid: d, generation: 2}
                spec:
                  selector: {matchLabels: {app: web}}
                  %s
                status: {%s}
                """.formatted(spec, status)).and(revision("old", 1)).and(revision("new", 2));
    }

    private static String revision(String hash, int number) {
        return """
                apiVersion: apps/v1
                kind: ControllerRevision
                metadata:
                  name: web-%s
                  labels: {app: web, controller-revision-hash: %s}
                  ownerReferences: [{uid: d, controller: true}]
                revision: %d
                """.formatted(hash, hash, number);
    }
}
