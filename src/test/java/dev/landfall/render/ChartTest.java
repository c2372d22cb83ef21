package dev.landfall.render;

import static dev.landfall.render.ChartFixture.CHART;
import static dev.landfall.render.ChartFixture.WEB;
import static dev.landfall.render.ChartFixture.build;
import static dev.landfall.render.ChartFixture.files;
import static dev.landfall.render.ChartFixture.reading;
import static dev.landfall.render.ChartFixture.root;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.reason.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a chart reads, and what is refused before anything runs. */
class ChartTest {
    private static Reason refusal(Chart.Reading reading) {
        return ((Chart.Reading.Impossible) reading).reason();
    }

    private static Chart complete(Chart.Reading reading) {
        return ((Chart.Reading.Complete) reading).chart();
    }

    @Test
    void itReadsItsFolderAndTheValueFilesOfItsOwnerAndNothingElse() {
        ChartBuild build = build(
                root("env/prod.yaml", "charts/web/small.yaml"),
                CHART,
                "== env/prod.yaml\ncolor: blue\n== env/test.yaml\n== charts/web/small.yaml\n== charts/webshop/x.yaml\n");

        assertThat(build.files().keySet())
                .containsExactly(
                        "charts/web/Chart.yaml",
                        "charts/web/small.yaml",
                        "charts/web/templates/map.yaml",
                        "charts/web/values.yaml",
                        "env/prod.yaml");
        assertThat(build.layers()).containsExactly("charts/web/values.yaml", "env/prod.yaml", "charts/web/small.yaml");
    }

    @Test
    void aValueFileThatIsNotThereIsRefusedUnlessTheOwnerPassesItOver() {
        Reason refusal = refusal(Chart.of(files(CHART), root("env/prod.yaml")));

        assertThat(refusal.code()).isEqualTo("helm-missing-file");
        assertThat(refusal.message()).contains("charts/web is rendered with env/prod.yaml");
        assertThat(build(new ChartRoot("charts/web", WEB, List.of("env/prod.yaml"), true, List.of()), CHART)
                        .valueFiles())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            charts/web/templates/secret.yaml -> /etc/passwd,           charts/web/templates/secret.yaml
            charts/web/files -> ../../..,                              charts/web/files
            """)
    void aLinkInTheChartIsRefusedByName(String link, String named) {
        Reason refusal = refusal(reading(CHART, "== " + link + "\n"));

        assertThat(refusal.code()).isEqualTo("helm-link");
        assertThat(refusal.message()).startsWith(named + " is a symbolic link");
    }

    @Test
    void aValueFileBehindALinkIsRefusedByName() {
        Reason refusal = refusal(Chart.of(files(CHART, "== env -> ../elsewhere\n"), root("env/prod.yaml")));

        assertThat(refusal.code()).isEqualTo("helm-link");
        assertThat(refusal.message()).startsWith("the value file env/prod.yaml");
    }

    @Test
    void aDependencyThatIsNotVendoredIsRefusedByName() {
        String chart = CHART.replace(
                "version: 0.1.0\n",
                "version: 0.1.0\ndependencies: [{name: redis, version: 1.x, repository: 'https://x'}]\n");

        Reason refusal = refusal(reading(chart));
        assertThat(refusal.code()).isEqualTo("helm-dependency");
        assertThat(refusal.message()).contains("depends on redis, which is not in charts/web/charts");
        assertThat(complete(reading(chart, "== charts/web/charts/cache/Chart.yaml\nname: redis\n"))
                        .doubts())
                .isEmpty();
        assertThat(complete(reading(chart, "== charts/web/charts/redis-1.2.3.tgz\n"))
                        .doubts())
                .extracting(Reason::code)
                .containsExactly("helm-schema-unchecked");
    }

    @Test
    void aPackagedChartIsLookedInto() throws IOException {
        assertThat(complete(holding("redis/values.schema.json", "{\"type\": \"object\"}"))
                        .doubts())
                .isEmpty();
        assertThat(refusal(holding("redis/values.schema.json", "{\"$ref\": \"file:///x\"}"))
                        .message())
                .startsWith(REDIS + "/redis/values.schema.json refers to another file");
        assertThat(complete(holding("redis/templates/a.yaml", "{{ .Capabilities.APIVersions }}"))
                        .doubts())
                .extracting(Reason::code)
                .containsExactly("helm-capabilities");
    }

    private static final String REDIS = "charts/web/charts/redis-1.2.3.tgz";

    /** The chart with a packaged one of this one file. */
    private static Chart.Reading holding(String path, String text) throws IOException {
        return Chart.of(new Holding(files(CHART, "== " + REDIS + "\n"), packaged(path, text)), root());
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Holding(TextFiles text, byte[] packaged) implements SourceFiles {
        @Override
        public Kind kindOf(String path) {
            return text.kindOf(path);
        }

        @Override
        public List<String> below(String folder) {
            return text.below(folder);
        }

        @Override
        public List<String> links(String folder) {
            return text.links(folder);
        }

        @Override
        public Map<String, byte[]> contents(Collection<String> paths) {
            Map<String, byte[]> contents = text.contents(paths);
            contents.replace(REDIS, packaged);
            return contents;
        }
    }

    /** As tar writes one file. */
    private static byte[] packaged(String path, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        byte[] blocks = new byte[512 + (content.length + 511) / 512 * 512 + 1024];
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(name, 0, blocks, 0, name.length);
        byte[] size = "%011o".formatted(content.length).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(size, 0, blocks, 124, size.length);
        System.arraycopy(content, 0, blocks, 512, content.length);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(blocks);
        }
        return packed.toByteArray();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"$schema": "https://json-schema.org/draft-07/schema#", "$ref": "#/definitions/a"} | true
            {"$schema": "http://json-schema.org/draft-07/schema#"}                             | true
            {"properties": {"a": {"$ref": "file:///etc/passwd"}}}                              | false
            {"allOf": [{"$ref": "http://127.0.0.1:8080/x"}]}                                   | false
            {"\\u0024ref": "other.json"}                                                       | false
            {"$schema": "https://example.org/schema"}                                          | false
            """)
    void aSchemaThatReadsMoreThanItselfIsRefused(String schema, boolean readable) {
        Chart.Reading reading = reading(CHART, "== charts/web/values.schema.json\n" + schema + "\n");

        if (readable) assertThat(reading).isInstanceOf(Chart.Reading.Complete.class);
        else assertThat(refusal(reading).code()).isEqualTo("helm-schema-remote");
    }

