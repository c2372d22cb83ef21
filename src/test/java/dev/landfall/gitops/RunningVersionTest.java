package dev.landfall.gitops;

import static dev.landfall.cluster.ObjectText.object;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningVersionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            quay.io/argoproj/argocd:v3.6.1                       | 3.6
            ghcr.io/fluxcd/helm-controller:v1.10.0               | 1.10
            registry.example.org:5000/argocd:2.14.3-mirror.1     | 2.14
            quay.io/argoproj/argocd:v3.4.0@sha256:0123           | 3.4
            quay.io/argoproj/argocd@sha256:0123                  | none
            quay.io/argoproj/argocd:latest                       | none
            registry.example.org:5000/1.2.3/argocd               | none
            ''                                                   | none
            """)
    void theTagOfTheImageTellsIt(String image, String version) {
        assertThat(RunningVersion.of(object("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {namespace: argocd, name: x}
                        spec: {template: {spec: {containers: [{name: x, image: "%s"}]}}}
                        """.formatted(image)))
                        .map(found -> found.major() + "." + found.minor())
                        .orElse("none"))
                .isEqualTo(version);
    }

    @Test
    void minorsAreNumbers() {
        assertThat(new RunningVersion(1, 10).isAtLeast(1, 5)).isTrue();
        assertThat(new RunningVersion(1, 4).isAtLeast(1, 5)).isFalse();
        assertThat(new RunningVersion(2, 0).isAtLeast(1, 5)).isTrue();
        assertThat(new RunningVersion(0, 37).isAtLeast(1, 5)).isFalse();
    }
}
