package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.Configuration;
import dev.landfall.config.ConfigurationLoader;
import dev.landfall.git.GitLimits;
import dev.landfall.git.GitRepositories;
import dev.landfall.githost.LookAlikeHost;
import dev.landfall.githost.ModelPull;
import dev.landfall.githost.ModelRepository;
import dev.landfall.githost.gitea.GiteaHost;
import dev.landfall.githost.gitea.GiteaLookAlike;
import dev.landfall.gitops.DirectWriter;
import dev.landfall.gitops.Ownership;
import dev.landfall.gitops.flux.FluxProvider;
import dev.landfall.journal.Journal;
import dev.landfall.journal.SqliteJournal;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.placement.Placement;
import dev.landfall.render.KustomizeBuild;
import dev.landfall.sandbox.Await;
import dev.landfall.sandbox.Sandbox;
import dev.landfall.sandbox.Speed;
import dev.landfall.sandbox.workload.Images;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A repository with pull requests, a Kustomization that applies from it in a sandbox, and any number of machines with
 * Landfall, each with a journal and a cache of its own.
 */
final class ProposingWorld implements AutoCloseable {
    static final String REPOSITORY = "team/shop";
    static final ObjectRef SETTINGS = new ObjectRef("", "v1", "ConfigMap", "shop", "settings");
    static final String FILE = "apps/settings.yaml";
    static final String MANIFEST = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings, namespace: shop}
            data:
              colour: "blue"   # as the brand has it
              size: "10"


              other: "none"
            """;

    /** Of a rule that makes pull requests. */
    static final String PROPOSING = "pullRequests: {host: gitea, apiUrl: '%s/api/v1', tokenEnv: TOKEN%s}";

    static final String USERNAME = "landfall";
    static final String PASSWORD = "canary-3d1e-password";

    private final AtomicReference<Duration> skipped = new AtomicReference<>(Duration.ZERO);
    private final Path folder;
    private final Sandbox sandbox;
    private final ModelRepository model;
    private final GiteaLookAlike host;

    ProposingWorld(Path folder) {
        this.folder = folder;
        this.sandbox = Sandbox.open(folder.resolve("sandbox"), USERNAME, PASSWORD, new Images(Set.of()), Speed.quick());
        sandbox.git().create(REPOSITORY, "main");
        sandbox.git().commit(REPOSITORY, "main", Map.of(FILE, MANIFEST, "README.md", "# Shop\n"));
        this.model = new ModelRepository(sandbox.git(), REPOSITORY);
        this.host = GiteaLookAlike.start(model);
        sandbox.apply("{apiVersion: v1, kind: Namespace, metadata: {name: shop}}");
        sandbox.apply("""
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: GitRepository
                metadata: {name: shop, namespace: shop}
                spec: {url: "%s", ref: {branch: main}, interval: 1m}
                ---
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: shop, namespace: shop}
                spec: {sourceRef: {kind: GitRepository, name: shop}, path: ./apps, interval: 1m, prune: true}
                """.formatted(sandbox.git().url(REPOSITORY)));
    }

    ModelRepository model() {
        return model;
    }

    GiteaLookAlike host() {
        return host;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    ModelPull pull() {
        return model.pulls().getLast();
    }

    String fileOn(String branch) {
        return sandbox.git().file(REPOSITORY, branch, FILE);
    }

    /** So much time passes at once, for every machine. */
    void skip(Duration time) {
        skipped.updateAndGet(time::plus);
    }

    /** From now on only the host itself moves main. */
    void protectMain() {
        Path hook = sandbox.git().folder().resolve(REPOSITORY + ".git/hooks/update");
        try {
            Files.createDirectories(hook.getParent());
            Files.writeString(hook, """
                    #!/bin/sh
                    [ "$1" != refs/heads/main ] || { echo "Not allowed to push to protected branch main" >&2; exit 1; }
                    """);
            Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A machine whose rule for the repository proposes. */
    Machine machine(String name) {
        return machine(name, proposing(""));
    }

    /** @param more keys of {@code pullRequests}, each after a comma */
    String proposing(String more) {
        return PROPOSING.formatted(host.root(), more);
    }

    /** @param rule the keys of the repository's rule besides its credentials */
    Machine machine(String name, String rule) {
        return machine(name, rule, journal -> journal);
    }

    /** @param wrapping of the journal that the process writes to */
    Machine machine(String name, String rule, UnaryOperator<Journal> wrapping) {
        Machine machine = new Machine(folder.resolve(name), rule, wrapping);
        machine.awaitOwnership();
        return machine;
    }

    /** One process on one machine. */
    final class Machine implements AutoCloseable {
        private final Path home;
        private final String rule;
        private final RepositoryAccess access;
        private final Journal journal;
        private final Tracer tracer;
        final ChangeEngine engine;
        final Heard heard = new Heard();

        private Machine(Path home, String rule, UnaryOperator<Journal> wrapping) {
            this.home = home;
            this.rule = rule;
            Configuration configuration = configuration();
            this.access = new RepositoryAccess(
                    configuration,
                    Map.of("GIT_PASSWORD", PASSWORD, "TOKEN", LookAlikeHost.TOKEN),
                    new GitRepositories(home.resolve("cache"), GitLimits.standard()),
                    List.of(),
                    List.of(new GiteaHost()));
            this.journal = wrapping.apply(SqliteJournal.open(home.resolve("journal.db")));
            var cluster = sandbox.cluster();
            InstantSource clock = InstantSource.system();
            Providers providers = new Providers(List.of(new FluxProvider(cluster, cluster, clock)));
            Placement placement = new Placement(new KustomizeBuild(Map.of()));
            this.tracer = new Tracer(cluster, providers, access, placement);
            this.engine = new ChangeEngine(
                    cluster,
                    new DirectWriter(cluster),
                    providers,
                    configuration,
                    access,
                    placement,
                    journal,
                    clock,
                    () -> Duration.ofNanos(System.nanoTime()).plus(skipped.get()),
                    "",
                    SymptomCheck.none());
        }

        private Configuration configuration() {
            try {
                Files.createDirectories(home);
                Path file = Files.writeString(home.resolve("landfall.yaml"), """
                        allowPlainHttp: true
                        gitops: {settle: 0s}
                        repositories:
                          - match: %s*
                            credentials: {username: %s, passwordEnv: GIT_PASSWORD}
                            %s
                        """.formatted(
                                sandbox.git().root(), USERNAME, rule));
                return ConfigurationLoader.load(
                                Optional.of(file), Map.of("GIT_PASSWORD", PASSWORD, "TOKEN", "x"), Map.of())
                        .configuration();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private void awaitOwnership() {
            Await.until(
                    "the delivery",
                    () -> tracer.trace(SETTINGS, false).ownership(),
                    ownership -> ownership instanceof Ownership.Owned);
        }

        /** The next process on the same machine, after this one was killed. */
        Machine restarted() {
            close();
            return new Machine(home, rule, same -> same);
        }

        ChangeRequest set(String field, String value) {
            return set(field, value, "because");
        }

        ChangeRequest set(String field, String value, String reason) {
            SetField change = new SetField(
                    SETTINGS, FieldPath.parse("data." + field), JsonNodeFactory.instance.stringNode(value));
            return new ChangeRequest(
                    List.of(change),
                    "set " + field + " to " + value,
                    new Manner(reason, false, new Destination.Unsaid()));
        }

        ChangePlan plan(ChangeRequest request) {
            Planned planned = engine.plan(request);
            if (planned instanceof Planned.Ready ready) return ready.plan();
            throw new IllegalStateException("not ready: " + planned);
        }

        Landed land(ChangePlan plan) {
            return engine.land(new Approved(plan, "--yes"), heard);
        }

        /** Lands what must land. */
        Change propose(ChangeRequest request) {
            Landed landed = land(plan(request));
            if (landed instanceof Landed.Complete complete) return complete.change();
            throw new IllegalStateException("not landed: " + landed);
        }

        Outcome track(Change change) {
            return track(change, Duration.ofSeconds(30));
        }

        Outcome track(Change change, Duration atMost) {
            return track(change, Merge.BY_PEOPLE, atMost);
        }

        Outcome track(Change change, Merge merge, Duration atMost) {
            return engine.track(change, merge, patience(atMost), heard).worst();
        }

        Patience patience(Duration atMost) {
            return new Patience(
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(10),
                    Duration.ZERO,
                    Duration.ofHours(1),
                    Optional.of(atMost));
        }

        Change stored(Change change) {
            return engine.storedChange(change.id());
        }

        @Override
        public void close() {
            access.close();
            journal.close();
        }
    }

    @Override
    public void close() {
        host.close();
        sandbox.close();
    }
}
