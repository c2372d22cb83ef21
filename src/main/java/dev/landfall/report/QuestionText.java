package dev.landfall.report;

import dev.landfall.change.Question;
import dev.landfall.change.Question.Form;
import dev.landfall.reason.Printable;
import java.util.List;
import java.util.stream.Collectors;

/** How questions are written for whoever has no terminal to answer them at. */
final class QuestionText {
    private static final int LONGEST = 400;
    private static final int MOST_IN_FULL = 5;

    private QuestionText() {}

    /** The question, and each way to answer it. */
    static String toAnswer(Question question) {
        String answers = switch (question.form()) {
            case Form.Choice(List<String> options) -> choice(question, options);
            case Form.Count _ -> flag(question, question.suggested().orElse("3"));
            case Form.YesOrNo _ -> flag(question, "yes") + " or " + flag(question, "no");
            case Form.Words(String example) ->
                flag(question, question.suggested().orElse(example));
        };
        String suggested = question.suggested()
                .map(answer -> " (suggested: " + answer + ")")
                .orElse("");
        return "  ? " + Printable.line(question.text(), LONGEST) + "\n      "
                + Printable.line(answers + suggested, LONGEST) + "\n";
    }

    private static String choice(Question question, List<String> options) {
        if (options.size() <= MOST_IN_FULL)
            return options.stream().map(option -> flag(question, option)).collect(Collectors.joining(" or "));
        return flag(question, options.getFirst()) + ", or another of "
                + String.join(", ", options.subList(1, options.size()));
    }

    private static String flag(Question question, String answer) {
        boolean isPlain = answer.matches("[A-Za-z0-9_@%+=:,./-]+");
        return "--answer " + question.key() + "=" + (isPlain ? answer : "'" + answer.replace("'", "'\\''") + "'");
    }
}
