package dev.landfall.gitops;

import static dev.landfall.cluster.ObjectText.json;
import static dev.landfall.cluster.ObjectText.object;
import static dev.landfall.cluster.ObjectText.type;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectsOverHttp;
import dev.landfall.cluster.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A cluster whose Argo CD has many Applications of many resources, with all that a real one writes about them, and whose
 * Flux has as many Kustomizations. Three Deployments of the namespace {@code shop} carry marks: {@code marked} and
 * {@code charted}, of the Applications {@code argocd/app-7} and {@code argocd/app-8}, of which the second is of a chart,
 * and {@code labelled}, of the Kustomization {@code flux-system/team-7}. A fourth, {@code unmarked}, is listed by the last
 * Application alone.
 */
public final class LargeInstallation {
    private static final String COMMIT = "7c1e".repeat(10);

    private final int owners;
    private final int resources;

    public LargeInstallation(int owners, int resources) {
        this.owners = owners;
        this.resources = resources;
    }

    public ObjectsOverHttp served() {
        return new ObjectsOverHttp(List.of(
                        type("", "v1", "ConfigMap"),
                        type("", "v1", "Secret"),
                        type("apps", "v1", "Deployment"),
                        type("argoproj.io", "v1alpha1", "Application"),
                        gitRepository(),
                        type("kustomize.toolkit.fluxcd.io", "v1", "Kustomization"),
                        type("helm.toolkit.fluxcd.io", "v2", "HelmRelease")))
                .with("configmaps", List.of(json("""
                        apiVersion: v1
                        kind: ConfigMap
                        metadata: {namespace: argocd, name: argocd-cm, uid: cm}
                        data: {}
                        """)))
                .with(
                        "deployments",
                        List.of(marked("marked", 7), marked("charted", 8), labelled(), deployment("unmarked", "{}")))
                .with("gitrepositories", List.of(json("""
                        apiVersion: source.toolkit.fluxcd.io/v1
                        kind: GitRepository
                        metadata: {namespace: flux-system, name: shop, uid: source}
                        spec: {url: "https://git.example.org/shop.git", interval: 1m, ref: {branch: main}}
                        """)))
                .with(
                        "applications",
                        IntStream.range(0, owners).mapToObj(this::application).toList())
                .with(
                        "kustomizations",
                        IntStream.range(0, owners).mapToObj(this::kustomization).toList());
    }

    private static ResourceType gitRepository() {
        String group = "source.toolkit.fluxcd.io";
        return new ResourceType(group, "v1", "GitRepository", "gitrepositories", "gitrepository", List.of(), true);
    }

    private static JsonNode marked(String name, int application) {
        String id = "app-%d:apps/Deployment:shop/%s".formatted(application, name);
        return deployment(name, "{argocd.argoproj.io/tracking-id: '" + id + "'}");
    }

    private static JsonNode deployment(String name, String annotations) {
        return json("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {namespace: shop, name: %1$s, uid: d-%1$s, annotations: %2$s}
                spec: {replicas: 1}
                """.formatted(name, annotations));
    }

    private static JsonNode labelled() {
        return json("""
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  {namespace: shop, name: labelled, uid: d-labelled,
                   labels: {kustomize.toolkit.fluxcd.io/name: team-7, kustomize.toolkit.fluxcd.io/namespace: flux-system}}
                spec: {replicas: 1}
                """);
    }

    private JsonNode application(int number) {
        LiveObject live = object("""
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {namespace: argocd, name: app-%1$d, uid: a-%1$d, generation: 1}
                spec:
                  project: default
                  source: {repoURL: "https://git.example.org/shop.git", targetRevision: main, path: teams/app-%1$d}
                  destination: {server: "https://kubernetes.default.svc", namespace: shop}
                  syncPolicy: {automated: {prune: true, selfHeal: true}}
                status:
                  controllerNamespace: argocd
                  sourceType: %3$s
                  sync: {status: Synced, revision: %2$s}
                  health: {status: Healthy}
                  resources: []
                  operationState:
                    {phase: Succeeded, message: successfully synced (all tasks run), syncResult: {revision: %2$s, resources: []}}
                """.formatted(number, COMMIT, number == 8 ? "Helm" : "Directory"));
        ArrayNode listed = (ArrayNode) live.at("/status/resources");
        ArrayNode applied = (ArrayNode) live.at("/status/operationState/syncResult/resources");
        for (int i = 0; i < resources; i++) {
            String name = nameOf(number, i);
            resource(listed, name).put("status", "Synced").putObject("health").put("status", "Healthy");
            resource(applied, name)
                    .put("status", "Synced")
                    .put("hookPhase", "Running")
                    .put("syncPhase", "Sync")
                    .put("message", "deployment.apps/" + name + " configured");
        }
        return live.json();
    }

    private String nameOf(int owner, int resource) {
        boolean isFirst = resource == 0;
        if (isFirst && owner == 7) return "marked";
        if (isFirst && owner == 8) return "charted";
        if (isFirst && owner == owners - 1) return "unmarked";
        return "web-" + owner + "-" + resource;
    }

    private static ObjectNode resource(ArrayNode list, String name) {
        ObjectNode entry = list.addObject();
        Map.of("group", "apps", "version", "v1", "kind", "Deployment", "namespace", "shop", "name", name)
                .forEach(entry::put);
        return entry;
    }

    private JsonNode kustomization(int number) {
        LiveObject live = object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {namespace: flux-system, name: team-%1$d, uid: k-%1$d, generation: 1}
                spec: {path: ./teams/team-%1$d, interval: 1m, prune: true, sourceRef: {kind: GitRepository, name: shop}}
                status:
                  observedGeneration: 1
                  lastAppliedRevision: main@sha1:%2$s
                  lastAttemptedRevision: main@sha1:%2$s
                  inventory: {entries: []}
                """.formatted(number, COMMIT));
        ArrayNode entries = (ArrayNode) live.at("/status/inventory/entries");
        for (int i = 0; i < resources; i++) {
            String name = number == 7 && i == 0 ? "labelled" : "job-" + number + "-" + i;
            entries.addObject().put("id", "shop_" + name + "_apps_Deployment").put("v", "v1");
        }
        return live.json();
    }
}
