package dev.landfall.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Objects that name each other as owners, each written as the references that it carries. */
class LineageReaderTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final InMemoryCluster cluster = new InMemoryCluster()
            .serving(new ResourceType("", "v1", "Pod", "pods", "pod", List.of(), true))
            .serving(new ResourceType("apps", "v1", "ReplicaSet", "replicasets", "replicaset", List.of(), true))
            .serving(new ResourceType("apps", "v1", "Deployment", "deployments", "deployment", List.of(), true))
            .serving(new ResourceType("example.org", "v1", "Fleet", "fleets", "fleet", List.of(), false));

    @Test
    void aPodDescendsFromItsReplicaSetAndDeployment() {
        add("apps/v1", "Deployment", "web", "d", "");
        add("apps/v1", "ReplicaSet", "web-1", "r", owner("apps/v1", "Deployment", "web", "d", true));
        LiveObject pod = add("v1", "Pod", "web-1-a", "p", owner("apps/v1", "ReplicaSet", "web-1", "r", true));
        Lineage lineage = new LineageReader(cluster).read(pod);
        assertThat(names(lineage)).containsExactly("web-1-a", "web-1", "web");
        assertThat(lineage.stale()).isEmpty();
        assertThat(lineage.chainTo(lineage.objects().get(1).ref()))
                .extracting(ObjectRef::kind)
                .containsExactly("Pod", "ReplicaSet");
    }

    @Test
    void whatNothingOwnsIsItsOwnRoot() {
        Lineage lineage = new LineageReader(cluster).read(add("v1", "Pod", "alone", "p", ""));
        assertThat(lineage.root()).isEqualTo(lineage.asked());
        assertThat(lineage.stale()).isEmpty();
    }

    @Test
    void theControllingOwnerComesBeforeOthersWhereverItStands() {
        add("apps/v1", "ReplicaSet", "other", "o", "");
        add("apps/v1", "ReplicaSet", "controlling", "c", "");
        LiveObject pod = add(
                "v1",
                "Pod",
                "a",
                "p",
                owner("apps/v1", "ReplicaSet", "other", "o", false) + ","
                        + owner("apps/v1", "ReplicaSet", "controlling", "c", true));
        assertThat(names(new LineageReader(cluster).read(pod))).containsExactly("a", "controlling");
    }

    @Test
    void anOwnerThatWasMadeAnewUnderTheSameNameIsNoParent() {
        add("apps/v1", "ReplicaSet", "web-1", "new", "");
        LiveObject pod = add("v1", "Pod", "a", "p", owner("apps/v1", "ReplicaSet", "web-1", "old", true));
        Lineage lineage = new LineageReader(cluster).read(pod);
        assertThat(names(lineage)).containsExactly("a");
        assertThat(lineage.stale())
                .isEqualTo("Pod shop/a names the owner ReplicaSet web-1, which is gone or was made anew");
    }

    @Test
    void anOwnerThatIsGoneOrOfAKindThatIsNotServedEndsTheLine() {
        LiveObject gone = add("v1", "Pod", "a", "p", owner("apps/v1", "ReplicaSet", "web-1", "r", true));
        assertThat(new LineageReader(cluster).read(gone).stale()).contains("ReplicaSet web-1");
        LiveObject unserved = add("v1", "Pod", "b", "q", owner("other.org/v1", "Thing", "t", "t", true));
        assertThat(new LineageReader(cluster).read(unserved).stale()).contains("Thing t");
    }

    @Test
    void aClusterScopedOwnerIsLookedUpWithoutNamespace() {
        LiveObject fleet = object("example.org/v1", "Fleet", "", "f", "f", "");
        cluster.with(fleet);
        LiveObject pod = add("v1", "Pod", "a", "p", owner("example.org/v1", "Fleet", "f", "f", true));
        assertThat(new LineageReader(cluster).read(pod).root()).isEqualTo(fleet);
    }

    @Test
    void anOwnerOfTheSameNameInAnotherNamespaceIsNoParent() {
        cluster.with(object("apps/v1", "ReplicaSet", "elsewhere", "web-1", "r", ""));
        LiveObject pod = add("v1", "Pod", "a", "p", owner("apps/v1", "ReplicaSet", "web-1", "r", true));
        assertThat(names(new LineageReader(cluster).read(pod))).containsExactly("a");
    }

    @Test
    void aCircleOfOwnersEnds() {
        LiveObject pod = add("v1", "Pod", "a", "p", owner("apps/v1", "ReplicaSet", "r", "r", true));
        add("apps/v1", "ReplicaSet", "r", "r", owner("v1", "Pod", "a", "p", true));
        Lineage lineage = new LineageReader(cluster).read(pod);
        assertThat(names(lineage)).containsExactly("a", "r");
        assertThat(lineage.stale()).isEmpty();
    }

    @Test
    void anOwnerThatMayNotBeReadIsNotTakenForGone() {
        add("apps/v1", "ReplicaSet", "web-1", "r", "");
        LiveObject pod = add("v1", "Pod", "a", "p", owner("apps/v1", "ReplicaSet", "web-1", "r", true));
        cluster.denying("get", "replicasets.apps", "shop");
        assertThatThrownBy(() -> new LineageReader(cluster).read(pod))
                .isInstanceOfSatisfying(
                        ClusterException.class,
                        thrown -> assertThat(thrown.missing())
                                .contains(new Access("get", "apps", "replicasets", "shop")));
    }

    private static List<String> names(Lineage lineage) {
        return lineage.objects().stream().map(object -> object.ref().name()).toList();
    }

    private LiveObject add(String apiVersion, String kind, String name, String uid, String owners) {
        LiveObject object = object(apiVersion, kind, "shop", name, uid, owners);
        cluster.with(object);
        return object;
    }

    private static LiveObject object(
            String apiVersion, String kind, String namespace, String name, String uid, String owners) {
        return new LiveObject(JSON.readTree("""
                {"apiVersion": "%s", "kind": "%s", "metadata":
                 {"namespace": "%s", "name": "%s", "uid": "%s", "ownerReferences": [%s]}}""".formatted(apiVersion, kind, namespace, name, uid, owners)));
    }

    private static String owner(String apiVersion, String kind, String name, String uid, boolean controller) {
        return """
                {"apiVersion": "%s", "kind": "%s", "name": "%s", "uid": "%s", "controller": %s}""".formatted(apiVersion, kind, name, uid, controller);
    }
}
