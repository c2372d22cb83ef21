package dev.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the page about authentication are complete: each loads, and together they show every kind. */
class GitAuthenticationDocumentationTest {
    private static final Path PAGE = Path.of("docs/git-authentication.md");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void everyExampleLoads() throws IOException {
        List<Configuration> loaded = configurations();

        assertThat(loaded).hasSizeGreaterThan(8);
        assertThat(loaded.stream()
                        .flatMap(each -> each.repositories().stream())
                        .flatMap(rule -> rule.credentials().stream())
                        .map(source -> source.getClass().getSimpleName()))
                .contains("Login", "SshKey", "SshAgent", "UsersGit", "FromCluster", "HostApp");
        assertThat(loaded.stream()
                        .flatMap(each -> each.commit().signing().stream())
                        .map(source -> source.getClass().getSimpleName()))
                .contains("SshKeyFile", "GpgKeyFile", "GpgKeyId");
    }

    @Test
    void everyKeyOfCredentialsIsShown() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(Schema.namesIn("repositories[].credentials").stream()
                        .filter(name -> !name.endsWith("PassphraseEnv") && !name.equals("passwordFile")))
                .allMatch(name -> page.contains(name + ":"));
    }

    private List<Configuration> configurations() throws IOException {
        return EXAMPLE.matcher(Files.readString(PAGE))
                .results()
                .map(example -> load(example.group(1)))
                .toList();
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
}
