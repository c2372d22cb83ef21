package dev.landfall.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Kustomizing;
import dev.landfall.gitops.Readers;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.EditPlan.AlreadyAsDesired;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Edits of sources that are built with Kustomize: which are placed where, and which are refused. */
abstract class KustomizePlacementContract extends PlacementFixture {
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
    void whatTheOverlaySetsAsWantedIsThereAlready() {
        commit(SHOP, """
                == prod/kustomization.yaml
                resources: [../base]
                namespace: shop
                replicas: [{name: web, count: 5}]
                """);

        assertThat(place(source("prod"), replicas(WEB, 5)).plan()).isEqualTo(new AlreadyAsDesired("base/web.yaml", 1));
        assertThat(placement.contents().isAsDesired(checkout(source("prod")), List.of(replicas(WEB, 5))))
                .isTrue();
        assertThat(placement.contents().isAsDesired(checkout(source("prod")), List.of(replicas(WEB, 4))))
                .isFalse();
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
        assertThat(placement.contents().find(checkout(source("prod")), named).found())
                .hasToString("[base/web.yaml:1]");
        assertThat(placement.contents().find(checkout(source("prod")), WEB).found())
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
        assertThat(placement.contents().find(checkout(source("prod")), WEB).found())
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
        served.commitLinks(Map.of("prod/link.yaml", "/etc/passwd"));
        commit(SHOP, "== prod/kustomization.yaml\n" + content + "\n");

        assertThat(refusal(source("prod"), replicas(WEB, 3)).code()).isEqualTo(code);
        assertThat(placement.contents().find(checkout(source("prod")), WEB).unreadable())
                .extracting(Reason::code)
                .containsExactly(code);
        assertThat(placement.contents().isAsDesired(checkout(source("prod")), List.of(replicas(WEB, 1))))
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
    void aNewObjectGetsAFileThatTheKustomizationNames() {
        commit(SHOP);

        Placed placed = place(source("prod"), settings("settings"));

        assertThat(edited(placed, "prod/settings-configmap.yaml")).contains("name: settings", "mode: day");
        assertThat(edited(placed, "prod/kustomization.yaml")).contains("settings-configmap.yaml");
        assertThat(placed.proof().renderedDifferences())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("ConfigMap shop/settings"));
    }

    @Test
    void aNewObjectTogetherWithAnotherEditIsRefused() {
        commit(SHOP);

        Placed placed = place(
                PROD,
                source("prod"),
                List.of(settings("settings"), replicas(WEB, 3)),
                new Readers(List.of(), List.of()));

        assertThat(placed.plan())
                .isInstanceOfSatisfying(
                        EditPlan.CannotPlace.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("kustomize-create"));
    }

    private static DesiredChange.CreateObject settings(String name) {
        var content =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
        content.putObject("metadata").put("name", name).put("namespace", "shop");
        content.putObject("data").put("mode", "day");
        return new DesiredChange.CreateObject(new ObjectRef("", "v1", "ConfigMap", "shop", name), content);
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

        // The base is that of prod, too.
        assertThat(edited(place(source("cluster"), replicas(WEB, 3)), "cluster/web/kustomization.yaml"))
                .contains("count: 3");
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
    void aFileByWhichTheOwnerChangesItsOwnSpecIsNamed() {
        commit(SHOP, "== prod/.argocd-source.yaml\nkustomize: {images: [web:9]}\n");

        assertThat(refusal(source("prod"), replicas(WEB, 3)))
                .satisfies(reason -> assertThat(reason.code()).isEqualTo("source-override-file"))
                .satisfies(reason -> assertThat(reason.message()).contains("prod/.argocd-source.yaml"));
    }
}
