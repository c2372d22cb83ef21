package dev.landfall.change;

import static dev.landfall.cluster.ObjectText.object;
import static dev.landfall.cluster.ObjectText.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.placement.Placement;
import dev.landfall.reason.Reason;
import dev.landfall.render.InstalledPrograms;
import dev.landfall.render.RealHelm;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.node.ObjectNode;

/** That nothing changes for a HelmRelease of the same chart is trusted where its rendering is what it has released. */
@Execution(ExecutionMode.CONCURRENT)
@RealHelm
class ReleaseTrustTest extends ChangesOverGit {
    private static final ObjectRef STAGING =
            new ObjectRef("helm.toolkit.fluxcd.io", "v2", "HelmRelease", "staging", "web");

    @Override
    Placement placement() {
        return new Placement(new InstalledPrograms(System.getenv()));
    }

    @BeforeEach
    void release() {
        head = server.commit(
                "shop",
                "main",
                Map.of(
                        "charts/web/Chart.yaml", "{apiVersion: v2, name: web, version: 1.0.3}\n",
                        "charts/web/values.yaml", "replicas: 1   # one is enough\n",
                        "charts/web/templates/web.yaml", """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: {{ .Release.Name }}
                        spec:
                          replicas: {{ .Values.replicas }}
                          paused: false
                        """));
        cluster.serving(type("helm.toolkit.fluxcd.io", "v2", "HelmRelease"));
        cluster.serving(type("source.toolkit.fluxcd.io", "v1", "HelmChart"));
        cluster.with(object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {namespace: shop, name: shop, uid: k, generation: 1}
                spec: {path: ./apps, interval: 1m, sourceRef: {kind: GitRepository, name: shop}}
                """));
        released("shop", "{}", 1);
        released("staging", "{replicas: 7}", 7);
    }

    /** @param values that it gives the chart */
    private void released(String namespace, String values, int replicas) {
        cluster.with(object("""
                apiVersion: helm.toolkit.fluxcd.io/v2
                kind: HelmRelease
                metadata: {namespace: %1$s, name: web, uid: r-%1$s, generation: 1}
                spec:
                  interval: 1m
                  chart:
                    spec:
                      chart: charts/web
                      reconcileStrategy: Revision
                      sourceRef: {kind: GitRepository, name: shop, namespace: shop}
                  values: %2$s
                status:
                  observedGeneration: 1
                  conditions: [{type: Ready, status: "True", reason: UpgradeSucceeded}]
                  helmChart: shop/%1$s-web
                  lastAttemptedRevision: 1.0.3+%3$s
                  lastAttemptedConfigDigest: sha256:c
                  history: [{name: web, namespace: %1$s, version: 1, status: deployed, chartVersion: 1.0.3+%3$s, configDigest: "sha256:c"}]
                  inventory: {entries: [{id: %1$s_web_apps_Deployment, v: v1}]}
                """.formatted(namespace, values, head.abbreviated())));
        cluster.with(object("""
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: HelmChart
                metadata: {namespace: shop, name: %1$s-web, uid: c-%1$s, generation: 1}
                status:
                  observedSourceArtifactRevision: main@sha1:%2$s
                  artifact: {revision: 1.0.3+%3$s}
                """.formatted(namespace, head.hex(), head.abbreviated())));
        cluster.with(object("""
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  namespace: %1$s
                  name: web
                  uid: w-%1$s
                  labels: {helm.toolkit.fluxcd.io/name: web, helm.toolkit.fluxcd.io/namespace: %1$s}
                  managedFields:
                    - {manager: helm-controller, operation: Apply, fieldsV1: {f:spec: {f:replicas: {}, f:paused: {}}}}
                spec: {replicas: %2$s, paused: false}
                """.formatted(namespace, replicas)));
    }

    @Test
    void itIsTrustedWhereItsRenderingIsWhatIsLive() {
        assertThat(plan(scale(3)).warnings()).extracting(Reason::code).noneMatch(code -> code.startsWith("render-"));
    }

    @Test
    void itIsNotTrustedWhereItHasMadeSomethingElseOfTheSameCommit() {
        released("staging", "{replicas: 7}", 4);

        assertThat(((Planned.Refused) engine.plan(scale(3))).reason().message())
                .isEqualTo("what is rendered here of the folder charts/web is not what HelmRelease staging/web has made"
                        + " live of the same commit: Deployment staging/web spec.replicas: rendered 7, live 4");
    }

    @Test
    void oneWhoseChartIsNotThereIsSaidToTellNoCommit() {
        ((ObjectNode) cluster.get(STAGING).orElseThrow().json().at("/status")).remove("helmChart");

        assertThat(plan(scale(3)).warnings())
                .filteredOn(warning -> warning.code().startsWith("render-"))
                .singleElement()
                .satisfies(warning -> assertThat(warning.message())
                        .isEqualTo("what is rendered here could not be compared with what is live, for HelmRelease"
                                + " staging/web does not tell from which commit it has applied what"));
    }

    @Test
    void oneThatChangesAlongIsFollowedToo() {
        released("staging", "{}", 1);
        ChangeRequest forAll = new ChangeRequest(
                scale(3).changes(), "for all", new Manner("", false, new Destination.Unsaid(), false, false, At.BASE));

        assertThat(plan(forAll).parts())
                .singleElement()
                .satisfies(part -> assertThat(((PlanPart.InGit) part).owners())
                        .extracting(OwnerShare::owner)
                        .hasToString("[HelmRelease shop/web, HelmRelease staging/web]"));
    }
}
