package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.config.ConfigurationLoader;
import dev.landfall.report.ExitStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine.ParameterException;

/** What the pages for users show is what the program takes: command lines, configurations, links, statuses. */
class ShownCommandsTest {
    private static final Path README = Path.of("README.md");
    private static final Path GETTING_STARTED = Path.of("docs/getting-started.md");
    private static final List<Path> PAGES = List.of(
            README,
            GETTING_STARTED,
            Path.of("docs/operate.md"),
            Path.of("docs/recommend.md"),
            Path.of("docs/remediate.md"),
            Path.of("docs/failures.md"),
            Path.of("docs/mcp.md"),
            Path.of("examples/README.md"),
            Path.of("docs/pull-requests.md"),
            Path.of("docs/troubleshooting.md"),
            Path.of("docs/repository-layouts/plain.md"),
            Path.of("docs/repository-layouts/kustomize.md"),
            Path.of("docs/repository-layouts/charts.md"),
            Path.of("docs/repository-layouts/argocd.md"),
            Path.of("docs/repository-layouts/flux.md"),
            Path.of("docs/repository-layouts/not-editable.md"),
            Path.of("docs/repository-layouts/your-own-rules.md"));
    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
    private static final Pattern COMMAND = Pattern.compile("^(?:\\$ )?(?:\\./)?(landfall .*)");

    private final CommandTree tree = new CommandTree();

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> everyShownCommandLineParses() {
        return PAGES.stream()
                .flatMap(page -> commands(page).stream()
                        .map(line -> DynamicTest.dynamicTest(page + ": " + line, () -> tree.parsed(line))));
    }

    @Test
    void everyVerbIsShownToWhoBegins() {
        List<String> shown = commands(GETTING_STARTED).stream()
                .map(line -> tree.parsed(line).getCommandSpec().qualifiedName())
                .toList();

        assertThat(tree.all()
                        .filter(command -> command.getSubcommands().isEmpty())
                        .map(command -> command.getCommandSpec().qualifiedName())
                        .filter(name ->
                                !List.of("landfall version", "landfall help").contains(name)))
                .allMatch(shown::contains);
    }

    @Test
    void whatTheProgramDoesNotTakeIsFound() {
        assertThatThrownBy(() -> tree.parsed("landfall operate scale deployment/web --replica 3"))
                .isInstanceOf(ParameterException.class);
        assertThatThrownBy(() -> tree.parsed("landfall fly")).isInstanceOf(ParameterException.class);
    }

    @Test
    void everyShownConfigurationLoads() throws IOException {
        int loaded = 0;
        for (Path page : PAGES) {
            for (String yaml : blocks(page, "yaml")) {
                if (isManifest(yaml)) continue;
                Path file = Files.writeString(folder.resolve("landfall.yaml"), yaml);
                assertThat(ConfigurationLoader.load(Optional.of(file), Map.of(), Map.of())
                                .configuration()
                                .repositories())
                        .isNotEmpty();
                loaded++;
            }
        }
        assertThat(loaded).isEqualTo(4);
    }

    @Test
    void everyExitStatusIsExplained() {
        for (ExitStatus status : ExitStatus.values())
            assertThat(text(GETTING_STARTED)).contains("\n| " + status.code() + " | ");
    }

    @TestFactory
    Stream<DynamicTest> everyLinkLeadsSomewhere() throws IOException {
        try (Stream<Path> walk = Files.walk(Path.of("docs"))) {
            List<Path> pages = Stream.concat(
                            Stream.of(
                                    README,
                                    Path.of("ARCHITECTURE.md"),
                                    Path.of("CONTRIBUTING.md"),
                                    Path.of("examples/README.md")),
                            walk)
                    .filter(path -> path.toString().endsWith(".md"))
                    .toList();
            return pages.stream()
                    .map(page -> DynamicTest.dynamicTest(
                            page.toString(),
                            () -> LINK.matcher(text(page))
                                    .results()
                                    .forEach(link -> assertThat(
                                                    page.toAbsolutePath().resolveSibling(link.group(1)))
                                            .exists())));
        }
    }

    private static boolean isManifest(String yaml) {
        return new Load(LoadSettings.builder().build()).loadFromString(yaml) instanceof Map<?, ?> map
                && map.containsKey("apiVersion");
    }

    private static List<String> commands(Path page) {
        List<String> lines = BLOCK.matcher(text(page))
                .results()
                .flatMap(block -> block.group(2).lines())
                .flatMap(line -> COMMAND.matcher(line).results())
                .map(command -> command.group(1))
                .toList();
        assertThat(lines).as(page.toString()).isNotEmpty();
        return lines;
    }

    private static List<String> blocks(Path page, String language) {
        return BLOCK.matcher(text(page))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
