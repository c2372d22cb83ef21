package dev.landfall.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files a build reads, and which builds are refused before anything runs. */
class ClosureTest {
    private static final String EVERYTHING = """
            == apps/prod/kustomization.yaml
            resources: [../base, ingress.yaml]
            components: [../tls]
            patches: [{path: patch.yaml}, {patch: "- op: remove"}]
            patchesStrategicMerge: [merge.yaml, "kind: Deployment\\nmetadata: {name: web}\\n"]
            patchesJson6902: [{target: {kind: Service, name: web}, path: json.yaml}]
            replacements: [{path: replacement.yaml}, {source: {kind: Service}}]
            configMapGenerator: [{name: a, files: [a.txt, key=b.txt], envs: [c.env], env: d.env}]
            secretGenerator: [{name: s, files: [secret/s.txt]}]
            configurations: [names.yaml]
            crds: [crd.json]
            openapi: {path: schema.json}
            transformers: [labels.yaml, more]
            == apps/prod/ingress.yaml
            kind: Ingress
            == apps/prod/patch.yaml
            == apps/prod/merge.yaml
            == apps/prod/json.yaml
            == apps/prod/replacement.yaml
            == apps/prod/a.txt
            == apps/prod/b.txt
            == apps/prod/c.env
            == apps/prod/d.env
            == apps/prod/secret/s.txt
            == apps/prod/names.yaml
            == apps/prod/crd.json
            == apps/prod/schema.json
            == apps/prod/labels.yaml
            apiVersion: builtin
            kind: PatchTransformer
            metadata: {name: p}
            path: by-transformer.yaml
            == apps/prod/by-transformer.yaml
            == apps/prod/more/kustomization.yaml
            resources: [suffix.yaml]
            == apps/prod/more/suffix.yaml
            apiVersion: builtin
            kind: SuffixTransformer
            metadata: {name: s}
            == apps/tls/kustomization.yaml
            kind: Component
            resources: [certificate.yaml]
            == apps/tls/certificate.yaml
            kind: Certificate
            == apps/base/Kustomization
            bases: [./web/../web/]
            == apps/base/web/kustomization.yml
            resources: [web.yaml]
            == apps/base/web/web.yaml
            kind: Deployment
            == apps/base/web/README.md
            == apps/prod/unused.yaml
            == other/kustomization.yaml
            resources: []
            """;

    private static Closure closure(String files, String folder) {
        return switch (Closure.of(TextFiles.of(files), new Root(folder, true, false, ""))) {
            case Closure.Reading.Complete complete -> complete.closure();
            case Closure.Reading.Impossible impossible -> throw new AssertionError(impossible.reason());
        };
    }

    private static String refusal(String files) {
        return Closure.of(TextFiles.of(files), new Root("apps", true, false, ""))
                        instanceof Closure.Reading.Impossible impossible
                ? impossible.reason().code() + ": " + impossible.reason().message()
                : "complete";
    }

    @Test
    void everythingThatIsNamedIsReadAndNothingElse() {
        assertThat(closure(EVERYTHING, "apps/prod").build().files().keySet())
                .containsExactlyInAnyOrder(
                        "apps/prod/kustomization.yaml",
                        "apps/prod/ingress.yaml",
                        "apps/prod/patch.yaml",
                        "apps/prod/merge.yaml",
                        "apps/prod/json.yaml",
                        "apps/prod/replacement.yaml",
                        "apps/prod/a.txt",
                        "apps/prod/b.txt",
                        "apps/prod/c.env",
                        "apps/prod/d.env",
                        "apps/prod/secret/s.txt",
                        "apps/prod/names.yaml",
                        "apps/prod/crd.json",
                        "apps/prod/schema.json",
                        "apps/prod/labels.yaml",
                        "apps/prod/by-transformer.yaml",
                        "apps/prod/more/kustomization.yaml",
                        "apps/prod/more/suffix.yaml",
                        "apps/tls/kustomization.yaml",
                        "apps/tls/certificate.yaml",
                        "apps/base/Kustomization",
                        "apps/base/web/kustomization.yml",
                        "apps/base/web/web.yaml");
    }

    @Test
    void onlyFilesThatDefineObjectsAreResources() {
        assertThat(closure(EVERYTHING, "apps/prod").resources())
                .extracting(Closure.Resource::path)
                .containsExactlyInAnyOrder(
                        "apps/base/web/web.yaml", "apps/prod/ingress.yaml", "apps/tls/certificate.yaml");
    }

    @Test
    void namesGrowFromTheInsideOut() {
        Closure closure = closure("""
                == root/kustomization.yaml
                resources: [mid]
                namePrefix: a-
                nameSuffix: -z
                == root/mid/kustomization.yaml
                resources: [web.yaml]
                components: [part]
                namePrefix: b-
                namespace: shop
                == root/mid/web.yaml
                == root/mid/part/kustomization.yaml
                kind: Component
                namePrefix: c-
                """, "root");
        Naming naming = closure.resources().getFirst().naming();

        assertThat(naming).isEqualTo(new Naming("a-b-c-", "-z", Optional.of("shop")));
        assertThat(naming.written("Deployment", "a-b-c-web-z")).contains("web");
        assertThat(naming.written("Deployment", "a-b-c--z")).isEmpty();
        assertThat(naming.written("Deployment", "web")).isEmpty();
        assertThat(naming.written("Namespace", "shop")).contains("shop");
    }

