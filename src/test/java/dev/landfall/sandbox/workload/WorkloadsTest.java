package dev.landfall.sandbox.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.EventNote;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.health.Health;
import dev.landfall.health.HealthReader;
import dev.landfall.sandbox.Await;
import dev.landfall.sandbox.cluster.ObjectStore;
import dev.landfall.sandbox.cluster.SandboxCluster;
import dev.landfall.sandbox.cluster.Yaml;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Workloads come to life as on a real cluster, only sooner. */
class WorkloadsTest {
    private static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");

    private final ObjectStore store = new ObjectStore(InstantSource.system());
    private final SandboxCluster cluster = new SandboxCluster(store);
    private Workloads workloads;

    @BeforeEach
    void start() {
        workloads =
                new Workloads(store, InstantSource.system(), new Images(Set.of("web:1.0", "web:1.1")), Pace.quick());
        apply("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}");
    }

    @AfterEach
    void stop() {
        workloads.close();
    }

    private void apply(String yaml) {
        for (ObjectNode object : Yaml.objects(yaml)) store.apply(object, "test", false);
    }

    private static String workload(String kind, String image, String spec) {
        return """
                apiVersion: apps/v1
                kind: %s
                metadata: {name: web, namespace: shop}
                spec:
                  %s
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: "%s"}]}
                """.formatted(kind, spec, image);
    }

    private static String web(String image, String spec) {
        return workload("Deployment", image, spec);
    }

    private LiveObject await(ObjectRef ref, Predicate<LiveObject> wanted) {
        return Await.until(ref.toString(), () -> store.get(ref).orElseThrow(), wanted);
    }

    private Health awaitHealth(Predicate<Health> wanted) {
        return awaitHealth(WEB, wanted);
    }

    private Health awaitHealth(ObjectRef ref, Predicate<Health> wanted) {
        return Await.until("health", () -> new HealthReader(cluster).look(ref).health(), wanted);
    }

    private static boolean isHealthy(Health health, long pods) {
        return health instanceof Health.Healthy well && well.observed().equals(new Health.Pods(pods, pods));
    }

    private List<LiveObject> pods() {
        return store.list("", "Pod", "shop");
    }

    @Test
    void aDeploymentGetsItsPods() {
        apply(web("web:1.0", "replicas: 2"));

        awaitHealth(health -> isHealthy(health, 2));
        LiveObject web = await(WEB, live -> live.at("/status/readyReplicas").asInt() == 2);
        assertThat(web.at("/status/observedGeneration").asLong()).isEqualTo(1);
        assertThat(web.at("/status/conditions")
                        .valueStream()
                        .map(c -> c.path("type").asString() + " "
                                + c.path("status").asString() + " "
                                + c.path("reason").asString()))
                .contains("Available True MinimumReplicasAvailable", "Progressing True NewReplicaSetAvailable");
        assertThat(pods())
                .allSatisfy(
                        pod -> assertThat(pod.at("/status/phase").asString()).isEqualTo("Running"));
    }

    @Test
    void aRolloutKeepsEnoughPodsAndEndsWithTheNewOnesAlone() {
        apply(web("web:1.0", "replicas: 4"));
        awaitHealth(health -> isHealthy(health, 4));
        List<Integer> available = Collections.synchronizedList(new ArrayList<>());
        List<Integer> total = Collections.synchronizedList(new ArrayList<>());
        try (ObjectStore.Subscription _ = store.subscribe(change -> {
            available.add(
                    store.get(WEB).orElseThrow().at("/status/availableReplicas").asInt(0));
            total.add(store.list("apps", "ReplicaSet", "shop").stream()
                    .mapToInt(set -> set.at("/spec/replicas").asInt())
                    .sum());
        })) {
            apply(web("web:1.1", "replicas: 4"));
            awaitHealth(health -> isHealthy(health, 4));
        }

        assertThat(available).allMatch(count -> count >= 3);
        assertThat(total).allMatch(count -> count <= 5);
        Await.until("the end of the old Pods", this::pods, pods -> pods.size() == 4);
        assertThat(pods())
                .allSatisfy(pod -> assertThat(pod.at("/spec/containers/0/image").asString())
                        .isEqualTo("web:1.1"));
    }

    @Test
    void aTemplateThatComesBackGetsItsReplicaSetBackAsTheNewest() {
        for (String image : List.of("web:1.0", "web:1.1", "web:1.0")) {
            apply(web(image, "replicas: 1"));
            awaitHealth(health -> isHealthy(health, 1));
        }
        assertThat(store.list("apps", "ReplicaSet", "shop")).hasSize(2);
        assertThat(store.get(WEB).orElseThrow().annotations()).containsEntry("deployment.kubernetes.io/revision", "3");
    }

    @Test
    void anImageThatIsNowhereLeavesTheOldPodsAndTellsWhy() {
        apply(web("web:1.0", "replicas: 1\n  progressDeadlineSeconds: 1"));
        awaitHealth(health -> isHealthy(health, 1));

        apply(web("web:none", "replicas: 1\n  progressDeadlineSeconds: 1"));

        Health.Degraded degraded = (Health.Degraded) awaitHealth(health -> health instanceof Health.Degraded);
        assertThat(degraded.troubles())
                .anySatisfy(trouble -> assertThat(trouble.toString()).contains("web:none", "not found"));
        LiveObject pod = Await.until(
                "the back-off",
                () -> pods().stream()
                        .filter(each ->
                                each.at("/spec/containers/0/image").asString().equals("web:none"))
                        .findFirst()
                        .orElseThrow(),
                each -> each.at("/status/containerStatuses/0/state/waiting/reason")
                        .asString("")
                        .equals("ImagePullBackOff"));
        assertThat(cluster.events(pod).stream().map(EventNote::reason)).contains("Scheduled", "Failed", "BackOff");
        assertThat(store.get(WEB).orElseThrow().at("/status/availableReplicas").asInt())
                .isEqualTo(1);
    }

