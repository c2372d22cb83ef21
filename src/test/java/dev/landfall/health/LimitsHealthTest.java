package dev.landfall.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What keeps the number of pods within limits: autoscalers and disruption budgets. */
class LimitsHealthTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            3 | AbleToScale=True; ScalingActive=True; ScalingLimited=False | Healthy: HorizontalPodAutoscaler scales: 3 replicas of 2 to 5
            5 | AbleToScale=True; ScalingActive=True; ScalingLimited=True/TooManyReplicas | Healthy: HorizontalPodAutoscaler scales: 5 replicas of 2 to 5, held by its limits (TooManyReplicas)
            1 | AbleToScale=True; ScalingActive=True                       | Progressing: its target has 1 replicas, 2 to 5 are wanted
            6 | AbleToScale=True; ScalingActive=True                       | Progressing: its target has 6 replicas, 2 to 5 are wanted
            3 | AbleToScale=True; ScalingActive=False/FailedGetResourceMetric/no metrics | Progressing: it cannot read its metrics: FailedGetResourceMetric: no metrics
            3 | AbleToScale=True; ScalingActive=False/InvalidMetricSourceType/odd | Degraded: HorizontalPodAutoscaler shop/web cannot work as it is written (InvalidMetricSourceType: odd)
            0 | AbleToScale=True; ScalingActive=False/ScalingDisabled      | Healthy: HorizontalPodAutoscaler rests: its target has 0 replicas
            0 | AbleToScale=False/FailedGetScale/not found                 | Progressing: it cannot scale its target: FailedGetScale: not found
            0 | Other=True                                                 | Progressing: not yet seen by its controller
            """)
    void anAutoscalerIsWellWhenItCanScaleAndItsTargetIsWithinItsLimits(
            int replicas, String conditions, String verdict) {
        assertThat(Scene.of("""
                        apiVersion: autoscaling/v2
                        kind: HorizontalPodAutoscaler
                        metadata: {name: web}
                        spec: {minReplicas: 2, maxReplicas: 5}
                        status: {currentReplicas: %d, conditions: %s}
                        """.formatted(replicas, Scene.conditions(conditions)))
                        .verdict())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | DisruptionAllowed=True/SufficientPods    | Healthy: PodDisruptionBudget allows 0 disruptions: 1 pods healthy, 2 needed
            1 | DisruptionAllowed=False/InsufficientPods | Healthy: PodDisruptionBudget allows 0 disruptions: 1 pods healthy, 2 needed
            1 | DisruptionAllowed=False/SyncFailed/no controllers | Progressing: its controller cannot count its pods: no controllers
            0 | DisruptionAllowed=True                   | Progressing: not yet seen by its controller
            """)
    void aBudgetIsWellWhenItsPodsAreCounted(int generation, String conditions, String verdict) {
        assertThat(Scene.of("""
                        apiVersion: policy/v1
                        kind: PodDisruptionBudget
                        metadata: {name: web, generation: 1}
                        status: {observedGeneration: %d, currentHealthy: 1, desiredHealthy: 2, conditions: %s}
                        """.formatted(generation, Scene.conditions(conditions)))
                        .verdict())
                .isEqualTo(verdict);
    }
}
