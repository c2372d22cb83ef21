package dev.landfall.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.Access;
import dev.landfall.gitops.GitSource;
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
    private static final String STAGING = """
            == staging/kustomization.yaml
            resources: [../base]
            namespace: staging
            """;

    @Override
    Renderer renderer() {
        return new KustomizeLookAlike();
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
        Placed placed = placement.place(
                PROD,
                source("prod"),
                repository,
                head,
                List.of(replicas(WEB, 3)),
                new Readers(List.of(), List.of(unread)));

        assertThat(placed.proof().warnings()).extracting(Reason::code).containsExactly("readers-unseen");
    }

    @Test
    void anOverlayThatDoesNotBuildStandsInTheWayOfItsBase() {
        commit(SHOP, STAGING, """
                == staging/kustomization.yaml
                resources: [../base]
                patches: [{path: patch.yaml}]
                == staging/patch.yaml
                kind: Deployment
                metadata: {name: nobody}
                """);

        assertThat(refusal(source("prod"), replicas(WEB, 3), reader("staging", "staging"))
                        .message())
                .contains("Kustomization flux-system/staging as well", "cannot be told", "nobody");
    }
}
