package dev.landfall.sandbox.flux;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.sandbox.cluster.Controller;
import dev.landfall.sandbox.cluster.ObjectStore;
import dev.landfall.sandbox.git.ManifestSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies the artifacts of GitRepositories: at a new revision, a new spec, a request, and at the interval. The order of
 * its writes is that of the real one, of which {@code lastAttemptedRevision} comes before the apply and {@code
 * lastAppliedRevision} after everything. While it waits for health it looks at nothing newer.
 */
final class KustomizeController implements Controller.Reconciler {
    static final String MANAGER = "kustomize-controller";
    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(30);

    private final ObjectStore store;
    private final InstantSource clock;
    private final ManifestSource manifests;
    private final Flux.Times times;
    private final Map<String, Last> last = new ConcurrentHashMap<>();

    /** The last pass: when, with what, and whether it ended well. */
    private record Last(Instant at, String revision, long generation, boolean succeeded) {}

    KustomizeController(ObjectStore store, InstantSource clock, ManifestSource manifests, Flux.Times times) {
        this.store = store;
        this.clock = clock;
        this.manifests = manifests;
        this.times = times;
    }

    @Override
    public Duration reconcile(LiveObject kustomization) throws InterruptedException {
        KustomizationSpec spec = new KustomizationSpec(kustomization);
        if (kustomization.isBeingDeleted()) return end(spec);
        Finalizer.hold(store, kustomization, MANAGER);
        String token = Flux.requested(kustomization);
        if (spec.isSuspended()) {
            handled(kustomization, token);
            return Controller.UNTIL_IT_CHANGES;
        }
        Optional<LiveObject> source = store.get(spec.source());
        String revision = source.map(
                        live -> live.at("/status/artifact/revision").asString(""))
                .orElse("");
        Duration left = untilDue(spec, revision);
        if (!left.isZero()) return left;
        boolean succeeded = pass(spec, source, revision);
        handled(kustomization, token);
        last.put(kustomization.uid(), new Last(clock.instant(), revision, kustomization.generation(), succeeded));
        return Duration.ofMillis(1); // what came meanwhile is seen at once
    }

