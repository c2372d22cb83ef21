package dev.landfall.git;

import static dev.landfall.git.Canary.code;
import static dev.landfall.git.Canary.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Git itself asks a helper of the test's own configuration. */
@Timeout(60)
class GitCredentialFillTest {
    private static final RepositoryUrl URL = RepositoryUrl.parse("https://git.example.org/team/apps.git", false);

    @TempDir
    private Path folder;

    /** A user's configuration with a helper that does this with what Git tells it. */
    private Map<String, String> helper(String script) throws IOException {
        Path program = Files.writeString(folder.resolve("helper"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path config = Files.writeString(
                folder.resolve("config"), "[credential]\n\thelper = " + program + "\n\tuseHttpPath = true\n");
        return Map.of("GIT_CONFIG_GLOBAL", config.toString(), "GIT_CONFIG_NOSYSTEM", "1");
    }

    @Test
    void theHelpersAnswerIsTheLogin() throws IOException {
        var environment = helper("cat >" + folder + "/asked\necho username=ada\necho password=canary=1\n");
        Credentials.Basic login = GitCredentialFill.ask(URL, environment);
        assertThat(login.username()).isEqualTo("ada");
        assertThat(login.password().reveal()).isEqualTo("canary=1");
        assertThat(login.toString()).doesNotContain("canary");
        assertThat(Files.readString(folder.resolve("asked")))
                .contains("protocol=https\n", "host=git.example.org\n", "path=team/apps.git\n");
    }

    @Test
    void whereNoHelperKnowsALoginNobodyIsAsked() throws IOException {
        assertThat(code(() -> GitCredentialFill.ask(URL, helper("exit 0\n"))))
                .isEqualTo("USAGE credential-helper-empty");
        assertThat(code(() -> GitCredentialFill.ask(URL, helper("echo password=canary >&2\nexit 1\n"))))
                .isEqualTo("USAGE credential-helper-empty");
        assertThat(failure(() -> GitCredentialFill.ask(URL, helper("echo quit=1\n")))
                        .reason()
                        .remedy())
                .contains("credentials");
    }

    @Test
    void onlyHttpsIsAskedFor() {
        for (String url : new String[] {"http://git.example.org/a", "git@git.example.org:a"}) {
            assertThat(code(() -> GitCredentialFill.ask(RepositoryUrl.parse(url, true), Map.of())))
                    .isEqualTo("USAGE credential-helper-needs-https");
        }
    }
}