    @Test
    void withoutAKustomizationAtTheRootOneIsMadeUpThatNamesEverythingBelow() {
        String files = """
                == apps/web.yaml
                == apps/README.md
                == apps/deep/er/api.yml
                == apps/built/kustomization.yaml
                resources: [inner.yaml]
                == apps/built/inner.yaml
                == apps/built/patch.yaml
                """;
        Closure.Reading reading = Closure.of(TextFiles.of(files), new Root("apps", true, true, "shop"));
        Closure closure = ((Closure.Reading.Complete) reading).closure();

        assertThat(new String(closure.build().files().get("apps/kustomization.yaml"), StandardCharsets.UTF_8))
                .isEqualTo("""
                        {"resources":["built","deep/er/api.yml","web.yaml"],"namespace":"shop"}""");
        assertThat(closure.resources())
                .extracting(Closure.Resource::path)
                .containsExactly("apps/built/inner.yaml", "apps/deep/er/api.yml", "apps/web.yaml");
    }

    @Test
    void theOwnersNamespaceTakesThePlaceOfTheFiles() {
        String files = "== apps/kustomization.yaml\nresources: []\nnamespace: own # kept elsewhere\n";
        Closure.Reading reading = Closure.of(TextFiles.of(files), new Root("apps", true, true, "shop"));

        assertThat(((Closure.Reading.Complete) reading).closure().kustomizations())
                .extracting(each -> each.content().path("namespace").asString(""))
                .isEqualTo(List.of("shop"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            resources: ['https://git.example.org/shop//base?ref=v1'] | kustomize-remote
            resources: ['git::https://git.example.org/shop']         | kustomize-remote
            resources: ['git@git.example.org:shop/base']             | kustomize-remote
            resources: ['ssh://git.example.org/shop']                | kustomize-remote
            resources: [github.com/shop/base]                        | kustomize-remote
            resources: ['gh:shop/base']                              | kustomize-remote
            resources: ['shop/base?ref=main']                        | kustomize-remote
            resources: ['file:///etc']                               | kustomize-remote
            bases: ['git.example.org/shop//base']                    | kustomize-remote
            patches: [{path: 'https://example.org/p.yaml'}]          | kustomize-remote
            openapi: {path: 'http://example.org/schema.json'}        | kustomize-remote
            configMapGenerator: [{files: ['k=https://example.org']}] | kustomize-remote
            resources: [git.example.org/shop/base]                   | kustomize-missing-file
            resources: [gone.yaml]                                   | kustomize-missing-file
            components: [web.yaml]                                   | kustomize-missing-file
            patches: [{path: folder}]                                | kustomize-missing-file
            resources: [folder]                                      | kustomization-unclear
            resources: [../../outside]                               | kustomize-outside-repository
            resources: [../apps/../../apps/web.yaml]                 | kustomize-outside-repository
            resources: [/etc/passwd]                                 | kustomize-outside-repository
            patches: [{path: /etc/passwd}]                           | kustomize-outside-repository
            resources: [link.yaml]                                   | kustomize-link
            resources: [linked/web.yaml]                             | kustomize-link
            helmCharts: [{name: redis}]                              | kustomize-helm-charts
            helmChartInflationGenerator: [{chartName: redis}]        | kustomize-helm-charts
            generators: [chart.yaml]                                 | kustomize-plug-in
            transformers: [foreign.yaml]                             | kustomize-plug-in
            validators: ["apiVersion: x/v1\\nkind: Foreign\\n"]      | kustomize-plug-in
            resources: [circle]                                      | kustomize-cycle
            resources: [several]                                     | kustomization-unclear
            'resources: [web.yaml'                                   | kustomization-unreadable
            "- resources"                                            | kustomization-unreadable
            'a: &a [*a]'                                             | kustomization-unreadable
            """)
    void whatMustNotBeReadOrRunIsRefusedByName(String kustomization, String code) {
        String refusal = refusal("""
                == apps/web.yaml
                == apps/folder/web.yaml
                == apps/chart.yaml
                apiVersion: builtin
                kind: HelmChartInflationGenerator
                == apps/foreign.yaml
                apiVersion: example.org/v1
                kind: Foreign
                == apps/circle/kustomization.yaml
                resources: [..]
                == apps/several/kustomization.yaml
                == apps/several/Kustomization
                == apps/link.yaml -> /etc/passwd
                == apps/linked -> ../other
                == apps/kustomization.yaml
                """ + kustomization);

        assertThat(refusal).startsWith(code + ": ").containsPattern("apps|folder");
    }

    @Test
    void aRefusalNamesTheFileTheFieldAndTheEntry() {
        assertThat(refusal("== apps/kustomization.yaml\nbases: ['https://git.example.org/base']\n"))
                .isEqualTo("kustomize-remote: apps/kustomization.yaml names \"https://git.example.org/base\" in bases:"
                        + " an address outside of the repository, which Landfall does not fetch");
    }

    @Test
    void aDiamondIsWalkedOncePerFolder() {
        StringBuilder files = new StringBuilder("== apps/kustomization.yaml\nresources: [l0]\n");
        for (int i = 0; i < 12; i++)
            files.append("== apps/l%d/kustomization.yaml\nresources: [../l%d, ../l%d/.]\n".formatted(i, i + 1, i + 1));
        files.append("== apps/l12/kustomization.yaml\nresources: [web.yaml]\n== apps/l12/web.yaml\n");

        assertThat(closure(files.toString(), "apps").kustomizations()).hasSize(14);
    }
}
