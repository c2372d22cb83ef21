package dev.landfall.sandbox.argocd;

import dev.landfall.cluster.LiveObject;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitException;
import dev.landfall.sandbox.cluster.Controller;
import dev.landfall.sandbox.cluster.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Carries out what stands in {@code operation} of an Application, and tells of it in {@code status.operationState}. */
final class OperationRunner implements Controller.Reconciler {
    private static final String MANAGER = ApplicationComparer.MANAGER;
    private static final Set<String> OVER = Set.of("Succeeded", "Failed", "Error");
    private static final int HISTORY = 10;

    private final ObjectStore store;
    private final InstantSource clock;
    private final Targets targets;
    private final ArgoCd.Times times;

    OperationRunner(ObjectStore store, InstantSource clock, Targets targets, ArgoCd.Times times) {
        this.store = store;
        this.clock = clock;
        this.targets = targets;
        this.times = times;
    }

    @Override
    public Duration reconcile(LiveObject application) throws InterruptedException {
        if (!ArgoCd.hasOperation(application)) return Controller.UNTIL_IT_CHANGES;
        JsonNode state = application.at("/status/operationState");
        if (!state.isObject() || OVER.contains(state.path("phase").asString(""))) begin(application);
        else if (state.has("finishedAt")) {
            Duration left = untilRetry(state);
            if (!left.isZero()) return left;
            retry(application);
        }
        Thread.sleep(times.sync());
        SyncResult result = run(application);
        finish(application, result);
        return Duration.ZERO;
    }

    private void begin(LiveObject application) {
        store.update(application.ref(), MANAGER, object -> {
            ObjectNode state = object.withObject("/status").putObject("operationState");
            state.set("operation", object.path("operation").deepCopy());
            state.put("phase", "Running").put("startedAt", now());
        });
    }

    private void retry(LiveObject application) {
        store.update(application.ref(), MANAGER, object -> {
            ObjectNode state = object.withObject("/status").withObject("/operationState");
            state.remove("finishedAt");
            state.remove("syncResult");
        });
    }

    private Duration untilRetry(JsonNode state) {
        long factor = 1L << Math.min(10, state.path("retryCount").asInt(1) - 1);
        Instant at = Instant.parse(state.path("finishedAt").asString())
                .plus(times.firstRetry().multipliedBy(factor));
        Duration left = Duration.between(clock.instant(), at);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private SyncResult run(LiveObject application) {
        JsonNode sync = application.at("/operation/sync");
        String asked = sync.path("revision").asString("");
        try {
            CommitId revision = asked.isEmpty() ? targets.resolve(application) : targets.resolve(application, asked);
            return new Sync(store, application, sync)
                    .run(revision, targets.wanted(application, revision), targets.live(application));
        } catch (Targets.ComparisonFailed failed) {
            return SyncResult.error(failed.getMessage());
        } catch (GitException unreachable) {
            return SyncResult.error(unreachable.reason().message());
        }
    }

    private void finish(LiveObject application, SyncResult result) {
        if (result.succeeded() && application.at("/operation/sync/resources").isEmpty()) remember(application, result);
        int retries = application.at("/status/operationState/retryCount").asInt(0);
        boolean again = !result.succeeded()
                && retries < application.at("/operation/retry/limit").asInt(0);
        store.update(application.ref(), MANAGER, object -> {
            ObjectNode state = object.withObject("/status").withObject("/operationState");
            result.writeTo(state, application.at("/spec/source"));
            state.put("finishedAt", now());
            if (again) {
                state.put("phase", "Running").put("retryCount", retries + 1);
                state.put("message", result.message() + ". Retrying attempt #" + (retries + 1) + " at " + now() + ".");
            } else {
                if (retries > 0) state.put("message", result.message() + " (retried " + retries + " times).");
                object.remove("operation");
            }
        });
    }

    private void remember(LiveObject application, SyncResult result) {
        store.update(application.ref(), MANAGER, object -> {
            ObjectNode status = object.withObject("/status");
            ArrayNode history = status.withArray("/history");
            int id = history.isEmpty()
                    ? 0
                    : history.get(history.size() - 1).path("id").asInt() + 1;
            ObjectNode entry = history.addObject();
            entry.put("id", id).put("revision", result.revision());
            entry.put("deployStartedAt", status.at("/operationState/startedAt").asString(now()));
            entry.put("deployedAt", now());
            entry.set("source", application.at("/spec/source").deepCopy());
            entry.set("initiatedBy", application.at("/operation/initiatedBy").deepCopy());
            while (history.size() > HISTORY) history.remove(0);
        });
    }

    private String now() {
        return ObjectStore.time(clock.instant());
    }
}
