package dev.landfall.cli;

import dev.landfall.report.StyledText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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
        Output out, Output narration, BufferedReader in, boolean canAsk, boolean isLive, boolean tracesFaults) {

    /** Where something is written to. */
    public record Output(PrintStream stream, boolean isColoured) {

        /** A file or a pipe, or whatever else nobody sits at. */
        public static Output plain(PrintStream stream) {
            return new Output(stream, false);
        }

        void print(StyledText text) {
            stream.print(isColoured ? text.coloured() : text.plain());
            stream.flush();
        }
    }

    /** Whether sequences that steer it can be sent to a terminal. */
    public static boolean isSteerable(Map<String, String> environment) {
        return !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** Whether a person at a terminal wants colours; for {@code NO_COLOR} see no-color.org: any text but none counts. */
    public static boolean wantsColours(Map<String, String> environment) {
        return isSteerable(environment)
                && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    void print(String data) {
        out.print(StyledText.of(data));
    }

    void print(StyledText data) {
        out.print(data);
    }

    void tell(StyledText line) {
        narration.print(new StyledText().append(line).append("\n"));
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
        return answer(question + " [y/N] ")
                .filter(answer -> answer.toLowerCase(Locale.ROOT).matches("y|yes"))
                .isPresent();
    }

    /** What the person types; empty where the input is at its end. */
    Optional<String> answer(String prompt) {
        narration.print(StyledText.of(prompt));
        try {
            return Optional.ofNullable(in.readLine()).map(String::strip);
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
