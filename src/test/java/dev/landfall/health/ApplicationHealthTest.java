package dev.landfall.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Child Applications of an app of apps. */
class ApplicationHealthTest {
    private static final String COMPARED =
            "comparedTo: {source: {repoURL: u, path: web, kustomize: {images: [a:2]}}, destination: {namespace: shop}}";

    private static String verdict(String metadata, String status, String operation) {
        return Scene.of("""
                        apiVersion: argoproj.io/v1alpha1
                        kind: Application
                        metadata: {name: web, %s}
                        spec:
                          source: {repoURL: u, path: web, targetRevision: "", kustomize: {images: [a:2], namePrefix: ""}}
                          destination: {namespace: shop}
                          ignoreDifferences: []
                        status: {%s}
                        %s
                        """.formatted(metadata, status, operation)).verdict();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            health: {status: Healthy}                            -> Healthy: Synced and Healthy
            health: {status: Progressing, message: rolls out}    -> Progressing: Application shop/web is Synced and Progressing: rolls out
            health: {status: Degraded, message: crashes}         -> Degraded: Application shop/web is Synced and Degraded: crashes
            health: {status: Suspended}                          -> Suspended by status.health.status: Application shop/web is Synced and Suspended
            health: {status: Missing}                            -> Progressing: Application shop/web is Synced and Missing
            health: {}                                           -> Progressing: Application shop/web is Synced and of unknown health
            """)
    void countsAsItSaysWhereItIsSynced(String status, String verdict) {
        assertThat(verdict("", "sync: {status: Synced, " + COMPARED + "}, " + status, ""))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            sync: {status: Synced, comparedTo: {source: {repoURL: u, path: web, kustomize: {images: [a:1]}}, destination: {namespace: shop}}}
            sync: {status: Synced, comparedTo: {source: {repoURL: u, path: former, kustomize: {images: [a:2]}}, destination: {namespace: shop}}}
            sync: {status: Synced, comparedTo: {source: {repoURL: u, path: web, kustomize: {images: [a:2]}}, destination: {namespace: old}}}
            sync: {status: Synced}
            resources: []
            """)
    void theStatusOfItsFormerSpecSaysNothing(String sync) {
        for (String health : new String[] {"Healthy", "Degraded", "Suspended"}) {
            assertThat(verdict("", sync + ", health: {status: " + health + "}", ""))
                    .isEqualTo("Progressing: Argo CD has not compared Application shop/web as its spec is now");
        }
    }

    @ParameterizedTest
    @CsvSource({"OutOfSync, OutOfSync", "Unknown, Unknown"})
    void whatIsNotSyncedIsOnItsWay(String status, String words) {
        assertThat(verdict("", "sync: {status: " + status + ", " + COMPARED + "}, health: {status: Degraded}", ""))
                .isEqualTo("Progressing: Application shop/web is " + words + " with its source");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            operation: {sync: {}} -> operationState: {phase: Succeeded} -> is being synced
            labels: {}            -> operationState: {phase: Running, message: waits for a hook} -> is being synced: waits for a hook
            labels: {}            -> operationState: {phase: Terminating} -> is being synced
            """)
    void whatIsBeingSyncedIsOnItsWay(String operation, String state, String words) {
        String status = "health: {status: Healthy}, sync: {status: Synced, " + COMPARED + "}, " + state;

        assertThat(verdict("", status, operation)).isEqualTo("Progressing: Application shop/web " + words);
    }

    @ParameterizedTest
    @CsvSource({"ComparisonError", "SyncError", "DeletionError", "UnknownError", "InvalidSpecError"})
    void anErrorIsAnError(String type) {
        String status = "health: {status: Healthy}, sync: {status: Synced, " + COMPARED + "},"
                + " conditions: [{type: OrphanedResourceWarning, message: odd}, {type: " + type
                + ", message: it broke}]";

        assertThat(verdict("", status, ""))
                .isEqualTo("Degraded: Application shop/web has an error, " + type + ": it broke");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            2026-03-01T10:00:01Z -> Degraded: Application shop/web has an error, InvalidSpecError: no project
            2026-03-01T09:00:00Z -> Progressing: Argo CD has not compared Application shop/web as its spec is now; it says: InvalidSpecError: no project
            """)
    void aSpecThatIsRefusedIsNeverCompared(String since, String verdict) {
        String changed =
                "managedFields: [{manager: argocd-controller, time: '2026-03-01T10:00:00Z', fieldsV1: {f:spec: {}}}]";
        String status = "conditions: [{type: InvalidSpecError, message: no project, lastTransitionTime: '%s'}]"
                .formatted(since);

        assertThat(verdict(changed, status, "")).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            2026-03-01T10:00:00Z -> Progressing: the health of Application shop/web was judged before the end of its last sync
            2026-03-01T10:00:05Z -> Healthy: Synced and Healthy
            """)
    void healthFromBeforeTheEndOfTheSyncIsOld(String reconciledAt, String verdict) {
        String status = "health: {status: Healthy}, sync: {status: Synced, " + COMPARED + "}, reconciledAt: '"
                + reconciledAt + "', operationState: {phase: Succeeded, finishedAt: '2026-03-01T10:00:05Z'}";

        assertThat(verdict("", status, "")).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"true, Suspended", "1, Suspended", "false, Healthy"})
    void whatArgoCdLeavesAloneIsNotWell(String annotation, String verdict) {
        String skipped = "annotations: {argocd.argoproj.io/skip-reconcile: \"" + annotation + "\"}";

        assertThat(verdict(skipped, "health: {status: Healthy}, sync: {status: Synced, " + COMPARED + "}", ""))
                .startsWith(verdict);
    }

    private static final String HYDRATOR = "{drySource: {repoURL: u, path: dry, targetRevision: main},"
            + " syncSource: {targetBranch: live, path: web}}";

    /** Of a source hydrator the comparison is with what it made, and which spec it made it for it says itself. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            path: web    -> path: dry    -> Healthy: Synced and Healthy
            path: web    -> path: former -> Progressing: Argo CD has not hydrated Application shop/web as its spec is now
            path: former -> path: dry    -> Progressing: Argo CD has not compared Application shop/web as its spec is now
            """)
    void aHydratedOneIsWellOnceItsSpecIsHydratedAndCompared(String compared, String hydrated, String verdict) {
        Scene scene = Scene.of("""
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {name: web}
                spec: {destination: {namespace: shop}, sourceHydrator: %s}
                status:
                  health: {status: Healthy}
                  sourceHydrator: {lastSuccessfulOperation: {drySHA: c, sourceHydrator: %s}}
                  sync:
                    status: Synced
                    comparedTo: {source: {repoURL: u, %s, targetRevision: live}, destination: {namespace: shop}}
                """.formatted(HYDRATOR, HYDRATOR.replace("path: dry", hydrated), compared));

        assertThat(scene.verdict()).isEqualTo(verdict);
    }
}
