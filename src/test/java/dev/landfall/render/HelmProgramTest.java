package dev.landfall.render;

import static dev.landfall.render.ChartFixture.CHART;
import static dev.landfall.render.ChartFixture.build;
import static dev.landfall.render.ChartFixture.failure;
import static dev.landfall.render.ChartFixture.root;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.reason.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Which program renders a chart, with what arguments, and what it sees of this machine: with small scripts in its place. */
class HelmProgramTest {
    @TempDir
    Path folder;

    private Path script(String name, String body) throws IOException {
        Path script = folder.resolve(name);
        Files.createDirectories(script.getParent());
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private static Rendering render(Map<String, String> environment) {
        return render(environment, build(root(), CHART));
    }

    private static Rendering render(Map<String, String> environment, ChartBuild build) {
        return new HelmTemplate(environment, Duration.ofSeconds(30)).render(build);
    }

    private static JsonNode only(Rendering rendering) {
        return ((Rendering.Rendered) rendering).objects().getFirst();
    }

    @Test
    void theVariableComesBeforeHelmOfThePath() throws IOException {
        Path named = script("named/any", "echo 'kind: Named'");
        script("path/helm", "echo 'kind: OfThePath'");
        String path = "relative:" + folder.resolve("path");

        assertThat(only(render(Map.of("LANDFALL_HELM", named.toString(), "PATH", path)))
                        .path("kind")
                        .asString())
                .isEqualTo("Named");
        assertThat(only(render(Map.of("PATH", path))).path("kind").asString()).isEqualTo("OfThePath");
    }

    private static ChartBuild buildFor(int helm) {
        Release release = new Release("web", "shop", true, false, true, "", List.of(), helm);
        return build(new ChartRoot("charts/web", release, List.of(), false, List.of()), CHART);
    }

    private Path helm(String name, String version, String kind) throws IOException {
        return script(name, "case $1 in version) echo " + version + ";; *) echo 'kind: " + kind + "';; esac");
    }

    @ParameterizedTest
    @CsvSource({"0, Three", "3, Three", "4, Four", "5, Three"})
    void ofThoseInThePathTheOneOfTheOwnersMajorVersionRenders(int helm, String kind) throws IOException {
        helm("path/helm", "v3.21.0+g1234567", "Three");
        helm("path/helm4", "v4.3.1", "Four");

        assertThat(only(render(Map.of("PATH", folder.resolve("path").toString()), buildFor(helm)))
                        .path("kind")
                        .asString())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            v3.21.0 | 4 | the chart charts/web is rendered with helm v3.21.0, while its owner runs Helm 4
            v3.21.0 | 3 | none
            v3.21.0 | 0 | none
            unknown | 4 | none
            """)
    void anotherMajorVersionThanTheOwnersIsSaid(String version, int helm, String doubt) throws IOException {
        Path named = helm("named/any", version, "Named");
        helm("path/helm", "v4.3.1", "Four");
        HelmTemplate template = new HelmTemplate(Map.of(
                "LANDFALL_HELM",
                named.toString(),
                "PATH",
                folder.resolve("path").toString()));

        assertThat(template.doubt(buildFor(helm)).map(Reason::message).orElse("none"))
                .isEqualTo(doubt);
        assertThat(only(template.render(buildFor(helm))).path("kind").asString())
                .isEqualTo("Named");
    }

    @Test
    void aMachineWithoutHelmIsToldWhatToInstallAndOnlyWhenSomethingIsToBeRendered() {
        HelmTemplate helm = new HelmTemplate(Map.of("PATH", folder.toString()));

        assertThatThrownBy(() -> helm.render(build(root(), CHART)))
                .isInstanceOfSatisfying(RenderException.class, missing -> {
                    assertThat(missing.reason().code()).isEqualTo("helm-missing");
                    assertThat(missing.reason().remedy())
                            .contains("install helm")
                            .contains("LANDFALL_HELM");
                });
        assertThatThrownBy(() -> render(Map.of("LANDFALL_HELM", "helm")))
                .isInstanceOf(RenderException.class)
                .hasMessageContaining("LANDFALL_HELM names helm");
    }

    @Test
    void itIsGivenTheArgumentsOfTheOwnerAndNoPathThatAnyoneChose() throws IOException {
        Path program = script("helm", """
                room=$(/usr/bin/realpath "$HOME/..")
                echo "arguments: |"
                for argument; do echo "  $argument" | /bin/sed "s|$room|ROOM|"; done
                """);
        Release release = new Release("web", "shop", true, true, false, "1.34.1", List.of("a/v1", "b/v1"), 0);
        ChartRoot root = new ChartRoot(
                "charts/web",
                release,
                List.of("a,b.yaml", "-c.yaml"),
                false,
                List.of(new GivenValues("given", "color: green")));
        ChartBuild build = build(
                root,
                CHART,
                "== charts/web/templates/asking.yaml\n# {{ .Capabilities.APIVersions }}\n== a,b.yaml\ncolor: blue\n== -c.yaml\n");

        assertThat(only(render(Map.of("LANDFALL_HELM", program.toString()), build))
                        .path("arguments")
                        .asString()
                        .lines())
                .containsExactly(
                        "template",
                        "web",
                        "ROOM/source/chart",
                        "--namespace=shop",
                        "--include-crds",
                        "--skip-tests",
                        "--skip-schema-validation",
                        "--kube-version=1.34.1",
                        "--api-versions=a/v1",
                        "--api-versions=b/v1",
                        "--values=ROOM/source/values/0.yaml",
                        "--values=ROOM/source/values/1.yaml",
                        "--values=ROOM/source/values/2.yaml");
    }

    @Test
    void itSeesNothingOfTheUsersEnvironmentAndTheRoomIsGoneAfterwards() throws IOException {
        Path program = script("helm", """
                echo "kind: Seen"
                echo "variables: '$(/usr/bin/env | /usr/bin/cut -d= -f1 | /usr/bin/sort | /usr/bin/tr '\\n' ' ')'"
                echo "home: '$(/bin/ls -A "$HOME")'"
                echo "room: '$HOME'"
                """);
        JsonNode seen =
                only(render(Map.of("LANDFALL_HELM", program.toString(), "KUBECONFIG", "x", "HELM_PLUGINS", "/y")));

        assertThat(seen.path("variables").asString())
                .doesNotContain("KUBECONFIG", "HELM")
                .startsWith("GOGC GOMEMLIMIT HOME HTTPS_PROXY HTTP_PROXY");
        assertThat(seen.path("home").asString()).isEmpty();
        assertThat(Path.of(seen.path("room").asString()).getParent()).doesNotExist();
    }

    @Test
    void aRenderingThatDoesNotEndIsStopped() throws IOException {
        Path program = script("helm", "case $1 in version) echo v4.3;; *) exec /bin/sleep 600;; esac");
        Instant start = Instant.now();
        Rendering rendering = new HelmTemplate(Map.of("LANDFALL_HELM", program.toString()), Duration.ofSeconds(1))
                .render(build(root(), CHART));

        assertThat(failure(rendering))
                .isEqualTo("the chart charts/web does not render; helm v4.3 says: it was not done after 1 seconds");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void aCrashIsToldInOneSentenceAndWithoutAStack() throws IOException {
        Path program = script("helm", """
                [ "$1" = version ] && exit 1
                printf 'runtime: out of memory: cannot allocate\\nfatal error: out of memory\\n\\ngoroutine 1:\\nx.go:1' >&2
                exit 2
                """);

        assertThat(failure(render(Map.of("LANDFALL_HELM", program.toString()))))
                .isEqualTo("the chart charts/web does not render; helm says: fatal error: out of memory");
    }

    @Test
    void whatItWritesAboutAFailureHasThePathsOfTheRepositoryAndIsMadeHarmless() throws IOException {
        Path program = script("helm", """
                [ "$1" = version ] && exit 1
                for last; do :; done
                printf 'Error: \\033[31mno\\033[0m https://user:canary@example.org in %s/Chart.yaml and %s' "$3" "${last#--values=}" >&2
                exit 1
                """);
        ChartBuild build = build(root("env/prod.yaml"), CHART, "== env/prod.yaml\n");

        assertThat(failure(render(Map.of("LANDFALL_HELM", program.toString()), build)))
                .isEqualTo("the chart charts/web does not render; helm says: no https://***@example.org in"
                        + " charts/web/Chart.yaml and env/prod.yaml");
    }
}
