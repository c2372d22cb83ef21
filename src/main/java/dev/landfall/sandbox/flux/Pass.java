package dev.landfall.sandbox.flux;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitException;
import dev.landfall.git.Sha256;
import dev.landfall.sandbox.cluster.ApplyOrder;
import dev.landfall.sandbox.cluster.ObjectStore;
import dev.landfall.sandbox.cluster.Rejected;
import dev.landfall.sandbox.git.ManifestSource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** The steps of one pass over a Kustomization, with one revision of its source. */
final class Pass {
    private static final String MANAGER = KustomizeController.MANAGER;
    private static final Duration BETWEEN_HEALTH_CHECKS = Duration.ofMillis(200);

    private final ObjectStore store;
    private final InstantSource clock;
    private final ManifestSource manifests;
    private final KustomizationSpec spec;
    private final LiveObject source;
    private final String revision;

    Pass(
            ObjectStore store,
            InstantSource clock,
            ManifestSource manifests,
            KustomizationSpec spec,
            LiveObject source,
            String revision) {
        this.store = store;
        this.clock = clock;
        this.manifests = manifests;
        this.spec = spec;
        this.source = source;
        this.revision = revision;
    }

    /** The objects that Git wants, marked as the Kustomization's own. */
    List<LiveObject> build() throws PassFailed {
        if (spec.override().isPresent()) {
            throw new PassFailed(
                    "BuildFailed",
                    "kustomize build failed: spec." + spec.override().get()
                            + ": the sandbox applies plain manifests only");
        }
        CommitId commit = new CommitId(revision.substring(revision.lastIndexOf(':') + 1));
        try {
            return manifests
                    .objects(url(), commit, spec.path(), file -> file.endsWith(".yaml") || file.endsWith(".yml"))
                    .orElseThrow(() -> new PassFailed(
                            "ArtifactFailed",
                            "kustomization path not found: stat /tmp/kustomization/" + spec.path()
                                    + ": no such file or directory"))
                    .stream()
                    .map(this::marked)
                    .sorted(ApplyOrder.COMPARATOR)
                    .toList();
        } catch (ManifestSource.NotPlain notPlain) {
            throw new PassFailed("BuildFailed", "kustomize build failed: " + notPlain.getMessage());
        } catch (GitException unreachable) {
            throw new PassFailed("ArtifactFailed", unreachable.reason().message());
        }
    }

    private String url() {
        return source.at("/spec/url").asString("");
    }

    private LiveObject marked(ObjectNode object) {
        ObjectNode marked = object.deepCopy();
        ObjectNode metadata = marked.withObject("/metadata");
        metadata.withObject("/labels")
                .put(Flux.GROUP + "/name", spec.live().ref().name())
                .put(Flux.GROUP + "/namespace", spec.live().ref().namespace());
        boolean namespaced = ObjectStore.isNamespaced(new LiveObject(marked).ref());
        if (namespaced && !spec.targetNamespace().isEmpty()) metadata.put("namespace", spec.targetNamespace());
        return new LiveObject(marked);
    }

    /** All of it, or the first fault; what was applied before that stays. */
    void apply(List<LiveObject> objects) throws PassFailed {
        for (LiveObject object : objects) {
            try {
                boolean lost = ObjectStore.isNamespaced(object.ref())
                        && object.ref().namespace().isEmpty();
                if (lost) throw new PassFailed("ReconciliationFailed", name(object.ref()) + " namespace not specified");
                boolean off = object.annotations()
                        .getOrDefault(Flux.GROUP + "/reconcile", "")
                        .equals("disabled");
                if (!off) store.apply((ObjectNode) object.json(), MANAGER, false);
            } catch (Rejected notTaken) {
                throw new PassFailed(
                        "ReconciliationFailed", name(object.ref()) + " dry-run failed: " + notTaken.getMessage());
            }
        }
    }

