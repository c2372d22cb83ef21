package dev.landfall.mcp;

import static dev.landfall.mcp.Argument.optional;

import dev.landfall.change.Destination;
import dev.landfall.change.Manner;
import dev.landfall.change.RequestException;
import dev.landfall.remediate.Choice;
import dev.landfall.remediate.Diagnosis;
import dev.landfall.remediate.Scope;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.Report;
import java.util.List;

/** Finds what is wrong, and plans what would mend it. */
public final class RemediateTool {
    private static final int MOST_REPAIRS = 20;

    private RemediateTool() {}

    public static Tool tool() {
        return new Tool(
                "remediate",
                "Find faults and plan a repair",
                "Finds what is wrong with an object, a namespace or the cluster, with evidence and ranked repairs, and"
                        + " plans the repair where there is one fault with one certain repair, or where you choose."
                        + " Changes nothing: show the plan to the user, then apply lands it.",
                Tool.Annotations.reading(),
                List.of(
                        optional("object", "KIND/NAME; leave out for the whole namespace", Names.OBJECT),
                        optional("namespace", "", Names.NAMESPACE),
                        optional("allNamespaces", "look everywhere", new Argument.Form.YesOrNo()),
                        optional("repair", "its number, counted from 1", new Argument.Form.Count(1, MOST_REPAIRS)),
                        optional("reason", "why, for the commit message", Names.REASON),
                        optional("direct", "write what nobody owns directly", new Argument.Form.YesOrNo())),
                OutputSchemas.changeReport(),
                RemediateTool::answer);
    }

    private static ToolAnswer answer(Workplace workplace, Arguments arguments, Attendance attendance) {
        attendance.begins("looking for faults");
        Diagnosis found = workplace.remediation().diagnose(scope(workplace, arguments));
        return switch (Choice.of(found, arguments.count("repair", 0))) {
            case Choice.Healthy healthy -> told(found, Report.without(ExitStatus.DONE, "Healthy", healthy.reason()));
            case Choice.Open open -> told(found, Report.without(ExitStatus.NOT_LANDED, "NeedsInput", open.question()));
            case Choice.Mend mend ->
                ToolAnswer.of(workplace
                                .engine()
                                .plan(workplace
                                        .remediation()
                                        .request(mend.finding(), mend.repair(), manner(arguments))))
                        .behind(found);
        };
    }

    private static ToolAnswer told(Diagnosis found, Report report) {
        return ToolAnswer.of(report).behind(found);
    }

    private static Scope scope(Workplace workplace, Arguments arguments) {
        boolean everywhere = arguments.isTrue("allNamespaces");
        if (everywhere && arguments.has("object"))
            throw RequestException.because(
                    "object-and-everywhere",
                    "an object and all namespaces say two different things",
                    "leave one of them out");
        if (everywhere) return new Scope.OfCluster();
        String namespace = arguments.text("namespace");
        return arguments.has("object")
                ? new Scope.OfObject(workplace.object(arguments.text("object"), namespace))
                : new Scope.OfNamespace(workplace.namespace(namespace));
    }

    private static Manner manner(Arguments arguments) {
        Destination destination = Destination.said(arguments.isTrue("direct"), "");
        return new Manner(arguments.text("reason"), false, destination);
    }
}
