package dev.landfall.mcp;

import static dev.landfall.mcp.Argument.optional;
import static dev.landfall.mcp.Argument.required;

import dev.landfall.change.Trace;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.TraceRendering;
import java.util.List;

/** Who owns an object, and where in Git it is. */
public final class TraceTool {
    private TraceTool() {}

    public static Tool tool() {
        return new Tool(
                "trace",
                "Find an object's owner in Git",
                "Who owns a Kubernetes object (an Argo CD Application, a Flux Kustomization, or nobody), by what proof,"
                        + " and in which repository, branch and file it is defined.",
                Tool.Annotations.reading(),
                List.of(
                        required("object", "such as deployment/web; a Pod will do", Names.OBJECT),
                        optional("namespace", "", Names.NAMESPACE),
                        optional("allOwners", "look for a second owner", new Argument.Form.YesOrNo())),
                OutputSchemas.either(List.of("object", "ownership", "owner", "source", "files", "notes")),
                TraceTool::answer);
    }

    private static ToolAnswer answer(Workplace workplace, Arguments arguments, Attendance attendance) {
        attendance.begins("looking for the owner");
        Trace trace = workplace
                .tracer()
                .trace(
                        workplace.object(arguments.text("object"), arguments.text("namespace")),
                        arguments.isTrue("allOwners"));
        TraceRendering rendering = new TraceRendering(trace);
        String words = rendering.status() == ExitStatus.DONE ? "Traced.\n" : "Not traced to an owner.\n";
        return new ToolAnswer(rendering.document(), words, rendering.text(), false);
    }
}
