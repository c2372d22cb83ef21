package dev.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about pull requests names the hosts and the codes that the program has. */
class PullRequestDocumentationTest {
    private static final Path PAGE = Path.of("docs/pull-requests.md");
    private static final Path GITEA = Path.of("docs/hosts/gitea.md");
    private static final Pattern HOST =
            Pattern.compile("(?m)^\\| \\[[^]]+]\\((hosts/[a-z-]+\\.md)\\) \\| `([a-z-]+)` \\|");
    private static final Pattern CODE = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| [^|]+ \\| [^|]+ \\|$");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void everyHostHasARowAndAPage() throws IOException {
        assertThat(HOST.matcher(Files.readString(PAGE)).results().map(row -> row.group(2)))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(HostKind.values()).map(HostKind::word).toList());
        assertThat(HOST.matcher(Files.readString(PAGE)).results().map(row -> PAGE.resolveSibling(row.group(1))))
                .allMatch(Files::exists);
        assertThat(Files.readString(Path.of("docs/configuration.md")))
                .contains(Arrays.stream(HostKind.values())
                        .map(kind -> "`" + kind.word() + "`")
                        .collect(Collectors.joining(", ", "| `repositories[].pullRequests.host` | ", " | ")));
    }

    @Test
    void everyCodeIsOneOfTheProgram() throws IOException {
        String wrong = Files.readString(PAGE).split("## What can go wrong", 2)[1];
        List<String> codes =
                CODE.matcher(wrong).results().map(row -> row.group(1)).toList();
        String program = program();

        assertThat(codes).hasSize(15).allMatch(code -> program.contains("\"" + code + "\""));
    }

    @Test
    void theExamplesForGiteaLoad() throws IOException {
        List<Configuration> loaded = EXAMPLE.matcher(Files.readString(GITEA))
                .results()
                .map(example -> load(example.group(1)))
                .toList();

        assertThat(loaded)
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.repositories())
                        .singleElement()
                        .satisfies(rule -> assertThat(rule.pullRequests())
                                .hasValueSatisfying(
                                        settings -> assertThat(settings.host()).contains(HostKind.GITEA))));
    }

    private Configuration load(String yaml) {
        try {
            Path file = Files.writeString(folder.resolve("landfall.yaml"), yaml);
            return ConfigurationLoader.load(Optional.of(file), Map.of(), Map.of())
                    .configuration();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String program() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> walk = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    walk.filter(path -> path.toString().endsWith(".java")).toList())
                text.append(Files.readString(file));
        }
        return text.toString();
    }
}
