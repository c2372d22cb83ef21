package dev.landfall.cli;

import dev.landfall.reason.Printable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * The three streams of the process, and which of them a person sits at.
 *
 * @param out for data
 * @param narration for everything else
 * @param canAsk whether a person can answer: both input and narration are a terminal
 * @param isLive whether the last line of the narration can be written over
 * @param tracesFaults whether to print the whole trace of a fault of our own
 */
public record Terminal(
        PrintStream out,
        PrintStream narration,
        BufferedReader in,
        boolean canAsk,
        boolean isLive,
        boolean tracesFaults) {

    void print(String data) {
        out.print(Printable.text(data));
        out.flush();
    }

    void tell(String line) {
        narration.println(Printable.text(line));
        narration.flush();
    }

    /** All of the standard input. */
    String everything() {
        try {
            StringWriter text = new StringWriter();
            in.transferTo(text);
            return text.toString();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /** Whether the answer is yes; anything else is no. */
    boolean confirms(String question) {
        narration.print(question + " [y/N] ");
        narration.flush();
        try {
            String answer = in.readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
