package dev.landfall.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program at work, its output collected as it comes. */
final class Running implements AutoCloseable {
    /** Its bit, of signal 2. */
    private static final long SIGINT = 1L << 1;

    private final Command command;
    private final Process process;
    private final Collected out = new Collected();
    private final Collected err = new Collected();

    private Running(Command command, Process process) {
        this.command = command;
        this.process = process;
    }

    static Running start(Command command) {
        try {
            Running running = new Running(command, command.process().start());
            running.out.collect(running.process.getInputStream());
            running.err.collect(running.process.getErrorStream());
            running.feed();
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.arguments().getFirst(), e);
        }
    }

    private void feed() throws IOException {
        try (OutputStream input = process.getOutputStream()) {
            input.write(command.input().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // A program that ends without reading its input says why by its status.
            if (process.isAlive()) throw e;
        }
    }

    /** Waits for the end; past the bound the program is killed and the test fails. */
    Finished await(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
                throw new AssertionError("not ended within " + atMost + ": " + soFar(-1));
            }
            return soFar(process.exitValue());
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: " + command.arguments(), e);
        }
    }

    boolean ended() {
        return !process.isAlive();
    }

    /** As {@code kill -9}: no handler of the program runs. */
    void kill() {
        process.destroyForcibly();
    }

    /** As Ctrl-C at a terminal does to a program in the foreground. */
    void interrupt() {
        if (ignoresInterrupts())
            throw new IllegalStateException(
                    "these tests were started with SIGINT ignored, as a shell starts what it puts"
                            + " into the background, and so is " + process.pid() + ": start them in the foreground");
        Command.of(List.of("kill", "-INT", Long.toString(process.pid()))).output();
    }

    /** As it was started with, by the bits of proc(5); where there is none, nothing is known against it. */
    private boolean ignoresInterrupts() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .map(line -> Long.parseUnsignedLong(
                            line.substring("SigIgn:".length()).strip(), 16))
                    .anyMatch(ignored -> (ignored & SIGINT) != 0);
        } catch (IOException unknown) {
            return false;
        }
    }

    private Finished soFar(int status) {
        return new Finished(command.arguments(), status, out.whole(), err.whole());
    }

    @Override
    public void close() {
        kill();
    }

    /** One stream's text; complete once the stream has ended. */
    private static final class Collected {
        private static final Duration LAST_WORDS = Duration.ofSeconds(5);
        private final StringBuilder text = new StringBuilder();
        private volatile Thread reader;

        void collect(InputStream stream) {
            reader = Thread.startVirtualThread(() -> {
                try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                    lines.lines().forEach(this::add);
                } catch (IOException | UncheckedIOException e) {
                    add("(stream cut off: " + e.getMessage() + ")");
                }
            });
        }

        private synchronized void add(String line) {
            text.append(line).append('\n');
        }

        private synchronized String text() {
            return text.toString();
        }

        String whole() {
            try {
                // A grandchild may hold the stream open for ever.
                boolean _ = reader.join(LAST_WORDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return text();
        }
    }
}
