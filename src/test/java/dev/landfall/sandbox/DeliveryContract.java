package dev.landfall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import tools.jackson.databind.JsonNode;

/**
 * What a GitOps tool does with a plain folder of a repository, as far as Landfall relies on it: the look-alikes of the
 * sandbox keep to it, and the real tools show that it is true. Every owner looks at Git by itself so seldom that only a
 * request can explain that it looked.
 */
public abstract class DeliveryContract {
    protected static final String DEPLOYMENTS = "deployments.apps";

    protected DeliveryWorld world;

    /** Makes a world of its own for a test of this name. */
    protected abstract DeliveryWorld open(String test);

    /** An owner of the folder {@code apps} that applies by itself, prunes, and undoes what others do by hand. */
    protected abstract String owner();

    /** The same owner, so that a new commit is not applied until a person acts. */
    protected abstract String idleOwner();

    /** Asks the tool to look at Git now, and waits until it has. */
    protected abstract void refresh();

    /** Whether the owner says that it applied a commit, all of it. */
    protected abstract boolean saysApplied(String commit);

    /** Whether the owner's own list has the object, as {@code Deployment web}. */
    protected abstract boolean lists(String kind, String name);

    /** Whether the object carries the tool's mark. */
    protected abstract boolean isMarked(JsonNode object);

    /** Deletes the owner in the way by which what it applied goes too. */
    protected abstract void deleteOwnerWithAll();

