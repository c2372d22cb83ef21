package dev.landfall.health;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.OwnerReference;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Pods that belong to one workload, or to one revision of it. */
record WorkloadPods(List<LiveObject> pods) {
    private static final String REVISION = "controller-revision-hash";

    static WorkloadPods controlledBy(LiveObject owner, List<LiveObject> candidates) {
        return new WorkloadPods(
                candidates.stream().filter(pod -> isControlledBy(pod, owner)).toList());
    }

    static boolean isControlledBy(LiveObject child, LiveObject parent) {
        return child.ownerReferences().stream()
                .filter(OwnerReference::controller)
                .anyMatch(reference -> reference.uid().equals(parent.uid()));
    }

    /** Those that a StatefulSet or DaemonSet made from this revision of its template. */
    WorkloadPods ofRevision(String revision) {
        return new WorkloadPods(
                pods.stream().filter(pod -> isOfRevision(pod, revision)).toList());
    }

    WorkloadPods ofOtherRevisions(String revision) {
        return new WorkloadPods(
                pods.stream().filter(pod -> !isOfRevision(pod, revision)).toList());
    }

    long count() {
        return pods.size();
    }

    long ready() {
        return pods.stream().filter(WorkloadPods::isReady).count();
    }

    /** Whether some are still starting or ending, so that there is something to wait for. */
    boolean areMoving() {
        return ready() < count();
    }

    boolean areEnding() {
        return pods.stream().anyMatch(LiveObject::isBeingDeleted);
    }

    /** Of sidecars too, which are init containers that go on running. */
    long restarts() {
        return pods.stream()
                .flatMap(WorkloadPods::containers)
                .mapToLong(container -> container.path("restartCount").asLong(0))
                .sum();
    }

    List<PodTrouble> troubles() {
        return pods.stream().flatMap(pod -> PodTrouble.of(pod).stream()).toList();
    }

    /** The nodes of those that are not ready. */
    List<String> nodesInWait() {
        return pods.stream()
                .filter(pod -> !isReady(pod))
                .map(pod -> pod.at("/spec/nodeName").asString(""))
                .filter(node -> !node.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    static boolean isReady(LiveObject pod) {
        return !pod.isBeingDeleted() && Condition.of(pod, "Ready").isTrue();
    }

    private static boolean isOfRevision(LiveObject pod, String revision) {
        return pod.labels().getOrDefault(REVISION, "").equals(revision);
    }

    private static Stream<JsonNode> containers(LiveObject pod) {
        return Stream.of("/status/initContainerStatuses", "/status/containerStatuses")
                .flatMap(list -> pod.at(list).valueStream());
    }
}
