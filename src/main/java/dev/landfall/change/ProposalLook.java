package dev.landfall.change;

import dev.landfall.git.CommitId;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.Merging;
import dev.landfall.githost.PullRequest;
import dev.landfall.githost.Readiness;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One look at one proposal: how far it is, and what is to be done for it. */
final class ProposalLook {
    /** The host says that it is merged some time before the branch shows it. */
    private static final Duration HOST_LAG = Duration.ofMinutes(2);

    private final RepositoryAccess access;
    private final OtherProposals others;
    private final Proposals proposals;
    private final Rebuilding rebuilding;
    private final Map<String, Since> unseen = new ConcurrentHashMap<>();

    ProposalLook(RepositoryAccess access, ChangeJournal journal, Proposals proposals, Rebuilding rebuilding) {
        this.access = access;
        this.others = new OtherProposals(access, journal);
        this.proposals = proposals;
        this.rebuilding = rebuilding;
    }

    /** What follows from a look. */
    sealed interface Step {
        /** @param phase in words for a person */
        record Wait(String phase) implements Step {}

        /** It is on the tracked branch, and noted. */
        record Merged() implements Step {}

        record End(Outcome outcome) implements Step {}
    }

    /** A part that is proposed, with all that is known of it. */
    record Proposed(Change change, int part, Change.Arrival.Proposed arrival) {
        PlanPart.InGit planned() {
            return (PlanPart.InGit) change.plan().parts().get(part);
        }

        CommitId commit() {
            return new CommitId(arrival.commit());
        }

        /** What no other one has. */
        String key() {
            return change.id() + " " + part;
        }
    }

    Step at(Change change, int part, Merge merge, Duration now, Narration narration) {
        Proposed of = new Proposed(
                change, part, (Change.Arrival.Proposed) change.arrivals().get(part));
        Optional<Hosting.Hosted> host = access.hosting().of(of.planned().repository());
        Optional<PullRequestLink> link = of.arrival().pullRequest();
        if (link.isEmpty() || host.isEmpty()) return inGitOnly(of, narration);
        PullRequest pullRequest = host.get().repository().pullRequest(link.get().number());
        Optional<Change> goingOn = goingOn(of, host.get(), pullRequest);
        if (goingOn.isPresent()) {
            Change.pullRequestOf(goingOn.get().arrivals().get(part))
                    .ifPresent(other -> narration.done(
                            "pull request " + other + " of the same plan is followed now, not " + link.get()));
            return at(goingOn.get(), part, merge, now, narration);
        }
        return switch (pullRequest.state()) {
            case PullRequest.State.Open _ -> open(of, host.get(), pullRequest, merge, now, narration);
            case PullRequest.State.Merged merged -> merged(of, merged, now, narration);
            case PullRequest.State.Closed closed -> closed(of, link.get(), closed, narration);
        };
    }

    /** By another pull request than the followed one. */
    private Optional<Change> goingOn(Proposed of, Hosting.Hosted host, PullRequest pullRequest) {
        return switch (pullRequest.state()) {
            case PullRequest.State.Open _ -> others.beside(of, host.repository(), pullRequest);
            case PullRequest.State.Merged _ -> Optional.empty();
            case PullRequest.State.Closed _ -> others.inPlaceOf(of, host.repository(), pullRequest);
        };
    }

    /** A person opens the pull request, and merges it; Git alone tells. */
    private Step inGitOnly(Proposed of, Narration narration) {
        Optional<CommitId> landed = proposals.landed(of.change(), of.part(), of.arrival(), Optional.empty());
        if (landed.isPresent()) return done(of, landed.get(), "", narration);
        String where = access.hosting()
                .pageToPropose(
                        of.planned().repository(),
                        of.planned().branch(),
                        of.arrival().branch())
                .map(page -> ", for instance from " + page)
                .orElse("");
        return new Step.Wait("the branch " + of.arrival().branch() + " waits to be merged into "
                + of.planned().branch() + where);
    }

    private Step merged(Proposed of, PullRequest.State.Merged merged, Duration now, Narration narration) {
        Optional<CommitId> landed = proposals.landed(of.change(), of.part(), of.arrival(), merged.commit());
        if (landed.isPresent()) return done(of, landed.get(), by(merged.by()), narration);
        String branch = of.planned().branch();
        if (isLagging(of, now))
            return new Step.Wait("it is merged, and the branch " + branch + " does not show it yet");
        return new Step.End(new Outcome.Failed(
                Reason.lasting(
                        "merge-not-found",
                        "the host says that the pull request is merged, and the branch " + branch
                                + " has neither its commit nor our content",
                        "see on the host whether the branch was rewritten"),
                List.of()));
    }

