package dev.landfall.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ObjectWriter.Written;
import dev.landfall.sandbox.Await;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The sandbox's API server keeps the rules of the real one that the rest of Landfall relies on. */
class SandboxClusterTest {
    private static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");
    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectStore store = new ObjectStore(InstantSource.system());
    private final SandboxCluster cluster = new SandboxCluster(store);

    @BeforeEach
    void makeNamespace() {
        store.create(object("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}"), "test");
    }

    private static ObjectNode object(String yaml) {
        return Yaml.objects(yaml).getFirst();
    }

    private static ObjectNode web(String spec) {
        return object("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop, labels: {app: web}}
                spec:
                  %s
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: "web:1.0"}]}
                """.formatted(spec));
    }

    private LiveObject created() {
        return ((Written.Done) cluster.create(WEB, web("replicas: 1"), false)).object();
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }

    @Test
    void aNewObjectGetsWhatOnlyTheServerKnows() {
        LiveObject web = created();

        assertThat(web.uid()).isNotEmpty();
        assertThat(web.resourceVersion()).isNotEmpty();
        assertThat(web.generation()).isEqualTo(1);
        assertThat(web.at("/metadata/creationTimestamp").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(web.at("/metadata/managedFields/0/manager").asString()).isEqualTo("landfall");
        assertThat(web.at("/spec/template/spec/containers/0/imagePullPolicy").asString())
                .isEqualTo("IfNotPresent");
        assertThat(cluster.get(WEB)).contains(web);
    }

    @Test
    void theGenerationRisesWithTheSpecAlone() {
        LiveObject web = created();

        LiveObject annotated = cluster.annotate(WEB, "note", "hello").orElseThrow();
        assertThat(annotated.generation()).isEqualTo(1);
        assertThat(annotated.resourceVersion()).isNotEqualTo(web.resourceVersion());

        store.updateStatus(WEB, "test", object -> object.withObject("/status").put("replicas", 1));
        assertThat(cluster.get(WEB).orElseThrow().generation()).isEqualTo(1);

        assertThat(cluster.patch(WEB, json("[{'op':'replace','path':'/spec/replicas','value':3}]")))
                .isTrue();
        assertThat(cluster.get(WEB).orElseThrow().generation()).isEqualTo(2);
    }

    @Test
    void aWriteThatChangesNothingIsNone() {
        LiveObject web = created();

        cluster.patch(WEB, json("[{'op':'replace','path':'/spec/replicas','value':1}]"));

        assertThat(cluster.get(WEB)).contains(web);
    }

    @Test
    void aSpecCannotBeWrittenThroughTheStatusNorTheOtherWayRound() {
        created();
        store.updateStatus(WEB, "test", object -> object.withObject("/spec").put("replicas", 9));
        cluster.patch(WEB, json("[{'op':'add','path':'/status','value':{'replicas':9}}]"));

        LiveObject web = cluster.get(WEB).orElseThrow();
        assertThat(web.at("/spec/replicas").asInt()).isEqualTo(1);
        assertThat(web.at("/status/replicas").isMissingNode()).isTrue();
    }

    @Test
    void aPatchWhoseTestFailsWritesNothing() {
        LiveObject web = created();

        Written written = cluster.patch(
                WEB,
                json("[{'op':'test','path':'/spec/replicas','value':2},"
                        + "{'op':'replace','path':'/spec/replicas','value':3}]"),
                false);

        assertThat(written).isInstanceOf(Written.Changed.class);
        assertThat(cluster.get(WEB)).contains(web);
    }

    @Test
    void ofTwoPatchesForOneVersionOneWins() {
        String version = created().resourceVersion();
        String patch = "[{'op':'test','path':'/metadata/resourceVersion','value':'%s'},".formatted(version)
                + "{'op':'replace','path':'/spec/replicas','value':%d}]";

        assertThat(cluster.patch(WEB, json(patch.formatted(2)))).isTrue();
        assertThat(cluster.patch(WEB, json(patch.formatted(3)))).isFalse();

        assertThat(cluster.get(WEB).orElseThrow().at("/spec/replicas").asInt()).isEqualTo(2);
    }

    @Test
    void aDryRunSaysWhatWouldBeAndKeepsNothing() {
        LiveObject web = created();

        Written patched = cluster.patch(WEB, json("[{'op':'replace','path':'/spec/replicas','value':3}]"), true);
        Written deleted = cluster.delete(WEB, web.uid(), web.resourceVersion(), true);

        assertThat(((Written.Done) patched).object().at("/spec/replicas").asInt())
                .isEqualTo(3);
        assertThat(deleted).isInstanceOf(Written.Done.class);
        assertThat(cluster.get(WEB)).contains(web);
    }

    @Test
    void whatIsThereIsNotMadeAgain() {
        created();
        assertThat(cluster.create(WEB, web("replicas: 2"), false))
                .isInstanceOfSatisfying(
                        Written.Changed.class,
                        changed -> assertThat(changed.reason().message())
                                .isEqualTo("deployments.apps \"web\" already exists"));
    }

    @Test
    void anObjectIsDeletedOnlyAsTheOneThatWasMeant() {
        LiveObject web = created();

        assertThat(cluster.delete(WEB, "another uid", web.resourceVersion(), false))
                .isInstanceOf(Written.Changed.class);
        assertThat(cluster.delete(WEB, web.uid(), "1", false)).isInstanceOf(Written.Changed.class);
        assertThat(cluster.get(WEB)).isPresent();

        assertThat(cluster.delete(WEB, web.uid(), web.resourceVersion(), false)).isInstanceOf(Written.Done.class);
        assertThat(cluster.get(WEB)).isEmpty();
    }

    @Test
    void aFinalizerKeepsAnObjectUntilItIsTakenAway() {
        created();
        store.update(
                WEB,
                "test",
                object -> object.withObject("/metadata").putArray("finalizers").add("example.org/x"));

        store.delete(WEB);
        assertThat(cluster.get(WEB).orElseThrow().isBeingDeleted()).isTrue();

        store.update(WEB, "test", object -> object.withObject("/metadata").remove("finalizers"));
        assertThat(cluster.get(WEB)).isEmpty();
    }

    @Test
    void aNamespaceMustBeThereAndNotBeEnding() {
        ObjectRef elsewhere = new ObjectRef("apps", "v1", "Deployment", "nowhere", "web");
        assertThat(cluster.create(elsewhere, web("replicas: 1"), false))
                .isInstanceOfSatisfying(
                        Written.Refused.class,
                        refused ->
                                assertThat(refused.reason().message()).isEqualTo("namespaces \"nowhere\" not found"));

        store.delete(new ObjectRef("", "v1", "Namespace", "", "shop"));
        assertThat(cluster.create(WEB, web("replicas: 1"), false))
                .isInstanceOfSatisfying(
                        Written.Refused.class,
                        refused -> assertThat(refused.reason().message())
                                .contains("forbidden: unable to create new content in namespace shop because it is"
                                        + " being terminated"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /metadata/name     | "Web"                              | metadata.name: Invalid value
            /spec/replicas     | -1                                 | must be greater than or equal to 0
            /spec/selector     | {}                                 | spec.selector: Required value
            /spec/selector     | {"matchLabels":{"app":"x"}}        | `selector` does not match template `labels`
            /spec/template/spec/containers | []                     | containers: Required value
            """)
    void whatIsNotValidIsRefusedInTheServersWords(String pointer, String value, String words) {
        ObjectNode web = web("replicas: 1");
        int slash = pointer.lastIndexOf('/');
        web.withObject(pointer.substring(0, slash)).set(pointer.substring(slash + 1), JSON.readTree(value));

        assertThat(cluster.create(WEB, web, false))
                .isInstanceOfSatisfying(
                        Written.Refused.class,
                        refused -> assertThat(refused.reason().message()).contains("is invalid", words));
        assertThat(cluster.get(WEB)).isEmpty();
    }

    @Test
    void aSelectorNeverChanges() {
        created();
        Written written = cluster.patch(
                WEB,
                json("[{'op':'add','path':'/spec/selector/matchLabels/tier','value':'a'},"
                        + "{'op':'add','path':'/spec/template/metadata/labels/tier','value':'a'}]"),
                false);
        assertThat(written)
                .isInstanceOfSatisfying(
                        Written.Refused.class,
                        refused -> assertThat(refused.reason().message()).contains("field is immutable"));
    }

    @Test
    void rightsThatAreDeniedAreMissing() {
        created();
        cluster.denying("patch", "deployments.apps", "shop").denying("get", "secrets", "");

        assertThat(cluster.annotate(WEB, "note", "hello")).isEmpty();
        assertThatThrownBy(() -> cluster.patch(WEB, json("[]")))
                .isInstanceOfSatisfying(
                        ClusterException.class,
                        missing -> assertThat(missing.fault()).isEqualTo(ClusterException.Fault.RIGHTS));
        assertThatThrownBy(() -> cluster.get(new ObjectRef("", "v1", "Secret", "shop", "s")))
                .hasMessageContaining("get secrets");
        assertThat(cluster.allows(new Access("patch", "apps", "deployments", "shop")))
                .isFalse();
        assertThat(cluster.allows(new Access("patch", "apps", "deployments", "bank")))
                .isTrue();
        assertThat(cluster.get(WEB)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            app=web                       | true
            app==web,tier=front           | true
            app!=web                      | false
            color!=red                    | true
            app in (web, api),tier        | true
            app notin (web,api)           | false
            !color                        | true
            !app                          | false
            color                         | false
            """)
    void labelSelectorsPickAsKubectlDoes(String selector, boolean picks) {
        assertThat(LabelSelector.parse(selector).picks(java.util.Map.of("app", "web", "tier", "front")))
                .isEqualTo(picks);
    }

    @Test
    void aListIsOfTheLabelsAndTheNamespaceThatWereAskedFor() {
        store.create(object("apiVersion: v1\nkind: Namespace\nmetadata: {name: bank}"), "test");
        for (String place : List.of("shop/a", "shop/b", "bank/a")) {
            String[] parts = place.split("/", -1);
            store.create(
                    object("apiVersion: v1\nkind: ConfigMap\nmetadata: {namespace: %s, name: %s, labels: {n: %s}}"
                            .formatted(parts[0], parts[1], parts[1])),
                    "test");
        }
        assertThat(listed("shop", "")).containsExactly("ConfigMap shop/a", "ConfigMap shop/b");
        assertThat(listed("", "n=a")).containsExactly("ConfigMap shop/a", "ConfigMap bank/a");
    }

    private List<String> listed(String namespace, String selector) {
        List<String> found = new ArrayList<>();
        cluster.scan(
                cluster.typeNamed("cm"),
                namespace,
                selector,
                object -> found.add(object.ref().toString()));
        return found;
    }

    @Test
    void wordsMeanKinds() {
        assertThat(List.of("deploy", "Deployment", "deployments", "deployments.apps"))
                .allSatisfy(word -> assertThat(cluster.typeNamed(word).kind()).isEqualTo("Deployment"));
        assertThatThrownBy(() -> cluster.typeNamed("deploymint")).hasMessageContaining("deployment");
    }

    @Test
    void aWatchTellsOfEachChangeUntilItIsClosed() throws InterruptedException {
        created();
        Semaphore told = new Semaphore(0);
        Cluster.Watching watch = cluster.watch(WEB, told::release);

        cluster.annotate(WEB, "note", "1");
        assertThat(told.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
        store.delete(WEB);
        assertThat(told.tryAcquire(5, TimeUnit.SECONDS)).isTrue();

        watch.close();
        created();
        assertThat(told.tryAcquire(100, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void whatAManifestSaysNoMoreGoesAndWhatOthersWroteStays() {
        store.apply(web("replicas: 2\n  minReadySeconds: 5"), "gitops", false);
        cluster.annotate(WEB, "note", "mine");
        cluster.patch(WEB, json("[{'op':'replace','path':'/spec/replicas','value':9}]"));

        store.apply(web("replicas: 2"), "gitops", false);

        LiveObject web = cluster.get(WEB).orElseThrow();
        assertThat(web.at("/spec/replicas").asInt()).isEqualTo(2);
        assertThat(web.at("/spec/minReadySeconds").isMissingNode()).isTrue();
        assertThat(web.annotations()).containsEntry("note", "mine");
        assertThat(web.at("/spec/progressDeadlineSeconds").asInt()).isEqualTo(600);
    }

    @Test
    void listsWithAKeyAreMergedByIt() {
        ObjectNode manifest = web("replicas: 1");
        store.apply(manifest, "gitops", false);
        cluster.patch(
                WEB,
                json(
                        "[{'op':'add','path':'/spec/template/spec/containers/-','value':{'name':'side','image':'side:1'}}]"));

        store.apply(manifest, "gitops", false);

        assertThat(cluster.get(WEB)
                        .orElseThrow()
                        .at("/spec/template/spec/containers")
                        .valueStream()
                        .map(container -> container.path("name").asString()))
                .containsExactly("web", "side");
    }

    @Test
    void aControllerLooksAtEveryObjectAndAgainAfterEachChange() {
        List<Long> seen = java.util.Collections.synchronizedList(new ArrayList<>());
        try (Controller _ = new Controller(store, "apps", "Deployment", Controller.Interest.CHILDREN, object -> {
            seen.add(object.generation());
            return Controller.UNTIL_IT_CHANGES;
        })) {
            created();
            Await.until("the first look", () -> seen, looks -> looks.contains(1L));
            cluster.patch(WEB, json("[{'op':'replace','path':'/spec/replicas','value':3}]"));
            Await.until("the second look", () -> seen, looks -> looks.contains(2L));
        }
    }

    @Test
    void aFaultOfAControllerDoesNotPassInSilence() {
        Controller controller = new Controller(store, "apps", "Deployment", Controller.Interest.CHILDREN, object -> {
            throw new IllegalStateException("broken");
        });
        created();
        Await.until("the fault", Duration.ofSeconds(5), controller::hasFailed, failed -> failed);

        assertThatThrownBy(controller::close).hasRootCauseMessage("broken");
    }
}
