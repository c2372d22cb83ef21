package dev.landfall.change;

import dev.landfall.git.CommitId;
import dev.landfall.git.PushResult;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Brings an approved plan where it belongs: one commit for each branch, on its head as it is then, and the writes to
 * objects that nobody owns, provided that the plan still means what was approved. The change is in the journal before
 * anything leaves the machine, and its id is in the commits, so whoever comes after a crash finds out whether it landed.
 */
final class Landing {
    private static final int ATTEMPTS = 10;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Drafting drafting;
    private final ChangeJournal journal;
    private final LandedParts landedParts;
    private final DirectLanding direct;
    private final OurCommits commits;
    private final Proposing proposing;
    private final WayBack wayBack;

    Landing(
            Drafting drafting,
            ChangeJournal journal,
            LandedParts landedParts,
            DirectLanding direct,
            OurCommits commits,
            Proposing proposing,
            WayBack wayBack) {
        this.wayBack = wayBack;
        this.drafting = drafting;
        this.journal = journal;
        this.landedParts = landedParts;
        this.direct = direct;
        this.commits = commits;
        this.proposing = proposing;
    }

    /** How one try at one part ended. */
    sealed interface Try {
        record Done() implements Try {}

        /** Somebody else was faster: everything is to be looked at anew. */
        record Again(String why) implements Try {}

        record Outdated(Reason reason) implements Try {}

        record Refused(Reason reason) implements Try {}
    }

    Landed land(Approved approved, Narration narration) {
        Optional<Change> begun = journal.changeOf(approved.plan()).map(landedParts::look);
        Optional<Change> takenBack = begun.filter(
                change -> !change.isLanded() && wayBack.settled(change).isPresent());
        if (takenBack.isPresent()) return new Landed.Refused(Refusals.takenBack(takenBack.get()));
        for (int part = 0; part < approved.plan().parts().size(); part++) {
            if (begun.isPresent() && begun.get().isLanded(part)) continue;
            Try ended = land(approved, part, narration);
            if (!(ended instanceof Try.Done)) return notLanded(approved, ended);
        }
        return new Landed.Complete(journal.changeOf(approved.plan()).orElseThrow());
    }

    private Try land(Approved approved, int part, Narration narration) {
        Try last = new Try.Again("");
        for (int attempt = 0; attempt < ATTEMPTS && last instanceof Try.Again; attempt++) {
            if (attempt > 0) pause(attempt);
            last = attempt(approved, part, narration);
        }
        if (!(last instanceof Try.Again(String why))) return last;
        return new Try.Refused(Refusals.outdated(why + " " + ATTEMPTS + " times while the change was made"));
    }

    private Try attempt(Approved approved, int part, Narration narration) {
        ChangePlan plan = approved.plan();
        PlanPart planned = plan.parts().get(part);
        return switch (drafting.draft(plan.request())) {
            case Draft.Impossible impossible -> new Try.Refused(impossible.reason());
            case Draft.Unclear unclear -> new Try.Outdated(unclear.question());
            case Draft.Possible possible -> {
                Optional<Draft.Part> now = possible.partLike(planned);
                if (now.isEmpty())
                    yield new Try.Outdated(Refusals.outdated("nothing goes to " + planned.place() + " any more"));
                yield attempt(approved, part, now.get(), narration);
            }
        };
    }

    private Try attempt(Approved approved, int part, Draft.Part now, Narration narration) {
        PlanPart planned = approved.plan().parts().get(part);
        boolean same = PlanDigest.isSame(planned, now.planned());
        return switch (now) {
            case Draft.GitPart git when same -> deliver(approved, part, git, narration);
            case Draft.GitPart git -> outdated(planned, git.planned());
            case Draft.DirectPart writes
            when same || direct.goesOn(approved, part, writes) -> direct.write(approved, part, writes, narration);
            case Draft.DirectPart writes -> outdated(planned, writes.planned());
        };
    }

    private static Try outdated(PlanPart approved, PlanPart now) {
        return new Try.Outdated(Refusals.outdated(Differences.between(approved, now)));
    }

    private Try deliver(Approved approved, int part, Draft.GitPart draft, Narration narration) {
        if (draft.planned().edits().isEmpty()) {
            journal.needless(journal.begin(approved), part);
            return new Try.Done();
        }
        return switch (draft.planned().way()) {
            case PUSH -> push(approved, part, draft, narration);
            case PULL_REQUEST -> proposing.propose(approved, part, draft, narration);
        };
    }

    private Try push(Approved approved, int part, Draft.GitPart draft, Narration narration) {
        PlanPart.InGit planned = draft.planned();
        Change change = journal.begin(approved);
        CommitId commit = commits.make(change, part, draft);
        narration.begins("pushing " + commit.abbreviated() + " to " + planned.branch() + " of " + planned.repository());
        return switch (draft.repository().push(commit, planned.branch(), draft.base())) {
            case PushResult.Pushed _ -> {
                journal.pushed(change, part, commit);
                narration.done("pushed " + commit.abbreviated() + " to " + planned.branch());
                yield new Try.Done();
            }
            case PushResult.Moved _ -> movedOrLanded(change, part, planned);
            case PushResult.Refused refused -> fallOver(approved, part, draft, refused, narration);
        };
    }

    /** A branch that takes no push takes a pull request mostly; where only a signature is missing, that is missing there too. */
    private Try fallOver(
            Approved approved, int part, Draft.GitPart draft, PushResult.Refused refused, Narration narration) {
        if (refused.demand() != PushResult.Demand.UNKNOWN)
            return new Try.Refused(Refusals.pushRefused(draft.planned(), refused));
        narration.warning(Refusals.fallsOver(draft.planned(), refused));
        Try proposed = proposing.propose(approved, part, draft, narration);
        boolean noPushAtAll =
                proposed instanceof Try.Refused(Reason why) && why.code().equals("push-refused");
        return noPushAtAll ? new Try.Refused(Refusals.pushRefused(draft.planned(), refused)) : proposed;
    }

    /** An answer that was lost looks like a branch that others moved; our commit on it tells the two apart. */
    private Try movedOrLanded(Change change, int part, PlanPart.InGit planned) {
        boolean ours = landedParts.look(change).isLanded(part);
        return ours ? new Try.Done() : new Try.Again("the branch " + planned.branch() + " moved");
    }

    /** What has landed before counts, whatever became of the rest. */
    private Landed notLanded(Approved approved, Try ended) {
        Reason reason = switch (ended) {
            case Try.Refused refused -> refused.reason();
            case Try.Outdated outdated -> outdated.reason();
            case Try.Done done -> throw new IllegalStateException("it is landed");
            case Try.Again again -> throw new IllegalStateException("it is still tried");
        };
        Optional<Change> partly = journal.changeOf(approved.plan()).filter(Change::hasWritten);
        if (partly.isPresent()) return new Landed.Partly(partly.get(), reason);
        return ended instanceof Try.Outdated ? new Landed.Outdated(reason) : new Landed.Refused(reason);
    }

    private static void pause(int attempt) {
        long longest = Math.min(LONGEST_PAUSE.toMillis(), 50L << attempt);
        try {
            Thread.sleep(
                    ThreadLocalRandom.current().nextLong(longest) + 1); // others retry as well: not in step with them
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
