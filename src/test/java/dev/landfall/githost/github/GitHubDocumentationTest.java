package dev.landfall.githost.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page says which permissions are asked for. */
final class GitHubDocumentationTest {
    private static final Pattern PERMISSION = Pattern.compile("\\(`([a-z_]+=[a-z]+)`\\)");

    @Test
    void itNamesEachPermissionAndNoOther() throws IOException {
        String page = Files.readString(Path.of("docs/hosts/github.md"));

        assertThat(PERMISSION.matcher(page).results().map(found -> found.group(1)))
                .containsExactlyInAnyOrder(Arrays.stream(Permission.values())
                        .map(permission -> permission.field() + "=" + permission.level())
                        .toArray(String[]::new));
    }
}
