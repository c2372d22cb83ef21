package dev.landfall.change;

import dev.landfall.gitops.Evidence;
import dev.landfall.reason.Reason;
import java.util.List;

/** Takes a change back that failed, the way it was delivered, as its user has asked for beforehand. */
final class RollingBack {
    private final ChangeEngine engine;
    private final ChangeJournal journal;
    private final VerdictNotes notes;

    RollingBack(ChangeEngine engine, ChangeJournal journal, VerdictNotes notes) {
        this.engine = engine;
        this.journal = journal;
        this.notes = notes;
    }

    /** Whether there is something to be taken back, and nothing to be looked at by a person before that. */
    static boolean isCalledFor(Change change, Outcome outcome) {
        boolean failed = outcome instanceof Outcome.Degraded || outcome instanceof Outcome.Failed;
        return failed && !change.plan().request().isRevert();
    }

    Outcome rollBack(Change change, Outcome failed, Merge merge, Patience patience, Narration narration) {
        narration.begins("taking the change back, since it ended " + failed.name());
        String why = "it ended " + failed.name() + ": " + failed.reason().message();
        boolean sync = change.plan().request().manner().syncAsked();
        return switch (engine.planRevert(change, why, sync)) {
            case Planned.Ready ready -> land(change, failed, ready.plan(), merge, patience, narration);
            case Planned.Refused refused -> not(failed, refused.reason());
            case Planned.NeedsInput needs -> not(failed, needs.question());
            case Planned.NothingToDo _ -> ended(change, "everything is as it was already", narration);
            case Planned.AlreadyDesired _ ->
                not(failed, Reason.lasting("reverted-in-git", "others have taken it back in Git already", ""));
        };
    }

    private Outcome land(
            Change change, Outcome failed, ChangePlan plan, Merge merge, Patience patience, Narration narration) {
        return switch (engine.land(new Approved(plan, "--rollback-on-failure"), narration)) {
            case Landed.Refused refused -> not(failed, refused.reason());
            case Landed.Outdated outdated -> not(failed, outdated.reason());
            case Landed.Partly partly -> not(failed, partly.reason());
            case Landed.Complete complete -> follow(change, failed, complete.change(), merge, patience, narration);
        };
    }

    private Outcome follow(
            Change change, Outcome failed, Change revert, Merge merge, Patience patience, Narration narration) {
        Outcome back = engine.track(revert, merge, patience, narration).worst();
        if (back instanceof Outcome.Verified)
            return ended(
                    change,
                    "it ended " + failed.name() + " (" + failed.reason().message() + "), and change " + revert.id()
                            + " has taken it back: " + back.reason().message(),
                    narration);
        Reason going = new Reason(
                failed.reason().code(),
                failed.reason().message() + "; change " + revert.id() + ", which takes it back, is " + back.name()
                        + ": " + back.reason().message(),
                "landfall track " + revert.id(),
                back.reason().retryable());
        return with(failed, going);
    }

    private Outcome ended(Change change, String message, Narration narration) {
        Outcome outcome = new Outcome.RolledBack(Reason.lasting("rolled-back", message, ""));
        journal.ended(change, outcome);
        List<Outcome> parts =
                change.plan().parts().stream().<Outcome>map(_ -> outcome).toList();
        notes.tell(change, new Verdict(parts), narration);
        return outcome;
    }

    private static Outcome not(Outcome failed, Reason why) {
        Reason reason = Reason.lasting(
                failed.reason().code(),
                failed.reason().message() + "; it is not taken back: " + why.message(),
                why.remedy());
        return with(failed, reason);
    }

    private static Outcome with(Outcome failed, Reason reason) {
        List<Evidence> evidence = failed.evidence();
        return failed instanceof Outcome.Degraded
                ? new Outcome.Degraded(reason, evidence)
                : new Outcome.Failed(reason, evidence);
    }
}
