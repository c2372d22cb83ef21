package dev.landfall.change;

import dev.landfall.git.CommitId;
import dev.landfall.githost.Comment;
import dev.landfall.githost.CommitStatus;
import dev.landfall.githost.GitHostException;
import dev.landfall.gitops.Evidence;
import dev.landfall.reason.Reason;
import java.util.stream.Collectors;

/** Tells on a merged pull request, and beside the commit that came of it, how the change went. */
final class VerdictNotes {
    private static final String CONTEXT = "landfall";

    private final RepositoryAccess access;

    VerdictNotes(RepositoryAccess access) {
        this.access = access;
    }

    /** What cannot be told is a warning: the verdict stands without it. */
    void tell(Change change, Verdict verdict, Narration narration) {
        for (int part = 0; part < change.arrivals().size(); part++) {
            if (change.arrivals().get(part) instanceof Change.Arrival.Committed committed
                    && change.plan().parts().get(part) instanceof PlanPart.InGit git) {
                Outcome outcome = verdict.parts().get(part);
                Change.pullRequestOf(committed)
                        .ifPresent(link -> tell(change, git, committed, link, outcome, narration));
            }
        }
    }

    private void tell(
            Change change,
            PlanPart.InGit part,
            Change.Arrival.Committed committed,
            PullRequestLink link,
            Outcome outcome,
            Narration narration) {
        try {
            access.hosting().of(part.repository()).ifPresent(host -> {
                host.repository()
                        .comment(link.number(), new Comment("landfall outcome " + change.id(), text(change, outcome)));
                host.repository()
                        .report(
                                new CommitId(committed.commit()),
                                new CommitStatus(
                                        state(outcome),
                                        CONTEXT,
                                        outcome.name() + ": " + outcome.reason().message()));
            });
        } catch (GitHostException failed) {
            narration.warning(Reason.passing(
                    "outcome-not-told",
                    "the outcome could not be told on pull request " + link + ": "
                            + failed.reason().message(),
                    failed.reason().remedy()));
        }
    }

    private static String text(Change change, Outcome outcome) {
        String evidence = outcome.evidence().stream().map(VerdictNotes::line).collect(Collectors.joining());
        return "**" + outcome.name() + "**: " + Markdown.code(outcome.reason().message()) + "\n\n" + evidence
                + wayBack(change, outcome)
                + "\nChange " + Markdown.code(change.id());
    }

    private static String line(Evidence evidence) {
        return "- " + evidence.evidenceClass() + " " + Markdown.code(evidence.object() + ": " + evidence.observed())
                + "\n";
    }

    private static String wayBack(Change change, Outcome outcome) {
        boolean failed = outcome instanceof Outcome.Degraded || outcome instanceof Outcome.Failed;
        return failed ? "\nTo take it back: `landfall revert " + change.id() + "`\n" : "";
    }

    private static CommitStatus.State state(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Verified _ -> CommitStatus.State.SUCCESS;
            case Outcome.AwaitingMerge _, Outcome.InProgress _, Outcome.TimedOut _, Outcome.Blocked _ ->
                CommitStatus.State.PENDING;
            case Outcome.Superseded _, Outcome.Declined _, Outcome.RolledBack _, Outcome.Degraded _, Outcome.Failed _ ->
                CommitStatus.State.FAILURE;
        };
    }
}
