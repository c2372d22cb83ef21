package dev.landfall.mcp;

import static dev.landfall.mcp.Argument.optional;
import static dev.landfall.mcp.Argument.required;

import dev.landfall.change.Destination;
import dev.landfall.change.Manner;
import dev.landfall.recommend.Recommendation;
import dev.landfall.recommend.Wish;
import dev.landfall.report.ChoiceText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes manifests of new objects from an intent, and plans where they go. */
public final class RecommendTool {
    private static final int INTENT = 2_000;
    private static final int ANSWER = 2_000;

    private RecommendTool() {}

    public static Tool tool() {
        return new Tool(
                "recommend",
                "Plan new objects from an intent",
                "Makes the manifests of a workload with what belongs to it, or of an object of any kind, from an intent;"
                        + " asks what it leaves open, with defaults from the cluster, and plans the commit or the direct"
                        + " write. Put its questions to the user, then call it again with all answers. Changes nothing.",
                Tool.Annotations.reading(),
                List.of(
                        required(
                                "intent",
                                "plain words: deploy IMAGE in NAMESPACE on port 8080",
                                new Argument.Form.Text(INTENT)),
                        optional("answers", "to questions, by key", new Argument.Form.TextsByKey(ANSWER)),
                        optional("namespace", "", Names.NAMESPACE),
                        optional("defaults", "take suggestions for the rest", new Argument.Form.YesOrNo()),
                        optional("reason", "for the commit message", Names.REASON),
                        optional("direct", "write directly, not through Git", new Argument.Form.YesOrNo()),
                        optional("acceptUnproven", "despite render-unproven", new Argument.Form.YesOrNo())),
                OutputSchemas.changeReport(),
                RecommendTool::answer);
    }

    private static ToolAnswer answer(Workplace workplace, Arguments arguments, Attendance attendance) {
        attendance.begins("working out manifests");
        String namespace = arguments.text("namespace");
        Map<String, String> given = new LinkedHashMap<>(arguments.textsByKey("answers"));
        if (!namespace.isEmpty()) given.putIfAbsent("namespace", namespace);
        Wish wish = new Wish(arguments.text("intent"), given, arguments.isTrue("defaults"), manner(arguments));
        Recommendation recommendation = workplace.recommender(namespace).recommend(wish);
        String choices = ChoiceText.of(recommendation.choices());
        return switch (recommendation) {
            case Recommendation.Asked asked ->
                ToolAnswer.asking(asked.questions()).behind(choices);
            case Recommendation.Recommended recommended ->
                ToolAnswer.of(workplace.engine().plan(recommended.request())).behind(choices);
        };
    }

    private static Manner manner(Arguments arguments) {
        Destination destination = Destination.said(arguments.isTrue("direct"), "");
        return new Manner(arguments.text("reason"), false, destination, false, arguments.isTrue("acceptUnproven"));
    }
}
