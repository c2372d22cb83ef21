package dev.landfall.layouts;

import dev.landfall.change.Approved;
import dev.landfall.change.Change;
import dev.landfall.change.ChangeEngine;
import dev.landfall.change.ChangePlan;
import dev.landfall.change.Landed;
import dev.landfall.change.PlanPart;
import dev.landfall.change.Planned;
import dev.landfall.change.Providers;
import dev.landfall.change.RepositoryAccess;
import dev.landfall.change.Silence;
import dev.landfall.change.SymptomCheck;
import dev.landfall.charts.ChartServerInProcess;
import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.ObjectText;
import dev.landfall.config.Configuration;
import dev.landfall.config.ConfigurationLoader;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitLimits;
import dev.landfall.git.GitRepositories;
import dev.landfall.git.GitServerInProcess;
import dev.landfall.git.RepositoryInMemory;
import dev.landfall.gitops.CaseFiles;
import dev.landfall.gitops.Clusters;
import dev.landfall.gitops.DirectWriter;
import dev.landfall.gitops.argocd.ArgoCdProvider;
import dev.landfall.gitops.flux.FluxProvider;
import dev.landfall.journal.RememberedJournal;
import dev.landfall.placement.Placement;
import dev.landfall.render.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a folder gives: a Git server, a cluster in memory, and an engine over both. */
final class LayoutWorld implements AutoCloseable {
    private static final Map<String, String> ENVIRONMENT = Map.of("GIT_PASSWORD", "canary-7c1e-password");

    private final GitServerInProcess server = GitServerInProcess.start();
    private final ChartServerInProcess charts = ChartServerInProcess.start();
    private final GitRoot root;
    private final Map<String, CommitId> heads = new TreeMap<>();
    private final InMemoryCluster cluster;
    private final RepositoryAccess access;
    private final ChangeEngine engine;

    /** @param place for what lies on the disk meanwhile */
    LayoutWorld(LayoutFolder given, Renderer renderer, Path place) throws IOException {
        given.charts().values().forEach(charts::publish);
        root = new GitRoot(server.root(), charts.root());
        new GivenGit(server, root, given).create().forEach(heads::put);
        cluster = GivenCluster.of(given.cluster(), new GitRoot(root.running(), root.charts(), heads));
        Configuration configuration = configuration(given, place.resolve("landfall.yaml"));
        access = new RepositoryAccess(
                configuration,
                ENVIRONMENT,
                new GitRepositories(place.resolve("cache"), GitLimits.standard()),
                List.of(),
                List.of());
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z"));
        engine = new ChangeEngine(
                cluster,
                new DirectWriter(cluster),
                new Providers(List.of(
                        new ArgoCdProvider(Clusters.one(cluster), cluster, clock, access.charts()),
                        new FluxProvider(cluster, cluster, clock))),
                configuration,
                access,
                new Placement(renderer),
                new RememberedJournal(),
                clock,
                () -> Duration.ZERO,
                "ada",
                SymptomCheck.none());
    }

    /** What the folder says is put over the one rule that every folder has. */
    private Configuration configuration(LayoutFolder given, Path file) throws IOException {
        ObjectNode all = (ObjectNode) ObjectText.json("""
                allowPlainHttp: true
                repositories:
                  - match: %s*
                    credentials: {username: %s, passwordEnv: GIT_PASSWORD}
                  - match: %s*
                """.formatted(root.running(), "landfall", root.charts()));
        ObjectNode said = (ObjectNode) given.document("given-configuration.yaml");
        JsonNode rule = said.path("repositories").path(0);
        said.remove("repositories");
        CaseFiles.merged(all, said);
        CaseFiles.merged((ObjectNode) all.path("repositories").path(0), rule);
        Files.writeString(file, all.toString());
        return ConfigurationLoader.load(Optional.of(file), ENVIRONMENT, Map.of())
                .configuration();
    }

    Planned plan(GivenWish wish) {
        return engine.plan(wish.request(cluster));
    }

    GitRoot root() {
        return root;
    }

    /** Whether the plan can be landed here: what is written straight to the cluster cannot. */
    static boolean goesThroughGit(ChangePlan plan) {
        return plan.parts().stream().allMatch(PlanPart.InGit.class::isInstance);
    }

    Change land(ChangePlan plan) {
        return switch (engine.land(new Approved(plan, "--yes"), new Silence())) {
            case Landed.Complete complete -> complete.change();
            case Landed.Partly _, Landed.Outdated _, Landed.Refused _ -> throw new AssertionError(plan.toString());
        };
    }

    Planned planRevert(Change change) {
        return engine.planRevert(change, "", false);
    }

    /** By somebody else, into a repository that was given. */
    void commit(String repository, Map<String, String> files) {
        server.repository(repository).commit("bob", files);
    }

    String file(String repository, String path) {
        return server.repository(repository).files().get(path);
    }

    /** The files that differ from those that were given, by repository; null for one that is gone. */
    Map<String, Map<String, String>> changed() {
        Map<String, Map<String, String>> changed = new TreeMap<>();
        heads.forEach((repository, head) -> {
            Map<String, String> files = changed(server.repository(repository), head);
            if (!files.isEmpty()) changed.put(repository, files);
        });
        return changed;
    }

    private Map<String, String> changed(RepositoryInMemory repository, CommitId head) {
        Map<String, String> before = repository.filesAt(head);
        Map<String, String> files = new TreeMap<>();
        repository.files().forEach((path, text) -> {
            if (!text.equals(before.get(path))) files.put(path, root.written(text));
            before.remove(path);
        });
        before.keySet().forEach(path -> files.put(path, null));
        return files;
    }

    @Override
    public void close() {
        access.close();
        charts.close();
        server.close();
    }
}
