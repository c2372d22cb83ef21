package dev.landfall.health;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A pod is healthy when it is ready, or when it did its work and ended well. */
final class PodHealth {
    private final LiveObject pod;
    private final WorkloadPods one;

    PodHealth(LiveObject pod) {
        this.pod = pod;
        this.one = new WorkloadPods(List.of(pod));
    }

    Health judge() {
        return switch (pod.at("/status/phase").asString("")) {
            case "Succeeded" -> Health.Healthy.as("Pod has succeeded");
            case "Failed" -> failed();
            default -> WorkloadPods.isReady(pod) ? new Health.Healthy(count(), one.restarts(), 0) : notReady();
        };
    }

    private Health notReady() {
        Condition ready = Condition.of(pod, "Ready");
        String phase = "Pod is " + pod.at("/status/phase").asString("not yet seen by a node");
        String message = ready.status().isEmpty() ? phase : phase + ", not ready: " + ready.text();
        return new Health.Progressing(count(), message, one.troubles());
    }

    private Health failed() {
        String why = Stream.of(
                        pod.at("/status/reason").asString(""),
                        pod.at("/status/message").asString(""),
                        ends())
                .filter(text -> !text.isEmpty())
                .map(Printable::line)
                .collect(Collectors.joining(", "));
        String message = pod.ref() + " failed" + (why.isEmpty() ? "" : ": " + why);
        return new Health.Degraded(
                count(),
                Reason.lasting("pod-failed", message, "a failed pod stays so: it has to be made anew"),
                List.of());
    }

    private String ends() {
        return pod.at("/status/containerStatuses")
                .valueStream()
                .filter(container -> container.at("/state/terminated/exitCode").asInt(0) != 0)
                .map(PodHealth::end)
                .collect(Collectors.joining(", "));
    }

    private static String end(JsonNode container) {
        JsonNode ended = container.at("/state/terminated");
        return "container " + container.path("name").asString("") + " ended with exit code "
                + ended.path("exitCode").asInt() + " (" + ended.path("reason").asString("unknown") + ")";
    }

    private Health.Pods count() {
        return new Health.Pods(one.ready(), 1);
    }
}
