package dev.landfall.change;

import dev.landfall.config.CommitSettings;
import dev.landfall.git.CommitId;
import dev.landfall.git.CommitText;
import dev.landfall.git.GitRepository;
import dev.landfall.git.Identity;
import dev.landfall.git.PushResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Brings an approved plan into Git: one commit, on the head of the branch as it is then, provided that the plan still
 * means what was approved. The change is in the journal before anything leaves the machine, and its id is in the
 * commit, so whoever comes after a crash finds in Git whether it landed.
 */
final class Landing {
    private static final int ATTEMPTS = 10;
    private static final int TRAILER_DEPTH = 1000;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Drafting drafting;
    private final ChangeJournal journal;
    private final CommitSettings settings;
    private final InstantSource clock;
    private final String requestedBy;

    Landing(
            Drafting drafting,
            ChangeJournal journal,
            CommitSettings settings,
            InstantSource clock,
            String requestedBy) {
        this.drafting = drafting;
        this.journal = journal;
        this.settings = settings;
        this.clock = clock;
        this.requestedBy = requestedBy;
    }

    Landed land(Approved approved, Narration narration) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Landed> landed = attempt(approved, narration);
            if (landed.isPresent()) return landed.get();
            pause(attempt);
        }
        return new Landed.Refused(Refusals.outdated("the branch "
                + approved.plan().part().branch() + " moved " + ATTEMPTS + " times while the commit was pushed"));
    }

    /** Whether an approved change is in Git already; asks the remote. */
    Optional<Change> findLanded(Change change, GitRepository repository) {
        if (change.commit().isPresent()) return Optional.of(change);
        Optional<CommitId> head = repository.fetch(change.plan().part().branch());
        return head.flatMap(at -> repository.findByTrailer(at, CommitMessage.CHANGE_ID, change.id(), TRAILER_DEPTH))
                .map(commit -> journal.pushed(change, commit));
    }

    /** Empty if the branch moved meanwhile, so that everything is to be looked at anew. */
    private Optional<Landed> attempt(Approved approved, Narration narration) {
        ChangePlan plan = approved.plan();
        Draft draft = drafting.draft(plan.request());
        return switch (draft) {
            case Draft.Impossible impossible -> Optional.of(new Landed.Refused(impossible.reason()));
            case Draft.Possible possible ->
                landedBefore(plan, possible)
                        .or(() -> outdated(plan, possible))
                        .or(() -> push(approved, possible, narration));
        };
    }

    /** The same plan may have been landed by another process, or by this one before a crash. */
    private Optional<Landed> landedBefore(ChangePlan plan, Draft.Possible draft) {
        return journal.changeOf(plan)
                .flatMap(change -> findLanded(change, draft.repository()))
                .map(Landed.Pushed::new);
    }

    private static Optional<Landed> outdated(ChangePlan plan, Draft.Possible draft) {
        if (PlanDigest.of(plan.request(), draft.part()).equals(plan.digest())) return Optional.empty();
        return Optional.of(new Landed.Outdated(Refusals.outdated(Differences.between(plan.part(), draft.part()))));
    }

    private Optional<Landed> push(Approved approved, Draft.Possible draft, Narration narration) {
        PlanPart part = draft.part();
        Change change = journal.begin(approved);
        CommitId commit =
                draft.repository().commit(draft.base(), draft.contents(), text(change), identity(), clock.instant());
        journal.committed(change, commit, draft.base());
        narration.begins("pushing " + commit.abbreviated() + " to " + part.branch() + " of " + part.repository());
        return switch (draft.repository().push(commit, part.branch(), draft.base())) {
            case PushResult.Pushed pushed -> {
                Change landed = journal.pushed(change, commit);
                narration.done("pushed " + commit.abbreviated() + " to " + part.branch());
                yield Optional.of(new Landed.Pushed(landed));
            }
            case PushResult.Moved moved -> Optional.empty();
            case PushResult.Refused refused -> Optional.of(new Landed.Refused(Refusals.pushRefused(part, refused)));
        };
    }

    private CommitText text(Change change) {
        return CommitMessage.of(change, requestedBy, settings);
    }

    private Identity identity() {
        return new Identity(settings.author().name(), settings.author().email());
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
