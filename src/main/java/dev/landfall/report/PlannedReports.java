package dev.landfall.report;

import dev.landfall.change.ChangePlan;
import dev.landfall.change.PlanPart;
import dev.landfall.change.Planned;
import dev.landfall.gitops.Evidence;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What planning came to, as every door tells it. */
public final class PlannedReports {
    private PlannedReports() {}

    public static Report of(Planned.Refused refused) {
        return Report.without(ExitStatus.NOT_LANDED, "Refused", refused.reason());
    }

    public static Report of(Planned.NeedsInput needs) {
        return Report.without(ExitStatus.NOT_LANDED, "NeedsInput", needs.question());
    }

    public static Report of(Planned.NothingToDo nothing) {
        String observed = nothing.evidence().stream().map(Evidence::observed).collect(Collectors.joining("; "));
        Reason reason = Reason.lasting("nothing-to-do", observed, "");
        List<Report.Part> parts = nothing.parts().stream()
                .map(part -> new Report.Part(part, Optional.empty(), "NothingToDo", reason, evidenceOf(part, nothing)))
                .toList();
        return new Report(ExitStatus.DONE, "NothingToDo", reason, Optional.empty(), Optional.empty(), parts, List.of());
    }

    private static List<Evidence> evidenceOf(PlanPart part, Planned.NothingToDo nothing) {
        return nothing.evidence().stream()
                .filter(evidence -> part.targets().stream().anyMatch(evidence.object()::isSameObjectAs))
                .toList();
    }

    /** Nobody waited for what is defined already. */
    public static Report of(Planned.AlreadyDesired desired) {
        Reason reason =
                Reason.passing("already-desired", "the value is there already; it is not live and healthy yet", "");
        return Report.about(desired.plan(), ExitStatus.NOT_FINISHED, "InProgress", reason);
    }

    public static Report planned(ChangePlan plan, ExitStatus status) {
        Reason reason = Reason.lasting("planned", plan.request().told() + " is planned", approval(plan));
        return Report.about(plan, status, "Planned", reason);
    }

    /** @param why there is nobody here who could say yes */
    public static Report approvalMissing(ChangePlan plan, String why) {
        Reason reason = Reason.lasting("approval-missing", why, approval(plan));
        return Report.about(plan, ExitStatus.NOT_LANDED, "NeedsInput", reason);
    }

    public static Report digestDiffers(ChangePlan plan) {
        Reason reason = Reason.lasting(
                "digest-differs",
                "the plan " + plan.id() + " has the digest " + plan.digest() + ", not the given one",
                "look at the plan again and approve what it says");
        return Report.about(plan, ExitStatus.NOT_LANDED, "Outdated", reason);
    }

    /** The command by which a person approves exactly this plan. */
    private static String approval(ChangePlan plan) {
        return "landfall apply " + plan.id() + " --digest " + plan.digest() + " lands it";
    }
}
