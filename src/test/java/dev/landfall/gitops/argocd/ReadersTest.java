package dev.landfall.gitops.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.gitops.Charting;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Kustomizing;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Reader;
import dev.landfall.gitops.Readers;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Applications take from one repository. */
class ReadersTest {
    private static final String SHOP = "https://git.example.org/shop.git";

    private static Readers readers(InMemoryCluster cluster) {
        return new ArgoCdProvider(cluster, cluster, InstantSource.system()).readersOf(SHOP);
    }

    /** In short: where it reads, on which branch, and what is not known. */
    private static List<String> inShort(String spec) {
        return readers(Fixtures.cluster("""
                        apiVersion: argoproj.io/v1alpha1
                        kind: Application
                        metadata: {namespace: argocd, name: web}
                        spec: {%s}
                        """.formatted(spec))).readers().stream()
                .map(ReadersTest::inShort)
                .toList();
    }

    private static String inShort(Reader reader) {
        return switch (reader) {
            case Reader.OfFolder folder ->
                "folder " + folder.source().path() + "@" + folder.branch()
                        + folder.unproven().map(reason -> " " + reason.code()).orElse("");
            case Reader.OfIncluded _ -> "included";
            case Reader.OfParameters parameters -> "parameters @" + parameters.branch();
            case Reader.OfDirectories directories -> "directories @" + directories.branch();
            case Reader.OfPaths paths -> "paths " + paths.paths() + "@" + paths.branch() + " " + paths.why();
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            source: {repoURL: u, path: p}                                     | folder p@
            source: {repoURL: u, path: ./p/, targetRevision: main}            | folder p@main
            source: {repoURL: u, path: p, kustomize: {}}                      | folder p@
            source: {repoURL: u, path: p, kustomize: {images: [a=b]}}         | folder p@
            source: {repoURL: u, path: p, kustomize: {version: v5}}           | folder p@ kustomize-source
            source: {repoURL: u, path: p, targetRevision: 1.*}                |
            source: {repoURL: u, path: ../p}                                  |
            source: {repoURL: u, chart: nginx}                                |
            source: {repoURL: other, path: p}                                 |
            source: {repoURL: u, path: p, plugin: {name: x}}                  | paths [p]@ generates its manifests by a plug-in
            source: {repoURL: u, path: p, directory: {jsonnet: {libs: [l]}}}  | paths [p]@ renders Jsonnet
            source: {repoURL: u, path: c, helm: {valueFiles: [../v.yaml, /w]}} | folder c@
            source: {repoURL: u, path: c, helm: {valueFiles: [../v.yaml, /w], parameters: [{name: a}]}} | folder c@
            source: {repoURL: u, path: c, helm: {valueFiles: [../v.yaml, /w], parameters: [{name: 'a[0]'}]}} | paths [c, v.yaml, w]@ sets a[0] of its chart by spec.source.helm.parameters, which is more than one value
            sourceHydrator: {drySource: {repoURL: u, path: dry}}              | folder dry@
            sources: [{repoURL: u, path: p}, {repoURL: other, path: q}]       | folder p@
            """)
    void oneSource(String spec, String expected) {
        assertThat(String.join(", ", inShort(spec.replaceAll("\\bu\\b", SHOP))))
                .isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void aRepositoryThatOnlyLendsValueFilesIsReadInThose() {
        assertThat(inShort("""
                sources:
                  [{repoURL: other, chart: web, helm: {valueFiles: [$values/prod/web.yaml, own.yaml]}},
                   {repoURL: "git@git.example.org:shop", targetRevision: main, ref: values}]
                """)).containsExactly("paths [prod/web.yaml]@main renders a Helm chart");
    }

    @Test
    void aPublishedChartIsRenderedForTheFilesThatItTakesFromOneBranch() {
        assertThat(inShort("""
                sources:
                  [{repoURL: "https://charts.example.org", chart: web, targetRevision: 1.2.3,
                    helm: {valueFiles: [$values/prod/web.yaml, own.yaml]}},
                   {repoURL: "git@git.example.org:shop", targetRevision: main, ref: values}]
                """)).containsExactly("folder web.tgz@main");
        assertThat(inShort("""
                sources:
                  [{repoURL: "https://charts.example.org", chart: web, targetRevision: 1.2.3,
                    helm: {valueFiles: [$values/prod/web.yaml, $other/web.yaml]}},
                   {repoURL: "git@git.example.org:shop", targetRevision: main, ref: values},
                   {repoURL: "git@git.example.org:other", targetRevision: main, ref: other}]
                """)).containsExactly("paths [prod/web.yaml]@main renders a Helm chart");
    }

    @Test
    void aChartRepositoryIsNoRepositoryOfGit() {
        Application application = Fixtures.application("""
                metadata: {namespace: argocd, name: web}
                spec:
                  sources:
                    - {repoURL: "https://charts.example.org", chart: web, targetRevision: 1.2.3}
                    - {repoURL: "%s", ref: values}
                """.formatted(SHOP));

        assertThat(application.repositories()).containsExactly(SHOP);
    }

    @Test
    void aTypeThatArgoCdFoundCountsWhereTheSpecNamesNone() {
        InMemoryCluster cluster = Fixtures.cluster("""
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {namespace: argocd, name: web}
                spec: {source: {repoURL: "%s", path: p}}
                status: {sourceType: Helm}
                """.formatted(SHOP));

        assertThat(readers(cluster).readers()).extracting(ReadersTest::inShort).containsExactly("folder p@");
    }

    @Test
    void missingRightsAreNamed() {
        InMemoryCluster cluster = Fixtures.cluster().denying("list", "applications.argoproj.io", "");

        assertThat(readers(cluster).unread())
                .extracting(access -> access.verb() + " " + access.resource())
                .contains("list applications");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                     | false
            --enable-helm                                          | false
            --load-restrictor LoadRestrictionsNone                 | true
            --enable-helm --load-restrictor=LoadRestrictionsNone   | true
            --load-restrictor LoadRestrictionsRootOnly             | false
            """)
    void theInstallationSaysWhetherFilesAreLoadedFromOutsideOfTheFolder(String options, boolean outside) {
        InMemoryCluster cluster = Fixtures.cluster("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {namespace: argocd, name: argocd-cm}
                data: {kustomize.buildOptions: "%s"}
                """.formatted(options));

        assertThat(kustomizing(cluster, "").loadsOutside()).isEqualTo(outside);
    }

    @ParameterizedTest
    @CsvSource({"v3.6.1, '', 5.8", "v3.1.8, '', 5.7", "latest, '', ''", "v3.6.1, v5.4.3, 5.4", "latest, 5.4.3, 5.4"})
    void theVersionOfTheRepoServerTellsWhichKustomizeBuildsUnlessTheSpecNamesOne(
            String version, String named, String line) {
        InMemoryCluster cluster = repoServer(version);

        assertThat(kustomizing(cluster, ", kustomize: {version: '%s'}".formatted(named))
                        .line()
                        .get())
                .isEqualTo(line);
        assertThat(kustomizing(cluster.denying("list", "deployments.apps", ""), "")
                        .line()
                        .get())
                .isEmpty();
    }

    private static InMemoryCluster repoServer(String version) {
        return Fixtures.cluster("""
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  {namespace: argocd, name: shop-argocd-repo-server, labels: {app.kubernetes.io/name: argocd-repo-server}}
                spec: {template: {spec: {containers: [{name: repo-server, image: "quay.io/argoproj/argocd:%s"}]}}}
                """.formatted(version));
    }

    @ParameterizedTest
    @CsvSource({"v3.6.1, 4", "v3.5.0, 4", "v3.4.9, 3", "v2.14.3, 3", "latest, 0"})
    void theVersionOfTheRepoServerTellsWhichHelmRenders(String version, int helm) {
        InMemoryCluster cluster = repoServer(version);

        assertThat(charting(cluster).release().helm()).isEqualTo(helm);
        assertThat(charting(cluster.denying("list", "deployments.apps", ""))
                        .release()
                        .helm())
                .isZero();
    }

    @Test
    void aBlockForDirectoriesKeepsKustomizeAway() {
        assertThat(kustomizing(Fixtures.cluster(), "").when()).isEqualTo(Kustomizing.When.AT_THE_ROOT);
        assertThat(kustomizing(Fixtures.cluster(), ", directory: {recurse: true}")
                        .when())
                .isEqualTo(Kustomizing.When.NEVER);
        assertThat(kustomizing(Fixtures.cluster(), "").overrides())
                .contains(".argocd-source.yaml", ".argocd-source-web.yaml");
    }

    private static Charting charting(InMemoryCluster cluster) {
        return source(cluster, ", helm: {releaseName: web}").charting().orElseThrow();
    }

    private static Kustomizing kustomizing(InMemoryCluster cluster, String more) {
        return source(cluster, more).kustomizing();
    }

    private static GitSource source(InMemoryCluster cluster, String more) {
        Application application = Fixtures.application("""
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {namespace: argocd, name: web}
                spec: {source: {repoURL: u, path: p%s}}
                status: {sourceType: Kustomize, controllerNamespace: argocd}
                """.formatted(more));
        ArgoCdProvider argocd = new ArgoCdProvider(cluster, cluster, InstantSource.system());
        Owner owner = new Owner("argocd", application.live(), application.ref(), List.of(), List.of());
        return ((Layers.PlainFolder) argocd.layersOf(owner)).source();
    }

    @Test
    void anApplicationSetReadsTheFilesOfItsGenerators() {
        List<Reader> readers = readers(Fixtures.cluster("""
                        apiVersion: argoproj.io/v1alpha1
                        kind: ApplicationSet
                        metadata: {namespace: argocd, name: shops}
                        spec:
                          generators:
                            - git: {repoURL: "%1$s", revision: main, files: [{path: "shops/*/config.yaml"}, {path: "shops/old/*", exclude: true}]}
                            - git: {repoURL: "%1$s", revision: main, directories: [{path: "*"}]}
                            - matrix: {generators: [{clusters: {}}, {git: {repoURL: "%1$s", revision: next, files: [{path: matrix}]}}]}
                            - git: {repoURL: "https://git.example.org/other.git", revision: main, files: [{path: "*"}]}
                            - git: {repoURL: "%1$s", revision: 0123456, files: [{path: "*"}]}
                          template: {metadata: {name: "{{ .tag }}"}}
                        """.formatted(SHOP))).readers();

        assertThat(readers.stream().map(ReadersTest::inShort))
                .containsExactly("parameters @main", "parameters @next", "directories @main");
        Reader.OfParameters first = (Reader.OfParameters) readers.getFirst();
        assertThat(List.of("shops/web/config.yaml", "shops/a/b/config.yaml", "shops/old/config.yaml", "shops/web.yaml"))
                .filteredOn(path -> first.source().files().reads(path))
                .containsExactly("shops/web/config.yaml", "shops/a/b/config.yaml");
        assertThat(List.of("tag", "image")).filteredOn(first.naming()).containsExactly("tag");
        Reader.OfParameters folder = (Reader.OfParameters) readers.get(1);
        assertThat(folder.source().files().reads("matrix/config.yaml")).isTrue();
    }

    private static List<Reader.OfDirectories> directories(String spec) {
        return readers(Fixtures.cluster("""
                        apiVersion: argoproj.io/v1alpha1
                        kind: ApplicationSet
                        metadata: {namespace: argocd, name: shops}
                        spec: {%s}
                        """.formatted(spec))).readers().stream()
                .map(Reader.OfDirectories.class::cast)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {path: '*'}                                             | apps, prod
            {path: 'apps/*'}                                        | apps/old, apps/web
            {path: 'apps/*/*'}                                      | apps/web/base
            {path: apps/web}                                        | apps/web
            {path: apps}, {path: 'apps/w?b/*'}                      | apps, apps/web/base
            {path: 'apps/*'}, {path: apps/old, exclude: true}       | apps/web
            {path: apps/old, exclude: true}, {path: 'apps/*'}       | apps/web
            {path: 'apps/*'}, {path: '*/w*', exclude: true}         | apps/old
            {path: 'apps/*', exclude: false}                        | apps/old, apps/web
            {path: 'apps/*', exclude: true}                         |
            {path: './apps/*'}, {path: 'apps/*/'}, {path: '/apps'}  |
            {path: '.hidden'}, {path: '*/.hidden'}, {path: '.hidden/*'} |
            {path: 'apps/{{name}}'}, {path: 'apps/{{old}}', exclude: true} | apps/old, apps/web, apps/web/base
            """)
    void anApplicationSetTakesFoldersByItsPatternsFromTheRoot(String entries, String expected) {
        Reader.OfDirectories reader = directories(
                        "generators: [{git: {repoURL: '%s', directories: [%s]}}]".formatted(SHOP, entries))
                .getFirst();

        assertThat(List.of(
                        "apps",
                        "apps/old",
                        "apps/web",
                        "apps/web/base",
                        "prod",
                        ".hidden",
                        "apps/.hidden",
                        ".hidden/web"))
                .filteredOn(reader.taking())
                .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected.split(", ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            matrix: {generators: [{git: {repoURL: U, revision: next, directories: [{path: '*'}]}}, {clusters: {}}]}     | @next
            merge: {mergeKeys: [a], generators: [{list: {}}, {git: {repoURL: U, directories: [{path: '*'}]}}]}          | @
            git: {repoURL: 'git@git.example.org:shop.git', revision: HEAD, directories: [{path: '*'}]}                 | @
            git: {repoURL: U, revision: refs/heads/main, pathParamPrefix: a, directories: [{path: '*'}], values: {a: b}} | @main
            git: {repoURL: U, revision: 0123456, directories: [{path: '*'}]}                                           |
            git: {repoURL: U, directories: []}                                                                         |
            git: {repoURL: 'https://git.example.org/other.git', directories: [{path: '*'}]}                            |
            """)
    void itTakesFoldersOfTheBranchesOfItsGeneratorsThatMove(String generator, String expected) {
        assertThat(directories("generators: [{%s}]".formatted(generator.replace(" U,", " '" + SHOP + "',"))).stream()
                        .map(reader -> "@" + reader.branch()))
                .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected));
    }

    @ParameterizedTest
    @CsvSource({"create-only, true", "create-update, true", "create-delete, false", "sync, false"})
    void whetherItDeletesAnApplicationItsPolicySays(String policy, boolean keeping) {
        assertThat(directories(
                                "syncPolicy: {applicationsSync: %s}, generators: [{git: {repoURL: '%s', directories: [{path: a}]}}]"
                                        .formatted(policy, SHOP))
                        .getFirst()
                        .keeping())
                .isEqualTo(keeping);
    }
}
