package dev.landfall.sandbox.workload;

import dev.landfall.cluster.LiveObject;
import dev.landfall.sandbox.cluster.Controller;
import dev.landfall.sandbox.cluster.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The status of a Deployment, as its controller reads it off the ReplicaSets. */
record DeploymentStatus(LiveObject deployment, List<LiveObject> sets, Optional<LiveObject> newest, Instant now) {

    void writeTo(ObjectNode object) {
        ObjectNode status = object.withObject("/status");
        JsonNode before = status.deepCopy();
        status.put("observedGeneration", deployment.generation());
        put(status, "replicas", sum(set -> set.at("/status/replicas").asInt(0)));
        put(status, "updatedReplicas", updated());
        put(status, "readyReplicas", sum(set -> set.at("/status/readyReplicas").asInt(0)));
        put(status, "availableReplicas", available());
        put(status, "unavailableReplicas", Math.max(0, total() - available()));
        boolean enough = available() >= leastAvailable();
        condition(
                status,
                "Available",
                enough ? "True" : "False",
                enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
                enough ? "Deployment has minimum availability." : "Deployment does not have minimum availability.");
        progress(status, before);
    }

    /** When its own deadline will have passed, if nothing moves. */
    Duration nextDeadline() {
        return isComplete() ? Controller.UNTIL_IT_CHANGES : Duration.ofMillis(500);
    }

    private void progress(ObjectNode status, JsonNode before) {
        String set = newest.map(each -> each.ref().name()).orElse("");
        if (isComplete()) {
            condition(
                    status,
                    "Progressing",
                    "True",
                    "NewReplicaSetAvailable",
                    "ReplicaSet \"" + set + "\" has successfully progressed.");
        } else if (hasMoved(status, before)) {
            condition(status, "Progressing", "True", "ReplicaSetUpdated", "ReplicaSet \"" + set + "\" is progressing.");
            // Each step forward starts the deadline anew.
            find(status, "Progressing").ifPresent(condition -> condition.put("lastUpdateTime", time()));
        } else if (isOverdue(status)) {
            condition(
                    status,
                    "Progressing",
                    "False",
                    "ProgressDeadlineExceeded",
                    "ReplicaSet \"" + set + "\" has timed out progressing.");
        }
    }

    private boolean isComplete() {
        int wanted = deployment.at("/spec/replicas").asInt(1);
        return updated() == wanted && total() == wanted && available() == wanted;
    }

    private static boolean hasMoved(JsonNode status, JsonNode before) {
        boolean wasComplete = find(before, "Progressing")
                .filter(condition -> condition.path("reason").asString("").equals("NewReplicaSetAvailable"))
                .isPresent();
        boolean newSpec = status.path("observedGeneration").asLong()
                != before.path("observedGeneration").asLong();
        return wasComplete
                || newSpec
                || find(before, "Progressing").isEmpty()
                || status.path("updatedReplicas").asInt(0)
                        > before.path("updatedReplicas").asInt(0)
                || status.path("readyReplicas").asInt(0)
                        > before.path("readyReplicas").asInt(0)
                || status.path("availableReplicas").asInt(0)
                        > before.path("availableReplicas").asInt(0);
    }

    private boolean isOverdue(JsonNode status) {
        long deadline = deployment.at("/spec/progressDeadlineSeconds").asLong(600);
        return find(status, "Progressing")
                .map(condition -> Instant.parse(condition.path("lastUpdateTime").asString()))
                .filter(since -> since.plusSeconds(deadline).isBefore(now))
                .isPresent();
    }

    private int leastAvailable() {
        int wanted = deployment.at("/spec/replicas").asInt(1);
        JsonNode unavailable = deployment.at("/spec/strategy/rollingUpdate/maxUnavailable");
        if (unavailable.isNumber()) return wanted - unavailable.asInt();
        int percent = Integer.parseInt(unavailable.asString("0%").replace("%", ""));
        return wanted - percent * wanted / 100;
    }

    private int total() {
        return sum(set -> set.at("/status/replicas").asInt(0));
    }

    private int updated() {
        return newest.map(set -> set.at("/status/replicas").asInt(0)).orElse(0);
    }

    private int available() {
        return sum(set -> set.at("/status/availableReplicas").asInt(0));
    }

    private int sum(ToIntFunction<LiveObject> count) {
        return sets.stream().mapToInt(count).sum();
    }

    /** The real one leaves out a count of nothing. */
    private static void put(ObjectNode status, String field, int count) {
        if (count == 0) status.remove(field);
        else status.put(field, count);
    }

    private void condition(ObjectNode status, String type, String value, String reason, String message) {
        ObjectNode condition = find(status, type)
                .orElseGet(() -> status.withArray("/conditions").addObject().put("type", type));
        boolean same = condition.path("status").asString("").equals(value);
        if (same
                && condition.path("reason").asString("").equals(reason)
                && condition.path("message").asString("").equals(message)) return;
        condition
                .put("status", value)
                .put("reason", reason)
                .put("message", message)
                .put("lastUpdateTime", time());
        if (!same) condition.put("lastTransitionTime", time());
    }

    private static Optional<ObjectNode> find(JsonNode status, String type) {
        return status.path("conditions")
                .valueStream()
                .filter(condition -> condition.path("type").asString("").equals(type))
                .map(ObjectNode.class::cast)
                .findFirst();
    }

    private String time() {
        return ObjectStore.time(now);
    }
}
