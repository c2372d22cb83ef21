package dev.landfall.render;

import static dev.landfall.render.ChartFixture.CHART;
import static dev.landfall.render.ChartFixture.build;
import static dev.landfall.render.ChartFixture.failure;
import static dev.landfall.render.ChartFixture.root;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The Helm of this machine: {@code LANDFALL_HELM}, or of the PATH. */
@RealHelm
class HelmTemplateTest {
    private static Rendering render(ChartBuild build) {
        return new HelmTemplate(System.getenv()).render(build);
    }

    private static JsonNode only(Rendering rendering) {
        if (rendering instanceof Rendering.Failed failed)
            throw new AssertionError(failed.reason().message());
        return ((Rendering.Rendered) rendering).objects().getFirst();
    }

    private static String template(String text) {
        return "== charts/web/templates/more.yaml\n" + text + "\n";
    }

    @Test
    void theNameTheNamespaceAndTheLastValueFileAreTheOwners() {
        ChartRoot root = new ChartRoot(
                "charts/web",
                new Release("front", "shop", true, false, true, "", List.of(), 0),
                List.of("env/a.yaml", "env/b.yaml"),
                false,
                List.of());
        JsonNode map = only(render(build(root, CHART, "== env/a.yaml\ncolor: blue\n== env/b.yaml\ncolor: green\n")));

        assertThat(map.at("/metadata/name").asString()).isEqualTo("front");
        assertThat(map.at("/metadata/namespace").asString()).isEqualTo("shop");
        assertThat(map.at("/data/color").asString()).isEqualTo("green");
        assertThat(map.at("/data/replicas").asString()).isEqualTo("1");
    }

    @Test
    void theOwnersOwnValuesStandAboveAllFiles() {
        ChartRoot root = new ChartRoot(
                "charts/web",
                ChartFixture.WEB,
                List.of("env/a.yaml"),
                false,
                List.of(new GivenValues("given", "{\"color\":\"black\"}")));

        assertThat(only(render(build(root, CHART, "== env/a.yaml\ncolor: blue\n")))
                        .at("/data/color")
                        .asString())
                .isEqualTo("black");
    }

    @Test
    void aTemplateThatFailsIsToldInHelmsWordsWithoutThePathsOfThisMachine() {
        assertThat(failure(
                        render(build(root(), CHART, template("a: {{ required \"color of the door\" .Values.door }}")))))
                .matches("the chart charts/web does not render; helm v\\S+ says: .*web/templates/more\\.yaml:1:.*"
                        + "color of the door.*")
                .doesNotContain("landfall-build", "/tmp", "Error: ", "--debug", "goroutine");
        assertThat(failure(render(build(root(), CHART, template("a: {{ .Values.a.b.c }}")))))
                .contains("nil pointer");
    }

    @Test
    void aTemplateThatIncludesItselfForEverFails() {
        assertThat(failure(render(build(
                        root(),
                        CHART,
                        template("{{ define \"x\" }}{{ include \"x\" . }}{{ end }}{{ include \"x\" . }}")))))
                .contains("web/templates/more.yaml");
    }

    @Test
    void aTemplateThatLoopsIsStopped() {
        ChartBuild build = build(
                root(),
                CHART,
                template("{{ range until 100000 }}{{ range until 100000 }}{{ printf \"\" }}{{ end }}{{ end }}"));

        assertThat(failure(new HelmTemplate(System.getenv(), Duration.ofSeconds(2)).render(build)))
                .endsWith("it was not done after 2 seconds");
    }

    @Test
    void aTemplateThatEatsMemoryIsToldSoWithoutAStack() {
        assertThat(failure(render(build(root(), CHART, template("{{ range until 2000000000 }}{{ end }}")))))
                .contains("out of memory")
                .doesNotContain("goroutine", ".go:");
    }

    @Test
    void nothingOfThisMachineIsReadByATemplate() {
        JsonNode map = only(render(build(root(), CHART.replace("{{ .Values.color }}", """
                {{ (lookup "v1" "Secret" "shop" "x") | toJson | quote }}
                  file: {{ .Files.Get "/etc/passwd" | quote }}
                  above: {{ .Files.Get "../../../../../../../etc/passwd" | quote }}
                  host: {{ getHostByName "localhost" | quote }}
                """))));

        assertThat(map.path("data").toString())
                .isEqualTo("{\"replicas\":\"1\",\"color\":\"{}\",\"file\":\"\",\"above\":\"\",\"host\":\"\"}");
        assertThat(failure(render(build(root(), CHART, template("a: {{ env \"HOME\" }}")))))
                .contains("function \"env\" not defined");
    }

    @Test
    void valuesThatTheSchemaDoesNotAllowAreAFailure() {
        String schema = """
                == charts/web/values.schema.json
                {"properties": {"replicas": {"type": "integer", "maximum": 5}}}
                """;

        assertThat(failure(render(build(root("env/a.yaml"), CHART, schema, "== env/a.yaml\nreplicas: 6\n"))))
                .contains("replicas");
    }
}
