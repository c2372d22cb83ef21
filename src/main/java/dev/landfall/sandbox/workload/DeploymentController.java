package dev.landfall.sandbox.workload;

import dev.landfall.cluster.LiveObject;
import dev.landfall.sandbox.cluster.Controller;
import dev.landfall.sandbox.cluster.ObjectStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Rolls a Deployment out: a ReplicaSet for each template, the newest grown as the old ones shrink. */
final class DeploymentController implements Controller.Reconciler {
    private static final String MANAGER = "kube-controller-manager";
    private static final String REVISION = "deployment.kubernetes.io/revision";
    private static final String HASH = "pod-template-hash";

    private final ObjectStore store;
    private final InstantSource clock;
    private final Events events;

    DeploymentController(ObjectStore store, InstantSource clock, Events events) {
        this.store = store;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public Duration reconcile(LiveObject deployment) {
        if (deployment.isBeingDeleted()) return Controller.UNTIL_IT_CHANGES;
        if (!deployment.at("/spec/paused").asBoolean(false)) {
            LiveObject newest = newest(deployment, sets(deployment));
            scale(deployment, newest);
            forget(deployment, newest);
        }
        List<LiveObject> sets = sets(deployment);
        DeploymentStatus status = new DeploymentStatus(
                deployment,
                sets,
                sets.stream().filter(set -> isOf(deployment, set)).findFirst(),
                clock.instant());
        store.updateStatus(deployment.ref(), MANAGER, status::writeTo);
        return status.nextDeadline();
    }

    private List<LiveObject> sets(LiveObject deployment) {
        return store.list("apps", "ReplicaSet", deployment.ref().namespace()).stream()
                .filter(set -> PodSet.isControlledBy(set, deployment) && !set.isBeingDeleted())
                .toList();
    }

    private static boolean isOf(LiveObject deployment, LiveObject set) {
        JsonNode template = set.at("/spec/template").deepCopy();
        if (template.at("/metadata/labels") instanceof ObjectNode labels) labels.remove(HASH);
        return template.equals(deployment.at("/spec/template"));
    }

    private LiveObject newest(LiveObject deployment, List<LiveObject> sets) {
        long highest =
                sets.stream().mapToLong(DeploymentController::revision).max().orElse(0);
        Optional<LiveObject> known =
                sets.stream().filter(set -> isOf(deployment, set)).findFirst();
        // A template that comes back gets its ReplicaSet back, as the newest revision.
        boolean isNewest = known.filter(set -> revision(set) == highest).isPresent();
        String revision = String.valueOf(isNewest ? highest : highest + 1);
        LiveObject newest = known.map(set -> store.update(
                        set.ref(),
                        MANAGER,
                        object -> object.withObject("/metadata/annotations").put(REVISION, revision)))
                .orElseGet(() -> store.create(set(deployment, revision), MANAGER));
        store.update(
                deployment.ref(),
                MANAGER,
                object -> object.withObject("/metadata/annotations").put(REVISION, revision));
        return newest;
    }

    private static long revision(LiveObject set) {
        return Long.parseLong(set.annotations().getOrDefault(REVISION, "0"));
    }

    private static ObjectNode set(LiveObject deployment, String revision) {
        String hash = PodSet.hash(deployment.at("/spec/template"));
        ObjectNode set = JsonNodeFactory.instance.objectNode();
        set.put("apiVersion", "apps/v1").put("kind", "ReplicaSet");
        ObjectNode metadata = set.putObject("metadata");
        metadata.put("namespace", deployment.ref().namespace())
                .put("name", deployment.ref().name() + "-" + hash);
        metadata.putObject("annotations").put(REVISION, revision);
        PodSet.own(metadata, deployment);
        ObjectNode spec = set.putObject("spec").put("replicas", 0);
        spec.set("template", deployment.at("/spec/template").deepCopy());
        spec.withObject("/template")
                .withObject("/metadata")
                .withObject("/labels")
                .put(HASH, hash);
        spec.set("selector", deployment.at("/spec/selector").deepCopy());
        spec.withObject("/selector").withObject("/matchLabels").put(HASH, hash);
        JsonNode least = deployment.at("/spec/minReadySeconds");
        if (least.isNumber()) spec.set("minReadySeconds", least);
        metadata.set("labels", spec.at("/template/metadata/labels").deepCopy());
        return set;
    }

    private void scale(LiveObject deployment, LiveObject newest) {
        List<LiveObject> sets = sets(deployment);
        List<LiveObject> old = sets.stream()
                .filter(set -> !set.uid().equals(newest.uid()))
                .sorted(Comparator.comparingLong(DeploymentController::revision))
                .toList();
        RollingUpdate rolling = RollingUpdate.of(deployment, newest, old);
        scale(deployment, newest, rolling.newest());
        for (RollingUpdate.Scaled scaled : rolling.old()) scale(deployment, scaled.set(), scaled.replicas());
    }

    private void scale(LiveObject deployment, LiveObject set, int replicas) {
        int before = set.at("/spec/replicas").asInt(0);
        if (before == replicas) return;
        store.update(set.ref(), MANAGER, object -> object.withObject("/spec").put("replicas", replicas));
        events.normal(
                deployment,
                "ScalingReplicaSet",
                "Scaled " + (replicas > before ? "up" : "down") + " replica set "
                        + set.ref().name() + " from " + before + " to " + replicas);
    }

    private void forget(LiveObject deployment, LiveObject newest) {
        List<LiveObject> spent = sets(deployment).stream()
                .filter(set -> !set.uid().equals(newest.uid())
                        && set.at("/spec/replicas").asInt(0) == 0
                        && set.at("/status/replicas").asInt(0) == 0)
                .sorted(Comparator.comparingLong(DeploymentController::revision))
                .toList();
        int tooMany = spent.size() - deployment.at("/spec/revisionHistoryLimit").asInt(10);
        spent.stream().limit(Math.max(0, tooMany)).forEach(set -> store.delete(set.ref()));
    }
}
