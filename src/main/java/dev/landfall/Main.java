package dev.landfall;

import dev.landfall.cli.CommandLineDoor;
import dev.landfall.cli.GlobalOptions;
import dev.landfall.cli.Terminal;
import dev.landfall.cli.Workplace;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** The start of the process. What is made of what stands in {@link Wiring}. */
public final class Main {
    private Main() {}

    public static void main(String[] words) {
        long start = System.nanoTime();
        // Data and protocol alone go to standard output, whatever a library prints.
        System.setOut(System.err);
        Map<String, String> environment = System.getenv();
        Terminal terminal = terminal(environment);
        Workplace.Opener opener = (GlobalOptions options) -> new Wiring(options, environment, () -> since(start));
        System.exit(new CommandLineDoor(opener, terminal, () -> since(start)).run(words));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The launcher says which streams a person sits at: Java cannot tell for each of them. */
    private static Terminal terminal(Map<String, String> environment) {
        boolean input = Boolean.getBoolean("landfall.terminal.input");
        boolean narration = Boolean.getBoolean("landfall.terminal.narration");
        boolean output = Boolean.getBoolean("landfall.terminal.output");
        boolean colours = Terminal.wantsColours(environment);
        return new Terminal(
                new Terminal.Output(stream(FileDescriptor.out), output && colours),
                new Terminal.Output(stream(FileDescriptor.err), narration && colours),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                input && narration,
                narration && Terminal.isSteerable(environment),
                environment.containsKey("LANDFALL_TRACE"));
    }

    /** Symbols and names are UTF-8 whatever the locale says, as in the files that they come from. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
