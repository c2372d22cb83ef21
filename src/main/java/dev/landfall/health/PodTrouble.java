package dev.landfall.health;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Why a pod does not start, or an object of Flux does not get well, in the words of the kubelet, the scheduler or the controller, which are untrusted text.
 *
 * @param pod or the workload that cannot make its pod, or the object of Flux
 * @param container empty where the trouble is of the whole pod
 * @param reason such as {@code ImagePullBackOff}
 */
public record PodTrouble(ObjectRef pod, String container, String reason, String message) {

    /** Waiting for these is waiting in vain: the pod as it is written does not start. */
    private static final Set<String> IN_VAIN = Set.of(
            "ImagePullBackOff",
            "ErrImagePull",
            "InvalidImageName",
            "ErrImageNeverPull",
            "CreateContainerConfigError",
            "CreateContainerError",
            "RunContainerError",
            "CrashLoopBackOff");

    /** That no node takes it, else the first container of the pod that waits in vain, init containers first. */
    static Optional<PodTrouble> of(LiveObject pod) {
        return unschedulable(pod).or(() -> ofContainers(pod));
    }

    /** That the pods of a ReplicaSet are refused, by a quota or by admission. */
    static Optional<PodTrouble> ofCreation(LiveObject replicaSet) {
        return Optional.of(Condition.of(replicaSet, "ReplicaFailure"))
                .filter(Condition::isTrue)
                .map(failure -> ofWhole(replicaSet, failure.reason(), failure.message()));
    }

    static PodTrouble ofWhole(LiveObject object, String reason, String message) {
        return new PodTrouble(object.ref(), "", reason, message);
    }

    private static Optional<PodTrouble> unschedulable(LiveObject pod) {
        return Optional.of(Condition.of(pod, "PodScheduled"))
                .filter(scheduled -> scheduled.isFalseBecause("Unschedulable"))
                .map(scheduled -> ofWhole(pod, scheduled.reason(), scheduled.message()));
    }

    private static Optional<PodTrouble> ofContainers(LiveObject pod) {
        Stream<PodTrouble> initial = pod.at("/status/initContainerStatuses")
                .valueStream()
                .flatMap(container -> waiting(pod, container).stream());
        Stream<PodTrouble> others = pod.at("/status/containerStatuses")
                .valueStream()
                .flatMap(container -> waiting(pod, container).or(() -> endedAgain(pod, container)).stream());
        return Stream.concat(initial, others).findFirst();
    }

    /** Whether it is of an object of Flux, not of a pod. */
    public boolean isOfFlux() {
        return pod.group().endsWith(".toolkit.fluxcd.io");
    }

    /** Whether the kubelet has given this try up and puts off the next one. */
    public boolean isBackOff() {
        return reason.endsWith("BackOff");
    }

    private static Optional<PodTrouble> waiting(LiveObject pod, JsonNode container) {
        JsonNode waiting = container.at("/state/waiting");
        String reason = waiting.path("reason").asString("");
        if (!IN_VAIN.contains(reason)) return Optional.empty();
        String message = waiting.path("message").asString("") + exit(container.at("/lastState/terminated"));
        return Optional.of(new PodTrouble(pod.ref(), name(container), reason, message));
    }

    /**
     * While a kubelet puts off the next start it may show the container as ended, and as waiting in CrashLoopBackOff
     * only for a moment: seen with 1.37.
     */
    private static Optional<PodTrouble> endedAgain(LiveObject pod, JsonNode container) {
        JsonNode ended = container.at("/state/terminated");
        long restarts = container.path("restartCount").asLong(0);
        if (!ended.isObject() || restarts == 0) return Optional.empty();
        String message = "started again " + restarts + " times" + exit(ended);
        return Optional.of(new PodTrouble(pod.ref(), name(container), "CrashLoopBackOff", message));
    }

    /** A crash loop says nothing of the crash: how the last run ended does. */
    private static String exit(JsonNode ended) {
        if (!ended.isObject()) return "";
        return ", last run ended with exit code " + ended.path("exitCode").asInt(-1) + " ("
                + ended.path("reason").asString("unknown") + ")";
    }

    private static String name(JsonNode container) {
        return container.path("name").asString("");
    }

    @Override
    public String toString() {
        String where = container.isEmpty() ? pod.toString() : "container " + container + " of " + pod;
        return where + ": " + reason + (message.isEmpty() ? "" : ", " + message);
    }
}