    @BeforeEach
    void begin(TestInfo test) {
        world = open(test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void end() {
        if (world != null) world.close();
    }

    protected final String web(int replicas, String image) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: %s}
                spec:
                  replicas: %d
                  progressDeadlineSeconds: %d
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      terminationGracePeriodSeconds: 1
                      containers: [{name: web, image: "%s"}]
                """.formatted(world.namespace(), replicas, world.progressDeadline(), image);
    }

    protected final String settings(String name, String value) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: %s}, data: {key: '%s'}}\n"
                .formatted(name, world.namespace(), value);
    }

    /** A repository with {@code web} of one old Pod and {@code settings}, delivered. */
    protected final String delivered(String owner) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("apps/web.yaml", web(1, world.images().old()));
        files.put("apps/settings.yaml", settings("settings", "one"));
        files.put("README.md", "# Shop\n");
        String commit = world.push(files);
        world.apply(owner);
        awaitWeb(live -> isRolledOut(live, 1));
        Await.until("the owner's word", world.patience(), () -> saysApplied(commit), said -> said);
        return commit;
    }

    protected final JsonNode awaitWeb(Predicate<JsonNode> wanted) {
        return await(DEPLOYMENTS, "web", wanted);
    }

    protected final JsonNode await(String resource, String name, Predicate<JsonNode> wanted) {
        return Await.until(
                resource + " " + name, world.patience(), () -> world.get(resource, world.namespace(), name), wanted);
    }

    protected static boolean isRolledOut(JsonNode live, int replicas) {
        return live.at("/status/observedGeneration").asLong(-1)
                        == live.at("/metadata/generation").asLong(0)
                && live.at("/spec/replicas").asInt(0) == replicas
                && live.at("/status/updatedReplicas").asInt(0) == replicas
                && live.at("/status/availableReplicas").asInt(0) == replicas
                && live.at("/status/replicas").asInt(0) == replicas;
    }

    @Test
    void whatItAppliesItMarksAndLists() {
        delivered(owner());

        assertThat(isMarked(world.get(DEPLOYMENTS, world.namespace(), "web"))).isTrue();
        assertThat(isMarked(world.pods("web").path(0))).isFalse();
        assertThat(lists("Deployment", "web")).isTrue();
        assertThat(lists("ConfigMap", "settings")).isTrue();
        assertThat(lists("Pod", world.pods("web").path(0).at("/metadata/name").asString()))
                .isFalse();
    }

    @Test
    void aCommitReachesTheClusterAndTheStatusNamesIt() {
        String first = delivered(owner());

        String commit = world.push(Map.of("apps/web.yaml", web(3, world.images().old())));
        refresh();

        awaitWeb(live -> isRolledOut(live, 3));
        Await.until("the owner's word", world.patience(), () -> saysApplied(commit), said -> said);
        assertThat(saysApplied(first)).isFalse();
    }

    @Test
    void aCommitThatTouchesNothingOfTheFolderIsNamedToo() {
        delivered(owner());
        JsonNode before = world.get(DEPLOYMENTS, world.namespace(), "web");

        String commit = world.push(Map.of("README.md", "# Our shop\n"));
        refresh();

        Await.until("the owner's word", world.patience(), () -> comparedOrApplied(commit), said -> said);
        assertThat(world.get(DEPLOYMENTS, world.namespace(), "web")
                        .at("/metadata/generation")
                        .asLong())
                .isEqualTo(before.at("/metadata/generation").asLong());
    }

    /** Whether the owner says that it knows the commit and that nothing is left to do. */
    protected abstract boolean comparedOrApplied(String commit);

    @Test
    void whatGitDropsGoes() {
        delivered(owner());

        world.push(Map.of("apps/settings.yaml", ""));
        refresh();

        await("configmaps", "settings", JsonNode::isMissingNode);
        Await.until("the end of the entry", world.patience(), () -> lists("ConfigMap", "settings"), listed -> !listed);
        assertThat(lists("Deployment", "web")).isTrue();
    }

    @Test
    void anIdleOwnerAppliesNothing() {
        delivered(owner());
        world.apply(idleOwner());
        letItKnow();

        String commit = world.push(Map.of("apps/web.yaml", web(3, world.images().old())));
        refresh();

        assertThat(saysApplied(commit)).isFalse();
        assertThat(world.get(DEPLOYMENTS, world.namespace(), "web")
                        .at("/spec/replicas")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void whatOthersDoByHandIsUndoneAndTheirOwnFieldsStay() {
        delivered(owner());

        world.patch(DEPLOYMENTS, world.namespace(), "web", "{\"spec\": {\"replicas\": 4}}");
        world.patch(DEPLOYMENTS, world.namespace(), "web", "{\"metadata\": {\"annotations\": {\"note\": \"ours\"}}}");
        undoDrift();

        JsonNode live = awaitWeb(each -> isRolledOut(each, 1));
        assertThat(live.at("/metadata/annotations").path("note").asString()).isEqualTo("ours");
    }

    /** What it takes for the tool to look at the live objects again. */
    protected abstract void undoDrift();

    @Test
    void anObjectThatIsDeletedByHandComesBack() {
        delivered(owner());

        world.delete(DEPLOYMENTS, world.namespace(), "web");
        undoDrift();

        awaitWeb(live -> isRolledOut(live, 1));
    }

    @Test
    void ofTwoPushesInARowTheSecondIsWhatCounts() {
        delivered(owner());

        world.push(Map.of("apps/web.yaml", web(2, world.images().old())));
        requestRefresh();
        String second = world.push(Map.of("apps/web.yaml", web(3, world.images().renewed())));
        // Before 3.6 Argo CD loses a request that comes while another one is under way.
        refresh();
        refresh();

        awaitWeb(live -> isRolledOut(live, 3)
                && live.at("/spec/template/spec/containers/0/image")
                        .asString()
                        .equals(world.images().renewed()));
        Await.until("the owner's word", world.patience(), () -> saysApplied(second), said -> said);
    }

    /** Asks, and waits for nothing. */
    protected abstract void requestRefresh();

    @Test
    void withTheOwnerGoesWhatItApplied() {
        delivered(owner());

        deleteOwnerWithAll();

        await(DEPLOYMENTS, "web", JsonNode::isMissingNode);
        await("configmaps", "settings", JsonNode::isMissingNode);
    }

    @Test
    void aFileThatIsNoManifestStopsTheOwnerAndLeavesTheClusterAsItIs() {
        delivered(owner());

        // One that looks like a manifest: Argo CD passes over other files that do not parse.
        String broken = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: broken\n";
        String commit =
                world.push(Map.of("apps/broken.yaml", broken, "apps/settings.yaml", settings("settings", "two")));
        requestRefresh();

        awaitComplaint();
        assertThat(saysApplied(commit)).isFalse();
        assertThat(world.get("configmaps", world.namespace(), "settings")
                        .at("/data/key")
                        .asString())
                .isEqualTo("one");
    }

    /** Until a look that began with the spec of before is over. */
    protected abstract void letItKnow();

    /** Until the owner has found out what is wrong with what Git has, and says so as far as it does. */
    protected abstract void awaitComplaint();

    /** The kubelet's word about an image that is nowhere; the old Pod lives on. */
    protected final void awaitMissingImage() {
        Await.until(
                "ImagePullBackOff",
                world.patience(),
                () -> world.pods("web"),
                pods -> pods.valueStream()
                        .anyMatch(pod -> pod.at("/status/containerStatuses/0/state/waiting/reason")
                                .asString("")
                                .equals("ImagePullBackOff")));
        JsonNode live = awaitWeb(each -> each.at("/status/conditions")
                .valueStream()
                .anyMatch(condition -> condition.path("reason").asString().equals("ProgressDeadlineExceeded")));
        assertThat(live.at("/status/availableReplicas").asInt()).isEqualTo(1);
    }
}
