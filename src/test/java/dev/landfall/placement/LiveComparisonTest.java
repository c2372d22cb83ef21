package dev.landfall.placement;

import static dev.landfall.cluster.ObjectText.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.render.YamlDocuments;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API server and others make of an object is no deviation; another value of a rendered field is one. */
@Execution(ExecutionMode.CONCURRENT)
class LiveComparisonTest {
    private static final String HEAD =
            "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop}, ";

    private static List<String> deviations(String rendered, String live) {
        return LiveComparison.of(
                        YamlDocuments.in(rendered.getBytes(StandardCharsets.UTF_8))
                                .getFirst(),
                        object(live))
                .stream()
                .map(Deviation::toString)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicas: 1                                       | replicas: 1, revisionHistoryLimit: 10",
                "limits: {cpu: 1000m, memory: 1024Mi}              | limits: {cpu: '1', memory: 1Gi}",
                "limits: {cpu: 1}                                  | limits: {cpu: '1'}",
                "template: {spec: {securityContext: {}, tolerations: [], hostNetwork: false}} | template: {spec: {}}",
                "env: [{name: A, value: ''}]                       | env: [{name: A}]",
                "ports: [{containerPort: 80}]                      | ports: [{containerPort: 80, protocol: TCP}]",
                "containers: [{name: web, image: w}]               | containers: [{name: proxy, image: p}, {name: web, image: w}]",
                "finalizers: [a, b]                                | finalizers: [a, x, b]",
                "weight: 1.0                                       | weight: 1",
            })
    void whatTheApiServerAndOthersMakeOfItIsNoDeviation(String rendered, String live) {
        assertThat(deviations(HEAD + "spec: {" + rendered + "}}", HEAD + "spec: {" + live + "}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicas: 1                         | replicas: 3                         | spec.replicas: rendered 1, live 3",
                "replicas: 1                         | paused: true                        | spec.replicas: rendered 1, live not set",
                "paused: false                       | paused: true                        | spec.paused: rendered false, live true",
                "args: [a, b]                        | args: [b, a]                        | spec.args: rendered [\"a\",\"b\"], live [\"b\",\"a\"]",
                "limits: {cpu: 100m}                 | limits: {cpu: 200m}                 | spec.limits.cpu: rendered 100m, live 200m",
                "containers: [{name: web, image: w}] | containers: [{name: web, image: x}] | spec.containers[name=web].image: rendered w, live x",
                "containers: [{name: web, image: w}] | containers: [{name: api, image: w}] | spec.containers[name=web]: rendered {\"name\":\"web\",\"image\":\"w\"}, live not set",
            })
    void anotherValueIsOne(String rendered, String live, String deviation) {
        assertThat(deviations(HEAD + "spec: {" + rendered + "}}", HEAD + "spec: {" + live + "}}"))
                .containsExactly("Deployment shop/web " + deviation);
    }

    @Test
    void whatTheOwnerAddsToKnowItAgainAndTheStatusAreLeftOut() {
        assertThat(deviations("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: web
                          creationTimestamp: null
                          labels: {app.kubernetes.io/instance: of-the-chart, app: web}
                        status: {replicas: 4}
                        """, """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: web
                          namespace: shop
                          labels: {app.kubernetes.io/instance: of-argo, app: web, kustomize.toolkit.fluxcd.io/name: shop}
                          annotations: {argocd.argoproj.io/tracking-id: "x:y"}
                        """)).isEmpty();
    }

    @Test
    void aSecretIsComparedAsItIsKeptAndItsValuesAreNeverShown() {
        String live =
                "{apiVersion: v1, kind: Secret, metadata: {name: s, namespace: shop}, data: {a: aGVsbG8=, b: aGk=}}";
        assertThat(deviations("""
                        apiVersion: v1
                        kind: Secret
                        metadata: {name: s}
                        stringData: {a: hello}
                        data: {b: "aG\\nk="}
                        """, live)).isEmpty();
        assertThat(deviations("{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {a: canary}}", live))
                .containsExactly("Secret shop/s data.a: another value");
    }
}
