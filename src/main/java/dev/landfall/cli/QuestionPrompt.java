package dev.landfall.cli;

import dev.landfall.change.Question;
import dev.landfall.change.Question.Form;
import dev.landfall.reason.Printable;
import dev.landfall.report.StyledText;
import java.util.List;

/** How questions are asked at a terminal. */
final class QuestionPrompt {
    private static final int LONGEST = 400;

    private QuestionPrompt() {}

    /** As it is asked at a terminal: the question, and its options by number. */
    static StyledText asked(Question question) {
        StyledText text = Mark.ASKS.before(Printable.line(question.text(), LONGEST));
        if (question.form() instanceof Form.Choice(List<String> options)) {
            for (int i = 0; i < options.size(); i++)
                text.append("\n    " + (i + 1) + ") " + Printable.line(options.get(i), LONGEST));
        }
        return text;
    }

    /** What stands before the place where the answer is typed, with what counts if nothing is. */
    static String prompt(Question question) {
        String suggested = question.suggested()
                .map(answer -> " [" + Printable.line(answer, LONGEST) + "]")
                .orElse("");
        String form = switch (question.form()) {
            case Form.Choice choice -> "number or name";
            case Form.Count count -> "number";
            case Form.YesOrNo _ -> "yes or no";
            case Form.Words words -> "such as " + words.example();
        };
        return "  " + form + suggested + ": ";
    }
}
