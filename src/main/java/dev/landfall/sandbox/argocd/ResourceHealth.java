package dev.landfall.sandbox.argocd;

import dev.landfall.cluster.LiveObject;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** How Argo CD judges single objects (gitops-engine/pkg/health), for the kinds that the sandbox brings to life. */
enum ResourceHealth {
    HEALTHY("Healthy"),
    SUSPENDED("Suspended"),
    PROGRESSING("Progressing"),
    MISSING("Missing"),
    DEGRADED("Degraded");

    /** As an Application writes it. */
    private final String word;

    ResourceHealth(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /** Empty for kinds without rules, which do not count. */
    static Optional<ResourceHealth> of(LiveObject object) {
        if (object.isBeingDeleted()) return Optional.of(PROGRESSING);
        return switch (object.ref().kind()) {
            case "Deployment" -> Optional.of(deployment(object));
            case "StatefulSet" -> Optional.of(statefulSet(object));
            case "DaemonSet" -> Optional.of(daemonSet(object));
            case "Job" -> Optional.of(job(object));
            case "Service" -> Optional.of(service(object));
            case "Ingress" ->
                Optional.of(object.at("/status/loadBalancer/ingress").isEmpty() ? PROGRESSING : HEALTHY);
            default -> Optional.empty();
        };
    }

    private static ResourceHealth deployment(LiveObject object) {
        if (object.at("/spec/paused").asBoolean(false)) return SUSPENDED;
        if (isUnseen(object)) return PROGRESSING;
        boolean overdue = conditions(object)
                .anyMatch(condition -> condition.path("reason").asString("").equals("ProgressDeadlineExceeded"));
        if (overdue) return DEGRADED;
        int updated = status(object, "updatedReplicas");
        boolean complete = updated >= object.at("/spec/replicas").asInt(1)
                && status(object, "replicas") <= updated
                && status(object, "availableReplicas") >= updated;
        return complete ? HEALTHY : PROGRESSING;
    }

    private static ResourceHealth statefulSet(LiveObject object) {
        int wanted = object.at("/spec/replicas").asInt(1);
        if (isUnseen(object) || status(object, "readyReplicas") < wanted) return PROGRESSING;
        int partition =
                object.at("/spec/updateStrategy/rollingUpdate/partition").asInt(0);
        boolean rolls = object.at("/spec/updateStrategy/type").asString("").equals("RollingUpdate");
        return rolls && status(object, "updatedReplicas") < wanted - partition ? PROGRESSING : HEALTHY;
    }

    private static ResourceHealth daemonSet(LiveObject object) {
        int wanted = status(object, "desiredNumberScheduled");
        boolean complete = !isUnseen(object)
                && status(object, "updatedNumberScheduled") >= wanted
                && status(object, "numberAvailable") >= wanted;
        return complete ? HEALTHY : PROGRESSING;
    }

    private static ResourceHealth job(LiveObject object) {
        if (has(object, "Failed")) return DEGRADED;
        if (has(object, "Complete")) return HEALTHY;
        return has(object, "Suspended") ? SUSPENDED : PROGRESSING;
    }

    private static ResourceHealth service(LiveObject object) {
        boolean waits = object.at("/spec/type").asString("").equals("LoadBalancer")
                && object.at("/status/loadBalancer/ingress").isEmpty();
        return waits ? PROGRESSING : HEALTHY;
    }

    private static boolean has(LiveObject object, String condition) {
        return conditions(object)
                .anyMatch(each -> each.path("type").asString("").equals(condition));
    }

    private static Stream<JsonNode> conditions(LiveObject object) {
        return object.at("/status/conditions").valueStream();
    }

    private static boolean isUnseen(LiveObject object) {
        return object.at("/status/observedGeneration").asLong(0) < object.generation();
    }

    private static int status(LiveObject object, String field) {
        return object.at("/status/" + field).asInt(0);
    }
}