    private Duration untilDue(KustomizationSpec spec, String revision) {
        Last before = last.get(spec.live().uid());
        boolean isNews = before == null
                || Flux.isRequested(spec.live())
                || !before.revision().equals(revision)
                || before.generation() != spec.live().generation();
        if (isNews) return Duration.ZERO;
        Duration pause = before.succeeded() ? spec.interval() : pauseAfterFailure(spec);
        Duration left = Duration.between(clock.instant(), before.at().plus(pause));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Duration pauseAfterFailure(KustomizationSpec spec) {
        boolean waitsForOthers =
                !spec.dependencies().isEmpty() && times.dependency().compareTo(spec.retryInterval()) < 0;
        return waitsForOthers ? times.dependency() : spec.retryInterval();
    }

    /** Whether it ended well. */
    private boolean pass(KustomizationSpec spec, Optional<LiveObject> source, String revision)
            throws InterruptedException {
        try {
            requireArtifact(spec, source, revision);
            requireDependencies(spec, revision);
            run(spec, source.orElseThrow(), revision);
            return true;
        } catch (PassFailed failed) {
            write(spec, conditions -> {
                if (failed.reason().equals("HealthCheckFailed"))
                    conditions.set("Healthy", "False", failed.reason(), failed.getMessage());
                boolean wasAtWork = conditions.find("Reconciling").isPresent();
                if (wasAtWork) conditions.failed(failed.reason(), failed.getMessage());
                else conditions.set("Ready", "False", failed.reason(), failed.getMessage());
            });
            return false;
        }
    }

    private static void requireArtifact(KustomizationSpec spec, Optional<LiveObject> source, String revision)
            throws PassFailed {
        if (source.isEmpty()) {
            throw new PassFailed(
                    "ArtifactFailed",
                    "Source '" + Flux.SOURCE_KIND + "/" + spec.source().namespace() + "/"
                            + spec.source().name() + "' not found");
        }
        if (!revision.isEmpty()) return;
        throw new PassFailed(
                "ArtifactFailed", "Source artifact not found, retrying in " + GoDurations.print(spec.retryInterval()));
    }

    /** One that takes from the same source must have applied this very revision. */
    private void requireDependencies(KustomizationSpec spec, String revision) throws PassFailed {
        for (ObjectRef dependency : spec.dependencies()) {
            LiveObject live = store.get(dependency)
                    .orElseThrow(() ->
                            new PassFailed("DependencyNotReady", "dependency '" + key(dependency) + "' not found"));
            boolean ready = new Conditions((ObjectNode) live.json().deepCopy(), clock.instant())
                    .find("Ready")
                    .filter(condition -> condition.path("status").asString("").equals("True"))
                    .isPresent();
            boolean sameSource = new KustomizationSpec(live).source().equals(spec.source());
            boolean current = !sameSource
                    || live.at("/status/lastAppliedRevision").asString("").equals(revision);
            if (!ready || !current)
                throw new PassFailed("DependencyNotReady", "dependency '" + key(dependency) + "' is not ready");
        }
    }

    private static String key(ObjectRef ref) {
        return ref.namespace() + "/" + ref.name();
    }

    private void run(KustomizationSpec spec, LiveObject source, String revision)
            throws PassFailed, InterruptedException {
        Instant begin = clock.instant();
        Pass pass = new Pass(store, clock, manifests, spec, source, revision);
        tell(spec, "Fetching manifests", revision);
        List<LiveObject> objects = build(pass, spec, revision);
        tell(spec, "Building manifests", revision);
        attempted(spec, revision);
        tell(spec, "Detecting drift", revision);
        Thread.sleep(times.apply());
        pass.apply(objects);
        Inventory before = Inventory.of(store.get(spec.live().ref()).orElse(spec.live()));
        if (spec.prunes()) pass.prune(before, objects);
        Inventory inventory =
                new Inventory(objects.stream().map(LiveObject::ref).toList());
        // Health is checked with the new inventory in the status already.
        if (spec.waits()) status(spec, inventory::writeTo);
        try {
            checkHealth(spec, pass, objects, revision);
        } catch (PassFailed unwell) {
            Duration took = Duration.between(begin, clock.instant());
            status(spec, status -> pass.remember(status, objects, unwell.reason(), took));
            throw unwell;
        }
        write(
                spec,
                conditions -> conditions
                        .remove("Reconciling")
                        .set("Ready", "True", "ReconciliationSucceeded", "Applied revision: " + revision));
        status(spec, status -> {
            pass.remember(status, objects, "ReconciliationSucceeded", Duration.between(begin, clock.instant()));
            inventory.writeTo(status);
            status.put("lastAppliedRevision", revision);
            status.put("observedGeneration", spec.live().generation());
        });
    }

    /** A revision counts as attempted once it is here and has the path, whether it can be built or not. */
    private List<LiveObject> build(Pass pass, KustomizationSpec spec, String revision) throws PassFailed {
        try {
            return pass.build();
        } catch (PassFailed failed) {
            if (failed.reason().equals("BuildFailed")) attempted(spec, revision);
            throw failed;
        }
    }

    private void attempted(KustomizationSpec spec, String revision) {
        status(spec, status -> status.put("lastAttemptedRevision", revision));
    }

    private void checkHealth(KustomizationSpec spec, Pass pass, List<LiveObject> objects, String revision)
            throws PassFailed, InterruptedException {
        if (!spec.waits()) {
            write(spec, conditions -> conditions.remove("Healthy"));
            return;
        }
        Instant begin = clock.instant();
        String message = "Running health checks for revision " + revision + " with a timeout of "
                + GoDurations.print(spec.timeout());
        write(
                spec,
                conditions -> conditions
                        .progressing(message)
                        .set("Ready", "Unknown", "Progressing", "Reconciliation in progress")
                        .set("Healthy", "Unknown", "Progressing", message));
        pass.awaitHealth(objects);
        Duration took = Duration.between(begin, clock.instant());
        write(
                spec,
                conditions -> conditions.set(
                        "Healthy", "True", "Succeeded", "Health check passed in " + took.toMillis() + "ms"));
    }

    private void tell(KustomizationSpec spec, String step, String revision) {
        write(
                spec,
                conditions -> conditions
                        .progressing(step + " for revision " + revision + " with a timeout of "
                                + GoDurations.print(FETCH_TIMEOUT))
                        .set("Ready", "Unknown", "Progressing", "Reconciliation in progress"));
    }

    private Duration end(KustomizationSpec spec) {
        if (spec.prunes() && !spec.isSuspended()) {
            Pass pass = new Pass(store, clock, manifests, spec, spec.live(), "");
            pass.prune(Inventory.of(spec.live()), List.of());
        }
        last.remove(spec.live().uid());
        Finalizer.release(store, spec.live(), MANAGER);
        return Controller.UNTIL_IT_CHANGES;
    }

    private void handled(LiveObject kustomization, String token) {
        if (token.isEmpty()) return;
        store.updateStatus(
                kustomization.ref(),
                MANAGER,
                object -> object.withObject("/status").put("lastHandledReconcileAt", token));
    }

    private void write(KustomizationSpec spec, Consumer<Conditions> change) {
        store.updateStatus(
                spec.live().ref(), MANAGER, object -> change.accept(new Conditions(object, clock.instant())));
    }

    private void status(KustomizationSpec spec, Consumer<ObjectNode> change) {
        store.updateStatus(spec.live().ref(), MANAGER, object -> change.accept(object.withObject("/status")));
    }
}
