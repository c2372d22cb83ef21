package dev.landfall.soak;

import dev.landfall.change.ChangeEngine;
import dev.landfall.change.Narration;
import dev.landfall.change.Providers;
import dev.landfall.change.RepositoryAccess;
import dev.landfall.change.Silence;
import dev.landfall.change.SymptomCheck;
import dev.landfall.cluster.ApiCluster;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ControllerRequests;
import dev.landfall.cluster.ObjectWriter;
import dev.landfall.config.Configuration;
import dev.landfall.config.ConfigurationLoader;
import dev.landfall.git.GitLimits;
import dev.landfall.git.GitRepositories;
import dev.landfall.gitops.DirectWriter;
import dev.landfall.gitops.argocd.ArgoCdProvider;
import dev.landfall.gitops.flux.FluxProvider;
import dev.landfall.journal.Journal;
import dev.landfall.journal.SqliteJournal;
import dev.landfall.placement.Placement;
import dev.landfall.render.KustomizeBuild;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of Landfall, wired as its program is, whose ports end when it is killed. */
final class LandfallProcess implements AutoCloseable {
    private final ApiCluster api;
    private final RepositoryAccess access;
    private final SqliteJournal journal;
    private final ChangeEngine engine;
    private final Narration narration;

    /** As soaks have it: silent, and with a clock that is as fast as the world. */
    LandfallProcess(SoakWorld world, Mortality mortality) {
        this(world.workplace(), world.haste(), mortality, mortality.on(Narration.class, new Silence()));
    }

    /** @param haste how much faster than real its clock goes */
    LandfallProcess(Workplace workplace, int haste, Mortality mortality, Narration narration) {
        Configuration configuration = ConfigurationLoader.load(
                        Optional.of(workplace.configuration()), Map.of(), Map.of())
                .configuration();
        this.api = new ApiCluster(workplace.kubeconfig());
        Cluster cluster = mortality.on(Cluster.class, api);
        ControllerRequests requests = mortality.on(ControllerRequests.class, api);
        InstantSource clock = InstantSource.system();
        this.access = new RepositoryAccess(
                configuration,
                Map.of(),
                new GitRepositories(workplace.home().resolve("cache"), GitLimits.standard()),
                List.of(),
                List.of());
        this.journal = SqliteJournal.open(workplace.home().resolve("journal.db"));
        this.narration = narration;
        long start = System.nanoTime();
        this.engine = new ChangeEngine(
                cluster,
                new DirectWriter(mortality.on(ObjectWriter.class, api)),
                new Providers(List.of(
                        new ArgoCdProvider(cluster, requests, clock), new FluxProvider(cluster, requests, clock))),
                configuration,
                access,
                new Placement(new KustomizeBuild(Map.of())),
                mortality.on(Journal.class, journal),
                clock,
                () -> Duration.ofNanos((System.nanoTime() - start) * haste),
                "",
                SymptomCheck.none());
    }

    ChangeEngine engine() {
        return engine;
    }

    Narration narration() {
        return narration;
    }

    @Override
    public void close() {
        access.close();
        journal.close();
        api.close();
    }
}
