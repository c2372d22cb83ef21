package dev.landfall.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GitSource;
import dev.landfall.render.KustomizeLookAlike;
import dev.landfall.render.Renderer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A file beside ours that nobody can read: it stops the owner, and does not take back what ours says. */
class UnreadableNeighbourTest extends PlacementFixture {
    private static final GitSource FOLDER = source("apps", "shop", dev.landfall.gitops.Kustomizing.When.AT_THE_ROOT);
    private static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");

    @Override
    Renderer renderer() {
        return new KustomizeLookAlike();
    }

    private boolean saysThree() {
        return placement.contents().isAsDesired(checkout(FOLDER), List.of(replicas(WEB, 3)));
    }

    private void committed(int replicas, String neighbour) {
        commit("""
                == apps/web.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop}
                spec: {replicas: %d}
                == apps/broken.yaml
                %s
                """.formatted(replicas, neighbour));
    }

    @Test
    void whatOursSaysIsStillSaid() {
        committed(3, "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: broken");

        assertThat(saysThree()).isTrue();
    }

    @Test
    void whatSomebodyChangedInOursIsNot() {
        committed(5, "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: broken");

        assertThat(saysThree()).isFalse();
    }
}
