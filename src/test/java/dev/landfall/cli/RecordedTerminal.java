package dev.landfall.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

/** What is written is kept, as by a pipe or by a person's memory. */
final class RecordedTerminal {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Where nobody sits. */
    Terminal terminal() {
        return terminal(false);
    }

    Terminal terminal(boolean isColoured) {
        return new Terminal(
                new Terminal.Output(new PrintStream(out, true, StandardCharsets.UTF_8), isColoured),
                new Terminal.Output(new PrintStream(err, true, StandardCharsets.UTF_8), isColoured),
                new BufferedReader(new StringReader("")),
                false,
                false,
                false);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
