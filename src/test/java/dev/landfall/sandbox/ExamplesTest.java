package dev.landfall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.Program;
import dev.landfall.config.ConfigurationLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples work, and there is none that this test does not look at. */
class ExamplesTest {
    private static final Path FOLDER = Path.of("examples");
    private static final Path README = FOLDER.resolve("README.md");
    private static final Pattern COMMAND = Pattern.compile("(?m)^landfall (.*)$");
    private static final Pattern ARGUMENTS = Pattern.compile("\"?args\"?\\s*[:=]\\s*\\[([^]]*)]");

    @TempDir
    static Path home;

    private static ShopOverHttp shop;

    @BeforeAll
    static void open() {
        shop = new ShopOverHttp(home);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    static List<String> commands() throws IOException {
        return COMMAND.matcher(Files.readString(README))
                .results()
                .map(command -> command.group(1))
                .filter(command -> !command.contains("--config"))
                .toList();
    }

    static List<String> sentences() throws IOException {
        return Files.readAllLines(FOLDER.resolve("words.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theCommandsEndWellAndWriteNothing(String command) {
        String before = shop.file("shop");

        Program.Ended ended = shop.program().run(ShownSessions.words(command));

        assertThat(ended.status()).as(ended.all()).isZero();
        assertThat(shop.file("shop")).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void theSentencesAreUnderstood(String line) {
        String[] both = line.split(" ", 2);
        List<String> words = new ArrayList<>(List.of(both[0], both[1], "--dry-run"));
        if (both[0].equals("recommend")) words.add("--defaults");

        Program.Ended ended = shop.program().run(words.toArray(String[]::new));

        assertThat(ended.status()).as(ended.all()).isZero();
    }

    @Test
    void theConfigurationLoads() {
        var loaded = ConfigurationLoader.load(Optional.of(FOLDER.resolve("landfall.yaml")), Map.of(), Map.of());

        assertThat(loaded.configuration().repositories()).hasSize(2);
    }

    @Test
    void clientsOfModelsStartACommandThatThereIs() throws IOException {
        for (String name : List.of("mcp.json", "vscode.json", "codex.toml")) {
            String text = Files.readString(FOLDER.resolve("mcp").resolve(name));
            var arguments = ARGUMENTS.matcher(text);
            assertThat(arguments.find()).as(name).isTrue();
            List<String> words = new ArrayList<>(
                    List.of(arguments.group(1).replaceAll("[\" ]", "").split(",", -1)));
            words.add("--help");
            assertThat(shop.program().run(words.toArray(String[]::new)).out())
                    .as(name)
                    .contains("landfall mcp", "--context");
        }
    }

    @Test
    void everyExampleIsShownAndLookedAt() throws IOException {
        String readme = Files.readString(README);
        List<String> commands = commands();
        List<String> lookedAt =
                List.of("README.md", "words.txt", "landfall.yaml", "mcp/mcp.json", "mcp/vscode.json", "mcp/codex.toml");
        try (Stream<Path> walk = Files.walk(FOLDER)) {
            assertThat(walk.filter(Files::isRegularFile)
                            .map(file -> FOLDER.relativize(file).toString()))
                    .hasSizeGreaterThan(6)
                    .allSatisfy(file -> assertThat(lookedAt.contains(file)
                                    || commands.stream().anyMatch(command -> command.contains("examples/" + file)))
                            .as(file)
                            .isTrue())
                    .allSatisfy(file -> assertThat(file.equals("README.md") || readme.contains("](" + file + ")"))
                            .as(file)
                            .isTrue());
        }
    }
}
