package dev.landfall.cli;

import dev.landfall.change.Change;
import dev.landfall.change.ChangePlan;
import dev.landfall.reason.Reason;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.Report;

/** What Ctrl-C leaves behind, and how to go on from there. */
final class Interruption {
    private Interruption() {}

    /** @param pushSeconds how long to wait for a push that is under way, so that its end can be told */
    static Report report(Situation situation, long pushSeconds) throws InterruptedException {
        boolean settled = situation.isSettledWithin(pushSeconds);
        if (situation.change().isPresent()) return pushed(situation.change().get());
        if (situation.plan().isEmpty()) return nothingYet();
        return settled
                ? notPushed(situation.plan().get())
                : unknown(situation.plan().get());
    }

    private static Report nothingYet() {
        Reason reason = Reason.passing(
                "interrupted", "interrupted before there was a plan; nothing was changed", "run it again");
        return Report.without(ExitStatus.INTERRUPTED, "Interrupted", reason);
    }

    private static Report notPushed(ChangePlan plan) {
        Reason reason = Reason.passing(
                "interrupted",
                "interrupted before the push; nothing was changed",
                "landfall apply " + plan.id() + " goes on from the plan");
        return Report.about(plan, ExitStatus.INTERRUPTED, "Interrupted", reason);
    }

    private static Report unknown(ChangePlan plan) {
        Reason reason = Reason.passing(
                "interrupted",
                "interrupted during the push; whether the host took it is not known",
                "landfall apply " + plan.id() + " --digest " + plan.digest()
                        + " looks, and lands it only if it has not");
        return Report.about(plan, ExitStatus.INTERRUPTED, "Interrupted", reason);
    }

    private static Report pushed(Change change) {
        if (change.awaitsMerge()) return proposed(change);
        Reason reason = Reason.passing(
                "interrupted",
                "interrupted after the push: the commit is in Git and goes its way",
                "landfall track " + change.id() + " goes on watching, landfall revert " + change.id()
                        + " takes it back");
        return Report.about(change, ExitStatus.INTERRUPTED, "Interrupted", reason);
    }

    private static Report proposed(Change change) {
        Reason reason = Reason.passing(
                "interrupted",
                "interrupted while the change waits to be merged",
                "landfall track " + change.id() + " goes on watching; closing its pull request gives it up");
        return Report.about(change, ExitStatus.INTERRUPTED, "Interrupted", reason);
    }
}
