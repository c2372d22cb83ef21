package dev.landfall.sandbox.workload;

import dev.landfall.cluster.LiveObject;
import dev.landfall.sandbox.cluster.Controller;
import dev.landfall.sandbox.cluster.ObjectStore;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the one Pod of a DaemonSet, since there is one node. */
final class DaemonSetController implements Controller.Reconciler {
    private static final String MANAGER = "kube-controller-manager";
    private static final String REVISION = "controller-revision-hash";

    private final ObjectStore store;
    private final PodSet pods;

    DaemonSetController(ObjectStore store, PodSet pods) {
        this.store = store;
        this.pods = pods;
    }

    @Override
    public Duration reconcile(LiveObject set) {
        if (set.isBeingDeleted()) return Controller.UNTIL_IT_CHANGES;
        String revision = PodSet.hash(set.at("/spec/template"));
        keepRevision(set, revision);
        List<LiveObject> all = pods.of(set);
        if (all.isEmpty()) {
            ObjectNode labels = JsonNodeFactory.instance.objectNode().put(REVISION, revision);
            pods.create(set, PodSet.madeUpName(set), labels);
        }
        if (set.at("/spec/updateStrategy/type").asString("").equals("RollingUpdate")) {
            all.stream()
                    .filter(pod -> !pod.isBeingDeleted() && !isOf(pod, revision))
                    .forEach(pod -> pods.delete(set, pod));
        }
        List<LiveObject> now = pods.active(set);
        store.updateStatus(set.ref(), MANAGER, object -> tell(object, set, now, revision));
        boolean waits = now.stream().anyMatch(pod -> PodSet.isReady(pod) && !pods.isAvailable(pod, set));
        return waits ? Duration.ofMillis(200) : Controller.UNTIL_IT_CHANGES;
    }

    /** The status of a DaemonSet names no revision: whoever asks for the newest one looks at the numbers of these. */
    private void keepRevision(LiveObject set, String hash) {
        List<LiveObject> known = store
                .list("apps", "ControllerRevision", set.ref().namespace())
                .stream()
                .filter(revision -> PodSet.isControlledBy(revision, set))
                .toList();
        long newest =
                known.stream().mapToLong(DaemonSetController::number).max().orElse(0);
        known.stream()
                .filter(revision -> isOf(revision, hash))
                .findFirst()
                .ifPresentOrElse(
                        revision -> {
                            long number = number(revision) == newest ? newest : newest + 1;
                            store.update(revision.ref(), MANAGER, object -> object.put("revision", number));
                        },
                        () -> store.create(revision(set, hash, newest + 1), MANAGER));
    }

    private static long number(LiveObject revision) {
        return revision.at("/revision").asLong(0);
    }

    private static ObjectNode revision(LiveObject set, String hash, long number) {
        ObjectNode revision = JsonNodeFactory.instance.objectNode();
        revision.put("apiVersion", "apps/v1").put("kind", "ControllerRevision").put("revision", number);
        ObjectNode metadata = revision.putObject("metadata");
        metadata.put("namespace", set.ref().namespace()).put("name", set.ref().name() + "-" + hash);
        if (set.at("/spec/template/metadata/labels") instanceof ObjectNode labels)
            metadata.set("labels", labels.deepCopy());
        metadata.withObject("/labels").put(REVISION, hash);
        PodSet.own(metadata, set);
        return revision;
    }

    private static boolean isOf(LiveObject made, String revision) {
        return revision.equals(made.labels().get(REVISION));
    }

    private void tell(ObjectNode object, LiveObject set, List<LiveObject> active, String revision) {
        long available =
                active.stream().filter(pod -> pods.isAvailable(pod, set)).count();
        ObjectNode status = object.withObject("/status");
        status.put("observedGeneration", set.generation())
                .put("desiredNumberScheduled", 1)
                .put("currentNumberScheduled", active.size())
                .put("numberMisscheduled", 0)
                .put(
                        "updatedNumberScheduled",
                        active.stream().filter(pod -> isOf(pod, revision)).count())
                .put("numberReady", active.stream().filter(PodSet::isReady).count())
                .put("numberAvailable", available);
        if (available == 1) status.remove("numberUnavailable");
        else status.put("numberUnavailable", 1 - available);
    }
}
