package dev.landfall.manifest;

import static dev.landfall.manifest.Edit.creation;
import static dev.landfall.manifest.Edit.deletion;
import static dev.landfall.manifest.Edit.file;
import static dev.landfall.manifest.Edit.plan;
import static dev.landfall.manifest.Edit.results;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.manifest.EditPlan.Edits;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Folders whose kustomization names the files that are read. */
class KustomizeFolderTest {
    private static final String WEB = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n";
    private static final String SERVICE = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n";
    private static final CreateObject API =
            creation("shop", "{'apiVersion': 'apps/v1', 'kind': 'Deployment', 'metadata': {'name': 'api'}}");
    private static final SourceFolder FOLDER = new SourceFolder("apps", Edit.SHOP, path -> path.endsWith(".yaml"));

    @Test
    void aNewFileIsNamedInTheKustomization() {
        String kustomization = "kind: Kustomization\nresources:\n  - ../base\n  - web.yaml # window\n\nimages: []\n";
        List<ManifestFile> files = List.of(file("apps/kustomization.yaml", kustomization), file("apps/web.yaml", WEB));

        EditPlan plan = plan(FOLDER, files, API);

        assertThat(results(plan).get("apps/kustomization.yaml"))
                .isEqualTo(kustomization.replace("window\n", "window\n  - api.yaml\n"));
        assertThat(results(plan)).containsKey("apps/api.yaml");
        assertThat(((Edits) plan).files().getFirst().fields()).isEmpty();
    }

    @Test
    void theNearestKustomizationAboveNamesIt() {
        List<ManifestFile> files = List.of(
                file("apps/kustomization.yaml", "resources: [team]\n"),
                file("apps/team/Kustomization", "resources:\n- web/deployment.yaml\n"),
                file("apps/team/web/deployment.yaml", WEB));

        assertThat(results(plan(FOLDER, files, API)))
                .containsOnlyKeys("apps/team/Kustomization", "apps/team/api/deployment.yaml")
                .containsEntry("apps/team/Kustomization", "resources:\n- web/deployment.yaml\n- api/deployment.yaml\n");
    }

    @Test
    void aKustomizationWithoutResourcesGetsThem() {
        List<ManifestFile> files = List.of(file("apps/kustomization.yml", "namespace: shop\n"));

        assertThat(results(plan(FOLDER, files, API)))
                .containsEntry("apps/kustomization.yml", "namespace: shop\nresources:\n- api-deployment.yaml\n");
    }

    @Test
    void aDeletedFileIsNamedNoMore() {
        List<ManifestFile> files = List.of(
                file("apps/kustomization.yaml", "resources:\n- ./web.yaml\n- service.yaml\n"),
                file("apps/web.yaml", WEB),
                file("apps/service.yaml", SERVICE));
        Map<String, String> expected = new HashMap<>();
        expected.put("apps/kustomization.yaml", "resources:\n- service.yaml\n");
        expected.put("apps/web.yaml", null);

        assertThat(results(plan(FOLDER, files, deletion("apps/v1", "Deployment", "web"))))
                .isEqualTo(expected);
    }

    @Test
    void aNewFileOfTheSamePlanThatGoesAgainLeavesNoTrace() {
        List<ManifestFile> files =
                List.of(file("apps/kustomization.yaml", "resources: [web.yaml]\n"), file("apps/web.yaml", WEB));

        assertThat(results(plan(FOLDER, files, deletion("apps/v1", "Deployment", "web"), API)))
                .containsEntry(
                        "apps/kustomization.yaml",
                        "resources:\n- api-deployment.yaml\n".replace("api-deployment", "api-deployment"))
                .containsAllEntriesOf(Collections.singletonMap("apps/web.yaml", null));
    }

    @Test
    void aKustomizationIsNoManifest() {
        String kustomization =
                "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata: {name: web}\n";
        List<ManifestFile> files = List.of(file("apps/other.yaml", kustomization));

        assertThat(new ManifestEditor()
                        .find(
                                files,
                                Edit.SHOP,
                                dev.landfall.cluster.ObjectRef.of(
                                        "kustomize.config.k8s.io/v1beta1", "Kustomization", "shop", "web"))
                        .found())
                .isEmpty();
    }

    @Test
    void aKustomizationThatHasNoListIsRefused() {
        List<ManifestFile> files = List.of(file("apps/kustomization.yaml", "resources: web.yaml\n"));

        assertThat(plan(FOLDER, files, API))
                .isInstanceOfSatisfying(
                        EditPlan.CannotPlace.class,
                        cannot -> assertThat(cannot.reason().code()).isEqualTo("wrong-shape"));
    }
}
