package dev.landfall.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A program to run: its arguments are a list and never pass a shell. */
record Command(List<String> arguments, Map<String, String> environment, Path folder, String input, Duration atMost) {
    private static final Duration USUAL = Duration.ofSeconds(60);

    Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    static Command of(List<String> arguments) {
        return new Command(arguments, Map.of(), Path.of("").toAbsolutePath(), "", USUAL);
    }

    Command with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new Command(arguments, all, folder, input, atMost);
    }

    Command in(Path where) {
        return new Command(arguments, environment, where, input, atMost);
    }

    Command fed(String text) {
        return new Command(arguments, environment, folder, text, atMost);
    }

    Command within(Duration limit) {
        return new Command(arguments, environment, folder, input, limit);
    }

    /** For whoever speaks with it by its streams. */
    ProcessBuilder process() {
        ProcessBuilder builder = new ProcessBuilder(arguments).directory(folder.toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    Running start() {
        return Running.start(this);
    }

    Finished run() {
        return start().await(atMost);
    }

    /** The standard output of a program that has to succeed. */
    String output() {
        return run().succeeded().out();
    }
}
