package dev.landfall.gitops.argocd;

import static dev.landfall.gitops.argocd.Fixtures.application;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gitops.Charting;
import dev.landfall.gitops.Charts;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.OwnValues;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTest {

    private static Application withSpec(String spec) {
        return application("""
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {namespace: argocd, name: web}
                spec: {destination: {namespace: shop}, %s}
                status: {sourceType: Directory}
                """.formatted(spec));
    }

    private static String refusal(Application application) {
        return new ApplicationSource(application)
                                .layers(new Building(false, Optional.empty(), 0, () -> "", Charts.none()))
                        instanceof Layers.CannotPlace refused
                ? refused.reason().code()
                : "placed";
    }

    private static GitSource folder(String source) {
        Application application = withSpec("source: " + source);
        return new ApplicationSource(application)
                                .layers(new Building(false, Optional.empty(), 0, () -> "", Charts.none()))
                        instanceof Layers.PlainFolder folder
                ? folder.source()
                : null;
    }

    @Test
    void oneDirectoryIsAPlainFolder() {
        GitSource source =
                folder("{repoURL: https://git.example.org/shop.git, targetRevision: main, path: ./apps/web/}");

        assertThat(source.definedBy()).hasToString("Application argocd/web");
        assertThat(source.repository()).isEqualTo("https://git.example.org/shop.git");
        assertThat(source.branch()).isEqualTo("main");
        assertThat(source.path()).isEqualTo("apps/web");
        assertThat(source.defaultNamespace()).isEqualTo("shop");
        assertThat(source.overridesNamespace()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"., ''", "'', ''", "/apps, apps", "apps//web, apps/web"})
    void pathsAreWrittenInOneWay(String path, String expected) {
        assertThat(folder("{repoURL: u, path: '%s'}".formatted(path)).path()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            '',                                         ''
            HEAD,                                       ''
            main,                                       main
            refs/heads/feature/a,                       feature/a
            release-1.x,                                release-1.x
            2.4,                                        2.4
            v2.4.1,                                     v2.4.1
            1.x,                                        PINNED
            1.*,                                        PINNED
            *,                                          PINNED
            ^1.2,                                       PINNED
            ~1.2.3,                                     PINNED
            >=1,                                        PINNED
            '>=1.2, <2',                                PINNED
            1.2 - 1.4.5,                                PINNED
            refs/tags/v1,                               PINNED
            0123456789abcdef0123456789abcdef01234567,   PINNED
            abc1234,                                    PINNED
            """)
    void onlyABranchCanBePushedTo(String revision, String branch) {
        assertThat(TargetRevision.branch(revision).orElse("PINNED")).isEqualTo(branch);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pinned-revision  | source: {repoURL: u, path: p, targetRevision: 1.*}
            oci-chart        | sources: [{repoURL: u, chart: c}, {repoURL: v, ref: values}]
            no-source        | project: default
            oci-chart        | source: {repoURL: u, chart: nginx, targetRevision: 1.2.3}
            oci-source       | source: {repoURL: 'oci://registry.example.org/apps', path: p}
            placed           | source: {repoURL: u, path: p, helm: {values: 'a: 1', valueFiles: [/env/a.yaml, ../b.yaml]}}
            helm-source      | source: {repoURL: u, path: p, helm: {parameters: [{name: 'a[0]', value: b}]}}
            helm-source      | source: {repoURL: u, path: p, helm: {parameters: [{name: a, value: '{b,c}'}]}}
            helm-source      | source: {repoURL: u, path: p, helm: {fileParameters: [{name: 'a[0]', path: b}]}}
            helm-source      | source: {repoURL: u, path: p, helm: {fileParameters: [{name: a, path: $values/b}]}}
            helm-source      | source: {repoURL: u, path: p, helm: {valueFiles: ['https://example.org/a.yaml']}}
            helm-source      | source: {repoURL: u, path: p, helm: {valueFiles: [$values/a.yaml]}}
            helm-source      | source: {repoURL: u, path: p, helm: {valueFiles: ['env/*.yaml']}}
            helm-source      | source: {repoURL: u, path: p, helm: {valueFiles: [../../a.yaml]}}
            kustomize-source | source: {repoURL: u, path: p, kustomize: {images: ['a=*:2']}}
            kustomize-source | source: {repoURL: u, path: p, kustomize: {version: v5.0.0-mine}}
            placed           | source: {repoURL: u, path: p, kustomize: {version: v5.0.0}}
            plugin-source    | source: {repoURL: u, path: p, plugin: {name: cdk}}
            jsonnet-source   | source: {repoURL: u, path: p, directory: {jsonnet: {libs: [lib]}}}
            path-outside     | source: {repoURL: u, path: ../p}
            chart-name       | source: {repoURL: 'https://charts.example.org', chart: ../web, targetRevision: 1.2.3}
            chart-source     | source: {repoURL: 'https://charts.example.org', chart: web, kustomize: {namePrefix: a-}}
            plugin-source    | source: {repoURL: 'https://charts.example.org', chart: web, plugin: {name: cdk}}
            helm-source      | source: {repoURL: 'https://charts.example.org', chart: web, helm: {valueFiles: [../a.yaml]}}
            placed           | source: {repoURL: u, path: p, directory: {jsonnet: {}, recurse: true}}
            """)
    void whatCannotBePlacedIsNamed(String code, String spec) {
        assertThat(refusal(withSpec(spec))).isEqualTo(code);
    }

    private static final String PUBLISHED = """
            sources: [
              {repoURL: 'https://charts.example.org', chart: web, targetRevision: "%s",
               helm: {valueFiles: [own.yaml, $values/prod/web.yaml, $more/web.yaml], values: 'a: 1'}},
              {repoURL: u, targetRevision: main, ref: values}, {repoURL: v, targetRevision: next, ref: more}]""";

    private static GitSource published(String spec) {
        Layers layers = new ApplicationSource(withSpec(spec))
                .layers(new Building(false, Optional.empty(), 0, () -> "", Charts.none()));
        return ((Layers.Folders) layers).sources().getFirst();
    }

    @Test
    void aPublishedChartLiesBesideTheFirstValueFilesInGit() {
        GitSource source = published(PUBLISHED.formatted("1.2.3"));

        assertThat(source.repository() + " " + source.branch() + " " + source.path())
                .isEqualTo("u main web.tgz");
        assertThat(source.chart().orElseThrow().named()).isEqualTo("chart web 1.2.3 of https://charts.example.org");
        assertThat(source.charting().orElseThrow().valueFiles())
                .containsExactly("web.tgz/own.yaml", "prod/web.yaml", "$more/web.yaml");
        assertThat(source.lenders())
                .extracting(lender -> lender.source().repository())
                .containsExactly("v");
    }

    @ParameterizedTest
    @CsvSource({"1.2.3, 1.2.3", "v1.2.3-rc.1, v1.2.3-rc.1", "^1.2, ''", "1.2, ''", "'*', ''", "'', ''"})
    void theVersionOfARangeIsNotGuessed(String wanted, String version) {
        assertThat(published(PUBLISHED.formatted(wanted)).chart().orElseThrow().version())
                .isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource({
        "chart: web,        chart: web,        1",
        "chart: web,        chart: other,      -1",
        "ref: values,       ref: renamed,      1",
        "targetRevision: main, targetRevision: prod, -1"
    })
    void aChangeOfItsValuesIsFollowedByTheSourceThatLendsThem(String from, String to, int index) {
        GitSource planned = published(PUBLISHED.formatted("1.2.3"));
        Application now = withSpec(PUBLISHED.formatted("1.2.3").replace(from, to));

        assertThat(new ApplicationSource(now)
                        .stillFrom(planned)
                        .map(Application::index)
                        .orElse(-1))
                .isEqualTo(index);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                  | {}
            {values: 'a: 1'}                    | 'a: 1'
            {parameters: [{name: a, value: b}]} | '{"a":"b"}'
            """)
    void aChartAloneAlwaysHasAPlaceForValues(String helm, String values) {
        Layers layers = new ApplicationSource(withSpec(
                        "source: {repoURL: 'https://charts.example.org', chart: web, targetRevision: 1.2.3, helm: %s}"
                                .formatted(helm)))
                .layers(new Building(false, Optional.empty(), 0, () -> "", Charts.none()));

        assertThat(((Layers.ChartAlone) layers)
                        .source()
                        .charting()
                        .orElseThrow()
                        .values())
                .singleElement()
                .satisfies(each -> assertThat(each.yaml().strip()).isEqualTo(values));
    }

    @ParameterizedTest
    @CsvSource({
        "Helm, placed",
        "Kustomize, placed",
        "Plugin, plugin-source",
        "'', source-type-unknown",
        "Other, source-type-unknown",
        "Directory, placed"
    })
    void withoutABlockInTheSpecTheTypeThatArgoCdFoundDecides(String type, String code) {
        assertThat(refusal(application("""
                        metadata: {namespace: argocd, name: web}
                        spec: {source: {repoURL: u, path: p}}
                        status: {sourceType: '%s'}
                        """.formatted(type)))).isEqualTo(code);
    }

    private static Charting charting(String source) {
        return folder(source).charting().orElseThrow();
    }

    @Test
    void aChartIsRenderedAsTheApplicationSays() {
        assertThat(charting("""
                {repoURL: u, path: charts/web, helm: {releaseName: front, namespace: other, skipCrds: true,
                  skipTests: true, skipSchemaValidation: true, ignoreMissingValueFiles: true, kubeVersion: '1.34',
                  apiVersions: [a/v1], valueFiles: [/env/a.yaml, ../b.yaml, values-prod.yaml], values: 'a: 1'}}
                """))
                .isEqualTo(new Charting(
                        new Charting.Release("front", "other", false, true, false, "1.34", List.of("a/v1"), 0),
                        List.of("env/a.yaml", "charts/b.yaml", "charts/web/values-prod.yaml"),
                        true,
                        List.of(new OwnValues("a: 1", "spec.source.helm.values", OwnValues.Form.TEXT))));
    }

    @Test
    void whatAnApplicationDoesNotSayOfItsChartIsAsArgoCdTakesIt() {
        assertThat(charting("{repoURL: u, path: p}"))
                .isEqualTo(new Charting(
                        new Charting.Release("web", "shop", true, false, true, "", List.of(), 0),
                        List.of(),
                        false,
                        List.of()));
        assertThat(charting("{repoURL: u, path: p, helm: {values: 'a: 1', valuesObject: {a: 2}}}")
                        .values())
                .containsExactly(new OwnValues("{\"a\":2}", "spec.source.helm.valuesObject", OwnValues.Form.MAPPING));
        assertThat(folder("{repoURL: u, path: p, directory: {}}").charting()).isEmpty();
        assertThat(folder("{repoURL: u, path: p, kustomize: {}}").charting()).isEmpty();
    }

    @Test
    void parametersAreValuesAboveAllOthers() {
        assertThat(charting("""
                        {repoURL: u, path: p, helm: {values: 'a: 1', parameters: [
                          {name: image.tag, value: '2'}, {name: image.name, value: '3', forceString: true},
                          {name: 'labels.a\\.b/c', value: x}, {name: on, value: 'true'}, {name: zero, value: '01'}]}}
                        """).values())
                .containsExactly(
                        new OwnValues("a: 1", "spec.source.helm.values", OwnValues.Form.TEXT),
                        new OwnValues(
                                "{\"image\":{\"tag\":2,\"name\":\"3\"},\"labels\":{\"a.b/c\":\"x\"},\"on\":true,\"zero\":\"01\"}",
                                "spec.source.helm.parameters",
                                OwnValues.Form.PARAMETERS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            namePrefix: a-                     | namePrefix "a-" at spec.source.kustomize.namePrefix
            images: [web]                      | images {"name":"web"} at spec.source.kustomize.images[0]
            images: ['web:2']                  | images {"name":"web","newTag":"2"} at spec.source.kustomize.images[0]
            images: ['h:5/a/web']              | images {"name":"h:5/a/web"} at spec.source.kustomize.images[0]
            images: ['web=h:5/web:2@sha256:1'] | images {"name":"web","newName":"h:5/web","newTag":"2","digest":"sha256:1"} at spec.source.kustomize.images[0]
            replicas: [{name: web, count: 2}]  | replicas {"name":"web","count":2} at spec.source.kustomize.replicas[0]
            patches: [{path: a.yaml}]          | patches {"path":"a.yaml"} at spec.source.kustomize.patches[0]
            components: [../tls]               | components "../tls" at spec.source.kustomize.components[0]
            commonLabels: {a: b}               | commonLabels {"a":"b"} at spec.source.kustomize.commonLabels
            commonLabels: {a: b}, labelWithoutSelector: true | labels {"pairs":{"a":"b"}} at spec.source.kustomize.commonLabels
            """)
    void whatAnApplicationPutsIntoAKustomization(String block, String expected) {
        List<String> additions =
                folder("{repoURL: u, path: p, kustomize: {" + block + "}}").kustomizing().additions().stream()
                        .map(each -> each.field() + " " + each.value() + " at "
                                + each.place().path())
                        .toList();
        assertThat(additions).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                               | web.yaml          | true
            {}                                               | web.yml           | true
            {}                                               | web.json          | true
            {}                                               | web.jsonnet       | false
            {}                                               | README.md         | false
            {}                                               | sub/web.yaml      | false
            {recurse: true}                                  | sub/web.yaml      | true
            {include: 'web.yaml'}                            | web.yaml          | true
            {include: 'web.yaml'}                            | api.yaml          | false
            {include: '{web,api}.yaml'}                      | api.yaml          | true
            {exclude: '{web,api}.yaml'}                      | api.yaml          | false
            {exclude: '{web,api}.yaml'}                      | db.yaml           | true
            {recurse: true, include: '*.yaml'}               | sub/web.yaml      | true
            {recurse: true, exclude: 'sub/*'}                | sub/deep/web.yaml | false
            {recurse: true, exclude: '{sub/*,*.json}'}       | a/web.json        | false
            {include: 'we[a-c].yaml'}                        | web.yaml          | true
            {include: 'we[!a-c].yaml'}                       | web.yaml          | false
            {include: 'w?b.yaml'}                            | web.yaml          | true
            {include: 'w.b.yaml'}                            | web.yaml          | false
            {include: '{web.yaml'}                           | web.yaml          | false
            """)
    void filesAreSelectedAsArgoCdDoes(String directory, String file, boolean read) {
        GitSource source = folder("{repoURL: u, path: p, directory: %s}".formatted(directory));

        assertThat(source.files().reads(file)).isEqualTo(read);
    }
}
