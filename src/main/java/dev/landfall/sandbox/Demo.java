package dev.landfall.sandbox;

import dev.landfall.change.Change;
import dev.landfall.change.ChangePlan;
import dev.landfall.change.Narration;
import dev.landfall.change.Providers;
import dev.landfall.change.RequestException;
import dev.landfall.change.Trace;
import dev.landfall.change.Verdict;
import dev.landfall.sandbox.cluster.SandboxCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Shows Landfall at work without a cluster: three stories in a {@link Sandbox}, with the engine, the providers and the
 * Git that every command uses. Everything it writes lies in one temporary folder.
 */
public final class Demo {
    private final Path temporary;
    private final Function<SandboxCluster, Providers> providers;
    private final Supplier<Duration> elapsed;

    /** Whoever the stories are told to. */
    public interface Audience extends Narration {

        /** A paragraph of the story, or a heading. */
        void hears(String text);

        void reads(Trace trace);

        void reads(ChangePlan plan);

        void sees(Change change, Verdict verdict);
    }

    /**
     * @param temporary where its folder is made
     * @param providers of GitOps tools for a cluster, as Landfall has them
     * @param elapsed since some moment, by a clock that only goes forward
     */
    public Demo(Path temporary, Function<SandboxCluster, Providers> providers, Supplier<Duration> elapsed) {
        this.temporary = temporary;
        this.providers = providers;
        this.elapsed = elapsed;
    }

    /**
     * Tells all stories, in less than a minute.
     *
     * @param keep whether to leave the folder, and say where it is
     * @return what did not end as it should have; nothing where all did
     * @throws RequestException where the program git is missing
     */
    public List<String> tell(boolean keep, Audience audience) {
        requireGit();
        Path folder = temporaryFolder();
        Thread interrupted = Thread.ofPlatform().unstarted(() -> delete(folder));
        if (!keep) Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            return tell(folder, audience);
        } finally {
            if (keep) {
                audience.hears("Repositories, journal and configuration are left in " + folder);
            } else {
                delete(folder);
                removeHook(interrupted);
            }
        }
    }

    private List<String> tell(Path folder, Audience audience) {
        try (DemoStage stage = DemoStage.open(folder, providers, elapsed)) {
            return new DemoStories(stage, audience).tell();
        }
    }

    private static void requireGit() {
        try {
            Process process = new ProcessBuilder("git", "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0) return;
            process.destroyForcibly();
        } catch (IOException missing) {
            // Said below.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw RequestException.because(
                "git-missing",
                "the demo serves its repositories by the program git, which does not run here",
                "install git (apt-get install git, brew install git)");
    }

    private Path temporaryFolder() {
        try {
            return Files.createTempDirectory(temporary, "landfall-demo-");
        } catch (IOException failed) {
            throw RequestException.because(
                    "no-temporary-folder",
                    "the demo cannot make a folder in " + temporary + ": " + failed,
                    "let TMPDIR name a folder that may be written to");
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // Then it has run, and found nothing left to do.
        }
    }

    /** As much as can be deleted: what a process that ends still writes is in the system's folder for such. */
    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException gone) {
            // Somebody else was faster.
        }
    }
}
