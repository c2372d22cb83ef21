package dev.landfall.sandbox;

import dev.landfall.Program;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.sandbox.cluster.ApiOverHttp;
import dev.landfall.sandbox.workload.Images;
import dev.landfall.soak.LoopbackApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A shop that Argo CD delivers and a blog that Flux delivers, reached by the whole program over HTTP, as it reaches a real
 * cluster. The context's namespace is {@code shop}.
 */
final class ShopOverHttp implements AutoCloseable {
    private final Sandbox sandbox;
    private final LoopbackApi api;
    private final Program program;

    ShopOverHttp(Path folder) {
        this.sandbox = Sandbox.open(
                folder.resolve("sandbox"),
                "landfall",
                "secret",
                new Images(Set.of(DemoStage.IMAGE + ":1.0", DemoStage.IMAGE + ":1.1")),
                Speed.quick());
        this.api = LoopbackApi.start(new ApiOverHttp(sandbox.store()));
        this.program = Program.in(folder);
        furnish(folder);
        deliver("shop");
        deliver("blog");
    }

    private void furnish(Path home) {
        try {
            Path configuration = Files.createDirectories(home.resolve("config").resolve("landfall"));
            Path password = Files.writeString(home.resolve("password"), "secret");
            Files.writeString(configuration.resolve("landfall.yaml"), """
                    allowPlainHttp: true
                    gitops: {settle: 1s}
                    repositories:
                      - match: %s*
                        credentials: {username: landfall, passwordFile: "%s"}
                    """.formatted(
                            sandbox.git().root(), password));
            Files.writeString(home.resolve("kubeconfig"), """
                    apiVersion: v1
                    kind: Config
                    current-context: here
                    clusters: [{name: here, cluster: {server: "%s"}}]
                    contexts: [{name: here, context: {cluster: here, user: nobody, namespace: shop}}]
                    users: [{name: nobody, user: {}}]
                    """.formatted(api.url()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void deliver(String name) {
        sandbox.apply("{apiVersion: v1, kind: Namespace, metadata: {name: " + name + "}}");
        sandbox.git().create(name, "main");
        sandbox.git().commit(name, "main", Map.of("apps/web.yaml", DemoManifests.web(name)));
        String url = sandbox.git().url(name).text();
        boolean isFlux = name.equals("blog");
        sandbox.apply(isFlux ? DemoManifests.kustomization(name, url) : DemoManifests.application(name, url));
        Await.until(
                "the delivery of " + name,
                () -> web(name).at("/status/availableReplicas").asInt(0),
                available -> available == 1);
        Await.until(
                "the owner's proof of " + name,
                () -> program.run("trace", "deployment/web", "-n", name, "-o", "json")
                        .out(),
                traced -> traced.contains("\"owned\""));
    }

    Program program() {
        return program;
    }

    /** Somebody pushes it, and the owner looks at once. */
    void push(String name, Map<String, String> files) {
        sandbox.git().commit(name, "main", files);
        ObjectRef application = new ObjectRef("argoproj.io", "v1alpha1", "Application", "argocd", name);
        ObjectRef source = new ObjectRef("source.toolkit.fluxcd.io", "v1", "GitRepository", name, name);
        var cluster = sandbox.cluster();
        cluster.get(application).ifPresent(_ -> cluster.annotate(application, "argocd.argoproj.io/refresh", "normal"));
        cluster.get(source).ifPresent(_ -> cluster.annotate(source, "reconcile.fluxcd.io/requestedAt", "now"));
    }

    void apply(String manifests) {
        sandbox.apply(manifests);
    }

    /** The live Deployment; a missing node where there is none. */
    JsonNode web(String namespace) {
        ObjectRef ref = new ObjectRef("apps", "v1", "Deployment", namespace, "web");
        return sandbox.store()
                .get(ref)
                .map(live -> live.json())
                .orElseGet(tools.jackson.databind.node.JsonNodeFactory.instance::missingNode);
    }

    /** The file that defines it. */
    String file(String namespace) {
        return sandbox.git().file(namespace, "main", "apps/web.yaml");
    }

    @Override
    public void close() {
        api.close();
        sandbox.close();
    }
}
