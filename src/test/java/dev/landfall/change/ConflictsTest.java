package dev.landfall.change;

import static dev.landfall.cluster.ObjectText.object;
import static dev.landfall.cluster.ObjectText.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.DeleteObject;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** What else in the cluster works against another number of replicas. */
class ConflictsTest {
    private static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");
    private static final String AUTOSCALER = """
            apiVersion: autoscaling/v2
            kind: HorizontalPodAutoscaler
            metadata: {namespace: shop, name: web, uid: h}
            spec: {minReplicas: 2, maxReplicas: 5, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}
            """;

    private final InMemoryCluster cluster = new InMemoryCluster()
            .serving(type("apps", "v1", "Deployment"))
            .serving(type("autoscaling", "v1", "HorizontalPodAutoscaler"))
            .serving(type("policy", "v1", "PodDisruptionBudget"))
            .serving(type("", "v1", "ResourceQuota"))
            .with(object("""
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {namespace: shop, name: web, uid: d}
                    spec:
                      replicas: 2
                      template:
                        metadata: {labels: {app: web}}
                        spec: {containers: [{name: web, resources: {requests: {cpu: 500m}}}]}
                    """));

    private final Conflicts conflicts = new Conflicts(cluster);

    @Test
    void anAutoscalerWouldSetTheNumberBack() {
        cluster.with(object(AUTOSCALER));

        assertThat(conflicts.objectionTo(scale(3)))
                .hasValueSatisfying(reason -> assertThat(reason.toString())
                        .contains(
                                "HorizontalPodAutoscaler shop/web sets the replicas of Deployment shop/web, from 2 to 5")
                        .contains("operate set horizontalpodautoscaler/web -n shop spec.minReplicas=3"));
    }

    @Test
    void anAutoscalerRestsWhereThereAreNoReplicasOrItGoesItself() {
        cluster.with(object(AUTOSCALER));
        ObjectRef autoscaler = new ObjectRef("autoscaling", "v2", "HorizontalPodAutoscaler", "shop", "web");

        assertThat(conflicts.objectionTo(scale(0))).isEmpty();
        assertThat(conflicts.objectionTo(request(List.of(replicas(3), new DeleteObject(autoscaler)))))
                .isEmpty();
    }

    @Test
    void aBudgetOfAllPodsBlocksEvictions() {
        cluster.with(object("""
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {namespace: shop, name: web, uid: b}
                spec: {minAvailable: 2, selector: {matchLabels: {app: web}}}
                """));

        assertThat(conflicts.warnings(scale(2))).extracting(Reason::code).containsExactly("budget-blocks-evictions");
        assertThat(conflicts.warnings(scale(3))).isEmpty();
    }

    @Test
    void aQuotaHasRoomForSoManyPodsAndNoMore() {
        cluster.with(object("""
                apiVersion: v1
                kind: ResourceQuota
                metadata: {namespace: shop, name: shop, uid: q}
                status: {hard: {requests.cpu: "2", pods: "10"}, used: {requests.cpu: "1", pods: "2"}}
                """));

        assertThat(conflicts.warnings(scale(4))).isEmpty();
        assertThat(conflicts.warnings(scale(5)))
                .extracting(Reason::message)
                .containsExactly("ResourceQuota shop/shop allows 2 of requests.cpu, of which 1 are used:"
                        + " 3 more pods of Deployment shop/web do not fit");
        assertThat(conflicts.warnings(scale(1))).isEmpty();
    }

    @Test
    void whatMayNotBeReadIsPassedOver() {
        cluster.with(object(AUTOSCALER)).denying("list", "horizontalpodautoscalers.autoscaling", "");

        assertThat(conflicts.objectionTo(scale(3))).isEmpty();
    }

    private static ChangeRequest scale(int count) {
        return request(List.of(replicas(count)));
    }

    private static DesiredChange replicas(int count) {
        return new SetField(WEB, FieldPath.parse("spec.replicas"), JsonNodeFactory.instance.numberNode(count));
    }

    private static ChangeRequest request(List<DesiredChange> changes) {
        return new ChangeRequest(changes, "scale", new Manner("", false, new Destination.Unsaid()));
    }
}
