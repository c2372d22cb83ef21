package dev.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationDocumentationTest {
    private static final Path PAGE = Path.of("docs/configuration.md");

    @TempDir
    Path folder;

    @Test
    void everyKeyIsDocumentedAndNoOther() throws IOException {
        assertThat(rows().map(cells -> cells.getFirst())).containsExactlyInAnyOrderElementsOf(Schema.KEYS);
    }

    @Test
    void defaultsAndVariablesAreThoseOfTheCode() throws IOException {
        List<List<String>> settings = rows().filter(cells -> cells.size() == 6)
                .map(cells -> List.of(cells.get(0), cells.get(2), cells.get(3)))
                .toList();

        assertThat(settings)
                .isEqualTo(Setting.ALL.stream()
                        .map(setting -> List.of(setting.key(), setting.standard(), setting.environmentVariable()))
                        .toList());
    }

    @Test
    void examplesAreValid() throws IOException, WrongValue {
        Map<String, Setting<?>> settings =
                Setting.ALL.stream().collect(Collectors.toMap(Setting::key, setting -> setting));
        for (List<String> cells : rows().filter(row -> row.size() == 6).toList()) {
            assertThat(settings.get(cells.getFirst()).grammar().parse(cells.get(4)))
                    .isNotNull();
        }
    }

    @Test
    void theWholeExampleLoads() throws IOException {
        String yaml = Files.readString(PAGE).split("```(yaml\n)?", -1)[1];
        Path file = Files.writeString(folder.resolve("landfall.yaml"), yaml);

        Configuration configuration =
                ConfigurationLoader.load(Optional.of(file), Map.of(), Map.of()).configuration();

        assertThat(configuration.repositories()).hasSize(1);
    }

    /** The cells of each row that begins with a key, without the back-quotes. */
    private static Stream<List<String>> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                        .map(cell -> cell.strip().replace("`", ""))
                        .toList());
    }
}
