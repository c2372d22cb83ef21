package dev.landfall.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of the answers of an API server about the kinds it serves. */
class ApiClusterTest {
    private static final String AGGREGATED_CORE = """
            {"kind": "APIGroupDiscoveryList", "items": [{"metadata": {"name": ""}, "versions": [{"version": "v1", "resources": [
              {"resource": "pods", "responseKind": {"kind": "Pod"}, "scope": "Namespaced", "singularResource": "pod", "shortNames": ["po"]},
              {"resource": "namespaces", "responseKind": {"kind": "Namespace"}, "scope": "Cluster", "singularResource": "namespace"}]}]}]}""";
    private static final String AGGREGATED_GROUPS = """
            {"kind": "APIGroupDiscoveryList", "items": [{"metadata": {"name": "autoscaling"}, "versions": [
              {"version": "v2", "resources": [{"resource": "horizontalpodautoscalers", "responseKind": {"kind": "HorizontalPodAutoscaler"}, "scope": "Namespaced", "shortNames": ["hpa"]}]},
              {"version": "v1", "resources": [{"resource": "horizontalpodautoscalers", "responseKind": {"kind": "HorizontalPodAutoscaler"}, "scope": "Namespaced", "shortNames": ["hpa"]}]}]}]}""";

    private final AnsweringServer server = new AnsweringServer();
    private final ApiCluster cluster = new ApiCluster(server.api());

    ApiClusterTest() throws IOException {}

    @AfterEach
    void end() {
        cluster.close();
        server.close();
    }

    @Test
    void aggregatedDiscoveryIsReadInTwoRequests() {
        server.answering("/api", AGGREGATED_CORE).answering("/apis", AGGREGATED_GROUPS);
        assertThat(cluster.typeNamed("po").namespaced()).isTrue();
        assertThat(cluster.typeNamed("namespaces").namespaced()).isFalse();
        assertThat(cluster.typeNamed("hpa").version()).isEqualTo("v2");
        assertThat(server.asked).containsExactly("/api", "/apis");
    }

    @Test
    void anOlderServerIsAskedVersionByVersionThePreferredOneFirst() {
        server.answering("/api", "{\"kind\": \"APIVersions\", \"versions\": [\"v1\"]}")
                .answering("/apis", """
                        {"kind": "APIGroupList", "groups": [{"name": "autoscaling", "preferredVersion": {"version": "v2"},
                         "versions": [{"version": "v1"}, {"version": "v2"}]}]}""")
                .answering("/api/v1", """
                        {"resources": [{"name": "pods", "singularName": "pod", "kind": "Pod", "namespaced": true, "shortNames": ["po"]},
                         {"name": "pods/log", "kind": "Pod", "namespaced": true}]}""")
                .answering("/apis/autoscaling/v2", """
                        {"resources": [{"name": "horizontalpodautoscalers", "kind": "HorizontalPodAutoscaler", "namespaced": true}]}""")
                .answering("/apis/autoscaling/v1", """
                        {"resources": [{"name": "horizontalpodautoscalers", "kind": "HorizontalPodAutoscaler", "namespaced": true},
                         {"name": "relics", "kind": "Relic", "namespaced": false}]}""");
        assertThat(cluster.typeNamed("po").resource()).isEqualTo("pods");
        assertThat(cluster.typeNamed("horizontalpodautoscaler").version()).isEqualTo("v2");
        assertThat(cluster.typeNamed("relic").version()).isEqualTo("v1");
    }

    @Test
    void whoMayNotDiscoverIsToldTheRightThatIsMissing() {
        server.answering("/api", 403, "{}");
        assertThatThrownBy(() -> cluster.typeNamed("pod"))
                .isInstanceOfSatisfying(
                        ClusterException.class,
                        thrown -> assertThat(thrown.fault()).isEqualTo(ClusterException.Fault.RIGHTS))
                .hasMessageContaining("/api");
    }

    @Test
    void theOpenApiDocumentOfAGroupVersionIsReadOnce() {
        server.answering("/openapi/v3", """
                {"paths": {"api/v1": {"serverRelativeURL": "/openapi/v3/api/v1?hash=A1"},
                 "apis/apps/v1": {"serverRelativeURL": "/openapi/v3/apis/apps/v1?hash=B2"}}}""")
                .answering("/openapi/v3/api/v1?hash=A1", "{\"openapi\": \"3.0.0\", \"of\": \"core\"}")
                .answering("/openapi/v3/apis/apps/v1?hash=B2", "{\"openapi\": \"3.0.0\", \"of\": \"apps\"}");
        for (int twice = 0; twice < 2; twice++) {
            assertThat(cluster.openApi("apps", "v1").orElseThrow().path("of").asString())
                    .isEqualTo("apps");
            assertThat(cluster.openApi("", "v1").orElseThrow().path("of").asString())
                    .isEqualTo("core");
        }
        assertThat(server.asked)
                .containsExactly("/openapi/v3", "/openapi/v3/apis/apps/v1?hash=B2", "/openapi/v3/api/v1?hash=A1");
    }

