package dev.landfall.sandbox.argocd;

import dev.landfall.cluster.LiveObject;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitException;
import dev.landfall.sandbox.cluster.Controller;
import dev.landfall.sandbox.cluster.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares Applications with Git, and decides whether to sync. The order of its writes is that of the real one: first
 * the operation, then the status, and last the removal of the refresh request.
 */
final class ApplicationComparer implements Controller.Reconciler {
    static final String MANAGER = "argocd-application-controller";
    private static final String REFRESH = "argocd.argoproj.io/refresh";
    private static final String FINALIZER = "resources-finalizer.argocd.argoproj.io";

    private final ObjectStore store;
    private final InstantSource clock;
    private final Targets targets;
    private final ArgoCd.Times times;
    private final Map<String, Compared> memory = new ConcurrentHashMap<>();

    /**
     * When Git was last asked, which operation had ended by then, and what was wrong with what it has: that stands until
     * Git is asked again.
     */
    private record Compared(Instant at, String operation, String error) {}

    ApplicationComparer(ObjectStore store, InstantSource clock, Targets targets, ArgoCd.Times times) {
        this.store = store;
        this.clock = clock;
        this.targets = targets;
        this.times = times;
    }

    @Override
    public Duration reconcile(LiveObject application) {
        if (application.isBeingDeleted()) return end(application);
        if (application
                .annotations()
                .getOrDefault("argocd.argoproj.io/skip-reconcile", "")
                .equals("true")) {
            return Controller.UNTIL_IT_CHANGES;
        }
        Instant now = clock.instant();
        Optional<String> request = Optional.ofNullable(application.annotations().get(REFRESH));
        boolean asksGit = request.isPresent() || isDue(application, now);
        Comparison comparison = compare(application, asksGit);
        if (asksGit) {
            memory.put(application.uid(), new Compared(now, endOfOperation(application), comparison.error()));
        }
        AutoSync autoSync = new AutoSync(application, comparison, now, times.selfHealPause());
        autoSync.operation().ifPresent(operation -> start(application, operation));
        store.update(application.ref(), MANAGER, object -> {
            new ApplicationStatus(application, comparison, now).writeTo(object, asksGit);
            new ApplicationConditions(object.withObject("/status"), now)
                    .set("ComparisonError", comparison.error())
                    .set("SyncError", autoSync.error());
        });
        request.ifPresent(kind -> answer(application, kind));
        return autoSync.pause().orElseGet(() -> untilPoll(application, now));
    }

    private Duration untilPoll(LiveObject application, Instant now) {
        Duration left = Duration.between(now, memory.get(application.uid()).at().plus(times.poll()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** A new spec, the end of an operation, or silence for too long. */
    private boolean isDue(LiveObject application, Instant now) {
        Compared last = memory.get(application.uid());
        return last == null
                || !last.at().plus(times.poll()).isAfter(now)
                || !last.operation().equals(endOfOperation(application))
                || !application.at("/status/sync/comparedTo/source").equals(application.at("/spec/source"));
    }

    private static String endOfOperation(LiveObject application) {
        var state = application.at("/status/operationState");
        return state.path("startedAt").asString("")
                + state.path("finishedAt").asString("")
                + state.path("retryCount").asString("");
    }

    /** A live change alone is compared with what was compared last; only the others ask Git for news. */
    private Comparison compare(LiveObject application, boolean asksGit) {
        String known = application.at("/status/sync/revision").asString("");
        Compared last = memory.get(application.uid());
        if (!asksGit && !last.error().isEmpty()) return Comparison.failed(known, last.error());
        try {
            CommitId revision = asksGit ? targets.resolve(application) : targets.resolve(application, known);
            return Comparison.of(store, revision, targets.wanted(application, revision), targets.live(application));
        } catch (Targets.ComparisonFailed failed) {
            return Comparison.failed(known, failed.getMessage());
        } catch (GitException unreachable) {
            return Comparison.failed(
                    known,
                    "Failed to load target state: failed to generate manifest for source 1 of 1: rpc error: code ="
                            + " Unknown desc = failed to list refs: "
                            + unreachable.reason().message());
        }
    }

    private void start(LiveObject application, ObjectNode operation) {
        store.update(application.ref(), MANAGER, object -> {
            // Somebody may have asked for a sync of his own meanwhile.
            if (object.has("operation")) return;
            object.set("operation", operation);
            object.withObject("/status").remove("operationState");
        });
    }

    /** A later request of another kind stays. */
    private void answer(LiveObject application, String kind) {
        store.update(application.ref(), MANAGER, object -> {
            ObjectNode annotations = object.withObject("/metadata/annotations");
            if (annotations.path(REFRESH).asString("").equals(kind)) annotations.remove(REFRESH);
            if (annotations.isEmpty()) object.withObject("/metadata").remove("annotations");
        });
    }

    /** With the finalizer, what the Application applied goes first; without it, all of that stays. */
    private Duration end(LiveObject application) {
        List<LiveObject> left = targets.live(application);
        left.stream().filter(object -> !object.isBeingDeleted()).forEach(object -> store.delete(object.ref()));
        if (left.isEmpty()) {
            store.update(application.ref(), MANAGER, object -> {
                if (object.at("/metadata/finalizers") instanceof ArrayNode finalizers) {
                    finalizers.removeIf(each -> each.asString("").startsWith(FINALIZER));
                }
            });
        }
        return Duration.ofMillis(200);
    }
}
