package dev.landfall.gitops.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Owner;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayersTest {
    private static final String TO_GIT = "sourceRef: {kind: GitRepository, name: fleet}";

    private final FluxTestCluster cluster = new FluxTestCluster();
    private final FluxProvider flux = new FluxProvider(cluster, cluster, InstantSource.system());

    @Test
    void aKustomizationOverAGitBranchIsAFolder() {
        GitSource source = folder(TO_GIT + ", path: ./apps/shop/", "ref: {branch: main}");
        assertThat(source.definedBy()).hasToString("GitRepository flux-system/fleet");
        assertThat(source.repository()).isEqualTo("https://git.example.org/fleet.git");
        assertThat(source.branch()).isEqualTo("main");
        assertThat(source.path()).isEqualTo("apps/shop");
        assertThat(source.defaultNamespace()).isEmpty();
        assertThat(source.overridesNamespace()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ref: {branch: main}                         | main
            ref: {name: refs/heads/feature/a}           | feature/a
            ref: {name: refs/heads/a, branch: b}        | a
            ref: {}                                     | master
            interval: 1m                                | master
            """)
    void theBranchIsTheOneThatFluxChecksOut(String spec, String branch) {
        assertThat(folder(TO_GIT, spec).branch()).isEqualTo(branch);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            path: ./            |
            path: .             |
            path: /             |
            path: ./a//b/./c/   | a/b/c
            wait: true          |
            """)
    void thePathIsReadByComponents(String spec, String path) {
        assertThat(folder(TO_GIT + ", " + spec, "ref: {branch: main}").path()).isEqualTo(path == null ? "" : path);
    }

    @Test
    void aTargetNamespaceReplacesTheOneOfTheManifest() {
        GitSource source = folder(TO_GIT + ", targetNamespace: shop", "ref: {branch: main}");
        assertThat(source.defaultNamespace()).isEqualTo("shop");
        assertThat(source.overridesNamespace()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            web.yaml                    | true
            web.yml                     | true
            deep/er/web.yaml            | true
            .hidden.yaml                | true
            README.md                   | false
            values.json                 | false
            WEB.YAML                    | false
            .github/workflows/ci.yaml   | false
            sub/.github/ci.yaml         | false
            .sops.yaml                  | false
            deep/cloudbuild.yaml        | false
            """)
    void everyManifestOfTheArtifactIsRead(String file, boolean read) {
        assertThat(folder(TO_GIT + ", path: apps", "ref: {branch: main}")
                        .files()
                        .reads(file))
                .isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            web.yaml            | true
            sub/web.yaml        | true
            secret/web.yaml     | false
            """)
    void whatTheSourceIgnoresIsNotRead(String file, boolean read) {
        String ignore = """
                ref: {branch: main}, ignore: "# all\\n/*\\n# but\\n!/apps\\n/apps/secret\\n"\
                """;
        assertThat(folder(TO_GIT + ", path: apps", ignore).files().reads(file)).isEqualTo(read);
    }

    @Test
    void aRuleOfTheSourceMayTakeADefaultBack() {
        GitSource source = folder(TO_GIT, "ref: {branch: main}, ignore: \"!.sops.yaml\"");
        assertThat(source.files().reads(".sops.yaml")).isTrue();
    }

    @Test
    void whatTheSpecPutsIntoTheKustomizationComesInTheOrderOfFlux() {
        GitSource source = folder(
                TO_GIT
                        + ", images: [{name: web, newTag: v2}], components: [../c], patches: [{patch: x}], namePrefix: a-",
                "ref: {branch: main}");
        assertThat(source.kustomizing().additions().stream()
                        .map(each -> each.field() + " " + each.value() + " at "
                                + each.place().path()))
                .containsExactly(
                        "namePrefix \"a-\" at spec.namePrefix",
                        "patches {\"patch\":\"x\"} at spec.patches[0]",
                        "components \"../c\" at spec.components[0]",
                        "images {\"name\":\"web\",\"newTag\":\"v2\"} at spec.images[0]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sourceRef: {kind: OCIRepository, name: fleet}           | oci-source
            sourceRef: {kind: Bucket, name: fleet}                  | bucket-source
            sourceRef: {kind: ExternalArtifact, name: fleet}        | external-artifact-source
            sourceRef: {kind: Floppy, name: fleet}                  | unknown-source-kind
            sourceRef: {kind: GitRepository, name: other}           | source-gone
            TO_GIT, path: ../up                                     | path-outside-repository
            TO_GIT, kubeConfig: {secretRef: {name: spoke}}          | owner-applies-elsewhere
            'TO_GIT, postBuild: {substituteFrom: [{kind: Secret, name: a}]}' | substitute-from-secret
            'TO_GIT, postBuild: {substituteFrom: [{kind: ConfigMap, name: a}]}' | substitute-from-missing
            TO_GIT, ignoreMissingComponents: true                   | kustomization-components
            """)
    void whatStandsInTheWayIsNamed(String spec, String code) {
        assertThat(refusal(spec.replace("TO_GIT", TO_GIT), "ref: {branch: main}"))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ref: {tag: v1.2.3}                              | pinned-revision
            ref: {semver: 1.x, branch: main}                | pinned-revision
            ref: {commit: 0123abc, branch: main}            | pinned-revision
            ref: {commit: 0123abc, name: refs/heads/a}      | pinned-revision
            ref: {name: refs/tags/v1}                       | pinned-revision
            ref: {name: refs/pull/1/head}                   | pinned-revision
            include: [{repository: {name: other}}]          | source-include
            sparseCheckout: [apps]                          | source-sparse-checkout
            recurseSubmodules: true                         | source-submodules
            """)
    void whatStandsInTheWayInTheSourceIsNamed(String spec, String code) {
        assertThat(refusal(TO_GIT, spec)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "TO_GIT, patches: []",
        "TO_GIT, namePrefix: ''",
        "TO_GIT, decryption: {provider: sops}",
        "TO_GIT, wait: true"
    })
    void whatChangesNothingStandsInNobodysWay(String spec, String more) {
        assertThat(folder(spec.replace("TO_GIT", TO_GIT) + ", " + more, "recurseSubmodules: false, ref: {branch: main}")
                        .branch())
                .isEqualTo("main");
    }

    @Test
    void theChartOfAHelmReleaseThatHasReleasedNothingIsNotKnown() {
        LiveObject release = Yaml.object("""
                apiVersion: helm.toolkit.fluxcd.io/v2
                kind: HelmRelease
                metadata: {name: web, namespace: shop}
                """);
        assertThat(code(flux.layersOf(owner(release)))).isEqualTo("helm-release");
    }

    @ParameterizedTest
    @CsvSource({"v1.6.1, 4", "v1.5.0, 4", "v1.4.5, 3", "v0.37.4, 3", "main, 0"})
    void theVersionOfHelmControllerTellsWhichHelmRenders(String version, int helm) {
        cluster.serving("apps", "v1", "Deployment").with(Yaml.object("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: helm-controller, namespace: flux-system, labels: {app.kubernetes.io/component: helm-controller}}
                spec: {template: {spec: {containers: [{name: manager, image: "ghcr.io/fluxcd/helm-controller:%s"}]}}}
                """.formatted(version)), Yaml.object("""
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: GitRepository
                metadata: {name: fleet, namespace: shop}
                spec: {url: "https://git.example.org/fleet.git", ref: {branch: main}}
                """));
        LiveObject release = Yaml.object("""
                apiVersion: helm.toolkit.fluxcd.io/v2
                kind: HelmRelease
                metadata: {name: web, namespace: shop}
                spec: {chart: {spec: {chart: ./web, sourceRef: {kind: GitRepository, name: fleet}}}}
                """);

        GitSource source = ((Layers.PlainFolder) flux.layersOf(owner(release))).source();
        assertThat(source.charting().orElseThrow().release().helm()).isEqualTo(helm);
    }

    private GitSource folder(String kustomizationSpec, String sourceSpec) {
        return ((Layers.PlainFolder) layers(kustomizationSpec, sourceSpec)).source();
    }

    private String refusal(String kustomizationSpec, String sourceSpec) {
        return code(layers(kustomizationSpec, sourceSpec));
    }

    private static String code(Layers layers) {
        return ((Layers.CannotPlace) layers).reason().code();
    }

    private Layers layers(String kustomizationSpec, String sourceSpec) {
        cluster.with(Yaml.object("""
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: GitRepository
                metadata: {name: fleet, namespace: flux-system}
                spec: {url: "https://git.example.org/fleet.git", %s}
                """.formatted(sourceSpec)));
        return flux.layersOf(owner(Yaml.object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: apps, namespace: flux-system}
                spec: {%s}
                """.formatted(kustomizationSpec))));
    }

    private static Owner owner(LiveObject live) {
        ObjectRef web = ObjectRef.of("apps/v1", "Deployment", "shop", "web");
        return new Owner("flux", live, web, List.of(web), List.of());
    }
}
