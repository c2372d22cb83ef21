package dev.landfall.sandbox.workload;

import dev.landfall.cluster.LiveObject;
import dev.landfall.sandbox.cluster.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.CRC32;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The status of a Pod as a kubelet writes it. */
record PodStatus(LiveObject pod, Phase phase, Instant now) {
    /**
     * Where a Pod is.
     *
     * @param missing the image that is not to be had, or empty
     */
    record Phase(String name, boolean isReady, String missing, String reason, String message) {

        static Phase creating() {
            return new Phase("Pending", false, "", "ContainerCreating", "");
        }

        static Phase waiting(String missing, String reason, String message) {
            return new Phase("Pending", false, missing, reason, message);
        }

        static Phase running() {
            return new Phase("Running", true, "", "", "");
        }

        static Phase succeeded() {
            return new Phase("Succeeded", false, "", "Completed", "");
        }
    }

    void writeTo(ObjectNode object) {
        ObjectNode status = object.withObject("/status");
        status.put("phase", phase.name());
        status.put("hostIP", "127.0.0.1");
        status.put("podIP", address());
        status.put("qosClass", "BestEffort");
        if (!status.has("startTime")) status.put("startTime", time());
        String started = phase.name().equals("Pending") ? "False" : "True";
        condition(status, "PodScheduled", "True", "");
        condition(status, "PodReadyToStartContainers", started, "");
        condition(status, "Initialized", "True", "");
        String why = phase.name().equals("Succeeded") ? "PodCompleted" : "ContainersNotReady";
        condition(status, "ContainersReady", phase.isReady() ? "True" : "False", phase.isReady() ? "" : why);
        condition(status, "Ready", phase.isReady() ? "True" : "False", phase.isReady() ? "" : why);
        containers(status);
    }

    private void containers(ObjectNode status) {
        JsonNode before = status.path("containerStatuses").deepCopy();
        ArrayNode containers = status.putArray("containerStatuses");
        for (JsonNode container : pod.at("/spec/containers")) {
            String name = container.path("name").asString("");
            ObjectNode entry = containers.addObject().put("name", name);
            entry.put("image", container.path("image").asString(""));
            entry.put("ready", phase.isReady()).put("restartCount", 0).put("started", phase.isReady());
            entry.putObject("lastState");
            state(entry.putObject("state"), container, startOf(before, name));
        }
    }

    /** When the container started, as told before. */
    private String startOf(JsonNode before, String name) {
        return before.valueStream()
                .filter(entry -> entry.path("name").asString("").equals(name))
                .map(entry -> entry.at("/state/running/startedAt").asString(""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(time());
    }

    private void state(ObjectNode state, JsonNode container, String started) {
        switch (phase.name()) {
            case "Running" -> state.putObject("running").put("startedAt", started);
            case "Succeeded" ->
                state.putObject("terminated")
                        .put("exitCode", 0)
                        .put("reason", "Completed")
                        .put("startedAt", started)
                        .put("finishedAt", started);
            default -> waiting(state.putObject("waiting"), container);
        }
    }

    private void waiting(ObjectNode waiting, JsonNode container) {
        boolean concerned = phase.missing().equals(container.path("image").asString(""));
        if (phase.missing().isEmpty() || !concerned) {
            waiting.put("reason", "ContainerCreating");
        } else {
            waiting.put("reason", phase.reason()).put("message", phase.message());
        }
    }

    private void condition(ObjectNode status, String type, String value, String reason) {
        ObjectNode condition = status.path("conditions")
                .valueStream()
                .filter(each -> each.path("type").asString("").equals(type))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseGet(() -> status.withArray("/conditions").addObject().put("type", type));
        boolean same = condition.path("status").asString("").equals(value);
        condition.put("status", value);
        if (reason.isEmpty()) condition.remove("reason");
        else condition.put("reason", reason);
        if (!same) condition.put("lastTransitionTime", time());
    }

    /** Made up from the uid; nothing listens there. */
    private String address() {
        CRC32 sum = new CRC32();
        sum.update(pod.uid().getBytes(StandardCharsets.US_ASCII));
        return "10.244." + (sum.getValue() >> 8 & 255) + "." + (sum.getValue() & 255);
    }

    private String time() {
        return ObjectStore.time(now);
    }
}
