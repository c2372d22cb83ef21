package dev.landfall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.change.Approved;
import dev.landfall.change.Change;
import dev.landfall.change.ChangeEngine;
import dev.landfall.change.ChangePlan;
import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Destination;
import dev.landfall.change.Landed;
import dev.landfall.change.Manner;
import dev.landfall.change.Merge;
import dev.landfall.change.Outcome;
import dev.landfall.change.Patience;
import dev.landfall.change.Planned;
import dev.landfall.change.Providers;
import dev.landfall.change.RepositoryAccess;
import dev.landfall.change.Silence;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.ConfigurationLoader;
import dev.landfall.git.GitLimits;
import dev.landfall.git.GitRepositories;
import dev.landfall.gitops.DirectWriter;
import dev.landfall.gitops.argocd.ArgoCdProvider;
import dev.landfall.gitops.flux.FluxProvider;
import dev.landfall.journal.SqliteJournal;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.placement.Placement;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Diagnosis;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Finding.Remedy;
import dev.landfall.remediate.Remediation;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Scope;
import dev.landfall.remediate.rule.Rules;
import dev.landfall.render.KustomizeBuild;
import dev.landfall.sandbox.cluster.SandboxCluster;
import dev.landfall.sandbox.workload.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.node.JsonNodeFactory;

/** From a fault to its absence: found, mended where it is defined, and looked for again. Landfall's clock runs fast here. */
@Execution(ExecutionMode.CONCURRENT)
class RemediationTest {
    private static final int FAST = 40;

    @TempDir
    Path folder;

    private Sandbox sandbox;
    private RepositoryAccess access;
    private SqliteJournal journal;
    private ChangeEngine engine;
    private Remediation remediation;

    @BeforeEach
    void open() throws IOException {
        Images images = new Images(Set.of(DemoStage.IMAGE + ":1.0", DemoStage.IMAGE + ":1.1"));
        sandbox = Sandbox.open(folder, "landfall", "secret", images, Speed.quick());
        SandboxCluster cluster = sandbox.cluster();
        Files.writeString(folder.resolve("password"), "secret");
        Path file = Files.writeString(
                folder.resolve("landfall.yaml"), """
                allowPlainHttp: true
                repositories:
                  - match: %s*
                    credentials: {username: landfall, passwordFile: "%s"}
                """.formatted(sandbox.git().root(), folder.resolve("password")));
        var configuration =
                ConfigurationLoader.load(Optional.of(file), Map.of(), Map.of()).configuration();
        access = new RepositoryAccess(
                configuration,
                Map.of(),
                new GitRepositories(folder.resolve("cache"), GitLimits.standard()),
                List.of(),
                List.of());
        journal = SqliteJournal.open(folder.resolve("journal.db"));
        InstantSource clock = InstantSource.system();
        remediation = new Remediation(cluster, cluster, Rules.all(List.of()), clock);
        long start = System.nanoTime();
        engine = new ChangeEngine(
                cluster,
                new DirectWriter(cluster),
                new Providers(List.of(
                        new ArgoCdProvider(cluster, cluster, clock), new FluxProvider(cluster, cluster, clock))),
                configuration,
                access,
                new Placement(new KustomizeBuild(Map.of())),
                journal,
                clock,
                () -> Duration.ofNanos((System.nanoTime() - start) * FAST),
                "",
                remediation);
    }

    @AfterEach
    void close() {
        access.close();
        journal.close();
        sandbox.close();
    }

    @Test
    void an_image_that_does_not_exist_under_argocd_is_mended_in_git() {
        deliver("shop", true);
        breaks("shop", "%s:1.0".formatted(DemoStage.IMAGE), "%s:2.0".formatted(DemoStage.IMAGE));

        Outcome outcome = mend("shop", found("shop"));

        assertThat(outcome).isInstanceOf(Outcome.Verified.class);
        assertThat(outcome.reason().message()).contains("not seen for 60 s: container web does not get its image");
        assertThat(sandbox.git().git("shop", "show", "main:apps/web.yaml"))
                .isEqualTo(DemoManifests.web("shop").strip());
    }

    @Test
    void the_same_under_flux() {
        deliver("shop", false);
        breaks("shop", "%s:1.0".formatted(DemoStage.IMAGE), "%s:2.0".formatted(DemoStage.IMAGE));

        assertThat(mend("shop", found("shop"))).isInstanceOf(Outcome.Verified.class);
        assertThat(remediation.diagnose(new Scope.OfNamespace("shop")).findings())
                .isEmpty();
    }

