package dev.landfall.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The programs against which is tested: git, ssh-keygen, gpg and others, without anybody's configuration of Git. */
final class Programs {
    private Programs() {}

    /** What it prints; fails where it fails. */
    static String run(Path directory, String... command) {
        return run(directory, Map.of(), "", command);
    }

    static String run(Path directory, Map<String, String> environment, String input, String... command) {
        Ended ended = end(directory, environment, input, command);
        if (ended.status() == 0) return ended.output();
        throw new IllegalStateException(String.join(" ", command) + ": " + ended.output());
    }

    /** @param output with what went to the error stream */
    record Ended(int status, String output) {}

    static Ended end(Path directory, Map<String, String> environment, String input, String... command) {
        try {
            ProcessBuilder builder = process(directory, command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + " does not end: " + output);
            }
            return new Ended(process.exitValue(), output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    static ProcessBuilder process(Path directory, String... command) {
        ProcessBuilder process = new ProcessBuilder(command).directory(directory.toFile());
        process.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        process.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        return process;
    }
}
