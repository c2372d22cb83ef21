package dev.landfall.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.reason.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which program builds, and what it sees of this machine: with small scripts in its place. */
class KustomizeProgramTest {
    private static final Build BUILD =
            new Build("apps", true, Map.of("apps/kustomization.yaml", "{}".getBytes(StandardCharsets.UTF_8)));

    @TempDir
    Path folder;

    private Path script(String name, String body) throws IOException {
        Path script = folder.resolve(name);
        Files.createDirectories(script.getParent());
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private static Rendering render(Map<String, String> environment) {
        return new KustomizeBuild(environment, Duration.ofSeconds(30)).render(BUILD);
    }

    private static String failure(Rendering rendering) {
        return ((Rendering.Failed) rendering).reason().message();
    }

    @Test
    void theVariableComesBeforeKustomizeOfThePathAndThatBeforeKubectl() throws IOException {
        Path named = script("named/any", "echo 'kind: Named'");
        script("both/kustomize", "echo \"kind: Kustomize-$1\"");
        script("both/kubectl", "echo 'kind: never'");
        script("kubectl-only/kubectl", "echo \"kind: Kubectl-$1\"");
        Map<String, String> both = Map.of("PATH", "relative:" + folder.resolve("both"));

        assertThat(kind(Map.of("LANDFALL_KUSTOMIZE", named.toString(), "PATH", both.get("PATH"))))
                .isEqualTo("Named");
        assertThat(kind(both)).isEqualTo("Kustomize-build");
        assertThat(kind(Map.of("PATH", folder.resolve("kubectl-only").toString())))
                .isEqualTo("Kubectl-kustomize");
    }

    private static String kind(Map<String, String> environment) {
        return kind(render(environment));
    }

    private static String kind(Rendering rendering) {
        return ((Rendering.Rendered) rendering)
                .objects()
                .getFirst()
                .path("kind")
                .asString();
    }

    private static Build by(String line) {
        return new Build("apps", true, line, Optional.empty(), CommonMetadata.none(), BUILD.files());
    }

    private Map<String, String> path(String names) throws IOException {
        for (String each : names.split(" ", -1)) {
            String[] program = each.split("=", 2);
            String version = "kubectl".equals(program[0])
                    ? "'{\"kustomizeVersion\": \"v" + program[1] + "\"}'"
                    : "v" + program[1];
            script(
                    "path/" + program[0],
                    "case $1 in version) echo %s;; *) echo 'kind: K%s';; esac".formatted(version, program[1]));
        }
        return Map.of("PATH", folder.resolve("path").toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5.7 | kustomize=5.8.1 kustomize-5.7=5.7.1 | K5.7.1
            5.7 | kustomize=5.8.1 kubectl=5.7.1       | K5.7.1
            5.8 | kustomize=5.8.1 kubectl=5.7.1       | K5.8.1
            5.4 | kustomize=5.8.1 kubectl=5.7.1       | K5.8.1
            ''  | kustomize=5.8.1 kustomize-5.7=5.7.1 | K5.8.1
            """)
    void ofThoseInThePathTheOneOfTheOwnersLineBuilds(String line, String programs, String kind) throws IOException {
        assertThat(kind(new KustomizeBuild(path(programs)).render(by(line)))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5.4 | kustomize=5.8.1               | the folder apps is built with kustomize v5.8.1, while its owner builds with Kustomize 5.4
            5.4 | kubectl=5.7.1                 | the folder apps is built with kubectl kustomize v5.7.1, while its owner builds with Kustomize 5.4
            5.8 | kustomize=5.8.1               | none
            5.7 | kustomize=5.8.1 kubectl=5.7.1 | none
            ''  | kustomize=5.8.1               | none
            5.8 | kustomize=unknown             | none
            """)
    void anotherLineThanTheOwnersIsADoubt(String line, String programs, String doubt) throws IOException {
        assertThat(new KustomizeBuild(path(programs))
                        .doubt(by(line))
                        .map(Reason::message)
                        .orElse("none"))
                .isEqualTo(doubt);
    }

    /** Whoever names a program means it. */
    @Test
    void theVariableComesBeforeTheOwnersLine() throws IOException {
        Map<String, String> path = path("kustomize-5.7=5.7.1");
        Path named = script("named/any", "case $1 in version) echo v5.8.1;; *) echo 'kind: Named';; esac");
        KustomizeBuild build =
                new KustomizeBuild(Map.of("LANDFALL_KUSTOMIZE", named.toString(), "PATH", path.get("PATH")));

        assertThat(kind(build.render(by("5.7")))).isEqualTo("Named");
        assertThat(build.doubt(by("5.7")).map(Reason::code)).contains("kustomize-other-line");
    }

    @Test
    void aMachineWithoutKustomizeIsToldWhatToInstallAndOnlyWhenSomethingIsToBeBuilt() {
        KustomizeBuild build = new KustomizeBuild(Map.of("PATH", folder.toString()));

        assertThatThrownBy(() -> build.render(BUILD)).isInstanceOfSatisfying(RenderException.class, missing -> {
            assertThat(missing.reason().code()).isEqualTo("kustomize-missing");
            assertThat(missing.reason().remedy()).contains("install kustomize").contains("LANDFALL_KUSTOMIZE");
        });
        assertThatThrownBy(() -> render(Map.of("LANDFALL_KUSTOMIZE", "kustomize")))
                .isInstanceOf(RenderException.class)
                .hasMessageContaining("LANDFALL_KUSTOMIZE names kustomize");
    }

    @Test
    void itSeesNothingOfTheUsersEnvironmentAndTheRoomIsGoneAfterwards() throws IOException {
        Path program = script("kustomize", """
                echo "kind: Seen"
                echo "variables: '$(/usr/bin/env | /usr/bin/cut -d= -f1 | /usr/bin/sort | /usr/bin/tr '\\n' ' ')'"
                echo "home: '$(/bin/ls -A "$HOME")'"
                for last; do :; done
                echo "room: '$last'"
                echo "mode: '$(/usr/bin/stat -c %a "$last/../..")'"
                """);
        var seen = ((Rendering.Rendered) render(Map.of("LANDFALL_KUSTOMIZE", program.toString(), "KUBECONFIG", "x")))
                .objects()
                .getFirst();

        assertThat(seen.path("variables").asString())
                .doesNotContain("KUBECONFIG")
                .startsWith("GOGC GOMEMLIMIT HOME HTTPS_PROXY HTTP_PROXY");
        assertThat(seen.path("home").asString()).isEmpty();
        assertThat(seen.path("mode").asString()).isEqualTo("700");
        assertThat(Path.of(seen.path("room").asString()).getParent().getParent())
                .doesNotExist();
    }

    @Test
    void aBuildThatDoesNotEndIsStopped() throws IOException {
        Path program = script("kustomize", "case $1 in version) echo v5.0.0;; *) exec /bin/sleep 600;; esac");
        Instant start = Instant.now();
        Rendering rendering = new KustomizeBuild(
                        Map.of("LANDFALL_KUSTOMIZE", program.toString()), Duration.ofSeconds(1))
                .render(BUILD);

        assertThat(failure(rendering))
                .isEqualTo("the folder apps does not build; kustomize v5.0.0 says: it was not done after 1 seconds");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void aBuildThatNeverStopsTalkingIsStopped() throws IOException {
        Path program = script("kustomize", "case $1 in version) echo v5.0.0;; *) exec /usr/bin/yes kind;; esac");

        assertThat(failure(render(Map.of("LANDFALL_KUSTOMIZE", program.toString()))))
                .contains("more than 64 MiB");
    }

    @Test
    void whatItWritesAboutAFailureIsMadeHarmless() throws IOException {
        Path program = script("kustomize", """
                [ "$1" = version ] && exit 1
                for last; do :; done
                printf 'Error: \\033[31mno\\033[0m https://user:canary@example.org in %s/x.yaml' "$last" >&2
                exit 1
                """);

        assertThat(failure(render(Map.of("LANDFALL_KUSTOMIZE", program.toString()))))
                .isEqualTo("the folder apps does not build; kustomize says: no https://***@example.org in apps/x.yaml");
    }

    @Test
    void outputThatIsNoYamlIsAFailure() throws IOException {
        Path program = script("kustomize", "echo 'a: ['");

        assertThat(failure(render(Map.of("LANDFALL_KUSTOMIZE", program.toString()))))
                .contains("unreadable output");
    }
}
