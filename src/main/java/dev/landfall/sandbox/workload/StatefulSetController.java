package dev.landfall.sandbox.workload;

import dev.landfall.cluster.LiveObject;
import dev.landfall.sandbox.cluster.Controller;
import dev.landfall.sandbox.cluster.ObjectStore;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the numbered Pods of a StatefulSet: one after the other up, and from the last to the first anew. */
final class StatefulSetController implements Controller.Reconciler {
    private static final String MANAGER = "kube-controller-manager";
    private static final String REVISION = "controller-revision-hash";

    private final ObjectStore store;
    private final PodSet pods;

    StatefulSetController(ObjectStore store, PodSet pods) {
        this.store = store;
        this.pods = pods;
    }

    @Override
    public Duration reconcile(LiveObject set) {
        if (set.isBeingDeleted()) return Controller.UNTIL_IT_CHANGES;
        step(set, byOrdinal(set));
        Map<Integer, LiveObject> now = byOrdinal(set);
        store.updateStatus(set.ref(), MANAGER, object -> tell(object, set, now));
        boolean waits = now.values().stream().anyMatch(pod -> PodSet.isReady(pod) && !pods.isAvailable(pod, set));
        return waits ? Duration.ofMillis(200) : Controller.UNTIL_IT_CHANGES;
    }

    /** One Pod at a time: make the first that is missing, or end the last that is too many or outdated. */
    private void step(LiveObject set, Map<Integer, LiveObject> byOrdinal) {
        int wanted = set.at("/spec/replicas").asInt(1);
        for (int ordinal = 0; ordinal < wanted; ordinal++) {
            LiveObject pod = byOrdinal.get(ordinal);
            if (pod == null) {
                create(set, ordinal);
                return;
            }
            // What is outdated and not ready is replaced below: waiting for it would be waiting in vain.
            if (!PodSet.isReady(pod) && !(isOutdated(set, ordinal, pod) && !pod.isBeingDeleted())) return;
        }
        byOrdinal.entrySet().stream()
                .filter(entry -> !entry.getValue().isBeingDeleted())
                .filter(entry -> entry.getKey() >= wanted || isOutdated(set, entry.getKey(), entry.getValue()))
                .max(Comparator.comparing(Map.Entry::getKey))
                .ifPresent(entry -> pods.delete(set, entry.getValue()));
    }

    private static boolean isOutdated(LiveObject set, int ordinal, LiveObject pod) {
        return set.at("/spec/updateStrategy/type").asString("").equals("RollingUpdate")
                && ordinal
                        >= set.at("/spec/updateStrategy/rollingUpdate/partition")
                                .asInt(0)
                && !revision(set).equals(pod.labels().get(REVISION));
    }

    private void create(LiveObject set, int ordinal) {
        String name = set.ref().name() + "-" + ordinal;
        ObjectNode labels = JsonNodeFactory.instance.objectNode();
        labels.put(REVISION, revision(set))
                .put("statefulset.kubernetes.io/pod-name", name)
                .put("apps.kubernetes.io/pod-index", String.valueOf(ordinal));
        pods.create(set, name, labels);
    }

    private Map<Integer, LiveObject> byOrdinal(LiveObject set) {
        Map<Integer, LiveObject> found = new TreeMap<>();
        for (LiveObject pod : pods.of(set)) {
            found.put(
                    Integer.parseInt(pod.ref().name().substring(set.ref().name().length() + 1)), pod);
        }
        return found;
    }

    private static String revision(LiveObject set) {
        return set.ref().name() + "-" + PodSet.hash(set.at("/spec/template"));
    }

    private void tell(ObjectNode object, LiveObject set, Map<Integer, LiveObject> byOrdinal) {
        List<LiveObject> active =
                byOrdinal.values().stream().filter(pod -> !pod.isBeingDeleted()).toList();
        String update = revision(set);
        long updated = active.stream()
                .filter(pod -> update.equals(pod.labels().get(REVISION)))
                .count();
        ObjectNode status = object.withObject("/status");
        boolean complete = updated == set.at("/spec/replicas").asInt(1)
                && active.size() == updated
                && active.stream().allMatch(PodSet::isReady);
        String current = Optional.of(status.path("currentRevision").asString(""))
                .filter(known -> !known.isEmpty() && !complete)
                .orElse(update);
        status.put("observedGeneration", set.generation())
                .put("replicas", active.size())
                .put("readyReplicas", active.stream().filter(PodSet::isReady).count())
                .put(
                        "availableReplicas",
                        active.stream()
                                .filter(pod -> pods.isAvailable(pod, set))
                                .count())
                .put("updatedReplicas", updated)
                .put("currentReplicas", complete ? updated : active.size() - updated)
                .put("currentRevision", current)
                .put("updateRevision", update)
                .put("collisionCount", 0);
    }
}
