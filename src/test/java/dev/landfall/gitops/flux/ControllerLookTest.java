package dev.landfall.gitops.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.ResourceType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a controller that does not answer. */
class ControllerLookTest {
    private final InMemoryCluster cluster = new InMemoryCluster()
            .serving(new ResourceType("apps", "v1", "Deployment", "deployments", "deployment", List.of(), true))
            .serving(new ResourceType("", "v1", "Pod", "pods", "pod", List.of(), true));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | 1 | 0 | ''               | ; Deployment flux/source-controller has 1 of 1 pods ready
            1 | 0 | 7 | CrashLoopBackOff | ; Deployment flux/source-controller has 0 of 1 pods ready, waiting: CrashLoopBackOff, restarted 7 times
            0 | 0 | 0 | ''               | ; Deployment flux/source-controller is scaled to 0: it does not run
            """)
    void itsPodsTell(int wanted, int ready, int restarts, String reason, String words) {
        running(wanted, ready, restarts, reason);
        assertThat(new ControllerLook(cluster, "source-controller").words()).isEqualTo(words);
        assertThat(new ControllerLook(cluster, "kustomize-controller").words())
                .isEqualTo("; no Deployment of kustomize-controller was found");
    }

    @Test
    void whoMayReadLessIsToldLess() {
        running(1, 0, 7, "CrashLoopBackOff");
        cluster.denying("list", "pods", "");
        assertThat(new ControllerLook(cluster, "source-controller").words())
                .isEqualTo("; Deployment flux/source-controller has 0 of 1 pods ready");
        cluster.denying("list", "deployments.apps", "");
        assertThat(new ControllerLook(cluster, "source-controller").words()).isEmpty();
    }

    private void running(int wanted, int ready, int restarts, String reason) {
        cluster.with(Yaml.object("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          namespace: flux
                          name: source-controller
                          labels: {app.kubernetes.io/component: source-controller}
                        spec: {replicas: %d}
                        status: {readyReplicas: %d}
                        """.formatted(wanted, ready))).with(Yaml.object("""
                        apiVersion: v1
                        kind: Pod
                        metadata: {namespace: flux, name: source-controller-1, labels: {app: source-controller}}
                        status: {containerStatuses: [{restartCount: %d, state: {waiting: {reason: "%s"}}}]}
                        """.formatted(restarts, reason)));
    }
}
