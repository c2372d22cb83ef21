package dev.landfall.mcp;

import static dev.landfall.mcp.Argument.required;

import dev.landfall.change.Approved;
import dev.landfall.change.ChangePlan;
import dev.landfall.change.Landed;
import dev.landfall.report.LandedReports;
import dev.landfall.report.PlannedReports;
import dev.landfall.report.Report;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lands a plan, as far as the configuration lets a model do that. */
public final class ApplyTool {
    private static final String APPROVED_BY = "mcp";
    private static final int DIGEST = 64;

    private ApplyTool() {}

    public static Tool tool() {
        return new Tool(
                "apply",
                "Land a plan",
                "Lands exactly the plan of this digest: opens its pull requests. Pushes and direct writes are left"
                        + " to a person, unless the configuration says otherwise; the answer then has the command to"
                        + " give them. The same plan never lands twice. Go on with track.",
                new Tool.Annotations(false, true, true, true),
                List.of(required("plan", "its id", Names.ID), required("digest", "", new Argument.Form.Text(DIGEST))),
                OutputSchemas.changeReport(),
                ApplyTool::answer);
    }

    private static ToolAnswer answer(Workplace workplace, Arguments arguments, Attendance attendance) {
        ChangePlan plan = workplace.engine().storedPlan(arguments.text("plan"));
        if (!plan.digest().equals(arguments.text("digest").toLowerCase(Locale.ROOT)))
            return ToolAnswer.of(PlannedReports.digestDiffers(plan));
        Optional<String> objection =
                new ApplyPolicy(workplace.configuration().configuration().mcpApply()).objectionTo(plan);
        if (objection.isPresent()) return ToolAnswer.of(PlannedReports.approvalMissing(plan, objection.get()));
        attendance.begins("landing " + plan.request().what());
        return ToolAnswer.of(landed(plan, workplace.engine().land(new Approved(plan, APPROVED_BY), attendance)));
    }

    private static Report landed(ChangePlan plan, Landed landed) {
        return switch (landed) {
            case Landed.Outdated outdated -> LandedReports.of(plan, outdated);
            case Landed.Refused refused -> LandedReports.of(plan, refused);
            case Landed.Partly partly -> LandedReports.of(partly);
            case Landed.Complete complete -> LandedReports.landed(complete.change());
        };
    }
}
