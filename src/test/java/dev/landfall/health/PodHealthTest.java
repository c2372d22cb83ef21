package dev.landfall.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pod by itself, and a ReplicaSet or ReplicationController with its pods. */
class PodHealthTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            phase: Running, conditions: [{type: Ready, status: "True"}]  | Healthy: 1 of 1 pods ready
            phase: Running, conditions: [{type: Ready, status: "False", reason: ContainersNotReady, message: "unready: [web]"}] | Progressing: Pod is Running, not ready: ContainersNotReady: unready: [web]
            phase: Pending                                               | Progressing: Pod is Pending
            phase: Succeeded                                             | Healthy: Pod has succeeded
            phase: Failed, reason: Evicted, message: low on memory       | Degraded: Pod shop/web failed: Evicted, low on memory
            phase: Failed, containerStatuses: [{name: web, state: {terminated: {exitCode: 3, reason: Error}}}] | Degraded: Pod shop/web failed: container web ended with exit code 3 (Error)
            phase: Pending, conditions: [{type: PodScheduled, status: "False", reason: Unschedulable, message: no room}] | Progressing: Pod is Pending; trouble: Pod shop/web: Unschedulable, no room
            phase: Pending, conditions: [{type: PodScheduled, status: "False", reason: SchedulingGated, message: gated}] | Progressing: Pod is Pending
            phase: Pending, initContainerStatuses: [{name: setup, state: {waiting: {reason: ErrImagePull}}}] | Progressing: Pod is Pending; trouble: container setup of Pod shop/web: ErrImagePull
            """)
    void aPodIsWellWhenItIsReadyOrDidItsWork(String status, String verdict) {
        assertThat(Scene.of("""
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: web, uid: p}
                        status: {%s}
                        """.formatted(status)).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ready | ready    | observedGeneration: 1, availableReplicas: 2 | Healthy: 2 of 2 pods ready
            ready | starting | observedGeneration: 1, availableReplicas: 1 | Progressing: 1 of 2 pods ready
            ready | ready    | observedGeneration: 1, availableReplicas: 1 | Progressing: 2 of 2 pods ready
            ready | ready    | observedGeneration: 0                       | Progressing: not yet seen by its controller
            ready | ErrImagePull | observedGeneration: 1 | Progressing: 1 of 2 pods ready; trouble: container web of Pod shop/b: ErrImagePull
            """)
    void aReplicaSetIsWellWhenItsPodsAreReady(String one, String other, String status, String verdict) {
        assertThat(replicas("apps/v1", "ReplicaSet", "matchLabels: {app: web}", status)
                        .pod("a", "r", "", one)
                        .pod("b", "r", "", other)
                        .verdict())
                .isEqualTo(verdict);
        assertThat(replicas("v1", "ReplicationController", "app: web", status)
                        .pod("a", "r", "", one)
                        .pod("b", "r", "", other)
                        .verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ready    | 1 of 2 pods ready; trouble: ReplicaSet shop/web: FailedCreate, exceeded quota
            starting | 0 of 2 pods ready
            """)
    void aRefusedPodIsTroubleOnceNoOtherIsOnItsWay(String first, String verdict) {
        String status = "observedGeneration: 1, conditions: "
                + Scene.conditions("ReplicaFailure=True/FailedCreate/exceeded quota");
        assertThat(replicas("apps/v1", "ReplicaSet", "matchLabels: {app: web}", status)
                        .pod("a", "r", "", first)
                        .verdict())
                .isEqualTo("Progressing: " + verdict);
    }

    private static Scene replicas(String apiVersion, String kind, String selector, String status) {
        return Scene.of("""
                apiVersion: %s
                kind: %s
                metadata: {name: web, uid: r, generation: 1}
                spec:
                  replicas: 2
                  selector: {%s}
                status: {%s}
                """.formatted(apiVersion, kind, selector, status));
    }
}
