package dev.landfall.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitLimits;
import dev.landfall.git.GitRepositories;
import dev.landfall.git.GitRepository;
import dev.landfall.git.GitServer;
import dev.landfall.gitops.FileSelection;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Kustomizing;
import dev.landfall.gitops.Reader;
import dev.landfall.gitops.Readers;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.EditPlan.AlreadyAsDesired;
import dev.landfall.manifest.EditPlan.CannotPlace;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.render.Renderer;
import dev.landfall.render.TextFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Edits of sources that are built with Kustomize, in a real repository: which are placed where, and which are refused. */
abstract class KustomizePlacementContract {
    static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");
    private static final ObjectRef PROD = flux("prod");

    /** One base, two overlays in their own namespaces. */
    private static final String SHOP = """
            == base/kustomization.yaml
            resources: [web.yaml]
            == base/web.yaml
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 1   # one is enough
              template:
                spec:
                  containers:
                    - {name: web, image: "web:1.0"}
            == prod/kustomization.yaml
            resources: [../base]
            namespace: shop
            """;

    private static final String STAGING = """
            == staging/kustomization.yaml
            resources: [../base]
            namespace: staging
            """;

    @TempDir
    Path folder;

    private GitServer server;
    private GitRepository repository;
    private Placement placement;
    private CommitId head;

    abstract Renderer renderer();

    @BeforeEach
    void serve() throws IOException {
        server = GitServer.start(folder.resolve("served"));
        server.create("shop", "main");
        repository = new GitRepositories(folder.resolve("cache"), GitLimits.standard())
                .open(server.url("shop"), GitServer.credentials());
        placement = new Placement(renderer());
    }

    @AfterEach
    void close() {
        repository.close();
        server.close();
    }

    private void commit(String... files) {
        TextFiles all = Arrays.stream(files).reduce(TextFiles.of(""), TextFiles::with, (one, other) -> one);
        server.commit("shop", "main", all.files());
        head = repository.fetch("main").orElseThrow();
    }

    private static ObjectRef flux(String name) {
        return new ObjectRef("kustomize.toolkit.fluxcd.io", "v1", "Kustomization", "flux-system", name);
    }

    /** As Flux takes a folder. */
    private static GitSource source(String path) {
        return source(path, "", Kustomizing.When.ALWAYS);
    }

    private static GitSource source(String path, String namespace, Kustomizing.When when) {
        FileSelection manifests = file -> file.endsWith(".yaml");
        return new GitSource(
                flux("source"),
                "https://git.example.org/shop.git",
                "main",
                path,
                manifests,
                namespace,
                !namespace.isEmpty() && when == Kustomizing.When.ALWAYS,
                new Kustomizing(when, when == Kustomizing.When.ALWAYS, Set.of(".argocd-source.yaml"), file -> true));
    }

    private static Reader reader(String name, String path) {
        return new Reader.OfFolder(flux(name), source(path), Optional.empty());
    }

    private static SetField replicas(ObjectRef object, int count) {
        return new SetField(object, FieldPath.parse("spec.replicas"), JsonNodeFactory.instance.numberNode(count));
    }

    private static SetField image(String image) {
        return new SetField(
                WEB,
                FieldPath.parse("spec.template.spec.containers[name=web].image"),
                JsonNodeFactory.instance.stringNode(image));
    }

    private Placed place(GitSource source, DesiredChange change, Reader... others) {
        return placement.place(
                PROD, source, repository, head, List.of(change), new Readers(List.of(others), List.of()));
    }

    private Reason refusal(GitSource source, DesiredChange change, Reader... others) {
        Placed placed = place(source, change, others);
        assertThat(placed.plan()).isInstanceOf(CannotPlace.class);
        return ((CannotPlace) placed.plan()).reason();
    }

