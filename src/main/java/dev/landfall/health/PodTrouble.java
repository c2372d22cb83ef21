package dev.landfall.health;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Why a container of a pod does not start, in the kubelet's own words, which are untrusted text.
 *
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

    /** The first container of the pod that waits in vain, init containers first. */
    static Optional<PodTrouble> of(LiveObject pod) {
        return Stream.of("/status/initContainerStatuses", "/status/containerStatuses")
                .flatMap(list -> pod.at(list).valueStream())
                .filter(container ->
                        IN_VAIN.contains(waiting(container).path("reason").asString("")))
                .map(container -> trouble(pod, container))
                .findFirst();
    }

    private static PodTrouble trouble(LiveObject pod, JsonNode container) {
        JsonNode waiting = waiting(container);
        return new PodTrouble(
                pod.ref(),
                container.path("name").asString(""),
                waiting.path("reason").asString(""),
                waiting.path("message").asString("") + exit(container));
    }

    /** A crash loop says nothing of the crash: how the last run ended does. */
    private static String exit(JsonNode container) {
        JsonNode ended = container.at("/lastState/terminated");
        if (!ended.isObject()) return "";
        return ", last run ended with exit code " + ended.path("exitCode").asInt(-1) + " ("
                + ended.path("reason").asString("unknown") + ")";
    }

    private static JsonNode waiting(JsonNode container) {
        return container.path("state").path("waiting");
    }

    @Override
    public String toString() {
        return "container " + container + " of " + pod + ": " + reason + (message.isEmpty() ? "" : ", " + message);
    }
}
