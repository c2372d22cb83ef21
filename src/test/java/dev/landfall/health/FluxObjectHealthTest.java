package dev.landfall.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kustomizations and sources that are themselves the object of a change, written after the sources of Flux 2.9. */
class FluxObjectHealthTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ready=True/ReconciliationSucceeded/Applied revision: main@sha1:1 | Healthy: Ready is True (ReconciliationSucceeded: Applied revision: main@sha1:1)
            Ready=Unknown/Progressing/x; Reconciling=True/Progressing/Building manifests | Progressing: Progressing: Building manifests
            Ready=False/DependencyNotReady/dependency shop.db is not ready; Reconciling=True/ProgressingWithRetry/x | Progressing: Ready is False (DependencyNotReady: dependency shop.db is not ready)
            Ready=False/ArtifactFailed/Source artifact not found, retrying in 30s | Progressing: Ready is False (ArtifactFailed: Source artifact not found, retrying in 30s)
            Ready=False/ArtifactFailed/kustomization path not found: x | Progressing: Ready is False (ArtifactFailed: kustomization path not found: x); trouble: Kustomization shop/k: ArtifactFailed, kustomization path not found: x
            Ready=False/HealthCheckCanceled/x | Progressing: Ready is False (HealthCheckCanceled: x)
            Ready=False/ReconciliationFailed/failed calling webhook | Progressing: Ready is False (ReconciliationFailed: failed calling webhook)
            Ready=False/ReconciliationFailed/dry-run failed (Invalid): x | Degraded: Kustomization shop/k is not well: ReconciliationFailed: dry-run failed (Invalid): x
            Ready=False/BuildFailed/x; Reconciling=True/ProgressingWithRetry/x | Degraded: Kustomization shop/k is not well: BuildFailed: x
            Ready=False/HealthCheckFailed/x | Degraded: Kustomization shop/k is not well: HealthCheckFailed: x
            Ready=False/AccessDenied/x; Stalled=True/AccessDenied/x | Degraded: Kustomization shop/k is stalled: AccessDenied: x
            """)
    void aKustomization(String conditions, String verdict) {
        assertThat(at(3, "Kustomization", "kustomize.toolkit.fluxcd.io", "", conditions)
                        .verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GitRepository | Ready=True/Succeeded/stored | Healthy: Ready is True (Succeeded: stored)
            GitRepository | Ready=False/GitOperationFailed/no route; FetchFailed=True/GitOperationFailed/no route | Progressing: Ready is False (GitOperationFailed: no route)
            GitRepository | Ready=False/AuthenticationFailed/no Secret; FetchFailed=True/AuthenticationFailed/no Secret | Progressing: Ready is False (AuthenticationFailed: no Secret); trouble: GitRepository shop/k: AuthenticationFailed, no Secret
            GitRepository | Ready=False/InvalidCommitSignature/unsigned; SourceVerified=False/InvalidCommitSignature/unsigned | Progressing: Ready is False (InvalidCommitSignature: unsigned); trouble: GitRepository shop/k: InvalidCommitSignature, unsigned
            GitRepository | Ready=False/URLInvalid/x; Stalled=True/URLInvalid/x | Degraded: GitRepository shop/k is stalled: URLInvalid: x
            OCIRepository | Ready=Unknown/Progressing/reconciling | Progressing: Progressing: reconciling
            HelmRepository | Ready=True/Succeeded/stored | Healthy: Ready is True (Succeeded: stored)
            HelmChart | Ready=True/ChartPullSucceeded/pulled | Healthy: Ready is True (ChartPullSucceeded: pulled)
            Bucket | Stalled=False | Progressing: not yet seen by its controller
            """)
    void aSource(String kind, String conditions, String verdict) {
        assertThat(at(3, kind, "source.toolkit.fluxcd.io", "", conditions).verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ready=True/ReconciliationSucceeded
            Ready=False/BuildFailed/x
            Stalled=True/AccessDenied/x
            """)
    void aStatusOfAnOlderSpecificationSaysNothing(String conditions) {
        assertThat(at(4, "Kustomization", "kustomize.toolkit.fluxcd.io", "", conditions)
                        .verdict())
                .isEqualTo("Progressing: not yet seen by its controller");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Kustomization | kustomize.toolkit.fluxcd.io
            GitRepository | source.toolkit.fluxcd.io
            """)
    void aSuspendedOneSaysByWhichField(String kind, String group) {
        assertThat(at(3, kind, group, "suspend: true", "Ready=True/Succeeded").verdict())
                .startsWith("Suspended by spec.suspend");
    }

    @Test
    void aHelmRepositoryOfTypeOciHasNoStatus() {
        assertThat(Scene.of("""
                        apiVersion: source.toolkit.fluxcd.io/v1
                        kind: HelmRepository
                        metadata: {name: k, generation: 1}
                        spec: {type: oci}
                        """).verdict())
                .isEqualTo("Healthy: HelmRepository of type oci exists; nothing is fetched for it");
    }

    /** Its status is of generation 3. */
    private static Scene at(long generation, String kind, String group, String spec, String conditions) {
        return Scene.of("""
                apiVersion: %s/v1
                kind: %s
                metadata: {name: k, uid: k, generation: %d}
                spec: {%s}
                status: {observedGeneration: 3, conditions: %s}
                """.formatted(
                        group,
                        kind,
                        generation,
                        spec,
                        Scene.conditions(conditions).replace("\"}", "\", observedGeneration: 3}")));
    }
}