    /** The edited file after the edit. */
    private static String edited(Placed placed, String path) {
        if (placed.plan() instanceof CannotPlace refused) throw new AssertionError(refused.reason());
        return ((Edits) placed.plan())
                .files().stream()
                        .filter(file -> file.path().equals(path))
                        .map(file -> new String(file.after().orElseThrow(), StandardCharsets.UTF_8))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void theBaseIsEditedWhereTheOverlayLeavesTheFieldAlone() {
        commit(SHOP);
        Placed placed = place(source("prod"), replicas(WEB, 3), reader("prod", "prod"));

        assertThat(edited(placed, "base/web.yaml")).contains("  replicas: 3   # one is enough\n");
        assertThat(placed.proof().renderedDifferences()).containsExactly("Deployment shop/web spec.replicas: 1 -> 3");
        assertThat(((Edits) placed.plan())
                        .files()
                        .getFirst()
                        .fields()
                        .getFirst()
                        .line())
                .isEqualTo(5);
    }

    @Test
    void anImageThatTheOverlaySetsIsRefusedByTheNameOfThePlace() {
        commit(SHOP, """
                == prod/kustomization.yaml
                resources: [../base]
                namespace: shop
                images: [{name: other, newTag: "9"}, {name: web, newTag: "2.0"}]
                """);
        Reason refusal = refusal(source("prod"), image("web:3.0"));

        assertThat(refusal.code()).isEqualTo("kustomize-overridden");
        assertThat(refusal.message())
                .isEqualTo("spec.template.spec.containers[name=web].image of Deployment shop/web is web:2.0 whatever"
                        + " base/web.yaml says: images: in prod/kustomization.yaml sets it");
    }

    @Test
    void anImageWhoseNameEscapesTheOverlayWouldChangeMoreOrLessThanWanted() {
        commit(SHOP, """
                == prod/kustomization.yaml
                resources: [../base]
                namespace: shop
                images: [{name: web, newTag: "2.0"}]
                """);
        Placed placed = place(source("prod"), image("fork:3.0"));

        assertThat(placed.proof().renderedDifferences())
                .containsExactly(
                        "Deployment shop/web spec.template.spec.containers[name=web].image: web:2.0 ->" + " fork:3.0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replicas: [{name: web, count: 5}]                 | replicas: in prod/kustomization.yaml sets it
            patches: [{path: patch.yaml}]                     | the file patch.yaml of patches: in prod/kustomization.yaml sets it
            components: [../component]                        | replicas: in component/kustomization.yaml sets it
            """)
    void whatDecidesTheReplicasIsNamed(String field, String by) {
        commit(SHOP, "== prod/kustomization.yaml\nresources: [../base]\nnamespace: shop\n" + field + "\n", """
                == prod/patch.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec: {replicas: 5}
                == component/kustomization.yaml
                apiVersion: kustomize.config.k8s.io/v1alpha1
                kind: Component
                replicas: [{name: web, count: 5}]
                """);
        assertThat(refusal(source("prod"), replicas(WEB, 3)).message())
                .isEqualTo("spec.replicas of Deployment shop/web is 5 whatever base/web.yaml says: " + by);
        // The base says 1 already, but that is not what is applied.
        assertThat(refusal(source("prod"), replicas(WEB, 1)).code()).isEqualTo("kustomize-overridden");
    }

    @Test
    void whatTheOverlaySetsAsWantedIsThereAlready() {
        commit(SHOP, """
                == prod/kustomization.yaml
                resources: [../base]
                namespace: shop
                replicas: [{name: web, count: 5}]
                """);

        assertThat(place(source("prod"), replicas(WEB, 5)).plan()).isEqualTo(new AlreadyAsDesired("base/web.yaml", 1));
        assertThat(placement.isAsDesired(source("prod"), repository, head, List.of(replicas(WEB, 5))))
                .isTrue();
        assertThat(placement.isAsDesired(source("prod"), repository, head, List.of(replicas(WEB, 4))))
                .isFalse();
    }

    @Test
    void aBaseThatAnotherOverlayReadsIsRefusedWithWhatWouldChangeThere() {
        commit(SHOP, STAGING);
        Reason refusal =
                refusal(source("prod"), replicas(WEB, 3), reader("prod", "prod"), reader("staging", "staging"));

        assertThat(refusal.code()).isEqualTo("shared-file");
        assertThat(refusal.message())
                .isEqualTo("base/web.yaml is read by Kustomization flux-system/staging as well, where the edit would"
                        + " change: Deployment staging/web spec.replicas: 1 -> 3");
    }

    @Test
    void aBaseIsSharedInPeaceWhereTheOtherOverlaySetsTheFieldItself() {
        commit(SHOP, STAGING + "replicas: [{name: web, count: 2}]\n");

        assertThat(edited(place(source("prod"), replicas(WEB, 3), reader("staging", "staging")), "base/web.yaml"))
                .contains("replicas: 3");
    }

    @Test
    void anOwnerThatAppliesFromAnotherBranchIsNotConcerned() {
        commit(SHOP, STAGING);
        GitSource other = source("staging");
        GitSource elsewhere = new GitSource(
                other.definedBy(),
                other.repository(),
                "release",
                other.path(),
                other.files(),
                "",
                false,
                other.kustomizing());
        GitSource byDefault = new GitSource(
                other.definedBy(), other.repository(), "", other.path(), other.files(), "", false, other.kustomizing());

        assertThat(place(
                                source("prod"),
                                replicas(WEB, 3),
                                new Reader.OfFolder(flux("staging"), elsewhere, Optional.empty()))
                        .plan())
                .isInstanceOf(Edits.class);
        assertThat(refusal(
                                source("prod"),
                                replicas(WEB, 3),
                                new Reader.OfFolder(flux("staging"), byDefault, Optional.empty()))
                        .code())
                .isEqualTo("shared-file");
    }

    @Test
    void whereItCannotBeToldWhatAnotherOwnerMakesOfTheFileItIsRefused() {
        commit(SHOP, STAGING);
        Reason images = Reason.lasting("kustomization-images", "spec.images changes what the files say", "");

        assertThat(refusal(
                                source("prod"),
                                replicas(WEB, 3),
                                new Reader.OfFolder(flux("staging"), source("staging"), Optional.of(images)))
                        .message())
                .isEqualTo("base/web.yaml is read by Kustomization flux-system/staging as well, and what the edit would"
                        + " change there cannot be told: spec.images changes what the files say");
        assertThat(refusal(
                                source("prod"),
                                replicas(WEB, 3),
                                new Reader.OfPaths(
                                        flux("chart"), "u", "main", List.of("other", "base"), "renders a chart"))
                        .message())
                .endsWith("cannot be told: it renders a chart");
        assertThat(place(
                                source("prod"),
                                replicas(WEB, 3),
                                new Reader.OfPaths(
                                        flux("chart"), "u", "main", List.of("bas", "base/web"), "renders a chart"))
                        .plan())
                .isInstanceOf(Edits.class);
    }

    @Test
    void anOwnerWhoseFilesCannotBeFollowedIsAWarningUnlessItsFolderHasTheFile() {
        commit(SHOP, """
                == remote/kustomization.yaml
                resources: ['https://git.example.org/other//base']
                """);
        Placed placed = place(source("prod"), replicas(WEB, 3), reader("remote", "remote"), reader("gone", "gone"));

        assertThat(placed.plan()).isInstanceOf(Edits.class);
        assertThat(placed.proof().warnings()).extracting(Reason::code).containsExactly("reader-unclear");

        commit(SHOP, "== kustomization.yaml\nresources: ['https://git.example.org/other//base']\n");
        assertThat(refusal(source("prod"), replicas(WEB, 3), reader("all", "")).message())
                .contains("Kustomization flux-system/all as well", "https://git.example.org/other//base");
    }

    @Test
    void anObjectIsFoundUnderTheNameThatItHasInTheFile() {
        ObjectRef named = new ObjectRef("apps", "v1", "Deployment", "shop", "prod-web-eu");
        commit(SHOP, """
                == prod/kustomization.yaml
                resources: [../base]
                namePrefix: prod-
                nameSuffix: -eu
                namespace: shop
                """);
        Placed placed = place(source("prod"), replicas(named, 3));

        assertThat(edited(placed, "base/web.yaml")).contains("metadata: {name: web}", "replicas: 3");
        assertThat(placed.proof().renderedDifferences())
                .containsExactly("Deployment shop/prod-web-eu spec.replicas: 1 -> 3");
        assertThat(((Edits) placed.plan())
                        .files()
                        .getFirst()
                        .fields()
                        .getFirst()
                        .object())
                .isEqualTo(named);
        assertThat(placement.find(source("prod"), repository, head, named).found())
                .hasToString("[base/web.yaml:1]");
        assertThat(placement.find(source("prod"), repository, head, WEB).found())
                .isEmpty();
    }

    @Test
    void anEditThatAGeneratorReadsAsWellChangesMoreThanWanted() {
        commit(SHOP, """
                == base/kustomization.yaml
                resources: [web.yaml]
                configMapGenerator: [{name: copy, files: [web.yaml]}]
                """);
        Reason refusal = refusal(source("prod"), replicas(WEB, 3));

        assertThat(refusal.code()).isEqualTo("kustomize-more-changes");
        assertThat(refusal.message())
                .startsWith(
                        "editing base/web.yaml for Deployment shop/web would change more than that: ConfigMap shop/copy-");
    }

    @Test
    void whatAGeneratorMakesLiesInNoFile() {
        commit(SHOP, """
                == base/kustomization.yaml
                resources: [web.yaml]
                configMapGenerator: [{name: settings, files: [a.txt]}]
                == base/a.txt
                a
                """);
        AppliedNames names = new AppliedNames(renderer());
        ObjectRef settings = names.configMap(repository, head, source("prod"));
        Reason refusal = refusal(
                source("prod"),
                new SetField(settings, FieldPath.parse("data.x"), JsonNodeFactory.instance.stringNode("y")));

        assertThat(refusal.code()).isEqualTo("kustomize-generated");
        assertThat(refusal.message())
                .endsWith("is made by the configMapGenerator of base/kustomization.yaml, not defined in a file");
    }

    @Test
    void whatIsNotBuiltIsNotInGit() {
        commit(SHOP);

        assertThat(refusal(source("prod"), replicas(new ObjectRef("apps", "v1", "Deployment", "shop", "api"), 3)))
                .extracting(Reason::code, Reason::message)
                .containsExactly(
                        "object-not-in-git", "Deployment shop/api is not among what prod/kustomization.yaml builds");
    }

    @Test
    void aPatchIsNoDefinitionThoughItLooksLikeOne() {
        commit(SHOP, """
                == prod/kustomization.yaml
                resources: [../base]
                namespace: shop
                patches: [{path: patch.yaml}]
                == prod/patch.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec: {paused: true}
                """);
        assertThat(placement.find(source("prod"), repository, head, WEB).found())
                .hasToString("[base/web.yaml:1]");
        assertThat(edited(place(source("prod"), replicas(WEB, 3)), "base/web.yaml"))
                .contains("replicas: 3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            resources: [../base, 'github.com/shop/base?ref=v1'] | kustomize-remote
            resources: [../../base]                             | kustomize-outside-repository
            resources: [../base, link.yaml]                     | kustomize-link
            helmCharts: [{name: redis}]                         | kustomize-helm-charts
            """)
    void whatIsNotBuiltByLandfallIsRefusedByName(String content, String code) {
        server.commit("shop", "main", "120000", Map.of("prod/link.yaml", "/etc/passwd"));
        commit(SHOP, "== prod/kustomization.yaml\n" + content + "\n");

        assertThat(refusal(source("prod"), replicas(WEB, 3)).code()).isEqualTo(code);
        assertThat(placement.find(source("prod"), repository, head, WEB).unreadable())
                .extracting(Reason::code)
                .containsExactly(code);
        assertThat(placement.isAsDesired(source("prod"), repository, head, List.of(replicas(WEB, 1))))
                .isFalse();
    }

    @Test
    void aRepositoryThatDoesNotBuildIsRefusedInKustomizesWords() {
        commit(SHOP, """
                == prod/kustomization.yaml
                resources: [../base]
                patches: [{path: patch.yaml}]
                == prod/patch.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: nobody}
                """);
        assertThat(refusal(source("prod"), replicas(WEB, 3)))
                .satisfies(reason -> assertThat(reason.code()).isEqualTo("kustomize-build-failed"))
                .satisfies(reason -> assertThat(reason.message()).contains("nobody"));
    }

    @Test
    void aNewObjectIsRefusedSinceAKustomizationWouldHaveToNameIt() {
        commit(SHOP);
        var content = JsonNodeFactory.instance.objectNode().put("kind", "Deployment");

        assertThat(refusal(source("prod"), new DesiredChange.CreateObject(WEB, content))
                        .code())
                .isEqualTo("kustomize-create");
    }

    @Test
    void theKustomizationThatFluxMakesUpBuildsFoldersWithOneAndReadsTheRest() {
        ObjectRef api = new ObjectRef("apps", "v1", "Deployment", "shop", "api");
        commit(SHOP, """
                == cluster/api/deep/api.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: api, namespace: shop}
                spec: {replicas: 1}
                == cluster/web/kustomization.yaml
                resources: [../../base]
                namespace: shop
                """);

        assertThat(edited(place(source("cluster"), replicas(WEB, 3)), "base/web.yaml"))
                .contains("replicas: 3");
        assertThat(edited(place(source("cluster"), replicas(api, 3)), "cluster/api/deep/api.yaml"))
                .contains("replicas: 3");
    }

    @Test
    void aTargetNamespaceTakesThePlaceOfTheOneInTheFiles() {
        commit(SHOP);
        ObjectRef moved = new ObjectRef("apps", "v1", "Deployment", "elsewhere", "web");
        Placed placed = place(source("prod", "elsewhere", Kustomizing.When.ALWAYS), replicas(moved, 3));

        assertThat(placed.proof().renderedDifferences())
                .containsExactly("Deployment elsewhere/web spec.replicas: 1 -> 3");
    }

    @Test
    void whereOnlyTheRootCountsFoldersWithAKustomizationArePlain() {
        commit(SHOP, """
                == prod/base.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec: {replicas: 1}
                """);
        GitSource parent = source("", "shop", Kustomizing.When.AT_THE_ROOT);
        GitSource plain = new GitSource(
                parent.definedBy(),
                parent.repository(),
                "main",
                "",
                file -> file.startsWith("prod/") && file.endsWith(".yaml"),
                "shop",
                false,
                parent.kustomizing());

        assertThat(edited(place(plain, replicas(WEB, 3)), "prod/base.yaml")).contains("replicas: 3");
        assertThat(edited(
                        place(source("base", "shop", Kustomizing.When.AT_THE_ROOT), replicas(WEB, 3)), "base/web.yaml"))
                .contains("replicas: 3");
    }

    @Test
    void twoOwnersThatReadOnePlainFolderBothApplyTheEdit() {
        commit("""
                == apps/web.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop}
                spec: {replicas: 1}
                """);

        assertThat(refusal(source("apps"), replicas(WEB, 3), reader("prod", "apps"), reader("copy", ""))
                        .message())
                .isEqualTo(
                        "apps/web.yaml is read by Kustomization flux-system/copy as well, where the edit would change:"
                                + " Deployment shop/web spec.replicas: 1 -> 3");
        assertThat(edited(place(source("apps"), replicas(WEB, 3), reader("app", "app")), "apps/web.yaml"))
                .contains("replicas: 3");
    }

    @Test
    void aFileByWhichTheOwnerChangesItsOwnSpecIsNamed() {
        commit(SHOP, "== prod/.argocd-source.yaml\nkustomize: {images: [web:9]}\n");

        assertThat(refusal(source("prod"), replicas(WEB, 3)))
                .satisfies(reason -> assertThat(reason.code()).isEqualTo("source-override-file"))
                .satisfies(reason -> assertThat(reason.message()).contains("prod/.argocd-source.yaml"));
    }

    @Test
    void rightsThatAreMissingToSeeOtherOwnersAreAWarning() {
        commit(SHOP);
        var unread = new Access("list", "argoproj.io", "applications", "");
        Placed placed = placement.place(
                PROD,
                source("prod"),
                repository,
                head,
                List.of(replicas(WEB, 3)),
                new Readers(List.of(), List.of(unread)));

        assertThat(placed.proof().warnings()).extracting(Reason::code).containsExactly("readers-unseen");
    }
}