    /** Takes away what was applied before and is wanted no more. */
    void prune(Inventory before, List<LiveObject> wanted) {
        for (ObjectRef listed : before.objects()) {
            boolean kept = wanted.stream().anyMatch(object -> object.ref().isSameObjectAs(listed));
            if (!kept && store.get(listed).filter(this::isOurs).isPresent()) store.delete(listed);
        }
    }

    private boolean isOurs(LiveObject object) {
        return spec.live().ref().name().equals(object.labels().get(Flux.GROUP + "/name"));
    }

    /** @throws PassFailed at the time-out, or at once where an object will not get well */
    void awaitHealth(List<LiveObject> objects) throws PassFailed, InterruptedException {
        long begin = System.nanoTime();
        while (true) {
            Map<ObjectRef, ObjectStatus> unwell = unwell(objects);
            if (unwell.isEmpty()) return;
            Duration waited = Duration.ofNanos(System.nanoTime() - begin);
            boolean stalled = unwell.values().stream().allMatch(ObjectStatus.FAILED::equals);
            boolean late = waited.compareTo(spec.timeout()) >= 0;
            if (stalled || late) throw new PassFailed("HealthCheckFailed", failure(unwell, waited, late));
            Thread.sleep(BETWEEN_HEALTH_CHECKS);
        }
    }

    private Map<ObjectRef, ObjectStatus> unwell(List<LiveObject> objects) {
        Map<ObjectRef, ObjectStatus> unwell = new TreeMap<>(Comparator.comparing(ObjectRef::toString));
        for (LiveObject object : objects) {
            ObjectStatus status = store.get(object.ref()).map(ObjectStatus::of).orElse(ObjectStatus.NOT_FOUND);
            if (status != ObjectStatus.CURRENT) unwell.put(object.ref(), status);
        }
        return unwell;
    }

    private static String failure(Map<ObjectRef, ObjectStatus> unwell, Duration waited, boolean late) {
        String names = unwell.entrySet().stream()
                .map(entry ->
                        name(entry.getKey()) + " status: '" + entry.getValue().word() + "'")
                .collect(Collectors.joining(", "));
        String seconds = String.format(Locale.ROOT, "%.3fs", waited.toMillis() / 1000.0);
        return late
                ? "health check failed after " + seconds + ": timeout waiting for: [" + names + "]"
                : "health check failed after " + seconds + ": failed early due to stalled resources: [" + names + "]";
    }

    /** {@code Deployment/shop/web}. */
    private static String name(ObjectRef ref) {
        return ref.namespace().isEmpty()
                ? ref.kind() + "/" + ref.name()
                : ref.kind() + "/" + ref.namespace() + "/" + ref.name();
    }

    /** Adds the pass to {@code status.history}, or counts it where the same content ended the same way before. */
    void remember(ObjectNode status, List<LiveObject> objects, String result, Duration took) {
        String digest = "sha256:"
                + Sha256.of(
                        objects.stream().map(object -> object.json().toString()).collect(Collectors.joining("\n")));
        String now = ObjectStore.time(clock.instant());
        List<ObjectNode> entries = new ArrayList<>();
        status.path("history").forEach(entry -> entries.add((ObjectNode) entry));
        ObjectNode entry = entries.stream()
                .filter(each -> each.path("digest").asString("").equals(digest)
                        && each.path("lastReconciledStatus").asString("").equals(result))
                .findFirst()
                .orElseGet(() -> status.objectNode().put("digest", digest).put("firstReconciled", now));
        entries.remove(entry);
        entry.put("lastReconciled", now)
                .put("lastReconciledDuration", took.toMillis() + "ms")
                .put("lastReconciledStatus", result)
                .put("totalReconciliations", entry.path("totalReconciliations").asInt(0) + 1);
        entry.withObject("/metadata").put("revision", revision);
        entries.addFirst(entry);
        status.putArray("history").addAll(entries.subList(0, Math.min(5, entries.size())));
    }
}
