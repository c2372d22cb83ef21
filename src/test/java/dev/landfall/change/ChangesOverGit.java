package dev.landfall.change;

import static dev.landfall.cluster.ObjectText.object;
import static dev.landfall.cluster.ObjectText.type;

import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import dev.landfall.config.Configuration;
import dev.landfall.config.ConfigurationLoader;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitLimits;
import dev.landfall.git.GitRepositories;
import dev.landfall.git.GitServer;
import dev.landfall.gitops.DirectWriter;
import dev.landfall.gitops.flux.FluxProvider;
import dev.landfall.journal.SqliteJournal;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.placement.Placement;
import dev.landfall.render.KustomizeLookAlike;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An engine over a real Git server and a cluster in memory, in which a Kustomization delivers a Deployment. */
abstract class ChangesOverGit {
    static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");

    static final String WEB_FILE = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop}
            spec:
              replicas: 1   # one is enough
              paused: false
            """;

    static final String BY_OWNER = """
            - {manager: kustomize-controller, operation: Apply, fieldsV1: {f:spec: {f:replicas: {}, f:paused: {}}}}
            """;

    @TempDir
    Path folder;

    final KustomizeLookAlike kustomize = new KustomizeLookAlike();

    GitServer server;

    InMemoryCluster cluster;

    SqliteJournal journal;

    RepositoryAccess access;

    ChangeEngine engine;

    CommitId head;

    String signing = "{}";

    @BeforeEach
    void open() throws IOException {
        server = GitServer.start(Files.createDirectories(folder.resolve("server")));
        server.create("shop", "main");
        head = server.commit("shop", "main", Map.of("apps/web.yaml", WEB_FILE, "README.md", "# Shop\n"));
        cluster = cluster();
        start();
    }

    /** A new process: nothing of the one before but the journal, the cache and the world. */
    private void start() throws IOException {
        journal = SqliteJournal.open(folder.resolve("journal.db"));
        Configuration configuration = configuration();
        access = new RepositoryAccess(
                configuration,
                Map.of("GIT_PASSWORD", GitServer.PASSWORD),
                new GitRepositories(folder.resolve("cache"), GitLimits.standard()),
                List.of(),
                List.of());
        engine = new ChangeEngine(
                cluster,
                new DirectWriter(cluster),
                providers(),
                configuration,
                access,
                placement(),
                journal,
                InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z")),
                () -> Duration.ZERO,
                "ada",
                SymptomCheck.none());
    }

    Placement placement() {
        return new Placement(kustomize);
    }

    Providers providers() {
        return new Providers(List.of(new FluxProvider(cluster, cluster, InstantSource.system())));
    }

    @AfterEach
    void close() {
        access.close();
        journal.close();
        server.close();
    }

    void restart() throws IOException {
        access.close();
        journal.close();
        start();
    }

    ChangeRequest scale(int replicas) {
        SetField field =
                new SetField(WEB, FieldPath.parse("spec.replicas"), JsonNodeFactory.instance.numberNode(replicas));
        return new ChangeRequest(
                List.of(field), "scale to " + replicas, new Manner("the sale begins", false, new Destination.Unsaid()));
    }

    ChangePlan plan(ChangeRequest request) {
        return ((Planned.Ready) engine.plan(request)).plan();
    }

    Change land(ChangePlan plan) {
        return ((Landed.Complete) engine.land(new Approved(plan, "--yes"), new Silence())).change();
    }

    /** The Kustomization is settled at this commit, with the Deployment and these others. */
    void ownerHasApplied(String commit, String... more) {
        String entries = IntStream.range(0, more.length)
                .mapToObj(i -> ", {id: shop_" + more[i] + "_apps_Deployment, v: v1}")
                .collect(Collectors.joining());
        cluster.with(object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {namespace: shop, name: shop, uid: k, generation: 1}
                spec: {path: ./apps, interval: 1m, sourceRef: {kind: GitRepository, name: shop}}
                status:
                  observedGeneration: 1
                  lastAppliedRevision: main@sha1:%s
                  lastAttemptedRevision: main@sha1:%s
                  inventory: {entries: [{id: shop_web_apps_Deployment, v: v1}%s]}
                """.formatted(commit, commit, entries)));
    }

    /** The Deployment, with a spec and who has written what of it. */
    void live(String spec, String managedFields) {
        ObjectNode web = (ObjectNode) object("{spec: " + spec + "}").json();
        ObjectNode live = (ObjectNode) cluster.get(WEB).orElseThrow().json();
        live.set("spec", web.path("spec"));
        JsonNode fields = object("managedFields:\n" + managedFields).json().path("managedFields");
        ((ObjectNode) live.path("metadata")).set("managedFields", fields);
    }

    String file() {
        return server.file("shop", "main", "apps/web.yaml");
    }

    private Configuration configuration() throws IOException {
        Path file = Files.writeString(folder.resolve("landfall.yaml"), """
                allowPlainHttp: true
                commit: {signing: %s}
                repositories:
                  - match: %s*
                    credentials: {username: %s, passwordEnv: GIT_PASSWORD}
                """.formatted(
                        signing, server.url("shop").toString().replaceFirst("shop\\.git$", ""), GitServer.USERNAME));
        return ConfigurationLoader.load(Optional.of(file), Map.of("GIT_PASSWORD", GitServer.PASSWORD), Map.of())
                .configuration();
    }

    private InMemoryCluster cluster() {
        return new InMemoryCluster()
                .serving(type("apps", "v1", "Deployment"))
                .serving(type("apps", "v1", "ReplicaSet"))
                .serving(type("", "v1", "Pod"))
                .serving(type("kustomize.toolkit.fluxcd.io", "v1", "Kustomization"))
                .serving(new ResourceType(
                        "source.toolkit.fluxcd.io",
                        "v1",
                        "GitRepository",
                        "gitrepositories",
                        "gitrepository",
                        List.of(),
                        true))
                .with(object("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          {namespace: shop, name: web, uid: d, generation: 1,
                           labels: {kustomize.toolkit.fluxcd.io/name: shop, kustomize.toolkit.fluxcd.io/namespace: shop}}
                        spec: {replicas: 1, paused: false}
                        """))
                .with(object("""
                        apiVersion: kustomize.toolkit.fluxcd.io/v1
                        kind: Kustomization
                        metadata: {namespace: shop, name: shop, uid: k, generation: 1}
                        spec: {path: ./apps, interval: 1m, sourceRef: {kind: GitRepository, name: shop}}
                        status: {inventory: {entries: [{id: shop_web_apps_Deployment, v: v1}]}}
                        """))
                .with(object("""
                        apiVersion: source.toolkit.fluxcd.io/v1
                        kind: GitRepository
                        metadata: {namespace: shop, name: shop, uid: g, generation: 1}
                        spec: {url: "%s", interval: 1m, ref: {branch: main}}
                        """.formatted(server.url("shop"))));
    }
}
