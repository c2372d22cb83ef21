package dev.landfall.mcp;

import static dev.landfall.mcp.Argument.optional;

import dev.landfall.change.Destination;
import dev.landfall.change.Manner;
import dev.landfall.change.RequestException;
import dev.landfall.mcp.Argument.Form;
import dev.landfall.operate.Meant;
import dev.landfall.operate.TypedRequest;
import java.util.ArrayList;
import java.util.List;

/** Plans an instruction that a model gives by its fields. */
public final class OperateTool {
    private static final int MOST_REPLICAS = 1_000_000;
    private static final int ASSIGNMENT = 4_000;
    private static final int MANIFESTS = 500_000;

    private static final String INSTRUCTION = "instruction";
    private static final String ANSWERS = "answers";

    private OperateTool() {}

    public static Tool tool() {
        return new Tool(
                "operate",
                "Plan a change of objects",
                "Plans a change of Kubernetes objects through their owner's repository, or directly where nobody owns"
                        + " them. Changes nothing: apply lands the plan.",
                Tool.Annotations.reading(),
                withWords(),
                OutputSchemas.changeReport(),
                OperateTool::answer);
    }

    private static List<Argument> withWords() {
        List<Argument> all = new ArrayList<>();
        all.add(optional(INSTRUCTION, "plain words, instead of an action", new Form.Text(2_000)));
        all.add(optional(ANSWERS, "to questions, by key", new Form.TextsByKey(500)));
        all.addAll(typed());
        return all;
    }

    private static List<Argument> typed() {
        return List.of(
                optional("action", "", new Form.OneOf(Action.words())),
                optional("objects", "KIND/NAME each; with selector only the KIND", new Form.Texts(600)),
                optional("selector", "labels, such as app=web", new Form.Text(1_000)),
                optional("namespace", "", Names.NAMESPACE),
                optional("replicas", "for scale", new Form.Count(0, MOST_REPLICAS)),
                optional(
                        "set",
                        "NAME=VALUE sets, NAME- removes. set-image: CONTAINER=IMAGE; set-env: variables; set:"
                                + " field paths; label; annotate",
                        new Form.Texts(ASSIGNMENT)),
                optional("requests", "for set-resources: cpu=100m, memory=128Mi, cpu-", new Form.Texts(200)),
                optional("limits", "likewise", new Form.Texts(200)),
                optional("container", "where there are several", new Form.Text(63)),
                optional("asText", "for set: values as text", new Form.YesOrNo()),
                optional("min", "for autoscale", new Form.Count(1, MOST_REPLICAS)),
                optional("max", "likewise", new Form.Count(1, MOST_REPLICAS)),
                optional("cpuPercent", "for autoscale; 80 if not said", new Form.Count(1, 1_000)),
                optional("manifests", "YAML, for apply and create", new Form.Text(MANIFESTS)),
                optional("reason", "for the commit message", Names.REASON),
                optional("direct", "write what nobody owns directly", new Form.YesOrNo()),
                optional("owner", "KIND/NAMESPACE/NAME for new objects", Names.OBJECT),
                optional("sync", "start the owner's sync", new Form.YesOrNo()),
                optional("ignoreStaleOwner", "an owner proven gone counts for nothing", new Form.YesOrNo()),
                optional("acceptUnproven", "despite render-unproven", new Form.YesOrNo()),
                optional("at", Names.AT_MEANS, Names.AT));
    }

    private static ToolAnswer answer(Workplace workplace, Arguments arguments, Attendance attendance) {
        attendance.begins("planning");
        if (arguments.has(INSTRUCTION)) return understood(workplace, arguments);
        if (!arguments.has("action"))
            throw RequestException.because(
                    "missing-argument", "neither an action nor an instruction is given", "give one of the two");
        Action action = Action.of(arguments.text("action"));
        action.requireIts(arguments);
        OperateRequest request = new OperateRequest(workplace, arguments, manner(arguments));
        return ToolAnswer.of(workplace.engine().plan(request.of(action)));
    }

    private static ToolAnswer understood(Workplace workplace, Arguments arguments) {
        if (arguments.has("action"))
            throw RequestException.because(
                    "needless-argument", "an action and an instruction are both given", "leave one of the two out");
        Meant meant = workplace
                .words(arguments.text("namespace"))
                .read(arguments.text(INSTRUCTION), arguments.textsByKey(ANSWERS));
        return switch (meant) {
            case Meant.Asked asked -> ToolAnswer.asking(asked.questions());
            case Meant.Understood(TypedRequest request) ->
                ToolAnswer.of(workplace
                                .engine()
                                .plan(workplace.requests().of(request.instructions(), manner(arguments))))
                        .behind(told(request));
        };
    }

    /** As it was understood, before all else. */
    private static String told(TypedRequest request) {
        StringBuilder text = new StringBuilder();
        request.commands()
                .forEach(command ->
                        text.append("understood as: ").append(command).append('\n'));
        request.notes().forEach(note -> text.append("  ").append(note).append('\n'));
        return text.toString();
    }

    private static Manner manner(Arguments arguments) {
        Destination destination = Destination.said(arguments.isTrue("direct"), arguments.text("owner"));
        return new Manner(
                arguments.text("reason"),
                arguments.isTrue("sync"),
                destination,
                arguments.isTrue("ignoreStaleOwner"),
                arguments.isTrue("acceptUnproven"),
                arguments.at());
    }
}