    private boolean isLagging(Proposed of, Duration now) {
        Since since = unseen.computeIfAbsent(of.key(), _ -> new Since());
        return since.yes(now).compareTo(HOST_LAG) < 0;
    }

    private Step done(Proposed of, CommitId landed, String by, Narration narration) {
        unseen.remove(of.key());
        narration.done("merged" + by + " as " + landed.abbreviated() + " into "
                + of.planned().branch());
        return new Step.Merged();
    }

    private static String by(String whom) {
        return whom.isEmpty() ? "" : " by " + whom;
    }

    /** A person may have merged the branch by hand, which hosts show as closed. */
    private Step closed(Proposed of, PullRequestLink link, PullRequest.State.Closed closed, Narration narration) {
        Optional<CommitId> landed = proposals.landed(of.change(), of.part(), of.arrival(), Optional.empty());
        if (landed.isPresent()) return done(of, landed.get(), "", narration);
        return new Step.End(new Outcome.Declined(Reason.lasting(
                "pull-request-closed",
                "pull request " + link + " was closed" + by(closed.by()) + " without a merge; nothing became live",
                "reopen it there and track the change again, or ask for it anew")));
    }

    private Step open(
            Proposed of, Hosting.Hosted host, PullRequest pullRequest, Merge merge, Duration now, Narration narration) {
        // Gitea leaves a pull request open whose base is deleted, and calls it mergeable as before.
        Optional<CommitId> tip = access.open(of.planned()).look(of.planned().branch());
        if (tip.isEmpty()) return new Step.End(new Outcome.Blocked(Refusals.baseGone(of.planned())));
        Readiness readiness = host.repository().readiness(pullRequest);
        String phase = "pull request " + PullRequestLink.to(pullRequest) + " waits to be merged: " + readiness;
        if (!pullRequest.headCommit().equals(Optional.of(of.commit())))
            return new Step.Wait(phase + "; others have pushed to it, so Landfall leaves it as it is");
        if (proposals.isThere(of.planned(), of.arrival(), tip.get())) return needless(of, host, pullRequest, now);
        unseen.remove(of.key());
        return switch (readiness.mergeability()) {
            case CONFLICTING, BEHIND -> rebuilding.rebuild(of, host, phase, narration);
            case READY ->
                merge == Merge.BY_PEOPLE || !isChecked(readiness)
                        ? new Step.Wait(phase)
                        : merge(of, host, pullRequest, phase, narration);
            case WAITING, DRAFT, UNKNOWN -> new Step.Wait(phase);
        };
    }

    /** It was merged just now, or by another pull request that was quick: then nothing would come of this one. */
    private Step needless(Proposed of, Hosting.Hosted host, PullRequest pullRequest, Duration now) {
        String branch = of.planned().branch();
        if (!isLagging(of, now))
            Twins.close(
                    host.repository(),
                    pullRequest.number(),
                    "the branch " + Markdown.code(branch) + " has what it proposes already.");
        return new Step.Wait("the branch " + branch + " has it, and the host does not say yet that it is merged");
    }

    /** Also a check that the base does not ask for counts for us. */
    private static boolean isChecked(Readiness readiness) {
        return readiness.failedChecks().isEmpty() && readiness.pendingChecks().isEmpty();
    }

    private Step merge(Proposed of, Hosting.Hosted host, PullRequest pullRequest, String phase, Narration narration) {
        MergeStyle style = switch (host.settings().mergeStyle()) {
            case MERGE -> MergeStyle.MERGE;
            case SQUASH -> MergeStyle.SQUASH;
            case REBASE -> MergeStyle.REBASE;
        };
        return switch (host.repository().merge(pullRequest, style, of.commit())) {
            case Merging.Merged _ -> new Step.Wait("pull request " + PullRequestLink.to(pullRequest) + " is merged");
            case Merging.NotYet(Reason why)
            when why.code().equals(Merging.BASE_MOVED) -> rebuilding.rebuild(of, host, phase, narration);
            case Merging.NotYet(Reason why) -> new Step.Wait(phase + "; " + why.message());
            case Merging.HeadMoved _ -> new Step.Wait(phase + "; its head has just moved");
            case Merging.Refused(Reason why) -> new Step.End(new Outcome.Blocked(why));
        };
    }
}