    @Test
    void aPodCountsOnlyWhenItWasReadyLongEnough() {
        apply(web("web:1.0", "replicas: 1\n  minReadySeconds: 1"));

        await(
                WEB,
                live -> live.at("/status/readyReplicas").asInt(0) == 1
                        && live.at("/status/availableReplicas").asInt(0) == 0);
        awaitHealth(health -> isHealthy(health, 1));
    }

    @Test
    void aPausedDeploymentRollsNothingOut() {
        apply(web("web:1.0", "replicas: 1"));
        awaitHealth(health -> isHealthy(health, 1));

        apply(web("web:1.1", "replicas: 1\n  paused: true"));

        await(WEB, live -> live.at("/status/observedGeneration").asLong() == live.generation());
        assertThat(store.list("apps", "ReplicaSet", "shop")).hasSize(1);
        assertThat(new HealthReader(cluster).look(WEB).health()).isInstanceOf(Health.Suspended.class);
    }

    @Test
    void whatADeletedDeploymentMadeGoesToo() {
        apply(web("web:1.0", "replicas: 2"));
        awaitHealth(health -> isHealthy(health, 2));

        store.delete(WEB);

        Await.until("the end of its Pods", this::pods, List::isEmpty);
        assertThat(store.list("apps", "ReplicaSet", "shop")).isEmpty();
    }

    @Test
    void aPodThatIsDeletedByHandComesBack() {
        apply(web("web:1.0", "replicas: 1"));
        awaitHealth(health -> isHealthy(health, 1));
        String first = pods().getFirst().ref().name();

        store.delete(pods().getFirst().ref());

        Await.until(
                "another Pod",
                this::pods,
                pods -> pods.size() == 1 && !pods.getFirst().ref().name().equals(first));
        awaitHealth(health -> isHealthy(health, 1));
    }

    @Test
    void aStatefulSetCountsItsPodsAndReplacesThemFromTheLast() {
        ObjectRef set = new ObjectRef("apps", "v1", "StatefulSet", "shop", "web");
        apply(workload("StatefulSet", "web:1.0", "replicas: 2\n  serviceName: web"));
        await(set, live -> live.at("/status/readyReplicas").asInt(0) == 2);
        assertThat(pods().stream().map(pod -> pod.ref().name())).containsExactlyInAnyOrder("web-0", "web-1");

        apply(workload("StatefulSet", "web:1.1", "replicas: 2\n  serviceName: web"));

        await(
                set,
                live -> live.at("/status/updatedReplicas").asInt(0) == 2
                        && live.at("/status/readyReplicas").asInt(0) == 2
                        && live.at("/status/currentRevision").equals(live.at("/status/updateRevision"))
                        && live.at("/status/observedGeneration").asLong() == live.generation());
        awaitHealth(set, health -> health instanceof Health.Healthy);
        assertThat(pods())
                .allSatisfy(pod -> assertThat(pod.at("/spec/containers/0/image").asString())
                        .isEqualTo("web:1.1"));
    }

    @Test
    void aDaemonSetRunsOnTheOneNode() {
        ObjectRef set = new ObjectRef("apps", "v1", "DaemonSet", "shop", "web");
        apply(workload("DaemonSet", "web:1.0", ""));
        await(set, live -> live.at("/status/numberAvailable").asInt(0) == 1);

        apply(workload("DaemonSet", "web:1.1", ""));

        await(
                set,
                live -> live.at("/status/updatedNumberScheduled").asInt(0) == 1
                        && live.at("/status/numberAvailable").asInt(0) == 1
                        && live.at("/status/observedGeneration").asLong() == live.generation());
        awaitHealth(set, health -> health instanceof Health.Healthy);
    }

    @Test
    void aJobRunsToItsEnd() {
        apply("""
                apiVersion: batch/v1
                kind: Job
                metadata: {name: once, namespace: shop}
                spec:
                  completions: 2
                  template:
                    spec: {restartPolicy: Never, containers: [{name: once, image: "web:1.0"}]}
                """);
        LiveObject job = await(
                new ObjectRef("batch", "v1", "Job", "shop", "once"),
                live -> live.at("/status/conditions")
                        .valueStream()
                        .anyMatch(condition -> condition.path("type").asString().equals("Complete")));
        assertThat(job.at("/status/succeeded").asInt()).isEqualTo(2);
        awaitHealth(job.ref(), health -> health instanceof Health.Healthy);
    }

    @Test
    void aServiceListsTheReadyPodsBehindIt() {
        apply(web("web:1.0", "replicas: 2"));
        apply("""
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: shop}
                spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
                """);
        Await.until(
                "endpoints",
                () -> store.list("discovery.k8s.io", "EndpointSlice", "shop"),
                slices -> slices.size() == 1
                        && slices.getFirst()
                                        .at("/endpoints")
                                        .valueStream()
                                        .filter(each ->
                                                each.at("/conditions/ready").asBoolean(false))
                                        .count()
                                == 2);
    }

    @Test
    void aNamespaceTakesAllInItAlong() {
        apply(web("web:1.0", "replicas: 1"));
        awaitHealth(health -> isHealthy(health, 1));

        store.delete(new ObjectRef("", "v1", "Namespace", "", "shop"));

        Await.until("the end", () -> store.list("", "Namespace", ""), List::isEmpty);
        assertThat(store.list(object -> object.ref().namespace().equals("shop")))
                .isEmpty();
    }
}
