package dev.landfall.change;

import dev.landfall.cluster.ClusterException;
import dev.landfall.git.GitException;
import dev.landfall.githost.GitHostException;
import dev.landfall.gitops.Evidence;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;

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

    /**
     * Whether there is something to be taken back, and nothing to be looked at by a person before that. What timed out or
     * is blocked may still get there; what is superseded has given way to somebody who wanted something else.
     */
    static boolean isCalledFor(Change change, Outcome outcome) {
        boolean failed = outcome instanceof Outcome.Degraded || outcome instanceof Outcome.Failed;
        return failed && !change.plan().request().isRevert();
    }

    /** Goes on where the change is being taken back already, which its user has asked for then. */
    Outcome rollBack(Change change, Outcome failed, Merge merge, Patience patience, Narration narration) {
        narration.begins("taking the change back, since it ended " + failed.name());
        try {
            Optional<ChangePlan> begun = journal.wayBack(change);
            Optional<Outcome> end = begun.flatMap(back -> land(change, failed, back, merge, patience, narration));
            return end.orElseGet(() -> plan(change, failed, merge, patience, narration));
        } catch (GitException stopped) {
            return not(failed, stopped.reason());
        } catch (GitHostException stopped) {
            return not(failed, stopped.reason());
        } catch (ClusterException stopped) {
            return not(failed, stopped.reason());
        } catch (RequestException impossible) {
            return not(failed, impossible.reason());
        }
    }

    private Outcome plan(Change change, Outcome failed, Merge merge, Patience patience, Narration narration) {
        String why = "it ended " + failed.name() + ": " + failed.reason().message();
        boolean sync = change.plan().request().manner().syncAsked();
        return switch (engine.planRevert(change, why, sync)) {
            case Planned.Ready ready -> {
                // Noted before anything of it lands: whoever comes after a crash must not take our revert for
                // another's.
                journal.takingBack(change, failed, ready.plan());
                yield land(change, failed, ready.plan(), merge, patience, narration)
                        .orElseGet(() -> not(failed, Refusals.outdated("others have edited the same meanwhile")));
            }
            case Planned.Refused refused -> not(failed, refused.reason());
            case Planned.NeedsInput needs -> not(failed, needs.question());
            case Planned.NothingToDo _ -> ended(change, "everything is as it was already", narration);
            case Planned.AlreadyDesired _ ->
                not(failed, Reason.lasting("reverted-in-git", "others have taken it back in Git already", ""));
        };
    }

    /** Empty where the plan means something else by now, so that there must be another. */
    private Optional<Outcome> land(
            Change change, Outcome failed, ChangePlan plan, Merge merge, Patience patience, Narration narration) {
        return switch (engine.land(new Approved(plan, "--rollback-on-failure"), narration)) {
            case Landed.Refused refused -> Optional.of(not(failed, refused.reason()));
            case Landed.Outdated _ -> Optional.empty();
            case Landed.Partly partly -> Optional.of(not(failed, partly.reason()));
            case Landed.Complete complete ->
                Optional.of(follow(change, failed, complete.change(), merge, patience, narration));
        };
    }

    private Outcome follow(
            Change change, Outcome failed, Change revert, Merge merge, Patience patience, Narration narration) {
        Outcome back = engine.track(revert, merge, patience, narration).worst();
        return switch (back) {
            case Outcome.Verified _ ->
                ended(
                        change,
                        "it ended " + failed.name() + " (" + failed.reason().message() + "), and change " + revert.id()
                                + " has taken it back: " + back.reason().message(),
                        narration);
            case Outcome.AwaitingMerge _, Outcome.InProgress _, Outcome.TimedOut _, Outcome.Blocked _ ->
                going(failed, revert, back, "change " + revert.id() + ", which takes it back, is ");
            case Outcome.Superseded _, Outcome.Declined _, Outcome.RolledBack _, Outcome.Degraded _, Outcome.Failed _ ->
                going(failed, revert, back, "the way back failed too: change " + revert.id() + " is ");
        };
    }

    private static Outcome going(Outcome failed, Change revert, Outcome back, String how) {
        Reason reason = new Reason(
                failed.reason().code(),
                failed.reason().message() + "; " + how + back.name() + ": "
                        + back.reason().message(),
                "landfall track " + revert.id(),
                back.reason().retryable());
        return with(failed, reason);
    }

    private Outcome ended(Change change, String message, Narration narration) {
        Outcome outcome = new Outcome.RolledBack(Reason.lasting("rolled-back", message, ""));
        journal.ended(change, outcome);
        notes.tell(change, Verdict.ofAll(change.plan(), outcome), narration);
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
