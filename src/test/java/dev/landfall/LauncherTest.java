package dev.landfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher looks for a JDK before anything else. */
class LauncherTest {
    @TempDir
    Path folder;

    private record Ended(int status, String out, String err) {}

    @Test
    void theJdkThatIsNamedIsTaken() throws Exception {
        Ended ended = findJdk(System.getProperty("java.home"));
        assertThat(ended.status()).isZero();
        assertThat(ended.out().strip()).isEqualTo(System.getProperty("java.home"));
    }

    @Test
    void aFolderThatIsNoneIsNamed() throws Exception {
        Ended ended = findJdk(folder.toString());
        assertThat(ended.status()).isEqualTo(78);
        assertThat(ended.err()).contains(folder.toString(), "no JDK 25 or newer");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void anOlderOneIsNone() throws Exception {
        Files.createDirectories(folder.resolve("bin"));
        Path compiler = Files.writeString(folder.resolve("bin/javac"), "#!/bin/sh\n");
        assertThat(compiler.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"21.0.4\"\n");
        assertThat(findJdk(folder.toString()).status()).isEqualTo(78);
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"26\"\n");
        assertThat(findJdk(folder.toString()).status()).isZero();
    }

    private static Ended findJdk(String home) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bin/find-jdk");
        builder.environment().put("LANDFALL_JAVA_HOME", home);
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(),
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
                new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }
}
