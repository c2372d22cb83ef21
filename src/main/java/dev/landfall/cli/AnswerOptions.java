package dev.landfall.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of every command that may ask questions: how they are answered without a person at a terminal. */
final class AnswerOptions {
    @Option(
            names = "--answer",
            paramLabel = "KEY=VALUE",
            description = "Answers the question that has this key; may be given several times.")
    List<String> answers = List.of();

    @Option(
            names = "--answers",
            paramLabel = "FILE",
            description = "Answers from a file, a YAML or JSON mapping of keys to values; --answer goes before it.")
    Path file;

    @Option(names = "--defaults", description = "Take the suggested answer of every question that has one.")
    boolean defaults;

    /** Who asks the questions of one command. */
    Guide guide(Terminal terminal) {
        return new Guide(terminal, given(), defaults);
    }

    /** For a tool that takes what was given beside its flags: who asks what is still open then. */
    Guide asker(Terminal terminal) {
        return new Guide(terminal, new GivenAnswers(Map.of()), defaults);
    }

    GivenAnswers given() {
        return GivenAnswers.of(answers, file);
    }
}
