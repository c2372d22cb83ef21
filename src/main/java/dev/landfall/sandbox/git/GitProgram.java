package dev.landfall.sandbox.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program git, run in a folder. */
final class GitProgram {
    private static final Duration CALL = Duration.ofMinutes(1);

    private GitProgram() {}

    /**
     * What it prints.
     *
     * @param input that it reads
     * @throws IllegalStateException where it fails
     */
    static String run(Path directory, String input, String... arguments) {
        try {
            Process process =
                    process(directory, arguments).redirectErrorStream(true).start();
            endAfter(process);
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0)
                throw new IllegalStateException("git " + String.join(" ", arguments) + ": " + output);
            return output;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    /** Kills the process at the deadline, which ends every wait for it and its output. */
    static void endAfter(Process process) {
        var _ = process.onExit().orTimeout(CALL.toSeconds(), TimeUnit.SECONDS).exceptionally(late -> {
            process.destroyForcibly();
            return process;
        });
    }

    /** The user's own settings of Git are none of ours. */
    static ProcessBuilder process(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command).directory(directory.toFile());
        process.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        process.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        return process;
    }
}
