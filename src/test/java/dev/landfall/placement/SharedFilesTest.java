package dev.landfall.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.Access;
import dev.landfall.gitops.Reader;
import dev.landfall.gitops.Readers;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.reason.Reason;
import dev.landfall.render.KustomizeLookAlike;
import dev.landfall.render.Renderer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Files that several owners read: an edit may change what is applied for one of them only. */
class SharedFilesTest extends PlacementFixture {
    @Override
    Renderer renderer() {
        return new KustomizeLookAlike();
    }

    private static Reader chart(String branch, String... paths) {
        return new Reader.OfPaths(flux("chart"), "u", branch, List.of(paths), "renders a chart");
    }

    @Test
    void anOwnerOfTheSameOverlayWouldGetTheEditAsWell() {
        commit(SHOP);
        Reason refusal = refusal(source("prod"), replicas(WEB, 3), reader("prod", "prod"), reader("copy", "prod"));

        assertThat(refusal.code()).isEqualTo("shared-file");
        assertThat(refusal.message())
                .isEqualTo("base/web.yaml is read by Kustomization flux-system/copy as well, where the edit would"
                        + " change: Deployment shop/web spec.replicas: 1 -> 3");
    }

    @Test
    void anOwnerThatAppliesFromAnotherBranchIsNotConcerned() {
        commit(SHOP);

        assertThat(edited(place(source("prod"), replicas(WEB, 3), chart("release", "base")), "base/web.yaml"))
                .contains("replicas: 3");
        assertThat(edited(place(source("prod"), replicas(WEB, 3), chart("", "base")), "prod/kustomization.yaml"))
                .contains("count: 3");
    }

    @Test
    void whereItCannotBeToldWhatAnotherOwnerMakesOfTheFileItIsRefused() {
        commit(SHOP);
        Reason images = Reason.lasting("kustomization-images", "spec.images changes what the files say", "");

        assertThat(refusal(
                                source("prod"),
                                replicas(WEB, 3),
                                new Reader.OfFolder(flux("copy"), source("prod"), Optional.of(images)))
                        .message())
                .isEqualTo("base/web.yaml is read by Kustomization flux-system/copy as well, and what the edit would"
                        + " change there cannot be told: spec.images changes what the files say");
        assertThat(refusal(source("prod"), replicas(WEB, 3), chart("main", "other", "base", "prod"))
                        .message())
                .endsWith("cannot be told: it renders a chart");
        assertThat(place(source("prod"), replicas(WEB, 3), chart("main", "bas", "base/web"))
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
    void rightsThatAreMissingToSeeOtherOwnersAreAWarning() {
        commit(SHOP);
        var unread = new Access("list", "argoproj.io", "applications", "");
        Placed placed = place(PROD, source("prod"), List.of(replicas(WEB, 3)), new Readers(List.of(), List.of(unread)));

        assertThat(placed.proof().warnings()).extracting(Reason::code).containsExactly("readers-unseen");
    }

    @Test
    void anOwnerThatDoesNotBuildStandsInTheWayOfWhatItReads() {
        commit(SHOP, """
                == all/kustomization.yaml
                resources: [../prod]
                patches: [{path: patch.yaml}]
                == all/patch.yaml
                kind: Deployment
                metadata: {name: nobody}
                """);

        assertThat(refusal(source("prod"), replicas(WEB, 3), reader("all", "all"))
                        .message())
                .contains("Kustomization flux-system/all as well", "cannot be told", "nobody");
    }
}
