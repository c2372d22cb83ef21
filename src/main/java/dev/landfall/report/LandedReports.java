package dev.landfall.report;

import dev.landfall.change.Change;
import dev.landfall.change.ChangePlan;
import dev.landfall.change.Landed;
import dev.landfall.change.Outcome;
import dev.landfall.change.PullRequestLink;
import dev.landfall.change.Verdict;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What landing and following came to, as every door tells it, each with the command that goes on from there. */
public final class LandedReports {
    private LandedReports() {}

    public static Report of(ChangePlan plan, Landed.Outdated outdated) {
        return Report.about(plan, ExitStatus.NOT_LANDED, "Outdated", outdated.reason());
    }

    public static Report of(ChangePlan plan, Landed.Refused refused) {
        return Report.about(plan, ExitStatus.NOT_LANDED, "Refused", refused.reason());
    }

    public static Report of(Landed.Partly partly) {
        Reason why = partly.reason();
        Reason reason = new Reason(
                why.code(),
                "only a part of the change has landed (" + partly.change().toldByPlace() + "): " + why.message(),
                "landfall apply " + partly.change().plan().id() + " tries the rest again, landfall revert "
                        + partly.change().id() + " takes back what has landed",
                why.retryable());
        return Report.about(partly.change(), ExitStatus.NOT_WELL, "Failed", reason);
    }

    /** Nobody waited for more. */
    public static Report landed(Change change) {
        if (change.awaitsMerge()) return proposed(change);
        Reason reason = Reason.passing(
                "landed",
                "the change has landed; nobody waited for it to become live",
                "landfall track " + change.id() + " waits");
        return Report.about(change, ExitStatus.DONE, "InProgress", reason);
    }

    private static Report proposed(Change change) {
        String where =
                change.pullRequests().stream().map(PullRequestLink::toString).collect(Collectors.joining(", "));
        Reason reason = Reason.passing(
                "proposed",
                where.isEmpty()
                        ? "the change is on a branch of its own, for a pull request that a person opens"
                        : "the change waits to be merged by pull request " + where,
                "landfall track " + change.id() + " waits");
        return Report.about(change, ExitStatus.DONE, "AwaitingMerge", reason);
    }

    /** @param outcome of the whole, which may be another than the verdict's where the change was taken back */
    public static Report seen(Change change, Verdict verdict, Outcome outcome) {
        return Report.about(change, ExitStatus.of(outcome), outcome.name(), goingOn(outcome, change))
                .with(verdict, warnings(outcome, change));
    }

    private static List<Reason> warnings(Outcome outcome, Change change) {
        List<Reason> all = new ArrayList<>(change.plan().warnings());
        all.addAll(outcome.warnings());
        return all;
    }

    /** The reason with the command that goes on from here. */
    public static Reason goingOn(Outcome outcome, Change change) {
        Reason reason = outcome.reason();
        String command = switch (outcome) {
            case Outcome.Verified verified -> "";
            case Outcome.AwaitingMerge awaiting -> "landfall track " + change.id();
            case Outcome.InProgress inProgress -> "landfall track " + change.id();
            case Outcome.TimedOut timedOut -> "landfall track " + change.id();
            case Outcome.Blocked blocked -> "then landfall track " + change.id();
            case Outcome.Superseded _, Outcome.Declined _, Outcome.RolledBack _ -> "";
            case Outcome.Degraded degraded -> "landfall revert " + change.id();
            case Outcome.Failed failed -> "landfall revert " + change.id();
        };
        if (command.isEmpty() || reason.remedy().contains(command)) return reason;
        return new Reason(
                reason.code(), reason.message(), withCommand(reason.remedy(), command, outcome), reason.retryable());
    }

    /** Taking a change back is another way than what its reason advises; going on waiting is the same one. */
    private static String withCommand(String remedy, String command, Outcome outcome) {
        if (remedy.isEmpty()) return command;
        boolean isWayBack = outcome instanceof Outcome.Degraded || outcome instanceof Outcome.Failed;
        return isWayBack ? remedy + "; " + command + " takes the change back" : remedy + ": " + command;
    }
}
