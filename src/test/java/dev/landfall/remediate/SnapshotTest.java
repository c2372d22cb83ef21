package dev.landfall.remediate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectText;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private final LiveObject pod = ObjectText.object("""
            apiVersion: v1
            kind: Pod
            metadata: {namespace: shop, name: web, uid: p, managedFields: [{manager: kubelet}]}
            """);
    private final InMemoryCluster cluster =
            new InMemoryCluster().serving(ObjectText.type("", "v1", "Pod")).with(pod);
    private final Snapshot snapshot = new Snapshot(cluster, cluster, "shop", Instant.EPOCH);

    /** Whoever lists an object may hold it, too: it is not ours to change. */
    @Test
    void objects_are_kept_without_managed_fields_and_stay_as_they_are_where_they_come_from() {
        assertThat(snapshot.all("", "Pod"))
                .singleElement()
                .satisfies(kept -> assertThat(kept.at("/metadata/managedFields").isMissingNode())
                        .isTrue());
        assertThat(pod.at("/metadata/managedFields").isArray()).isTrue();
    }

    @Test
    void a_kind_is_listed_once_however_often_it_is_asked_for() {
        snapshot.all("", "Pod");
        snapshot.all("", "Pod", "shop");
        snapshot.named("", "Pod", "shop", "web");

        assertThat(cluster.reads).containsExactly("list Pod shop");
    }

    @Test
    void what_may_not_be_read_counts_as_none_and_is_told() {
        cluster.denying("list", "pods", "shop");

        assertThat(snapshot.all("", "Pod")).isEmpty();
        assertThat(snapshot.isComplete("", "Pod")).isFalse();
        assertThat(snapshot.unread())
                .singleElement()
                .satisfies(reason -> assertThat(reason.message()).contains("pods"));
    }
}
