package dev.landfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void anArchiveOfClassesIsUsedWhereThereIsOne() throws Exception {
        Path launcher = builtLauncher();
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"25\"\n");
        assertThat(ended(launcher, "version").out()).doesNotContain("SharedArchiveFile");

        Path archive = Files.writeString(folder.resolve("target").resolve("classes-" + sum() + ".jsa"), "");
        Files.setLastModifiedTime(folder.resolve("target/landfall.jar"), FileTime.fromMillis(1_000));
        assertThat(ended(launcher, "version").out()).contains("-XX:SharedArchiveFile=" + archive);

        Files.setLastModifiedTime(archive, FileTime.fromMillis(0));
        assertThat(ended(launcher, "version").out()).as("of an older jar").doesNotContain("SharedArchiveFile");
        Files.setLastModifiedTime(archive, FileTime.from(Instant.now()));
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"26\"\n");
        assertThat(ended(launcher, "version").out()).as("of another JDK").doesNotContain("SharedArchiveFile");
    }

    @Test
    void aBuildMakesTheArchiveAndGoesOnWithoutOne() throws Exception {
        Path launcher = builtLauncher();
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"25\"\n");
        Files.delete(folder.resolve("target/.built"));
        program("bin/mvn", "#!/bin/sh\n");
        program(
                "bin/java",
                "#!/bin/sh\nfor word; do case $word in -XX:SharedArchiveFile=*) echo >${word#*=};; esac; done\n");
        assertThat(ended(launcher, "version").status()).isZero();
        Path archive = folder.resolve("target").resolve("classes-" + sum() + ".jsa");
        assertThat(archive).exists();

        Files.delete(folder.resolve("target/.built"));
        program("bin/java", "#!/bin/sh\nfor word; do case $word in -Xshare:dump) exit 1;; esac; done\necho \"$@\"\n");
        Ended without = ended(launcher, "version");
        assertThat(without.status()).isZero();
        assertThat(without.out()).doesNotContain("SharedArchiveFile").contains("version");
        assertThat(archive).doesNotExist();
    }

    /** Else a start would be noted that ends before it has done anything. */
    @Test
    void theRehearsalHasAnOwnerToTrace() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process rehearsal = new ProcessBuilder(java, "bin/Rehearsal.java", folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            Path kubeconfig = folder.resolve("kubeconfig");
            while (rehearsal.isAlive() && !Files.exists(kubeconfig)) Thread.sleep(20);
            Program.Ended ended = Program.in(folder).run("trace", "deployment/web", "--kubeconfig", "kubeconfig");
            assertThat(ended.out()).as(ended.err()).contains("Application argocd/web", "https://git.invalid/web");
        } finally {
            rehearsal.getOutputStream().close();
            assertThat(rehearsal.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(rehearsal.exitValue()).isZero();
    }

    /** What makes it safe to keep an archive: the JVM itself leaves one aside that is not of this jar. */
    @Test
    void anArchiveOfAnOlderJarRunsNoOldCode() throws Exception {
        Path jar = jar("old");
        Path archive = folder.resolve("a.jsa");
        Path noted = folder.resolve("noted");
        java("-XX:DumpLoadedClassList=" + noted, "-jar", jar.toString());
        java(
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + noted,
                "-XX:SharedArchiveFile=" + archive,
                "-cp",
                jar.toString());
        assertThat(archive).isNotEmptyFile();
        assertThat(java("-XX:SharedArchiveFile=" + archive, "-jar", jar.toString())
                        .out())
                .isEqualTo("old\n");

        jar("new");
        assertThat(java("-XX:SharedArchiveFile=" + archive, "-jar", jar.toString())
                        .out())
                .isEqualTo("new\n");
    }

    /** One whose program prints a word, of the same size whatever the word. */
    private Path jar(String word) throws IOException, InterruptedException {
        Path source = Files.writeString(
                folder.resolve("Says.java"),
                "class Says { public static void main(String[] a) { System.out.println(\"" + word + "\"); } }");
        Path tools = Path.of(System.getProperty("java.home"), "bin");
        Path jar = folder.resolve("says.jar");
        run(tools.resolve("javac").toString(), "-d", folder.toString(), source.toString());
        run(tools.resolve("jar").toString(), "cfe", jar.toString(), "Says", "-C", folder.toString(), "Says.class");
        return jar;
    }

    private static Ended java(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xlog:disable",
                "-Xlog:all=error:stderr"));
        command.addAll(List.of(words));
        return run(command.toArray(String[]::new));
    }

    private String sum() throws IOException, InterruptedException {
        String told =
                run("sh", "-c", "cksum <'" + folder.resolve("release") + "'").out();
        return told.substring(0, told.indexOf(' '));
    }

    private Ended ended(Path launcher, String word) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), word);
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        return ended(builder);
    }

    private static Ended run(String... command) throws IOException, InterruptedException {
        return ended(new ProcessBuilder(command));
    }

    private static Ended ended(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), out, err);
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
        program("bin/share-classes", Files.readString(Path.of("bin", "share-classes")));
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
        return ended(builder);
    }
}
