package dev.landfall.gitops.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gitops.Kustomizing;
import dev.landfall.gitops.Reader;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Kustomizations and charts take from one repository. */
class ReadersTest {
    private final FluxTestCluster cluster = new FluxTestCluster();

    private void source(String name, String spec) {
        cluster.with(Yaml.object("""
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: GitRepository
                metadata: {name: %s, namespace: flux-system}
                spec: {%s}
                """.formatted(name, spec)));
    }

    private void kustomization(String name, String namespace, String spec) {
        cluster.with(Yaml.object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: %s, namespace: %s}
                spec: {%s}
                """.formatted(name, namespace, spec)));
    }

    @Test
    void whichHelmRendersIsAskedOnceForAllReleases() {
        source("fleet", "url: 'https://git.example.org/fleet.git', ref: {branch: main}");
        cluster.serving("apps", "v1", "Deployment");
        for (String name : List.of("a", "b", "c")) cluster.with(Yaml.object("""
                    apiVersion: helm.toolkit.fluxcd.io/v2
                    kind: HelmRelease
                    metadata: {name: %s, namespace: flux-system}
                    spec: {chart: {spec: {chart: ./web, sourceRef: {kind: GitRepository, name: fleet}}}}
                    """.formatted(name)));

        assertThat(found()).hasSize(3);
        assertThat(cluster.lists).containsOnlyOnce("Deployment");
    }

    private List<Reader> found() {
        return new FluxProvider(cluster, cluster, InstantSource.system())
                .readersOf("ssh://git@git.example.org/fleet")
                .readers();
    }

    private List<String> inShort() {
        return found().stream().map(ReadersTest::inShort).toList();
    }

    private static String inShort(Reader reader) {
        String owner = reader.owner().name() + "@" + reader.branch();
        return switch (reader) {
            case Reader.OfFolder folder ->
                owner + " folder " + folder.source().path()
                        + folder.unproven().map(reason -> " " + reason.code()).orElse("");
            case Reader.OfParameters _ -> "parameters";
            case Reader.OfDirectories _ -> "directories";
            case Reader.OfIncluded included ->
                inShort(included.folder()) + " with " + included.lender().from() + " of " + included.branch() + " at "
                        + included.lender().name();
            case Reader.OfPaths paths -> owner + " paths " + paths.paths() + " " + paths.why();
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            path: ./apps                        | apps@main folder apps
            path: ./apps, kubeConfig: {}        | apps@main folder apps
            path: ./apps, suspend: true         | apps@main folder apps
            path: ./apps, images: [{name: a}]   | apps@main folder apps
            path: ./apps, components: [../tls]  | apps@main folder apps
            'path: ./apps, postBuild: {substitute: {a: b}}' | apps@main folder apps
            'path: ./apps, postBuild: {substituteFrom: [{kind: Secret, name: a}]}' | apps@main folder apps substitute-from-secret
            path: ../apps                       |
            """)
    void oneKustomization(String spec, String expected) {
        source("fleet", "url: https://git.example.org/fleet.git, ref: {branch: main}");
        kustomization("apps", "team", "sourceRef: {kind: GitRepository, name: fleet, namespace: flux-system}, " + spec);

        assertThat(String.join(", ", inShort())).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void eachSourceOfTheRepositoryCountsAndNoOther() {
        source("fleet", "url: https://git.example.org/fleet.git, ref: {branch: main}");
        source("again", "url: 'ssh://git@git.example.org/fleet', ref: {branch: release}");
        source("pinned", "url: https://git.example.org/fleet.git, ref: {tag: v1}");
        source("other", "url: https://git.example.org/other.git, ref: {branch: main}");
        for (String name : List.of("fleet", "again", "pinned", "other"))
            kustomization("of-" + name, "flux-system", "sourceRef: {kind: GitRepository, name: %s}".formatted(name));

        assertThat(inShort()).containsExactlyInAnyOrder("of-fleet@main folder ", "of-again@release folder ");
    }

    @Test
    void whatAnotherRepositoryIncludesIsReadThere() {
        source("fleet", "url: https://git.example.org/fleet.git, ref: {branch: main}");
        source(
                "outer",
                "url: https://git.example.org/outer.git, ref: {branch: next},"
                        + " include: [{repository: {name: fleet}, fromPath: ./base}]");
        kustomization("outer", "flux-system", "sourceRef: {kind: GitRepository, name: outer}, path: apps");

        assertThat(inShort()).containsExactly("outer@next folder apps with base of main at fleet");
    }

    @Test
    void whatIsIncludedInAWayThatCannotBeFollowedIsReadAsAWhole() {
        source("fleet", "url: https://git.example.org/fleet.git, ref: {branch: main}");
        source(
                "outer",
                "url: https://git.example.org/outer.git,"
                        + " include: [{repository: {name: fleet}, fromPath: ./base}, {repository: {name: gone}}]");
        kustomization("outer", "flux-system", "sourceRef: {kind: GitRepository, name: outer}");

        assertThat(inShort())
                .containsExactly("outer@main paths [base] takes it into another repository by spec.include of"
                        + " GitRepository flux-system/outer");
    }

    @Test
    void chartsThatLieInGitAreReadWithTheirValueFiles() {
        source("fleet", "url: https://git.example.org/fleet.git, ref: {branch: main}");
        cluster.with(Yaml.object("""
                apiVersion: helm.toolkit.fluxcd.io/v2
                kind: HelmRelease
                metadata: {name: web, namespace: flux-system}
                spec:
                  chart:
                    spec:
                      chart: ./charts/web
                      valuesFiles: [values/prod.yaml]
                      sourceRef: {kind: GitRepository, name: fleet}
                """));

        assertThat(inShort()).containsExactly("web@main folder charts/web");
    }

    @Test
    void fluxBuildsAlwaysAndWithoutTheFilesThatItsSourceLeavesOut() {
        source("fleet", "url: https://git.example.org/fleet.git, ref: {branch: main}, ignore: 'docs/'");
        kustomization("apps", "flux-system", "sourceRef: {kind: GitRepository, name: fleet}, path: apps");
        Kustomizing kustomizing =
                ((Reader.OfFolder) found().getFirst()).source().kustomizing();

        assertThat(kustomizing.when()).isEqualTo(Kustomizing.When.ALWAYS);
        assertThat(kustomizing.loadsOutside()).isTrue();
        assertThat(kustomizing.checkedOut().reads("base/web.yaml")).isTrue();
        assertThat(kustomizing.checkedOut().reads("docs/web.yaml")).isFalse();
    }
}
