package dev.landfall.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalProcessesTest {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    Path folder;

    @Test
    void processesThatStartTogetherMakeOneChangeAndLoseNoEntry() throws Exception {
        List<String> names = List.of("a", "b");
        List<Process> processes = new ArrayList<>();
        for (String name : names) processes.add(start(name, 200));

        List<List<String>> said = new ArrayList<>();
        for (Process process : processes) said.add(finish(process));

        try (Journal journal = open()) {
            StoredChange change = journal.changeOfPlan("plan").orElseThrow();
            assertThat(said.stream().map(List::getFirst))
                    .containsExactlyInAnyOrder("began " + change.id(), "found " + change.id());
            List<String> bodies = bodies(journal, change);
            assertThat(bodies).hasSize(400);
            for (String name : names) {
                assertThat(bodies.stream().filter(body -> body.startsWith(name + " ")))
                        .containsExactlyElementsOf(IntStream.range(0, 200)
                                .mapToObj(i -> name + " " + i)
                                .toList());
            }
        }
    }

    @Test
    void whatAKilledProcessWasToldIsSafeStaysSo() throws Exception {
        Process process = start("a", Integer.MAX_VALUE);
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            while (said.size() < 50) said.add(lines.readLine());
            // Through the handle, since the process itself would close its output, too.
            process.toHandle().destroyForcibly();
            lines.lines().forEach(said::add);
        }
        assertThat(process.waitFor(Duration.ofSeconds(30))).isTrue();
        assertThat(process.exitValue()).isEqualTo(128 + 9);

        try (Journal journal = open()) {
            StoredChange change = journal.changeOfPlan("plan").orElseThrow();
            assertThat(said.getFirst()).isEqualTo("began " + change.id());
            List<String> bodies = bodies(journal, change);
            // The last line may be cut off, and the last entry may not have been told.
            List<String> told = said.subList(1, said.size() - 1);
            assertThat(bodies).startsWith(told.toArray(String[]::new));
            assertThat(bodies.size() - told.size()).isBetween(0, 2);
            journal.append(change.id(), new Entry(InstantSource.system().instant(), "seen", "{}"));
        }
    }

    @Test
    void aFolderForTheLibraryThatIsMissingIsNamed() throws Exception {
        assertThat(finish(start("a", 1, "-Djava.io.tmpdir=/nowhere")))
                .singleElement()
                .asString()
                .contains("the library of SQLite cannot be loaded")
                .contains("make /nowhere a writable folder");
    }

    private Process start(String name, int count, String... options) throws IOException {
        Stream<String> command = Stream.of(
                        Stream.of(JAVA.toString(), "--enable-native-access=ALL-UNNAMED", "-Xshare:auto", "-Xmx128m"),
                        Stream.of(options),
                        Stream.of("-cp", System.getProperty("java.class.path"), JournalWriter.class.getName()),
                        Stream.of(file().toString(), name, Integer.toString(count)))
                .flatMap(part -> part);
        return new ProcessBuilder(command.toList())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<String> finish(Process process) throws IOException, InterruptedException {
        try (BufferedReader lines = process.inputReader()) {
            List<String> said = lines.lines().toList();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> bodies(Journal journal, StoredChange change) {
        return journal.entries(change.id()).stream().map(Entry::body).toList();
    }

    private Journal open() {
        return SqliteJournal.open(file());
    }

    private Path file() {
        return folder.resolve("journal.db");
    }
}
