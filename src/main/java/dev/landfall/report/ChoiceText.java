package dev.landfall.report;

import dev.landfall.recommend.Recommendation.Choice;
import java.util.List;

/** What was taken for what, and why, a line each. */
public final class ChoiceText {
    private ChoiceText() {}

    public static String of(List<Choice> choices) {
        int widest = choices.stream()
                .mapToInt(choice -> choice.about().length())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        for (Choice choice : choices)
            text.append(choice.about())
                    .append(" ".repeat(widest - choice.about().length()))
                    .append("  ")
                    .append(choice.value())
                    .append("  (")
                    .append(choice.source())
                    .append(")\n");
        return text.toString();
    }
}
