package dev.landfall.change;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.RepositoryInMemory;
import dev.landfall.git.RepositoryUrl;
import dev.landfall.render.Build;
import dev.landfall.render.KustomizeLookAlike;
import dev.landfall.render.Rendering;
import dev.landfall.sandbox.cluster.ObjectStore;
import dev.landfall.sandbox.cluster.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * source- and kustomize-controller, which have applied what is pushed the very moment that it is, unless they wait to be
 * asked: one Kustomization {@code shop} of ConfigMaps, built where there is a kustomization.
 */
final class PromptFlux {
    private static final String FLUX = "kustomize-controller";

    private final RepositoryUrl url;
    private final RepositoryInMemory git;
    private final ObjectStore store;
    private boolean waitsToBeAsked;
    private boolean mended;

    PromptFlux(RepositoryUrl url, RepositoryInMemory git, ObjectStore store) {
        this.url = url;
        this.git = git;
        this.store = store;
    }

    /** The source and the Kustomization. */
    String manifests() {
        return """
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: GitRepository
                metadata: {name: shop, namespace: shop}
                spec: {url: "%s", ref: {branch: main}, interval: 1m}
                ---
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: shop, namespace: shop}
                spec: {sourceRef: {kind: GitRepository, name: shop}, path: ./apps, interval: 1m, prune: true}
                """.formatted(url);
    }

    /** From now on a commit is taken up only when it is asked for. */
    synchronized void waitToBeAsked() {
        waitsToBeAsked = true;
    }

    /** From now on what says that it is broken can be applied all the same. */
    synchronized void mend() {
        mended = true;
        deliver();
    }

    synchronized void asked() {
        if (waitsToBeAsked) deliver();
    }

    synchronized void pushed() {
        if (!waitsToBeAsked) deliver();
    }

    /** What both controllers do, all of it at once; of what says that it is broken, nothing is applied. */
    private synchronized void deliver() {
        String revision = "main@sha1:" + git.head().hex();
        if (git.files().values().stream().anyMatch(text -> text.contains("broken")) && !mended) {
            refuse(revision);
            return;
        }
        List<LiveObject> wanted = new ArrayList<>();
        objects().forEach(object -> wanted.add(new LiveObject(object)));
        List<LiveObject> before = owned();
        for (LiveObject object : wanted) store.apply(labelled(object), FLUX, false);
        before.stream()
                .filter(object -> wanted.stream().noneMatch(kept -> kept.ref().isSameObjectAs(object.ref())))
                .forEach(object -> store.delete(object.ref()));
        fetched(revision);
        store.updateStatus(kustomization(), FLUX, object -> {
            ObjectNode status = ready(object, "True", "ReconciliationSucceeded", "Applied revision: " + revision);
            status.put("lastAttemptedRevision", revision).put("lastAppliedRevision", revision);
            ArrayNode entries = status.putObject("inventory").putArray("entries");
            wanted.forEach(one -> entries.addObject()
                    .put("id", one.ref().namespace() + "_" + one.ref().name() + "__ConfigMap")
                    .put("v", "v1"));
        });
    }

    private List<? extends JsonNode> objects() {
        Map<String, byte[]> files = new TreeMap<>();
        git.files().forEach((path, text) -> {
            if (path.startsWith("apps/")) files.put(path, text.getBytes(StandardCharsets.UTF_8));
        });
        if (files.containsKey("apps/kustomization.yaml"))
            return ((Rendering.Rendered) new KustomizeLookAlike().render(new Build("apps", true, files))).objects();
        return files.values().stream()
                .flatMap(text -> Yaml.objects(new String(text, StandardCharsets.UTF_8)).stream())
                .toList();
    }

    private void refuse(String revision) {
        fetched(revision);
        store.updateStatus(
                kustomization(),
                FLUX,
                object -> ready(object, "False", "ReconciliationFailed", "ConfigMap/shop dry-run failed: it is broken")
                        .put("lastAttemptedRevision", revision));
    }

    private void fetched(String revision) {
        store.updateStatus(
                source(),
                "source-controller",
                object -> ready(object, "True", "Succeeded", "stored artifact for revision '" + revision + "'")
                        .putObject("artifact")
                        .put("revision", revision));
    }

    private static ObjectNode ready(ObjectNode object, String ready, String reason, String message) {
        ObjectNode status = object.withObject("/status");
        status.put("observedGeneration", object.at("/metadata/generation").asInt(1));
        String token = object.at("/metadata/annotations/reconcile.fluxcd.io~1requestedAt")
                .asString("");
        if (!token.isEmpty()) status.put("lastHandledReconcileAt", token);
        status.putArray("conditions")
                .addObject()
                .put("type", "Ready")
                .put("status", ready)
                .put("reason", reason)
                .put("message", message)
                .put("observedGeneration", object.at("/metadata/generation").asInt(1))
                .put("lastTransitionTime", "2026-03-01T10:00:00Z");
        return status;
    }

    private List<LiveObject> owned() {
        return store.list("", "ConfigMap", "shop").stream()
                .filter(object -> object.labels().containsKey("kustomize.toolkit.fluxcd.io/name"))
                .toList();
    }

    private static ObjectNode labelled(LiveObject object) {
        ObjectNode json = (ObjectNode) object.json().deepCopy();
        json.withObject("/metadata/labels")
                .put("kustomize.toolkit.fluxcd.io/name", "shop")
                .put("kustomize.toolkit.fluxcd.io/namespace", "shop");
        return json;
    }

    private static ObjectRef kustomization() {
        return new ObjectRef("kustomize.toolkit.fluxcd.io", "v1", "Kustomization", "shop", "shop");
    }

    private static ObjectRef source() {
        return new ObjectRef("source.toolkit.fluxcd.io", "v1", "GitRepository", "shop", "shop");
    }
}
