package dev.landfall.sandbox.flux;

import dev.landfall.cluster.LiveObject;
import tools.jackson.databind.JsonNode;

/** How Flux judges single objects (fluxcd/cli-utils, kstatus). */
enum ObjectStatus {
    CURRENT("Current"),
    IN_PROGRESS("InProgress"),
    FAILED("Failed"),
    TERMINATING("Terminating"),
    NOT_FOUND("NotFound");

    /** As messages write it. */
    private final String word;

    ObjectStatus(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static ObjectStatus of(LiveObject object) {
        if (object.isBeingDeleted()) return TERMINATING;
        JsonNode observed = object.at("/status/observedGeneration");
        if (observed.isNumber() && observed.asLong() != object.generation()) return IN_PROGRESS;
        return switch (object.ref().kind()) {
            case "Deployment" -> deployment(object);
            case "StatefulSet" ->
                current(status(object, "readyReplicas")
                                == object.at("/spec/replicas").asInt(1)
                        && object.at("/status/currentRevision").equals(object.at("/status/updateRevision")));
            case "DaemonSet" ->
                current(observed.isNumber()
                        && status(object, "numberAvailable") == status(object, "desiredNumberScheduled")
                        && status(object, "updatedNumberScheduled") == status(object, "desiredNumberScheduled"));
            case "Job" -> current(has(object, "Complete", "True"));
            default -> CURRENT;
        };
    }

    private static ObjectStatus deployment(LiveObject object) {
        boolean overdue = object.at("/status/conditions")
                .valueStream()
                .anyMatch(each -> each.path("reason").asString("").equals("ProgressDeadlineExceeded"));
        if (overdue) return FAILED;
        int wanted = object.at("/spec/replicas").asInt(1);
        return current(status(object, "updatedReplicas") == wanted
                && status(object, "replicas") == wanted
                && status(object, "availableReplicas") == wanted
                && status(object, "readyReplicas") == wanted
                && has(object, "Available", "True"));
    }

    private static ObjectStatus current(boolean isSo) {
        return isSo ? CURRENT : IN_PROGRESS;
    }

    private static boolean has(LiveObject object, String condition, String value) {
        return object.at("/status/conditions")
                .valueStream()
                .anyMatch(each -> each.path("type").asString("").equals(condition)
                        && each.path("status").asString("").equals(value));
    }

    private static int status(LiveObject object, String field) {
        return object.at("/status/" + field).asInt(0);
    }
}
