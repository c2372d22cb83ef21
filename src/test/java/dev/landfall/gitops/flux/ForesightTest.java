package dev.landfall.gitops.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.LiveObject;
import dev.landfall.gitops.Owner;
import dev.landfall.reason.Reason;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said before a commit lands: what would keep it or its fields away, and what it would wait for. */
class ForesightTest {
    private static final String READY = "conditions: [{type: Ready, status: \"True\"}]";

    private final FluxTestCluster cluster = new FluxTestCluster();
    private final FluxProvider flux = new FluxProvider(cluster, cluster, InstantSource.system());
    private final LiveObject web = Yaml.object("""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {namespace: shop, name: web}
            spec: {replicas: 2, template: {spec: {containers: [{name: log, image: a}, {name: web, image: b}]}}}
            """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dependsOn: [{name: none}] | ''            | dependency-gone
            dependsOn: [{name: apps}] | ''            | dependency-cycle
            path: ./                  | conditions: [{type: SourceVerified, status: "False", reason: InvalidCommitSignature}] | source-unverified
            path: ./                  | conditions: [{type: FetchFailed, status: "True", reason: GitOperationFailed}] |
            """)
    void whatKeepsACommitAway(String spec, String source, String code) {
        Owner owner = owner(spec, READY, source);
        assertThat(flux.obstacleTo(owner, false, false).map(Reason::code)).isEqualTo(Optional.ofNullable(code));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {paths: [/spec/replicas]}                                         | spec.replicas | true
            {paths: [/spec]}                                                  | spec.replicas | true
            {paths: [/spec/replicas], target: {kind: Deploy.*, name: web}}    | spec.replicas | true
            {paths: [/spec/replicas], target: {kind: Deploy}}                 | spec.replicas | false
            {paths: [/spec/replicas], target: {labelSelector: app=web}}       | spec.replicas | false
            {paths: [/spec/replicas], target: {name: "("}}                    | spec.replicas | false
            {paths: [/spec/rep]}                                              | spec.replicas | false
            {paths: [/spec/replicas/x]}                                       | spec.replicas | false
            {paths: [/spec/template/spec/containers/1/image]} | 'spec.template.spec.containers[name=web].image' | true
            {paths: [/spec/template/spec/containers/0/image]} | 'spec.template.spec.containers[name=web].image' | false
            {paths: [/spec/template/spec/containers]}         | 'spec.template.spec.containers[name=web].image' | true
            {paths: [/metadata/annotations/a~1b.c]}           | 'metadata.annotations["a/b.c"]' | true
            """)
    void aFieldThatFluxIsToldToIgnore(String rule, String field, boolean ignored) {
        Owner owner = owner("ignore: [" + rule + "]", READY, "");
        cluster.serving("apps", "v1", "Deployment").with(web);
        assertThat(flux.obstacleIn(owner, List.of(field), List.of()).map(Reason::code))
                .isEqualTo(ignored ? Optional.of("ignored-field") : Optional.empty());
    }

    @Test
    void anObjectThatIsNotThereYetIsMadeAsAWhole() {
        Owner owner = owner("ignore: [{paths: [/spec/replicas]}]", READY, "");
        assertThat(flux.obstacleIn(owner, List.of("spec.replicas"), List.of())).isEmpty();
    }

    @Test
    void whatACommitWouldWaitForIsSaid() {
        owner("name: base", "conditions: [{type: Ready, status: \"False\", reason: BuildFailed}]", "", "base");
        Owner owner = owner(
                "dependsOn: [{name: base}], timeout: 5m",
                "conditions: [{type: Reconciling, status: \"True\", reason: Progressing,"
                        + " lastTransitionTime: \"2026-03-01T10:00:00Z\", message: Running health checks for x}]",
                "conditions: [{type: FetchFailed, status: \"True\", reason: GitOperationFailed, message: no route}]");
        assertThat(flux.delaysOf(owner))
                .extracting(Reason::code)
                .containsExactly("source-failed", "dependency-not-ready", "older-revision-in-progress");
        assertThat(flux.delaysOf(owner).getLast().message()).endsWith("until 10:05:00 UTC at the latest");
        assertThat(flux.delaysOf(owner("path: ./", READY, ""))).isEmpty();
    }

    private Owner owner(String spec, String status, String sourceStatus) {
        return owner(spec, status, sourceStatus, "apps");
    }

    private Owner owner(String spec, String status, String sourceStatus, String name) {
        LiveObject live = Yaml.object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: %s, namespace: flux-system}
                spec: {sourceRef: {kind: GitRepository, name: fleet}, %s}
                status: {%s}
                """.formatted(name, spec, status));
        cluster.with(live, Yaml.object("""
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: GitRepository
                metadata: {name: fleet, namespace: flux-system}
                spec: {url: "https://git.example.org/fleet.git"}
                status: {%s}
                """.formatted(sourceStatus)));
        return new Owner("flux", live, web.ref(), List.of(web.ref()), List.of());
    }
}
