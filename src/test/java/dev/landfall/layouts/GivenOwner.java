package dev.landfall.layouts;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ObjectText;
import dev.landfall.gitops.CaseFiles;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The short form of an owner: an object as it is usual, with a status that lists what it applies.
 *
 * @param type of the source, as Argo CD finds it
 * @param over what is put over the usual spec and status, as in RFC 7386
 */
record GivenOwner(
        Tool tool, String namespace, String name, String url, String branch, String path, String type, JsonNode over) {
    private static final Set<String> KEYS = Set.of(
            "owner",
            "namespace",
            "name",
            "repository",
            "branch",
            "path",
            "type",
            "spec",
            "status",
            "source",
            "annotations",
            "appliedBy",
            "generatedBy");

    enum Tool {
        ARGOCD,
        FLUX
    }

    /** @param name where it does not say another */
    static GivenOwner of(ObjectNode form, String name, GitRoot root) {
        form.propertyNames().forEach(key -> {
            if (!KEYS.contains(key)) throw new IllegalArgumentException("an owner has no key " + key);
        });
        Tool tool = Tool.valueOf(form.path("owner").asString().toUpperCase(Locale.ROOT));
        String namespace = tool == Tool.ARGOCD ? "argocd" : "flux-system";
        return new GivenOwner(
                tool,
                form.path("namespace").asString(namespace),
                form.path("name").asString(name),
                root.url(form.path("repository").asString(LayoutFolder.ONLY)),
                form.path("branch").asString("main"),
                form.path("path").asString(""),
                form.path("type").asString("Directory"),
                form);
    }

    /** The name of the owner that applies this one; empty where nobody does. */
    String appliedBy() {
        return over.path("appliedBy").asString("");
    }

    /** Leaves on an object what the tool leaves there. */
    void mark(ObjectNode object) {
        ObjectRef ref = new LiveObject(object).ref();
        switch (tool) {
            case ARGOCD ->
                object.withObject("/metadata/annotations")
                        .put(
                                "argocd.argoproj.io/tracking-id",
                                "%s:%s/%s:%s/%s".formatted(name, ref.group(), ref.kind(), ref.namespace(), ref.name()));
            case FLUX ->
                object.withObject("/metadata/labels")
                        .put("kustomize.toolkit.fluxcd.io/name", name)
                        .put("kustomize.toolkit.fluxcd.io/namespace", namespace);
        }
    }

    /** The owner itself, and where it names one, its source. */
    List<ObjectNode> objects(List<ObjectNode> applied) {
        List<ObjectRef> refs =
                applied.stream().map(object -> new LiveObject(object).ref()).toList();
        return switch (tool) {
            case ARGOCD -> List.of(application(refs));
            case FLUX -> List.of(kustomization(refs), gitRepository());
        };
    }

    private ObjectNode application(List<ObjectRef> applied) {
        String resources = applied.stream()
                .map(ref -> "{group: \"%s\", version: %s, kind: %s, namespace: \"%s\", name: %s, status: Synced}"
                        .formatted(ref.group(), ref.version(), ref.kind(), ref.namespace(), ref.name()))
                .collect(Collectors.joining(", "));
        ObjectNode application =
                put("""
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {namespace: %s, name: %s}
                spec:
                  project: default
                  destination: {server: https://kubernetes.default.svc, namespace: shop}
                  source: {repoURL: "%s", targetRevision: "%s", path: "%s"}
                  syncPolicy: {automated: {prune: true, selfHeal: true}}
                status:
                  controllerNamespace: argocd
                  sourceType: %s
                  sync: {status: Synced}
                  resources: [%s]
                """.formatted(namespace, name, url, branch, path.isEmpty() ? "." : path, type, resources));
        if (over.has("annotations")) application.withObject("/metadata").set("annotations", over.path("annotations"));
        String generator = over.path("generatedBy").asString("");
        if (!generator.isEmpty())
            application.withObject("/metadata").set("ownerReferences", ObjectText.json("""
                    [{apiVersion: argoproj.io/v1alpha1, kind: ApplicationSet, name: %s, uid: uid-of-it, controller: true}]
                    """.formatted(generator)));
        return application;
    }

    private ObjectNode kustomization(List<ObjectRef> applied) {
        String entries = applied.stream()
                .map(ref -> "{id: %s_%s_%s_%s, v: %s}"
                        .formatted(ref.namespace(), ref.name(), ref.group(), ref.kind(), ref.version()))
                .collect(Collectors.joining(", "));
        return put("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {namespace: %s, name: %s}
                spec: {path: "./%s", interval: 1m, prune: true, sourceRef: {kind: GitRepository, name: %s}}
                status: {observedGeneration: 1, inventory: {entries: [%s]}}
                """.formatted(namespace, name, path, source(), entries));
    }

    private ObjectNode gitRepository() {
        ObjectNode repository = (ObjectNode) ObjectText.json("""
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: GitRepository
                metadata: {namespace: %s, name: %s}
                spec: {url: "%s", interval: 1m, ref: {branch: "%s"}}
                """.formatted(namespace, source(), url, branch));
        CaseFiles.merged(repository.withObject("/spec"), over.path("source"));
        return repository;
    }

    private String source() {
        return url.replaceFirst("^.*/", "").replaceFirst("\\.git$", "");
    }

    private ObjectNode put(String yaml) {
        ObjectNode object = (ObjectNode) ObjectText.json(yaml);
        CaseFiles.merged(object.withObject("/spec"), over.path("spec"));
        CaseFiles.merged(object.withObject("/status"), over.path("status"));
        return object;
    }
}
