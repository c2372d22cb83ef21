package dev.landfall.placement;

import static dev.landfall.cluster.ObjectText.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.render.KustomizeLookAlike;
import dev.landfall.render.Renderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.node.ObjectNode;

/** What is usual takes two builds, side by side: of what is there, and of the edit that was guessed rightly. */
@Execution(ExecutionMode.CONCURRENT)
class LikelyEditTest extends PlacementFixture {
    private static final String STAGING = "== staging/kustomization.yaml\nresources: [../base]\nnamespace: staging\n";
    private final KustomizeLookAlike kustomize = new KustomizeLookAlike();

    @Override
    Renderer renderer() {
        return kustomize;
    }

    private void assertTwoBuilds(DesiredChange change, String file) {
        Placed placed = place(source("prod"), change, reader("staging", "staging"));

        assertThat(((Edits) placed.plan()).files())
                .extracting(edit -> edit.path())
                .contains(file);
        assertThat(kustomize.builds).hasSize(2);
    }

    private static String prod(String fields) {
        return "== prod/kustomization.yaml\nresources: [../base]\nnamespace: shop\n" + fields;
    }

    @Test
    void ofTheFileThatDefinesTheObject() {
        commit(SHOP);
        assertTwoBuilds(replicas(WEB, 3), "base/web.yaml");
    }

    @Test
    void ofAnEntryOfReplicas() {
        commit(SHOP, STAGING, prod("replicas: [{name: web, count: 2}]\n"));
        assertTwoBuilds(replicas(WEB, 3), "prod/kustomization.yaml");
    }

    @Test
    void ofAnEntryOfImages() {
        commit(SHOP, STAGING, prod("images: [{name: web, newName: registry.example.org/web, newTag: '1'}]\n"));
        assertTwoBuilds(image("registry.example.org/web:2"), "prod/kustomization.yaml");
    }

    @Test
    void ofAnOverlayAboveASharedBase() {
        commit(SHOP, STAGING);
        assertTwoBuilds(replicas(WEB, 3), "prod/kustomization.yaml");
    }

    @Test
    void ofANewObject() {
        commit(SHOP);
        ObjectRef config = new ObjectRef("", "v1", "ConfigMap", "shop", "facts");
        ObjectNode content =
                (ObjectNode) object("{apiVersion: v1, kind: ConfigMap, metadata: {name: facts, namespace: shop}}")
                        .json();
        assertTwoBuilds(new CreateObject(config, content), "prod/kustomization.yaml");
    }
}
