package dev.landfall.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.LiveObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What is seen of a Deployment, its ReplicaSets and its pods, and how well it is by that. */
class DeploymentHealthTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String NEW = "web:1.1";
    private static final String OLD = "web:1.0";

    private final ObjectNode deployment = (ObjectNode) JSON.readTree("""
            {"apiVersion": "apps/v1", "kind": "Deployment",
             "metadata": {"namespace": "shop", "name": "web", "uid": "d", "generation": 4},
             "spec": {"replicas": 2, "template": {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "web", "image": "web:1.1"}]}}},
             "status": {"observedGeneration": 4, "replicas": 2, "updatedReplicas": 2, "availableReplicas": 2}}""");
    private final List<LiveObject> sets = new ArrayList<>(List.of(set("old", "3", OLD), set("new", "4", NEW)));
    private final List<LiveObject> pods = new ArrayList<>(List.of(pod("a", "new", true), pod("b", "new", true)));

    @Test
    void everyWantedPodIsNewAndReady() {
        assertThat(judge()).isEqualTo(new Health.Healthy(new Health.Pods(2, 2), 0, 0));
    }

    @Test
    void noPodIsWantedAndNoneIsThere() {
        deployment.withObject("spec").put("replicas", 0);
        status(Map.of("replicas", 0, "updatedReplicas", 0, "availableReplicas", 0));
        pods.clear();
        assertThat(judge()).isEqualTo(new Health.Healthy(new Health.Pods(0, 0), 0, 0));
    }

    @Test
    void aStatusOfAnOlderSpecificationSaysNothing() {
        status(Map.of("observedGeneration", 3));
        assertThat(progressing()).contains("not yet seen");
    }

    @Test
    void aDeadlineThatPassedForAnOlderSpecificationIsNotTold() {
        deadlinePassed();
        status(Map.of("observedGeneration", 3));
        assertThat(progressing()).contains("not yet seen");
    }

    @Test
    void itsOwnDeadlinePassed() {
        deadlinePassed();
        pods.set(1, pod("b", "new", false));
        assertThat(judge())
                .isInstanceOfSatisfying(
                        Health.Degraded.class,
                        degraded -> assertThat(degraded.reason().message())
                                .contains("ProgressDeadlineExceeded", "600 s", "1 of 2 pods ready"));
    }

    /** Its controller leaves the condition until the new rollout moves, though it has seen the new specification. */
    @Test
    void aDeadlineThatPassedForAnotherReplicaSetIsNotThisRollouts() {
        deadlinePassed("ReplicaSet \"old\" has timed out progressing.");
        status(Map.of("replicas", 3));
        assertThat(progressing()).isEqualTo("1 old pods are left");
    }

    @Test
    void aDeadlineThatPassedForAReplicaSetBeforeThereIsANewOneIsNotThisRollouts() {
        deadlinePassed("ReplicaSet \"old\" has timed out progressing.");
        sets.remove(1);
        assertThat(progressing()).contains("no ReplicaSet");
    }

    @Test
    void aDeadlineThatPassedBeforeAnyReplicaSetWasMadeIsTold() {
        deadlinePassed("Deployment \"web\" has timed out progressing.");
        sets.clear();
        assertThat(judge()).isInstanceOf(Health.Degraded.class);
    }

    @Test
    void oldPodsAreLeft() {
        status(Map.of("replicas", 3));
        assertThat(progressing()).isEqualTo("1 old pods are left");
    }

    @Test
    void newPodsAreMissing() {
        status(Map.of("updatedReplicas", 1));
        assertThat(progressing()).isEqualTo("1 of 2 pods are of the new revision");
    }

    @Test
    void readyPodsOfAnOlderRevisionDoNotCount() {
        pods.set(0, pod("a", "old", true));
        assertThat(progressing()).isEqualTo("1 of 2 pods ready");
    }

    @Test
    void thereIsNoReplicaSetOfTheTemplate() {
        sets.remove(1);
        assertThat(progressing()).contains("no ReplicaSet");
    }

    @Test
    void aPausedOneRollsNothingOut() {
        deployment.withObject("spec").put("paused", true);
        assertThat(judge()).isInstanceOf(Health.Suspended.class);
    }

    @Test
    void aPodThatIsDeletedIsNotReady() {
        ((ObjectNode) pods.getFirst().json().path("metadata")).put("deletionTimestamp", "2026-03-01T10:00:00Z");
        assertThat(progressing()).isEqualTo("1 of 2 pods ready");
    }

    @Test
    void whatTheKubeletSaysOfAPodThatDoesNotStart() {
        assertThat(trouble("{\"waiting\": {\"reason\": \"ImagePullBackOff\", \"message\": \"no such tag\"}}", 0))
                .isEqualTo("container web of Pod shop/b: ImagePullBackOff, no such tag");
    }

    @Test
    void aPodThatEndedAgainLoopsWhetherOrNotTheKubeletSaysSo() {
        assertThat(trouble("{\"terminated\": {\"exitCode\": 1, \"reason\": \"Error\"}}", 3))
                .contains("CrashLoopBackOff", "started again 3 times", "exit code 1 (Error)");
    }

    @Test
    void aPodThatEndedOnceMayStartYet() {
        container("{\"terminated\": {\"exitCode\": 1, \"reason\": \"Error\"}}", 0);
        assertThat(((Health.Progressing) judge()).troubles()).isEmpty();
    }

    @Test
    void aPodThatPullsIsInNoTrouble() {
        container("{\"waiting\": {\"reason\": \"ContainerCreating\"}}", 0);
        assertThat(((Health.Progressing) judge()).troubles()).isEmpty();
    }

    @Test
    void podsThatAQuotaRefusesAreTroubleInTheWordsOfTheQuota() {
        refusePods();
        pods.remove(1);
        assertThat(((Health.Progressing) judge()).troubles().toString())
                .contains("ReplicaSet shop/new: FailedCreate, exceeded quota: pods");
    }

    @Test
    void underATightQuotaARolloutGoesOnInSmallSteps() {
        refusePods();
        pods.set(1, pod("b", "new", false));
        assertThat(((Health.Progressing) judge()).troubles()).isEmpty();
    }

    @Test
    void anOldPodThatEndsMayMakeRoomForTheNext() {
        refusePods();
        LiveObject ending = pod("b", "old", true);
        ((ObjectNode) ending.json().path("metadata")).put("deletionTimestamp", "2026-03-01T10:00:00Z");
        pods.set(1, ending);
        assertThat(((Health.Progressing) judge()).troubles()).isEmpty();
    }

    @Test
    void aPodThatNoNodeTakesIsInTrouble() {
        LiveObject pod = pod("b", "new", false);
        ObjectNode condition = ((ObjectNode) pod.json())
                .withObject("status")
                .withArray("conditions")
                .addObject();
        condition.put("type", "PodScheduled").put("status", "False");
        condition.put("reason", "Unschedulable").put("message", "0/3 nodes are available");
        pods.set(1, pod);
        assertThat(((Health.Progressing) judge()).troubles().toString())
                .isEqualTo("[Pod shop/b: Unschedulable, 0/3 nodes are available]");
    }

    private void refusePods() {
        status(Map.of("updatedReplicas", 1));
        ObjectNode failure = ((ObjectNode) sets.getLast().json())
                .withObject("status")
                .putArray("conditions")
                .addObject();
        failure.put("type", "ReplicaFailure").put("status", "True");
        failure.put("reason", "FailedCreate").put("message", "exceeded quota: pods");
    }

    private String trouble(String state, int restarts) {
        container(state, restarts);
        return ((Health.Progressing) judge()).troubles().getFirst().toString();
    }

    private void container(String state, int restarts) {
        LiveObject pod = pod("b", "new", false);
        ObjectNode status = ((ObjectNode) pod.json()).withObject("status");
        ObjectNode container = status.putArray("containerStatuses").addObject().put("name", "web");
        container.set("state", JSON.readTree(state));
        container.put("restartCount", restarts);
        pods.set(1, pod);
    }

    private Health judge() {
        return new DeploymentHealth(new LiveObject(deployment), sets, pods).judge();
    }

    private String progressing() {
        return ((Health.Progressing) judge()).message();
    }

    private void status(Map<String, Integer> fields) {
        fields.forEach(deployment.withObject("status")::put);
    }

    private void deadlinePassed() {
        deadlinePassed("ReplicaSet \"new\" has timed out progressing.");
    }

    private void deadlinePassed(String message) {
        deployment
                .withObject("status")
                .putArray("conditions")
                .addObject()
                .put("type", "Progressing")
                .put("status", "False")
                .put("reason", "ProgressDeadlineExceeded")
                .put("message", message);
    }

    private static LiveObject set(String uid, String revision, String image) {
        return owned("ReplicaSet", uid, "d", """
                , "annotations": {"deployment.kubernetes.io/revision": "%s"}}, "spec": {"template": {"metadata":
                {"labels": {"app": "web", "pod-template-hash": "x"}}, "spec": {"containers": [{"name": "web", "image": "%s"}]}}}}""".formatted(revision, image));
    }

    private static LiveObject pod(String name, String set, boolean ready) {
        return owned("Pod", name, set, """
                }, "status": {"conditions": [{"type": "Ready", "status": "%s"}]}}""".formatted(ready ? "True" : "False"));
    }

    private static LiveObject owned(String kind, String name, String owner, String rest) {
        JsonNode json = JSON.readTree("""
                {"apiVersion": "v1", "kind": "%s", "metadata": {"namespace": "shop", "name": "%s", "uid": "%s",
                "ownerReferences": [{"kind": "x", "name": "x", "uid": "%s", "controller": true}]%s""".formatted(kind, name, name, owner, rest));
        return new LiveObject(json);
    }
}
