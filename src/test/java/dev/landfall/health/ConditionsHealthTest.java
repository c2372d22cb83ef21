package dev.landfall.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kinds that are judged by what their status says, of Kubernetes and of others. */
class ConditionsHealthTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ready=True                                    | Healthy: Ready is True
            Ready=False/DependencyNotReady/waits for db   | Progressing: Ready is False (DependencyNotReady: waits for db)
            Ready=Unknown/Progressing/starting            | Progressing: Ready is Unknown (Progressing: starting)
            Ready=True; Reconciling=True/NewRevision/new  | Progressing: Reconciling is True (NewRevision: new)
            Ready=False; Stalled=True/Denied/no access    | Degraded: Gadget shop/g is not well: Stalled is True (Denied: no access)
            Ready=True; Stalled=False                     | Healthy: Ready is True
            Failed=True/Boom/it broke                     | Degraded: Gadget shop/g is not well: Failed is True (Boom: it broke)
            Available=True; Degraded=True/Boom            | Degraded: Gadget shop/g is not well: Degraded is True (Boom)
            Available=True; Progressing=True/Rolling      | Progressing: Progressing is True (Rolling)
            Available=True; Progressing=True/NewReplicaSetAvailable | Healthy: Available is True
            Ready=True; Progressing=True/Rolling          | Healthy: Ready is True
            Available=False/NoPods                        | Progressing: Available is False (NoPods)
            NamesAccepted=True; Established=True          | Healthy: Established is True
            NamesAccepted=False/Conflict; Established=False | Degraded: Gadget shop/g is not well: NamesAccepted is False (Conflict)
            Accepted=True; Programmed=False/Pending       | Progressing: Programmed is False (Pending)
            Cleaned=False/Odd                             | Healthy: Gadget exists; it has no conditions to judge it by
            """)
    void theConditionsDecide(String conditions, String verdict) {
        assertThat(gadget("", "conditions: " + Scene.conditions(conditions)).verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            observedGeneration: 2, conditions: [{type: Stalled, status: "True"}]   | Progressing: not yet seen by its controller
            observedGeneration: "2", conditions: [{type: Ready, status: "True"}]   | Progressing: not yet seen by its controller
            observedGeneration: "3", conditions: [{type: Ready, status: "True"}]   | Healthy: Ready is True
            observedGeneration: odd, conditions: [{type: Ready, status: "True"}]   | Healthy: Ready is True
            conditions: [{type: Ready, status: "True", observedGeneration: 2}]     | Progressing: Ready is True, for an older specification
            conditions: [{type: Ready, status: "True", observedGeneration: 3}]     | Healthy: Ready is True
            """)
    void aStatusOfAnOlderSpecificationSaysNothing(String status, String verdict) {
        assertThat(gadget("", status).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"suspend", "paused"})
    void aSuspendedOneIsNotJudgedByItsOldStatus(String field) {
        assertThat(gadget(field + ": true", "conditions: [{type: Ready, status: \"True\"}]")
                        .verdict())
                .isEqualTo("Suspended by spec." + field + ": Gadget shop/g is suspended by spec." + field
                        + ", so its controller does nothing");
    }

    @Test
    void whatHasNoStatusIsWellWhenItIsThere() {
        assertThat(Scene.of("""
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: settings}
                        data: {suspend: "true"}
                        """).verdict()).isEqualTo("Healthy: ConfigMap exists; it has no conditions to judge it by");
    }

    @Test
    void whatIsBeingDeletedIsNotWell() {
        assertThat(Scene.of("""
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {name: settings, deletionTimestamp: "2026-03-01T10:00:00Z", finalizers: [a/b]}
                        """).verdict())
                .isEqualTo("Progressing: ConfigMap shop/settings is being deleted, held by a/b");
    }

    @Test
    void aNamespaceThatIsBeingDeletedSaysWhatIsLeftInIt() {
        assertThat(Scene.of("""
                        apiVersion: v1
                        kind: Namespace
                        metadata: {name: shop, deletionTimestamp: "2026-03-01T10:00:00Z"}
                        spec: {finalizers: [kubernetes]}
                        status:
                          phase: Terminating
                          conditions:
                          - {type: NamespaceContentRemaining, status: "True", message: "pods has 1 resource instances"}
                          - {type: NamespaceDeletionDiscoveryFailure, status: "False", message: "all found"}
                        """).verdict())
                .isEqualTo("Progressing: Namespace shop is being deleted, held by kubernetes;"
                        + " pods has 1 resource instances");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            phase: Active | Healthy: Namespace is active
            phase: ''     | Progressing: Namespace is not yet active
            """)
    void aNamespaceIsWellWhenItIsActive(String status, String verdict) {
        assertThat(Scene.of("""
                        apiVersion: v1
                        kind: Namespace
                        metadata: {name: shop}
                        status: {%s}
                        """.formatted(status)).verdict()).isEqualTo(verdict);
    }

    @Test
    void whatIsNotThereIsMissing() {
        Scene scene = gadget("", "phase: any");
        scene.cluster.without(scene.looked());
        assertThat(scene.verdict()).isEqualTo("Missing");
    }

    private static Scene gadget(String spec, String status) {
        return Scene.of("""
                apiVersion: example.org/v1
                kind: Gadget
                metadata: {name: g, uid: g, generation: 3}
                spec: {%s}
                status: {%s}
                """.formatted(spec, status));
    }
}
