package dev.landfall.recommend;

import dev.landfall.change.Approved;
import dev.landfall.change.Change;
import dev.landfall.change.ChangeEngine;
import dev.landfall.change.Destination;
import dev.landfall.change.Landed;
import dev.landfall.change.Manner;
import dev.landfall.change.Merge;
import dev.landfall.change.Patience;
import dev.landfall.change.Places;
import dev.landfall.change.Planned;
import dev.landfall.change.Providers;
import dev.landfall.change.RepositoryAccess;
import dev.landfall.change.Silence;
import dev.landfall.change.SymptomCheck;
import dev.landfall.change.Verdict;
import dev.landfall.cli.CommandLineDoor;
import dev.landfall.cli.Terminal;
import dev.landfall.cluster.LiveObject;
import dev.landfall.config.Configuration;
import dev.landfall.config.ConfigurationLoader;
import dev.landfall.config.LoadedConfiguration;
import dev.landfall.git.GitLimits;
import dev.landfall.git.GitRepositories;
import dev.landfall.gitops.DirectWriter;
import dev.landfall.gitops.argocd.ArgoCdProvider;
import dev.landfall.gitops.flux.FluxProvider;
import dev.landfall.journal.SqliteJournal;
import dev.landfall.placement.Placement;
import dev.landfall.render.KustomizeLookAlike;
import dev.landfall.sandbox.Await;
import dev.landfall.sandbox.Sandbox;
import dev.landfall.sandbox.Speed;
import dev.landfall.sandbox.cluster.SandboxCluster;
import dev.landfall.sandbox.workload.Images;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A sandbox whose namespace {@code shop} an owner delivers from a repository, and the way from a wish to a verdict in it. */
final class Stage implements AutoCloseable {
    static final String IMAGE = "ghcr.io/acme/api:1.4";

    /** A wish that becomes an object of each kind whose controllers the sandbox has. */
    static final String WORDS =
            "deploy ghcr.io/acme/api:1.4 in shop on port 8080 with LOG_LEVEL=debug and a network policy";

