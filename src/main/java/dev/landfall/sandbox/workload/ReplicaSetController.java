package dev.landfall.sandbox.workload;

import dev.landfall.cluster.LiveObject;
import dev.landfall.sandbox.cluster.Controller;
import dev.landfall.sandbox.cluster.ObjectStore;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Keeps as many Pods as a ReplicaSet says; of too many, those that are not ready go first. */
final class ReplicaSetController implements Controller.Reconciler {
    private final ObjectStore store;
    private final PodSet pods;

    ReplicaSetController(ObjectStore store, PodSet pods) {
        this.store = store;
        this.pods = pods;
    }

    @Override
    public Duration reconcile(LiveObject set) {
        if (set.isBeingDeleted()) return Controller.UNTIL_IT_CHANGES;
        List<LiveObject> active = pods.active(set);
        int missing = set.at("/spec/replicas").asInt(1) - active.size();
        for (int i = 0; i < missing; i++) {
            pods.create(set, PodSet.madeUpName(set), JsonNodeFactory.instance.objectNode());
        }
        active.stream()
                .sorted(Comparator.comparing((LiveObject pod) -> PodSet.isReady(pod))
                        .thenComparing(
                                pod -> pod.at("/metadata/creationTimestamp").asString(""), Comparator.reverseOrder()))
                .limit(Math.max(0, -missing))
                .forEach(pod -> pods.delete(set, pod));
        List<LiveObject> now = pods.active(set);
        store.updateStatus(set.ref(), "kube-controller-manager", object -> tell(object, set, now));
        boolean waits = now.stream().anyMatch(pod -> PodSet.isReady(pod) && !pods.isAvailable(pod, set));
        return waits ? Duration.ofMillis(200) : Controller.UNTIL_IT_CHANGES;
    }

    private void tell(ObjectNode object, LiveObject set, List<LiveObject> active) {
        ObjectNode status = object.withObject("/status");
        status.put("observedGeneration", set.generation());
        status.put("replicas", active.size());
        status.put("fullyLabeledReplicas", active.size());
        status.put("readyReplicas", active.stream().filter(PodSet::isReady).count());
        status.put(
                "availableReplicas",
                active.stream().filter(pod -> pods.isAvailable(pod, set)).count());
    }
}
