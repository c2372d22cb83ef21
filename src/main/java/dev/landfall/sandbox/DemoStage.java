package dev.landfall.sandbox;

import dev.landfall.change.ChangeEngine;
import dev.landfall.change.Patience;
import dev.landfall.change.Providers;
import dev.landfall.change.RepositoryAccess;
import dev.landfall.change.SymptomCheck;
import dev.landfall.change.Tracer;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.Configuration;
import dev.landfall.config.ConfigurationLoader;
import dev.landfall.git.GitLimits;
import dev.landfall.git.GitRepositories;
import dev.landfall.gitops.DirectWriter;
import dev.landfall.journal.SqliteJournal;
import dev.landfall.operate.Instructions;
import dev.landfall.placement.Placement;
import dev.landfall.render.InstalledPrograms;
import dev.landfall.sandbox.cluster.SandboxCluster;
import dev.landfall.sandbox.workload.Images;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The world of the demo: a shop that Argo CD delivers and a blog that Flux delivers, and Landfall beside them, configured
 * by a file as it always is.
 */
final class DemoStage implements AutoCloseable {
    static final ObjectRef SHOP = new ObjectRef("apps", "v1", "Deployment", "shop", "web");
    static final ObjectRef BLOG = new ObjectRef("apps", "v1", "Deployment", "blog", "web");
    static final String IMAGE = "registry.example.org/web";
    private static final String USERNAME = "demo";

    private final Sandbox sandbox;
    private final SandboxCluster cluster;
    private final Configuration configuration;
    private final RepositoryAccess access;
    private final SqliteJournal journal;
    private final ChangeEngine engine;
    private final Tracer tracer;

    private DemoStage(
            Sandbox sandbox, Path folder, Function<SandboxCluster, Providers> providers, Supplier<Duration> elapsed)
            throws IOException {
        this.sandbox = sandbox;
        this.cluster = sandbox.cluster();
        Providers known = providers.apply(cluster);
        Placement placement = new Placement(new InstalledPrograms(Map.of()));
        this.configuration = configuration(folder);
        this.access = new RepositoryAccess(
                configuration,
                Map.of(),
                new GitRepositories(folder.resolve("cache"), GitLimits.standard()),
                List.of(),
                List.of());
        this.journal = SqliteJournal.open(folder.resolve("journal.db"));
        this.engine = new ChangeEngine(
                cluster,
                new DirectWriter(cluster),
                known,
                configuration,
                access,
                placement,
                journal,
                InstantSource.system(),
                elapsed,
                "",
                SymptomCheck.none());
        this.tracer = new Tracer(cluster, known, access, placement);
    }

    /** @param providers of GitOps tools, as {@link Demo} has them */
    static DemoStage open(Path folder, Function<SandboxCluster, Providers> providers, Supplier<Duration> elapsed) {
        String password = UUID.randomUUID().toString();
        Images images = new Images(Set.of(IMAGE + ":1.0", IMAGE + ":1.1"));
        Sandbox sandbox = Sandbox.open(folder, USERNAME, password, images, Speed.visible());
        try {
            Files.writeString(folder.resolve("password"), password);
            DemoStage stage = new DemoStage(sandbox, folder, providers, elapsed);
            stage.deliver();
            return stage;
        } catch (IOException failed) {
            sandbox.close();
            throw new UncheckedIOException(failed);
        } catch (RuntimeException failed) {
            sandbox.close();
            throw failed;
        }
    }

    private Configuration configuration(Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("landfall.yaml"), """
                # The Git server of the demo speaks plain HTTP on this machine only.
                allowPlainHttp: true
                # How long an object must stay healthy: 15s where nothing is said.
                gitops: {settle: 3s}
                repositories:
                  - match: %s*
                    credentials: {username: %s, passwordFile: "%s"}
                """.formatted(
                        sandbox.git().root(), USERNAME, folder.resolve("password")));
        return ConfigurationLoader.load(Optional.of(file), Map.of(), Map.of()).configuration();
    }

    /** Fills the repositories and has the tools deliver them; the first Pods come while the story begins. */
    private void deliver() {
        for (String name : new String[] {"shop", "blog"}) {
            sandbox.apply("{apiVersion: v1, kind: Namespace, metadata: {name: " + name + "}}");
            sandbox.git().create(name, "main");
            sandbox.git()
                    .commit(
                            name,
                            "main",
                            Map.of("apps/web.yaml", DemoManifests.web(name), "README.md", "# The " + name + "\n"));
        }
        sandbox.apply(
                DemoManifests.application("shop", sandbox.git().url("shop").text()));
        sandbox.apply(
                DemoManifests.kustomization("blog", sandbox.git().url("blog").text()));
    }

    ChangeEngine engine() {
        return engine;
    }

    Tracer tracer() {
        return tracer;
    }

    Instructions instructions() {
        return new Instructions(cluster, InstantSource.system());
    }

    SandboxCluster cluster() {
        return cluster;
    }

    Patience patience() {
        return new Patience(
                configuration.gitops().syncTimeout(),
                configuration.gitops().rolloutTimeout(),
                configuration.gitops().settle(),
                configuration.gitops().mergeTimeout(),
                Optional.of(Duration.ofSeconds(60)));
    }

    /** What Git prints, in the repository of that name. */
    String git(String repository, String... arguments) {
        return sandbox.git().git(repository, arguments);
    }

    @Override
    public void close() {
        access.close();
        journal.close();
        sandbox.close();
    }
}
