package dev.landfall.mcp;

import static dev.landfall.mcp.Argument.optional;
import static dev.landfall.mcp.Argument.required;

import java.util.List;
import java.util.OptionalInt;

/** Plans what takes a change back. */
public final class RevertTool {
    private static final int MOST_PARTS = 1_000;

    private RevertTool() {}

    public static Tool tool() {
        return new Tool(
                "revert",
                "Plan the way back of a change",
                "Plans what takes a landed change back, the way it was delivered. Changes nothing: apply lands the plan.",
                Tool.Annotations.reading(),
                List.of(
                        required("change", "its id", Names.ID),
                        optional("part", "only this one, counted from 1", new Argument.Form.Count(1, MOST_PARTS)),
                        optional("reason", "for the commit message", Names.REASON),
                        optional("sync", "start the owner's sync", new Argument.Form.YesOrNo())),
                OutputSchemas.changeReport(),
                RevertTool::answer);
    }

    private static ToolAnswer answer(Workplace workplace, Arguments arguments, Attendance attendance) {
        attendance.begins("planning the way back");
        OptionalInt part = arguments.has("part") ? OptionalInt.of(arguments.count("part", 1)) : OptionalInt.empty();
        var change = workplace.engine().storedChange(arguments.text("change"));
        return ToolAnswer.of(
                workplace.engine().planRevert(change, part, arguments.text("reason"), arguments.isTrue("sync")));
    }
}