    @Test
    void what_nobody_owns_is_mended_in_the_cluster() {
        sandbox.apply("{apiVersion: v1, kind: Namespace, metadata: {name: free}}");
        sandbox.apply(DemoManifests.web("free"));
        awaitReady("free");
        sandbox.apply(DemoManifests.web("free").replace(":1.0", ":2.0"));

        assertThat(mend("free", found("free"))).isInstanceOf(Outcome.Verified.class);
    }

    /** It is applied, and what was complained of is still there. */
    @Test
    void a_change_that_does_not_help_is_not_verified() {
        deliver("shop", true);
        breaks("shop", "%s:1.0".formatted(DemoStage.IMAGE), "%s:2.0".formatted(DemoStage.IMAGE));
        Finding finding = found("shop");
        Repair wrong = new Repair(
                "label it",
                List.of(new DesiredChange.SetField(
                        finding.subject(),
                        FieldPath.parse("metadata.labels.mended"),
                        JsonNodeFactory.instance.stringNode("yes"))),
                Confidence.LIKELY,
                "a guess",
                3);

        assertThat(follow(remediation.request(finding, wrong, new Manner("", false, new Destination.Unsaid()))))
                .isInstanceOf(Outcome.Degraded.class);
    }

    private void deliver(String name, boolean argocd) {
        sandbox.apply("{apiVersion: v1, kind: Namespace, metadata: {name: " + name + "}}");
        sandbox.git().create(name, "main");
        sandbox.git().commit(name, "main", Map.of("apps/web.yaml", DemoManifests.web(name)));
        String url = sandbox.git().url(name).text();
        sandbox.apply(argocd ? DemoManifests.application(name, url) : DemoManifests.kustomization(name, url));
        awaitReady(name);
    }

    /** Somebody pushes it, and the owner looks at once. */
    private void breaks(String name, String before, String after) {
        sandbox.git()
                .commit(
                        name,
                        "main",
                        Map.of("apps/web.yaml", DemoManifests.web(name).replace(before, after)));
        SandboxCluster cluster = sandbox.cluster();
        ObjectRef application = new ObjectRef("argoproj.io", "v1alpha1", "Application", "argocd", name);
        ObjectRef source = new ObjectRef("source.toolkit.fluxcd.io", "v1", "GitRepository", name, name);
        cluster.get(application).ifPresent(_ -> cluster.annotate(application, "argocd.argoproj.io/refresh", "normal"));
        cluster.get(source).ifPresent(_ -> cluster.annotate(source, "reconcile.fluxcd.io/requestedAt", "now"));
    }

    private void awaitReady(String namespace) {
        ObjectRef web = new ObjectRef("apps", "v1", "Deployment", namespace, "web");
        Await.until(
                "the first pods",
                () -> sandbox.cluster()
                        .get(web)
                        .map(live -> live.at("/status/readyReplicas").asInt(0))
                        .orElse(0),
                ready -> ready == 1);
    }

    private Finding found(String namespace) {
        Await.until(
                "the fault",
                () -> remediation.diagnose(new Scope.OfNamespace(namespace)).findings(),
                findings -> !findings.isEmpty());
        Diagnosis diagnosis =
                remediation.diagnose(new Scope.OfObject(new ObjectRef("apps", "v1", "Deployment", namespace, "web")));
        assertThat(diagnosis.findings()).hasSize(1);
        Finding finding = diagnosis.findings().getFirst();
        assertThat(finding.rule()).isEqualTo("image-not-found");
        return finding;
    }

    private Outcome mend(String namespace, Finding finding) {
        Repair best = ((Remedy.Repairs) finding.remedy()).repairs().getFirst();
        boolean direct = namespace.equals("free");
        return follow(remediation.request(
                finding, best, new Manner("", false, direct ? new Destination.Direct() : new Destination.Unsaid())));
    }

    private Outcome follow(ChangeRequest request) {
        ChangePlan plan = ((Planned.Ready) engine.plan(request)).plan();
        assertThat(engine.storedPlan(plan.id()).request().symptoms()).isEqualTo(request.symptoms());
        Change change = ((Landed.Complete) engine.land(new Approved(plan, "--yes"), new Silence())).change();
        Patience patience = new Patience(
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                Duration.ofSeconds(15),
                Duration.ZERO,
                Optional.empty());
        return engine.track(change, Merge.BY_PEOPLE, patience, new Silence()).worst();
    }
}
