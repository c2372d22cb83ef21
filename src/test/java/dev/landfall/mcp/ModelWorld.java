package dev.landfall.mcp;

import dev.landfall.Program;
import dev.landfall.githost.LookAlikeHost;
import dev.landfall.githost.ModelRepository;
import dev.landfall.githost.gitea.GiteaLookAlike;
import dev.landfall.sandbox.Await;
import dev.landfall.sandbox.Sandbox;
import dev.landfall.sandbox.Speed;
import dev.landfall.sandbox.cluster.ApiOverHttp;
import dev.landfall.sandbox.workload.Images;
import dev.landfall.soak.LoopbackApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * A machine on which Landfall serves a model: a cluster over HTTP, a shop that is changed by pull requests, a blog that
 * is pushed to, and objects that nobody owns; all in one folder, so that the program can also run as a process.
 */
final class ModelWorld implements AutoCloseable {
    static final String SHOP = "team/shop";
    static final String BLOG = "team/blog";
    static final String COLOURS = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: %s, namespace: %s}
            data:
              colour: "blue"   # %s
            """;

    private static final String USERNAME = "landfall";
    private static final String PASSWORD = "canary-3d1e-password";

    private final Path home;
    private final Sandbox sandbox;
    private final ModelRepository shop;
    private final GiteaLookAlike host;
    private final LoopbackApi api;

    ModelWorld(Path home) {
        this.home = home;
        this.sandbox = Sandbox.open(home.resolve("sandbox"), USERNAME, PASSWORD, new Images(Set.of()), Speed.quick());
        for (String repository : new String[] {SHOP, BLOG}) sandbox.git().create(repository, "main");
        this.shop = new ModelRepository(sandbox.git(), SHOP);
        this.host = GiteaLookAlike.start(shop);
        this.api = LoopbackApi.start(new ApiOverHttp(sandbox.store()));
        deliver(SHOP, "shop", "as the brand has it");
        deliver(BLOG, "blog", "so it is");
        sandbox.apply("{apiVersion: v1, kind: Namespace, metadata: {name: free}}");
        sandbox.apply(COLOURS.formatted("settings", "free", ""));
        write("password", PASSWORD);
        write("token", LookAlikeHost.TOKEN);
        write("kubeconfig", """
                apiVersion: v1
                kind: Config
                current-context: here
                clusters: [{name: here, cluster: {server: "%s"}}]
                contexts: [{name: here, context: {cluster: here, user: nobody, namespace: shop}}]
                users: [{name: nobody, user: {}}]
                """.formatted(api.url()));
        configure("");
    }

    private void deliver(String repository, String namespace, String comment) {
        sandbox.apply("{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}");
        sandbox.git()
                .commit(
                        repository,
                        "main",
                        Map.of("apps/settings.yaml", COLOURS.formatted("settings", namespace, comment)));
        sandbox.apply("""
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: GitRepository
                metadata: {name: %1$s, namespace: %1$s}
                spec: {url: "%2$s", ref: {branch: main}, interval: 1m}
                ---
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: %1$s, namespace: %1$s}
                spec: {sourceRef: {kind: GitRepository, name: %1$s}, path: ./apps, interval: 1m, prune: true}
                """.formatted(namespace, sandbox.git().url(repository)));
    }

    /** @param more lines of the configuration */
    void configure(String more) {
        configure("0s", more);
    }

    /** @param settle how long what is live must stay well */
    void configure(String settle, String more) {
        write("landfall.yaml", """
                allowPlainHttp: true
                gitops: {settle: %7$s}
                repositories:
                  - match: %1$steam/shop*
                    credentials: {username: %2$s, passwordFile: "%3$s"}
                    pullRequests: {host: gitea, apiUrl: '%4$s/api/v1', tokenFile: "%5$s"}
                  - match: %1$steam/blog*
                    credentials: {username: %2$s, passwordFile: "%3$s"}
                    delivery: push
                %6$s
                """.formatted(
                        sandbox.git().root(),
                        USERNAME,
                        home.resolve("password"),
                        host.root(),
                        home.resolve("token"),
                        more,
                        settle));
    }

    private void write(String name, String text) {
        try {
            Files.writeString(home.resolve(name), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Returns once both owners list what they have applied. */
    ModelWorld delivered() {
        for (String namespace : new String[] {"shop", "blog"})
            Await.until(
                    "the delivery of " + namespace,
                    () -> sandbox.store().list("", "ConfigMap", namespace).size(),
                    count -> count == 1);
        return this;
    }

    Path home() {
        return home;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    ModelRepository shop() {
        return shop;
    }

    String file(String repository, String branch) {
        return sandbox.git().file(repository, branch, "apps/settings.yaml");
    }

    /** A client of a server in this process. */
    ModelClient client() {
        return ModelClient.of(Program.in(home).modelDoor());
    }

    @Override
    public void close() {
        api.close();
        host.close();
        sandbox.close();
    }
}
