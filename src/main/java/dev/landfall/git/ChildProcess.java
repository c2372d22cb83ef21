package dev.landfall.git;

import dev.landfall.reason.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that is run once: without a shell, and not for ever. */
final class ChildProcess {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int LARGEST = 1 << 20;

    private ChildProcess() {}

    record Ended(int status, String output, String errors) {}

    /**
     * @param command the program, looked up in {@code PATH}, and its arguments
     * @param environment what is set besides the environment of this process
     * @throws GitException of fault USAGE where it cannot be run, UNREACHABLE where it does not end
     */
    static Ended run(List<String> command, Map<String, String> environment, byte[] input) {
        // In the root, where no repository's configuration lies.
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Path.of("/").toFile());
        builder.environment().putAll(environment);
        try {
            return ended(command.getFirst(), builder.start(), input);
        } catch (IOException absent) {
            throw GitException.usage(
                    "program-missing",
                    "the program " + command.getFirst() + " cannot be run",
                    "install it, or configure what does without it");
        }
    }

    private static Ended ended(String program, Process process, byte[] input) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Thread feeding = Thread.startVirtualThread(() -> feed(process, input));
        Thread reading = Thread.startVirtualThread(() -> drain(process.getInputStream(), output));
        Thread listening = Thread.startVirtualThread(() -> drain(process.getErrorStream(), errors));
        try {
            if (!process.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) throw late(program);
            // A grandchild, such as an agent, may keep the streams open for longer than the program runs.
            for (Thread thread : List.of(feeding, reading, listening)) thread.join(Duration.ofSeconds(2));
            return new Ended(
                    process.exitValue(),
                    output.toString(StandardCharsets.UTF_8),
                    errors.toString(StandardCharsets.UTF_8));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw late(program);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void feed(Process process, byte[] input) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException _) {
            // It need not read all of it.
        }
    }

    private static void drain(InputStream from, ByteArrayOutputStream to) {
        try (from) {
            byte[] part = new byte[8192];
            for (int count = from.read(part); count >= 0; count = from.read(part)) {
                if (to.size() < LARGEST) to.write(part, 0, count);
            }
        } catch (IOException _) {
            // It was ended.
        }
    }

    private static GitException late(String program) {
        Reason reason = Reason.passing(
                "program-too-slow",
                "the program " + program + " did not end within " + DEADLINE.toSeconds() + " s",
                "run it by hand to see what it waits for");
        return new GitException(GitException.Fault.UNREACHABLE, reason);
    }
}
