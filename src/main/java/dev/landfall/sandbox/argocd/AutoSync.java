package dev.landfall.sandbox.argocd;

import dev.landfall.cluster.LiveObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whether an Application syncs by itself now (controller/appcontroller.go, autoSync). */
final class AutoSync {
    private static final int RETRIES = 5;

    private final LiveObject application;
    private final Comparison comparison;
    private final Instant now;
    private final Duration selfHealPause;
    private final JsonNode automated;
    private final JsonNode last;

    AutoSync(LiveObject application, Comparison comparison, Instant now, Duration selfHealPause) {
        this.application = application;
        this.comparison = comparison;
        this.now = now;
        this.selfHealPause = selfHealPause;
        this.automated = application.at("/spec/syncPolicy/automated");
        this.last = application.at("/status/operationState");
    }

    /** The operation to start; empty where none is due. */
    Optional<ObjectNode> operation() {
        if (!isDue() || !error().isEmpty()) return Optional.empty();
        if (!wasAttempted()) return Optional.of(request());
        boolean heals =
                automated.path("selfHeal").asBoolean(false) && leftOfPause().isZero();
        return heals ? Optional.of(healing()) : Optional.empty();
    }

    /** In the words of the condition {@code SyncError}; empty where there is none. */
    String error() {
        if (!isDue()) return "";
        boolean wipes = !comparison.entries().isEmpty()
                && comparison.entries().stream().allMatch(Comparison.Entry::isExtra)
                && !automated.path("allowEmpty").asBoolean(false);
        if (wipes) return "auto-sync will wipe out all resources";
        boolean failed = wasAttempted() && !last.path("phase").asString("").equals("Succeeded");
        return failed
                ? "Failed last sync attempt to [" + comparison.revision() + "]: "
                        + last.path("message").asString("")
                : "";
    }

    /** How long until a live change may be undone; empty where that is not what is waited for. */
    Optional<Duration> pause() {
        boolean waits = isDue()
                && error().isEmpty()
                && wasAttempted()
                && automated.path("selfHeal").asBoolean(false)
                && !leftOfPause().isZero();
        return waits ? Optional.of(leftOfPause()) : Optional.empty();
    }

    private boolean isDue() {
        boolean on = automated.isObject() && automated.path("enabled").asBoolean(true);
        boolean onlyUnwantedPruning = !automated.path("prune").asBoolean(false) && comparison.onlyExtrasDiffer();
        return on
                && !ArgoCd.hasOperation(application)
                && comparison.syncStatus().equals("OutOfSync")
                && !onlyUnwantedPruning;
    }

    /** One commit is synced once, whatever came of it. */
    private boolean wasAttempted() {
        String revision = last.at("/syncResult/revision")
                .asString(last.at("/operation/sync/revision").asString(""));
        JsonNode source = last.at("/syncResult/source");
        return revision.equals(comparison.revision())
                && (source.isMissingNode() || source.equals(application.at("/spec/source")));
    }

    private Duration leftOfPause() {
        String finished = last.path("finishedAt").asString("");
        if (finished.isEmpty()) return Duration.ZERO;
        Duration left = Duration.between(now, Instant.parse(finished).plus(selfHealPause));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private ObjectNode request() {
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        operation.putObject("initiatedBy").put("automated", true);
        operation.putObject("retry").put("limit", RETRIES);
        ObjectNode sync = operation.putObject("sync");
        if (automated.path("prune").asBoolean(false)) sync.put("prune", true);
        sync.put("revision", comparison.revision());
        sync.set("source", application.at("/spec/source").deepCopy());
        JsonNode options = application.at("/spec/syncPolicy/syncOptions");
        if (options.isArray()) sync.set("syncOptions", options.deepCopy());
        return operation;
    }

    /** Only for what differs. */
    private ObjectNode healing() {
        ObjectNode operation = request();
        ObjectNode sync = operation.withObject("/sync");
        sync.put(
                "autoHealAttemptsCount",
                last.at("/operation/sync/autoHealAttemptsCount").asInt(0) + 1);
        ArrayNode resources = sync.putArray("resources");
        List<Comparison.Entry> differing =
                comparison.entries().stream().filter(entry -> !entry.isSynced()).toList();
        differing.forEach(entry -> {
            ObjectNode resource = resources.addObject();
            if (!entry.ref().group().isEmpty())
                resource.put("group", entry.ref().group());
            resource.put("kind", entry.ref().kind()).put("name", entry.ref().name());
        });
        return operation;
    }
}