    @Test
    void aTemplateThatAsksForTheClustersVersionLeavesADoubtUnlessTheOwnerTellsIt() {
        String asking =
                "== charts/web/templates/ingress.yaml\n{{ if .Capabilities.APIVersions.Has \"a/v1\" }}{{ end }}\n";

        assertThat(complete(reading(CHART, asking)).doubts())
                .extracting(Reason::code)
                .containsExactly("helm-capabilities");
        Release told = new Release("web", "shop", true, false, true, "1.34", List.of("a/v1"), 0);
        assertThat(complete(Chart.of(
                                files(CHART, asking), new ChartRoot("charts/web", told, List.of(), false, List.of())))
                        .doubts())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "", textBlock = """
            --post-renderer=x | shop   | 1.34          | a/v1       | the release name "--post-renderer=x"
            web               | a b    | 1.34          | a/v1       | the namespace "a b"
            web               | shop   | 1.34 --debug  | a/v1       | the version of Kubernetes "1.34 --debug"
            web               | shop   | 1.34          | a/v1,b/v1  | the API version "a/v1,b/v1"
            """)
    void aTextThatIsNoArgumentNeverReachesHelm(
            String name, String namespace, String kubernetes, String api, String named) {
        Release release = new Release(name, namespace, true, false, true, kubernetes, List.of(api), 0);
        Reason refusal =
                refusal(Chart.of(files(CHART), new ChartRoot("charts/web", release, List.of(), false, List.of())));

        assertThat(refusal.code()).isEqualTo("helm-argument");
        assertThat(refusal.message()).contains(named);
    }

    @Test
    void aChartThatIsNoYamlIsNamed() {
        Reason refusal = refusal(reading("== charts/web/Chart.yaml\nname: [\n"));

        assertThat(refusal.code()).isEqualTo("helm-unreadable");
        assertThat(refusal.message())
                .startsWith("charts/web/Chart.yaml cannot be read")
                .contains("line 2");
    }
}