    private static final String WEB = """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: web
              namespace: shop
            data:
              colour: blue
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Sandbox sandbox;
    private final SandboxCluster cluster;
    private final RepositoryAccess access;
    private final SqliteJournal journal;
    private final ChangeEngine engine;
    private final Places places;
    private final LoadedConfiguration loaded;

    /** @param gitops the configuration's {@code gitops} in flow style */
    Stage(Path folder, String gitops) throws IOException {
        sandbox = Sandbox.open(folder, "landfall", "secret", new Images(Set.of(IMAGE, "web:1.0")), Speed.quick());
        cluster = sandbox.cluster();
        for (String namespace : List.of("shop", "flux-system"))
            sandbox.apply("{apiVersion: v1, kind: Namespace, metadata: {name: " + namespace + "}}");
        sandbox.git().create("shop", "main");
        loaded = configuration(folder, gitops);
        Configuration configuration = loaded.configuration();
        access = new RepositoryAccess(
                configuration,
                Map.of(),
                new GitRepositories(folder.resolve("cache"), GitLimits.standard()),
                List.of(),
                List.of());
        journal = SqliteJournal.open(folder.resolve("journal.db"));
        InstantSource clock = InstantSource.system();
        Providers providers = new Providers(
                List.of(new ArgoCdProvider(cluster, cluster, clock), new FluxProvider(cluster, cluster, clock)));
        long start = System.nanoTime();
        engine = new ChangeEngine(
                cluster,
                new DirectWriter(cluster),
                providers,
                configuration,
                access,
                new Placement(new KustomizeLookAlike()),
                journal,
                clock,
                () -> Duration.ofNanos(System.nanoTime() - start),
                "",
                SymptomCheck.none());
        places = new Places(providers, configuration);
    }

    /**
     * One in which an owner lists what the folder {@code apps} defines.
     *
     * @param files beside those of that folder
     */
    static Stage delivered(Path folder, Tool tool, String gitops, Map<String, String> files) throws IOException {
        Stage stage = new Stage(folder, gitops).with("apps/web.yaml", WEB);
        files.forEach((path, text) -> stage.with(path, text.replace("$REPOSITORY", stage.url())));
        if (!tool.source().isEmpty()) stage.applying(tool.source());
        stage.applying(tool.owner("shop", "apps"));
        Await.until("the owner's list", () -> stage.lists(tool.kind(), tool.namespace(), "shop", "web"), seen -> seen);
        return stage;
    }

    private LoadedConfiguration configuration(Path folder, String gitops) throws IOException {
        Files.writeString(folder.resolve("password"), "secret");
        Path file = Files.writeString(folder.resolve("landfall.yaml"), """
                allowPlainHttp: true
                gitops: %s
                repositories:
                  - match: %s*
                    credentials: {username: landfall, passwordFile: "%s"}
                """.formatted(
                        gitops.replace("$REPOSITORY", sandbox.git().url("shop").text()),
                        sandbox.git().root(),
                        folder.resolve("password")));
        return ConfigurationLoader.load(Optional.of(file), Map.of(), Map.of());
    }

    String url() {
        return sandbox.git().url("shop").text();
    }

    Stage with(String path, String text) {
        sandbox.git().commit("shop", "main", Map.of(path, text));
        return this;
    }

    Stage applying(String yaml) {
        sandbox.apply(yaml.replace("$REPOSITORY", url()));
        return this;
    }

    Recommendation recommend(String words, Map<String, String> answers, Destination destination) {
        Manner manner = new Manner("", false, destination);
        return recommender().recommend(new Wish(words, answers, true, manner));
    }

    Recommendation recommend(String words, Map<String, String> answers) {
        return recommend(words, answers, new Destination.Unsaid());
    }

    /** Without taking what is suggested. */
    Recommendation ask(String words, Map<String, String> answers) {
        Manner manner = new Manner("", false, new Destination.Unsaid());
        return recommender().recommend(new Wish(words, answers, false, manner));
    }

    /** How the command line ends in this world. */
    record Ended(int status, String out, String err) {}

    Ended run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                Terminal.Output.plain(new PrintStream(out, false, StandardCharsets.UTF_8)),
                Terminal.Output.plain(new PrintStream(err, false, StandardCharsets.UTF_8)),
                new BufferedReader(new StringReader("")),
                false,
                false,
                true);
        int status = new CommandLineDoor(
                        _ -> new StageWorkplace(loaded, engine, recommender()), terminal, () -> Duration.ZERO)
                .run(words);
        return new Ended(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Recommender recommender() {
        return new Recommender(cluster, places, "shop");
    }

    Planned plan(Recommendation recommendation) {
        if (!(recommendation instanceof Recommendation.Recommended recommended))
            throw new AssertionError(recommendation);
        return engine.plan(recommended.request());
    }

    Change land(Planned planned) {
        if (!(planned instanceof Planned.Ready ready)) throw new AssertionError(planned);
        Landed landed = engine.land(new Approved(ready.plan(), "--yes"), new Silence());
        if (!(landed instanceof Landed.Complete complete)) throw new AssertionError(landed);
        return complete.change();
    }

    Verdict track(Change change) {
        Patience patience = new Patience(PATIENCE, PATIENCE, Duration.ofMillis(300), PATIENCE, Optional.of(PATIENCE));
        return engine.track(change, Merge.BY_PEOPLE, patience, new Silence());
    }

    Planned planRevert(Change change) {
        return engine.planRevert(engine.storedChange(change.id()), "", false);
    }

    String file(String path) {
        return sandbox.git().git("shop", "show", "main:" + path);
    }

    List<String> files() {
        return sandbox.git()
                .git("shop", "ls-tree", "-r", "--name-only", "main")
                .lines()
                .toList();
    }

    JsonNode live(String kind, String name) {
        return live(kind, "shop", name);
    }

    JsonNode live(String kind, String namespace, String name) {
        return cluster.get(cluster.typeNamed(kind).named(namespace, name))
                .map(LiveObject::json)
                .orElseGet(JsonNodeFactory.instance::missingNode);
    }

    boolean lists(String kind, String namespace, String owner, String text) {
        return live(kind, namespace, owner).path("status").toString().contains(text);
    }

    @Override
    public void close() {
        access.close();
        journal.close();
        sandbox.close();
    }
}
