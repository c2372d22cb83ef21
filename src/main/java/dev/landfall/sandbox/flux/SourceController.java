package dev.landfall.sandbox.flux;

import dev.landfall.cluster.LiveObject;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitException;
import dev.landfall.git.Sha256;
import dev.landfall.sandbox.cluster.Controller;
import dev.landfall.sandbox.cluster.ObjectStore;
import dev.landfall.sandbox.git.ManifestSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Follows branches, and keeps the last commit of each as an artifact; here the artifact is the commit itself. */
final class SourceController implements Controller.Reconciler {
    private static final String MANAGER = "source-controller";
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

    private final ObjectStore store;
    private final InstantSource clock;
    private final ManifestSource source;
    private final Flux.Times times;
    private final Map<String, Look> looked = new ConcurrentHashMap<>();

    /** When Git was last asked, and for which spec. */
    private record Look(Instant at, long generation) {}

    SourceController(ObjectStore store, InstantSource clock, ManifestSource source, Flux.Times times) {
        this.store = store;
        this.clock = clock;
        this.source = source;
        this.times = times;
    }

    @Override
    public Duration reconcile(LiveObject repository) throws InterruptedException {
        if (repository.isBeingDeleted()) {
            Finalizer.release(store, repository, MANAGER);
            return Controller.UNTIL_IT_CHANGES;
        }
        Finalizer.hold(store, repository, MANAGER);
        String token = Flux.requested(repository);
        if (repository.at("/spec/suspend").asBoolean(false)) {
            handled(repository, token);
            return Controller.UNTIL_IT_CHANGES;
        }
        Duration left = untilDue(repository);
        if (!left.isZero()) return left;
        looked.put(repository.uid(), new Look(clock.instant(), repository.generation()));
        fetch(repository, token);
        return untilDue(store.get(repository.ref()).orElse(repository));
    }

    private Duration untilDue(LiveObject repository) {
        Look last = looked.get(repository.uid());
        boolean newSpec = last == null || last.generation() != repository.generation();
        if (newSpec || Flux.isRequested(repository)) return Duration.ZERO;
        boolean failing = repository
                .at("/status/conditions")
                .valueStream()
                .anyMatch(each -> each.path("type").asString("").equals("FetchFailed"));
        Duration interval = GoDurations.parse(repository.at("/spec/interval").asString(""), Duration.ofMinutes(1));
        Duration pause = failing && AFTER_A_FAILURE.compareTo(interval) < 0 ? AFTER_A_FAILURE : interval;
        Duration left = Duration.between(clock.instant(), last.at().plus(pause));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void fetch(LiveObject repository, String token) throws InterruptedException {
        long seen = repository.at("/status/observedGeneration").asLong(-1);
        boolean newSpec = seen != repository.generation();
        String begins = newSpec
                ? "processing object: new generation " + seen + " -> " + repository.generation()
                : "reconciliation in progress";
        write(repository, conditions -> {
            conditions.progressing(begins);
            if (newSpec) conditions.set("Ready", "Unknown", "Progressing", begins);
        });
        String branch = branch(repository);
        try {
            CommitId head = source.head(repository.at("/spec/url").asString(""), branch)
                    .orElseThrow(() -> new NoSuchBranch(branch));
            store(repository, branch + "@sha1:" + head.hex(), token);
        } catch (NoSuchBranch gone) {
            fail(repository, "GitOperationFailed", gone.getMessage(), token);
        } catch (GitException unreachable) {
            boolean stranger = unreachable.fault() == GitException.Fault.RIGHTS;
            fail(
                    repository,
                    stranger ? "AuthenticationFailed" : "GitOperationFailed",
                    "failed to checkout and determine revision: unable to clone '"
                            + repository.at("/spec/url").asString("") + "': "
                            + unreachable.reason().message(),
                    token);
        }
    }

    /** As the real one, without a branch it takes master. */
    private static String branch(LiveObject repository) {
        String name = repository.at("/spec/ref/name").asString("");
        if (name.startsWith("refs/heads/")) return name.substring("refs/heads/".length());
        return repository.at("/spec/ref/branch").asString("master");
    }

    private void store(LiveObject repository, String revision, String token) throws InterruptedException {
        String before = repository.at("/status/artifact/revision").asString("");
        if (!before.equals(revision)) {
            String found = "new upstream revision '" + revision + "'";
            write(repository, conditions -> {
                conditions.progressing("building artifact: " + found);
                conditions.set("Ready", "Unknown", "Progressing", "building artifact: " + found);
                if (!before.isEmpty()) conditions.set("ArtifactOutdated", "True", "NewRevision", found);
            });
            Thread.sleep(times.fetch());
        }
        String stored = "stored artifact for revision '" + revision + "'";
        write(repository, conditions -> {
            conditions.remove("Reconciling").remove("ArtifactOutdated").remove("FetchFailed");
            conditions.set("Ready", "True", "Succeeded", stored);
            conditions.set("ArtifactInStorage", "True", "Succeeded", stored);
        });
        store.updateStatus(repository.ref(), MANAGER, object -> {
            ObjectNode status = object.withObject("/status");
            status.put("observedGeneration", repository.generation());
            if (!token.isEmpty()) status.put("lastHandledReconcileAt", token);
            if (!before.equals(revision)) artifact(status.putObject("artifact"), repository, revision);
        });
    }

    private void artifact(ObjectNode artifact, LiveObject repository, String revision) {
        String commit = revision.substring(revision.lastIndexOf(':') + 1);
        String path = "gitrepository/" + repository.ref().namespace() + "/"
                + repository.ref().name() + "/" + commit + ".tar.gz";
        artifact.put("digest", "sha256:" + Sha256.of(revision));
        artifact.put("lastUpdateTime", ObjectStore.time(clock.instant()));
        artifact.put("path", path);
        artifact.put("revision", revision);
        artifact.put("url", "http://source-controller.flux-system.svc/" + path);
    }

    private void fail(LiveObject repository, String reason, String message, String token) {
        write(
                repository,
                conditions ->
                        conditions.set("FetchFailed", "True", reason, message).failed(reason, message));
        handled(repository, token);
    }

    private void handled(LiveObject repository, String token) {
        if (token.isEmpty()) return;
        store.updateStatus(
                repository.ref(),
                MANAGER,
                object -> object.withObject("/status").put("lastHandledReconcileAt", token));
    }

    private void write(LiveObject repository, Consumer<Conditions> change) {
        store.updateStatus(repository.ref(), MANAGER, object -> change.accept(new Conditions(object, clock.instant())));
    }

    private static final class NoSuchBranch extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoSuchBranch(String branch) {
            super("failed to checkout and determine revision: couldn't find remote ref \"refs/heads/" + branch + "\"");
        }
    }
}
