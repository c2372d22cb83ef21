package dev.landfall.render;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Runs a program in an empty home, without the user's environment and without a way to the network. */
final class ChildProcess {
    private static final int MOST_OUTPUT = 64 << 20;
    private static final Executor THREADS = command -> Thread.ofVirtual().start(command);

    private ChildProcess() {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Ended(int status, byte[] bytes, String errors) {
        String output() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** It was stopped before its end. */
    static final class Stopped extends Exception {
        private static final long serialVersionUID = 1;

        Stopped(String why) {
            super(why, null, false, false);
        }
    }

    /** @param home an empty folder, which is also where it runs */
    static Ended run(List<String> command, Path home, Duration deadline) throws IOException, Stopped {
        ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment(home));
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            return ended(process, deadline);
        } finally {
            // Of one that is over none can be found any more, and to look takes its time.
            if (process.isAlive()) process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /**
     * No PATH, so that no git or helm is found; a proxy that nobody serves, so that no HTTP leaves the machine. Programs in
     * Go, which are over in a moment, clean up their memory more seldom than usual until they have much of it: a third of
     * the time of a small build goes by it.
     */
    private static Map<String, String> environment(Path home) {
        return Map.of(
                "GOGC",
                "400",
                "GOMEMLIMIT",
                "1GiB",
                "HOME",
                home.toString(),
                "XDG_CONFIG_HOME",
                home.toString(),
                "TMPDIR",
                home.toString(),
                "PATH",
                home.toString(),
                "HTTP_PROXY",
                "http://127.0.0.1:1",
                "HTTPS_PROXY",
                "http://127.0.0.1:1");
    }

    private static Ended ended(Process process, Duration deadline) throws IOException, Stopped {
        CompletableFuture<byte[]> output = reading(process, process.getInputStream());
        CompletableFuture<byte[]> errors = reading(process, process.getErrorStream());
        try {
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS))
                throw new Stopped("it was not done after " + deadline.toSeconds() + " seconds");
            // The process is over, so both end; unless a child of it holds them open.
            byte[] written = output.orTimeout(5, TimeUnit.SECONDS).join();
            String said = new String(errors.orTimeout(5, TimeUnit.SECONDS).join(), StandardCharsets.UTF_8);
            return new Ended(process.exitValue(), written, said);
        } catch (CompletionException failed) {
            throw new Stopped(
                    "its output could not be read: " + failed.getCause().getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Stopped("it was interrupted");
        }
    }

    private static CompletableFuture<byte[]> reading(Process process, InputStream stream) {
        return CompletableFuture.supplyAsync(() -> read(process, stream), THREADS);
    }

    private static byte[] read(Process process, InputStream stream) {
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try (stream) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                taken.write(buffer, 0, count);
                if (taken.size() > MOST_OUTPUT) {
                    process.destroyForcibly();
                    throw new CompletionException(new IOException("more than " + (MOST_OUTPUT >> 20) + " MiB"));
                }
            }
        } catch (IOException failed) {
            throw new CompletionException(failed);
        }
        return taken.toByteArray();
    }
}
