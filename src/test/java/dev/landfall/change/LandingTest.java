package dev.landfall.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import dev.landfall.config.Configuration;
import dev.landfall.config.ConfigurationLoader;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitException;
import dev.landfall.git.GitLimits;
import dev.landfall.git.GitRepositories;
import dev.landfall.git.GitServer;
import dev.landfall.gitops.DirectWriter;
import dev.landfall.gitops.flux.FluxProvider;
import dev.landfall.journal.SqliteJournal;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.placement.Placement;
import dev.landfall.reason.Reason;
import dev.landfall.render.KustomizeLookAlike;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** From a plan to the branch, over a real Git server: what lands, once, and what is refused without a trace. */
class LandingTest {
    private static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");
    private static final String WEB_FILE = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: shop}
            spec:
              replicas: 1   # one is enough
              paused: false
            """;

    @TempDir
    Path folder;

    private final KustomizeLookAlike kustomize = new KustomizeLookAlike();
    private GitServer server;
    private InMemoryCluster cluster;
    private SqliteJournal journal;
    private RepositoryAccess access;
    private ChangeEngine engine;
    private CommitId head;
    private String signing = "{}";

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
                List.of());
        FluxProvider flux = new FluxProvider(cluster, cluster, InstantSource.system());
        engine = new ChangeEngine(
                cluster,
                new DirectWriter(cluster),
                new Providers(List.of(flux)),
                configuration,
                access,
                new Placement(kustomize),
                journal,
                InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z")),
                () -> Duration.ZERO,
                "ada");
    }

    @AfterEach
    void close() {
        access.close();
        journal.close();
        server.close();
    }

    private void restart() throws IOException {
        access.close();
        journal.close();
        start();
    }

    @Test
    void oneTokenChangesAndTheCommitSaysWhy() {
        Change change = land(plan(scale(3)));

        assertThat(file()).isEqualTo(WEB_FILE.replace("replicas: 1", "replicas: 3"));
        assertThat(server.git("shop", "diff-tree", "-r", "--name-only", "--no-commit-id", "main")
                        .strip())
                .isEqualTo("apps/web.yaml");
        assertThat(server.git("shop", "log", "-1", "--format=%B", "main"))
                .contains("scale to 3", "spec.replicas: 1 -> 3", "the sale begins")
                .contains(
                        "Change-Id: " + change.id(),
                        "Plan-Digest: " + change.plan().digest())
                .contains("Requested-by: ada");
        assertThat(engine.storedChange(change.id()).commits())
                .contains(server.head("shop", "main").hex());
    }

    @Test
    void theSamePlanTwiceMakesOneCommit() throws IOException {
        ChangePlan plan = plan(scale(3));
        Change first = land(plan);
        CommitId landed = server.head("shop", "main");
        restart();

        Change second = land(engine.storedPlan(plan.id()));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.commits()).isEqualTo(first.commits());
        assertThat(server.head("shop", "main")).isEqualTo(landed);
    }

    @Test
    void aCommitElsewhereBetweenPlanAndLandingDoesNotMatter() {
        ChangePlan plan = plan(scale(3));
        CommitId theirs = server.commit("shop", "main", Map.of("README.md", "# Our shop\n"));

        land(plan);

        assertThat(file()).contains("replicas: 3");
        assertThat(server.git("shop", "rev-parse", "main^").strip()).isEqualTo(theirs.hex());
    }

    @Test
    void aCommitBetweenLookAndPushDoesNotMatterEither() {
        ChangePlan plan = plan(scale(3));
        server.setFault(new GitServer.Fault.BeforePush(
                () -> server.commit("shop", "main", Map.of("README.md", "# Our shop\n"))));

        land(plan);

        assertThat(file()).contains("replicas: 3");
        assertThat(server.file("shop", "main", "README.md")).isEqualTo("# Our shop\n");
    }

    @Test
    void anotherFieldOfTheSameFileIsKept() {
        ChangePlan plan = plan(scale(3));
        server.commit("shop", "main", Map.of("apps/web.yaml", WEB_FILE.replace("paused: false", "paused: true")));

        land(plan);

        assertThat(file()).contains("replicas: 3", "paused: true");
    }

    @Test
    void theSameFieldByOthersVoidsTheApproval() {
        ChangePlan plan = plan(scale(3));
        CommitId theirs =
                server.commit("shop", "main", Map.of("apps/web.yaml", WEB_FILE.replace("replicas: 1", "replicas: 2")));

        Landed landed = engine.land(new Approved(plan, "--yes"), new Silence());

        assertThat(landed)
                .isInstanceOfSatisfying(
                        Landed.Outdated.class,
                        outdated -> assertThat(outdated.reason().message()).contains("2"));
        assertThat(server.head("shop", "main")).isEqualTo(theirs);
    }

    @Test
    void anAnswerThatIsLostIsFoundByLooking() {
        ChangePlan plan = plan(scale(3));
        server.setFault(new GitServer.Fault.LosePushAnswer());

        Change change = land(plan);

        assertThat(change.commits()).contains(server.head("shop", "main").hex());
        assertThat(server.git("shop", "rev-list", "--count", "main").strip()).isEqualTo("2");
    }

    @Test
    void aProcessThatWasKilledWithThePushFindsItsCommit() throws IOException {
        ChangePlan plan = plan(scale(3));
        Path copy = Files.createDirectories(folder.resolve("copy"));
        server.setFault(new GitServer.Fault.BeforePush(() -> copyJournal(folder, copy)));
        Change change = land(plan);
        String commit = server.head("shop", "main").hex();
        journal.close();
        copyJournal(copy, folder);
        restart();

        assertThat(engine.storedChange(change.id()).commits()).isEmpty();
        Change again = land(engine.storedPlan(plan.id()));

        assertThat(again.id()).isEqualTo(change.id());
        assertThat(again.commits()).contains(commit);
        assertThat(server.head("shop", "main").hex()).isEqualTo(commit);
    }

    /** The database as it was at one moment: the file, and beside it the log of what is not in it yet. */
    private static void copyJournal(Path from, Path to) {
        try {
            for (String name : List.of("journal.db", "journal.db-wal", "journal.db-shm")) {
                Files.deleteIfExists(to.resolve(name));
                if (Files.exists(from.resolve(name))) Files.copy(from.resolve(name), to.resolve(name));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void aHostThatWantsSignaturesIsToldWithWhatToSet() {
        ChangePlan plan = plan(scale(3));
        server.refusePushes("shop", "GH006: Commits must have verified signatures.");

        Landed landed = engine.land(new Approved(plan, "--yes"), new Silence());

        assertThat(landed).isInstanceOfSatisfying(Landed.Refused.class, refused -> {
            assertThat(refused.reason().code()).isEqualTo("push-refused-unsigned");
            assertThat(refused.reason().message()).contains("verified signatures", "the commit is not signed");
            assertThat(refused.reason().remedy()).contains("commit.signing");
        });
    }

    @Test
    void withoutTheSignatureThatIsWantedNothingIsPushed() throws IOException {
        ChangePlan plan = plan(scale(3));
        signing = "{format: ssh, key: /nowhere}";
        restart();

        assertThatThrownBy(() -> engine.land(new Approved(plan, "--yes"), new Silence()))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("the SSH key /nowhere cannot be read");

        assertThat(server.head("shop", "main")).isEqualTo(head);
        String written = Files.readString(folder.resolve("journal.db"), StandardCharsets.ISO_8859_1)
                + Files.readString(folder.resolve("journal.db-wal"), StandardCharsets.ISO_8859_1);
        assertThat(written.contains("spec.replicas"))
                .as("the plan is in the journal")
                .isTrue();
        assertThat(written.contains(GitServer.PASSWORD))
                .as("the password is in the journal")
                .isFalse();
    }

    @Test
    void aHostThatRefusesIsToldInItsOwnWords() {
        ChangePlan plan = plan(scale(3));
        server.refusePushes("shop", "main is protected");

        Landed landed = engine.land(new Approved(plan, "--yes"), new Silence());

        assertThat(landed)
                .isInstanceOfSatisfying(
                        Landed.Refused.class,
                        refused -> assertThat(refused.reason().message()).contains("main is protected"));
        assertThat(server.head("shop", "main")).isEqualTo(head);
    }

    @Test
    void aRevertPutsTheBytesBack() {
        Change change = land(plan(scale(3)));

        Planned back = engine.planRevert(change, "", false);
        Change revert = land(((Planned.Ready) back).plan());

        assertThat(file()).isEqualTo(WEB_FILE);
        assertThat(revert.id()).isNotEqualTo(change.id());
    }

    @Test
    void aRevertOfWhatOthersHaveSinceChangedIsRefused() {
        Change change = land(plan(scale(3)));
        server.commit("shop", "main", Map.of("apps/web.yaml", WEB_FILE.replace("replicas: 1", "replicas: 7")));

        assertThat(engine.planRevert(change, "", false))
                .isInstanceOfSatisfying(
                        Planned.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("revert-conflict"));
    }

    @Test
    void aRevertToNoValuePutsTheBytesBackAsWell() {
        String unset = WEB_FILE.replace("replicas: 1", "replicas: null");
        server.commit("shop", "main", Map.of("apps/web.yaml", unset));
        Change change = land(plan(scale(3)));

        land(((Planned.Ready) engine.planRevert(change, "", false)).plan());

        assertThat(file()).isEqualTo(unset);
    }

    @Test
    void aSourceThatKustomizeBuildsIsChangedInTheFileThatItNames() {
        server.commit("shop", "main", Map.of("apps/kustomization.yaml", "resources: [web.yaml]\n"));

        land(plan(scale(3)));

        assertThat(file()).isEqualTo(WEB_FILE.replace("replicas: 1", "replicas: 3"));
        assertThat(kustomize.builds).isNotEmpty();
    }

    @Test
    void aFileThatAnotherOwnerReadsAsWellIsRefusedByItsName() {
        cluster.with(object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {namespace: shop, name: staging, uid: s, generation: 1}
                spec: {path: ./staging, interval: 1m, sourceRef: {kind: GitRepository, name: shop}}
                """));
        server.commit(
                "shop",
                "main",
                Map.of("staging/kustomization.yaml", "resources: [../apps/web.yaml]\nnamePrefix: staging-\n"));

        assertThat(engine.plan(scale(3)))
                .isInstanceOfSatisfying(
                        Planned.Refused.class,
                        refused -> assertThat(refused.reason().message())
                                .isEqualTo(
                                        "apps/web.yaml is read by Kustomization shop/staging as well, where the edit would"
                                                + " change: Deployment shop/staging-web spec.replicas: 1 -> 3"));
    }

    @Test
    void whatCannotBePlannedLeavesNothingBehind() {
        Map<String, String> twice = Map.of("apps/again.yaml", WEB_FILE);
        Map<String, String> broken = Map.of("apps/web.yaml", WEB_FILE + "  - [");
        Map<String, String> elsewhere = Map.of("apps/web.yaml", WEB_FILE.replace("name: web", "name: other"));
        Map<String, String> chart = Map.of("apps/Chart.yaml", "name: web\n");
        for (Map<String, String> files : List.of(twice, broken, elsewhere, chart)) {
            CommitId before = server.commit("shop", "main", files);
            assertThat(engine.plan(scale(3))).as(files.toString()).isInstanceOf(Planned.Refused.class);
            assertThat(server.head("shop", "main")).isEqualTo(before);
            server.git("shop", "update-ref", "refs/heads/main", head.hex());
        }
        assertThat(engine.changes(10)).isEmpty();
    }

    @Test
    void withoutArgoCdAndFluxLabelsLeadElsewhereAndWithoutLabelsNobodyManagesIt() throws IOException {
        LiveObject web = cluster.get(WEB).orElseThrow();
        cluster =
                new InMemoryCluster().serving(type("apps", "v1", "Deployment")).with(web);
        restart();
        assertThat(refusal()).isEqualTo("owner-not-in-cluster");

        ((ObjectNode) web.json().path("metadata")).remove("labels");
        assertThat(plan(scale(3)).parts()).singleElement().isInstanceOf(PlanPart.Direct.class);
    }

    @Test
    void theValuesOfASecretAreInNoPlanNoMessageAndNoJournalAndComeBackFromGitAlone() throws IOException {
        String secret =
                "apiVersion: v1\nkind: Secret\nmetadata: {name: door, namespace: shop}\ndata: {key: Y2FuYXJ5LWtleQ==}\n";
        server.commit("shop", "main", Map.of("apps/door.yaml", secret));
        ObjectRef door = new ObjectRef("", "v1", "Secret", "shop", "door");
        cluster.serving(type("", "v1", "Secret"))
                .with(object("apiVersion: v1\nkind: Secret\nmetadata: {name: door, namespace: shop, uid: s}\n"))
                .with(object("""
                        apiVersion: kustomize.toolkit.fluxcd.io/v1
                        kind: Kustomization
                        metadata: {namespace: shop, name: shop, uid: k, generation: 1}
                        spec: {path: ./apps, interval: 1m, prune: true, sourceRef: {kind: GitRepository, name: shop}}
                        status: {inventory: {entries: [{id: shop_web_apps_Deployment, v: v1}, {id: shop_door__Secret, v: v1}]}}
                        """));
        ChangeRequest delete = new ChangeRequest(
                List.of(new DesiredChange.DeleteObject(door)),
                "delete",
                new Manner("", false, new Destination.Unsaid()));

        ChangePlan plan = plan(delete);
        assertThat(plan.toString()).doesNotContain("Y2FuYXJ5").contains("not shown");
        Change change = land(plan);
        assertThat(server.git("shop", "log", "-1", "--format=%B", "main")).doesNotContain("Y2FuYXJ5");
        assertThat(Files.readString(folder.resolve("journal.db"), StandardCharsets.ISO_8859_1)
                        + Files.readString(folder.resolve("journal.db-wal"), StandardCharsets.ISO_8859_1))
                .doesNotContain("Y2FuYXJ5");

        land(((Planned.Ready) engine.planRevert(change, "", false)).plan());
        assertThat(server.file("shop", "main", "apps/door.yaml")).isEqualTo(secret);
    }

    private String refusal() {
        return ((Planned.Refused) engine.plan(scale(3))).reason().code();
    }

    @Test
    void aBranchThatIsGoneIsNamed() {
        server.git("shop", "update-ref", "-d", "refs/heads/main");
        assertThat(engine.plan(scale(3)))
                .isInstanceOfSatisfying(
                        Planned.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("branch-gone"));
    }

    @Test
    void aHostThatDoesNotAnswerIsNamed() {
        server.close();
        assertThatThrownBy(() -> engine.plan(scale(3)))
                .isInstanceOfSatisfying(
                        GitException.class, gone -> assertThat(gone.fault()).isEqualTo(GitException.Fault.UNREACHABLE));
    }

    private ChangeRequest scale(int replicas) {
        SetField field =
                new SetField(WEB, FieldPath.parse("spec.replicas"), JsonNodeFactory.instance.numberNode(replicas));
        return new ChangeRequest(
                List.of(field), "scale to " + replicas, new Manner("the sale begins", false, new Destination.Unsaid()));
    }

    private ChangePlan plan(ChangeRequest request) {
        return ((Planned.Ready) engine.plan(request)).plan();
    }

    private Change land(ChangePlan plan) {
        return ((Landed.Complete) engine.land(new Approved(plan, "--yes"), new Silence())).change();
    }

    private String file() {
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

    private static ResourceType type(String group, String version, String kind) {
        String singular = kind.toLowerCase(Locale.ROOT);
        return new ResourceType(group, version, kind, singular + "s", singular, List.of(), true);
    }

    private static LiveObject object(String yaml) {
        Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        return new LiveObject(new JsonMapper().valueToTree(tree));
    }

    private static final class Silence implements Narration {
        @Override
        public void begins(String what) {}

        @Override
        public void done(String what) {}

        @Override
        public void waiting(String phase) {}

        @Override
        public void warning(Reason reason) {}
    }
}
