package dev.landfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

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

    @Test
    void itSaysWhichStreamsAPersonSitsAt() throws Exception {
        Path launcher = builtLauncher();

        assertThat(atATerminal(launcher + " version"))
                .contains("terminal.input", "terminal.output", "terminal.narration");
        assertThat(atATerminal(launcher + " version 2>&1 | cat"))
                .contains("terminal.input")
                .doesNotContain("terminal.output", "terminal.narration");
    }

    /** A clone in which nothing is left to build, with a JDK whose java prints its arguments. */
    private Path builtLauncher() throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        Files.createDirectories(folder.resolve("src/main"));
        Files.createDirectories(folder.resolve("target"));
        Files.writeString(folder.resolve("pom.xml"), "");
        Files.writeString(folder.resolve("target/landfall.jar"), "");
        Files.writeString(folder.resolve("target/.built"), "");
        program("bin/java", "#!/bin/sh\necho \"$@\"\n");
        program("bin/find-jdk", "#!/bin/sh\necho '" + folder + "'\n");
        return program("landfall", Files.readString(Path.of("landfall")));
    }

    private Path program(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    /** What a command prints under util-linux's {@code script}, which gives it a terminal. */
    private static String atATerminal(String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("script", "-qec", command, "/dev/null").redirectErrorStream(true);
        Process process;
        try {
            process = builder.start();
        } catch (IOException missing) {
            throw new TestAbortedException("no program called script is here", missing);
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
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