    @Test
    void aGroupVersionThatIsNotListedHasNoDocument() {
        server.answering("/openapi/v3", "{\"paths\": {}}");
        assertThat(cluster.openApi("apps", "v1")).isEmpty();
    }

    @Test
    void aServerThatShowsNoSchemasIsNoFault() {
        assertThat(cluster.openApi("apps", "v1")).isEmpty();
        server.answering("/openapi/v3", 403, "{}");
        assertThat(new ApiCluster(server.api()).openApi("apps", "v1")).isEmpty();
    }

    @Test
    void anIndexThatLeadsElsewhereIsNotFollowed() {
        server.answering(
                "/openapi/v3", "{\"paths\": {\"api/v1\": {\"serverRelativeURL\": \"@elsewhere.example/openapi\"}}}");
        assertThat(cluster.openApi("", "v1")).isEmpty();
        assertThat(server.asked).containsExactly("/openapi/v3");
    }

    @Test
    void aListIsReadPageByPage() {
        server.answering("/api", AGGREGATED_CORE)
                .answering("/apis", AGGREGATED_GROUPS)
                .answering("/api/v1/namespaces/shop/pods?limit=2000", """
                        {"kind": "PodList", "metadata": {"continue": "more"}, "items": [{"metadata": {"uid": "a", "namespace": "shop", "name": "one"}}]}""")
                .answering("/api/v1/namespaces/shop/pods?limit=2000&continue=more", """
                        {"items": [{"metadata": {"uid": "a", "namespace": "shop", "name": "one"}},
                          {"metadata": {"uid": "b", "namespace": "shop", "name": "two"}}], "metadata": {}}""");
        assertThat(pods()).containsExactly("Pod shop/one", "Pod shop/two");
    }

    /** Else what a broken proxy lets through of a list would count as all that there is. */
    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "<html>", "{\"items\": [{\"metadata\": {\"uid\": \"a\"}}, {\"metadata\": "})
    void anAnswerThatIsNoWholeListIsNoList(String answer) {
        server.answering("/api", AGGREGATED_CORE)
                .answering("/apis", AGGREGATED_GROUPS)
                .answering("/api/v1/namespaces/shop/pods?limit=2000", answer);
        assertThatThrownBy(this::pods)
                .isInstanceOfSatisfying(
                        ClusterException.class,
                        thrown -> assertThat(thrown.fault()).isEqualTo(ClusterException.Fault.UNREACHABLE))
                .hasMessageContaining("ends too early");
    }

    @Test
    void aListIsReadWhileItArrives() {
        CountDownLatch seen = new CountDownLatch(1);
        server.answering("/api", AGGREGATED_CORE)
                .answering("/apis", AGGREGATED_GROUPS)
                .answering("/api/v1/namespaces/shop/pods?limit=2000", """
                        {"items": [{"metadata": {"uid": "a", "name": "one"}},""", seen, """
                         {"metadata": {"uid": "b", "name": "two"}}]}""");
        List<String> found = new ArrayList<>();
        cluster.scan(cluster.typeNamed("po"), "shop", "", pod -> {
            found.add(pod.ref().name());
            seen.countDown();
        });
        assertThat(found).containsExactly("one", "two");
    }

    @Test
    void aListThatDoesNotGoOnIsGivenUp() {
        CountDownLatch end = new CountDownLatch(1);
        server.answering("/api", AGGREGATED_CORE)
                .answering("/apis", AGGREGATED_GROUPS)
                .answering("/api/v1/namespaces/shop/pods?limit=2000", "{\"items\": [", end, "]}");
        try (ApiCluster impatient = new ApiCluster(server.api(Duration.ofSeconds(1)))) {
            assertThatThrownBy(() -> impatient.scan(impatient.typeNamed("po"), "shop", "", _ -> {}))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("did not answer in 1 s");
        } finally {
            end.countDown();
        }
    }

    private List<String> pods() {
        List<String> found = new ArrayList<>();
        cluster.scan(
                cluster.typeNamed("po"), "shop", "", pod -> found.add(pod.ref().toString()));
        return found;
    }
}
