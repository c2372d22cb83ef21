package dev.landfall.mcp;

import static dev.landfall.mcp.Argument.optional;

import dev.landfall.change.Answers;
import dev.landfall.change.Destination;
import dev.landfall.change.Manner;
import dev.landfall.change.RequestException;
import dev.landfall.remediate.Choice;
import dev.landfall.remediate.Consultation;
import dev.landfall.remediate.Consultation.Subject;
import dev.landfall.remediate.Scope;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.Report;
import java.util.List;

/** Finds what is wrong, and plans what would mend it. */
public final class RemediateTool {
    private static final int ANSWER = 500;

    private RemediateTool() {}

    public static Tool tool() {
        return new Tool(
                "remediate",
                "Find faults and plan a repair",
                "Finds what is wrong with an object, a namespace or the cluster, with evidence and ranked repairs, and"
                        + " plans one; what is open is asked. Changes nothing: apply lands the plan.",
                Tool.Annotations.reading(),
                List.of(
                        optional("object", "KIND/NAME; else the whole namespace", Names.OBJECT),
                        optional("words", "what is wrong, instead of an object", new Argument.Form.Text(1_000)),
                        optional("answers", "to questions, by key", new Argument.Form.TextsByKey(ANSWER)),
                        optional("namespace", "", Names.NAMESPACE),
                        optional("allNamespaces", "", new Argument.Form.YesOrNo()),
                        optional("reason", "for the commit message", Names.REASON),
                        optional("direct", "write what nobody owns directly", new Argument.Form.YesOrNo()),
                        optional("acceptUnproven", "despite render-unproven", new Argument.Form.YesOrNo()),
                        optional("at", Names.AT_MEANS, Names.AT)),
                OutputSchemas.changeReport(),
                RemediateTool::answer);
    }

    private static ToolAnswer answer(Workplace workplace, Arguments arguments, Attendance attendance) {
        attendance.begins("looking for faults");
        StringBuilder understood = new StringBuilder();
        Consultation consultation = new Consultation(
                workplace.remediation(),
                subject(workplace, arguments),
                concern -> understood.append("understood: ").append(concern).append('\n'));
        Choice choice = consultation.next(new Answers(arguments.textsByKey("answers")));
        ToolAnswer answer = answer(workplace, choice, arguments);
        return consultation.diagnosis().map(answer::behind).orElse(answer).behind(understood.toString());
    }

    private static ToolAnswer answer(Workplace workplace, Choice choice, Arguments arguments) {
        return switch (choice) {
            case Choice.Asked asked -> ToolAnswer.asking(asked.questions());
            case Choice.Healthy healthy -> ToolAnswer.of(Report.without(ExitStatus.DONE, "Healthy", healthy.reason()));
            case Choice.Open open -> ToolAnswer.of(Report.without(ExitStatus.NOT_LANDED, "NeedsInput", open.reason()));
            case Choice.Mend mend ->
                ToolAnswer.of(workplace
                        .engine()
                        .plan(workplace.remediation().request(mend.finding(), mend.repair(), manner(arguments))));
        };
    }

    private static Subject subject(Workplace workplace, Arguments arguments) {
        boolean everywhere = arguments.isTrue("allNamespaces");
        String namespace = arguments.text("namespace");
        if (arguments.has("object") && (everywhere || arguments.has("words")))
            throw RequestException.because(
                    "object-and-everywhere",
                    "an object and " + (everywhere ? "all namespaces" : "words") + " say two different things",
                    "leave one of them out");
        if (arguments.has("words"))
            return new Subject.InWords(workplace.symptoms(namespace), arguments.text("words"), everywhere);
        if (everywhere) return new Subject.Typed(new Scope.OfCluster());
        return new Subject.Typed(
                arguments.has("object")
                        ? new Scope.OfObject(workplace.object(arguments.text("object"), namespace))
                        : new Scope.OfNamespace(workplace.namespace(namespace)));
    }

    private static Manner manner(Arguments arguments) {
        Destination destination = Destination.said(arguments.isTrue("direct"), "");
        return new Manner(
                arguments.text("reason"),
                false,
                destination,
                false,
                arguments.isTrue("acceptUnproven"),
                arguments.at());
    }
}
