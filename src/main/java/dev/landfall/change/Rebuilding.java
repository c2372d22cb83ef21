package dev.landfall.change;

import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.git.PushResult;
import dev.landfall.githost.Comment;
import dev.landfall.reason.Reason;
import java.util.Optional;

/** Makes the same edit anew where the base has moved under a pull request, or says on it that it is another one now. */
final class Rebuilding {
    private final Drafting drafting;
    private final ChangeJournal journal;
    private final OurCommits commits;
    private final RepositoryAccess access;

    Rebuilding(Drafting drafting, ChangeJournal journal, OurCommits commits, RepositoryAccess access) {
        this.drafting = drafting;
        this.journal = journal;
        this.commits = commits;
        this.access = access;
    }

    /** @param phase for as long as there is nothing to do */
    ProposalLook.Step rebuild(ProposalLook.Proposed of, Hosting.Hosted host, String phase, Narration narration) {
        GitRepository repository = access.open(of.planned());
        Optional<CommitId> base = repository.fetch(of.planned().branch());
        if (base.isEmpty()) return new ProposalLook.Step.End(new Outcome.Blocked(Refusals.baseGone(of.planned())));
        // Hosts work out mergeability some time after a push, and call it a conflict until then.
        if (repository.relationOf(base.get(), of.commit().hex()).containsIt()) return new ProposalLook.Step.Wait(phase);
        return switch (drafting.draft(of.change().plan().request())) {
            case Draft.Impossible impossible ->
                blocked(of, host, impossible.reason().message());
            case Draft.Unclear unclear -> blocked(of, host, unclear.question().message());
            case Draft.Possible possible -> rebuild(of, host, possible, narration);
        };
    }

    private ProposalLook.Step rebuild(
            ProposalLook.Proposed of, Hosting.Hosted host, Draft.Possible possible, Narration narration) {
        Optional<Draft.Part> now = possible.partLike(of.planned());
        if (now.isEmpty() || !(now.get() instanceof Draft.GitPart git))
            return blocked(of, host, "nothing goes to " + of.planned().place() + " any more");
        if (!PlanDigest.isSame(of.planned(), git.planned()))
            return blocked(of, host, Differences.between(of.planned(), git.planned()));
        return push(of, host, git, narration);
    }

    private ProposalLook.Step push(
            ProposalLook.Proposed of, Hosting.Hosted host, Draft.GitPart git, Narration narration) {
        CommitId commit = commits.make(of.change(), of.part(), git);
        Change.Arrival.Proposed arrival = of.arrival();
        return switch (git.repository().pushOwn(commit, arrival.branch(), Optional.of(of.commit()))) {
            case PushResult.Pushed _ -> {
                journal.proposed(
                        of.change(),
                        of.part(),
                        new Change.Arrival.Proposed(
                                arrival.branch(), commit.hex(), git.base().hex(), arrival.pullRequest()));
                // The difference that it shows is another one now.
                arrival.pullRequest()
                        .ifPresent(link ->
                                host.repository().rewrite(link.number(), ProposalText.of(of.change(), git.planned())));
                narration.done("the branch " + of.planned().branch() + " moved: the same edit was made anew on it, as "
                        + commit.abbreviated());
                yield new ProposalLook.Step.Wait("the host looks at the commit that was made anew");
            }
            case PushResult.Moved _ -> new ProposalLook.Step.Wait("the branch " + arrival.branch() + " has just moved");
            case PushResult.Refused refused ->
                new ProposalLook.Step.End(
                        new Outcome.Blocked(Refusals.ownBranchRefused(of.planned(), arrival.branch(), refused)));
        };
    }

    /** Told on the pull request, too: whoever is to act may not be the one who waits here. */
    private static ProposalLook.Step blocked(ProposalLook.Proposed of, Hosting.Hosted host, String why) {
        Reason reason = Reason.lasting(
                "pull-request-conflicting",
                "the branch " + of.planned().branch() + " has moved, and the change would not be the same on it: "
                        + why,
                "close the pull request and plan the change again");
        String marker = "landfall conflict " + of.change().id();
        String text =
                "**Conflicting:** " + Markdown.code(reason.message()) + "\n\nTo go on, close this and plan it again.";
        of.arrival()
                .pullRequest()
                .ifPresent(link -> host.repository().comment(link.number(), new Comment(marker, text)));
        return new ProposalLook.Step.End(new Outcome.Blocked(reason));
    }
}
