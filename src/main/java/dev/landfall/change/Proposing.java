package dev.landfall.change;

import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.git.PushResult;
import dev.landfall.git.RepositoryUrl;
import dev.landfall.githost.GitHostException;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.Opened;
import dev.landfall.githost.Proposal;
import dev.landfall.githost.PullRequest;
import dev.landfall.githost.Standing;
import dev.landfall.reason.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings a commit onto a branch of our own and opens a pull request from it. The branch's name comes from the plan, so
 * whoever comes second with the same plan, or after a crash, finds what the first one has done and goes on from there.
 */
final class Proposing {
    private final RepositoryAccess access;
    private final ChangeJournal journal;
    private final OurCommits commits;

    Proposing(RepositoryAccess access, ChangeJournal journal, OurCommits commits) {
        this.access = access;
        this.journal = journal;
        this.commits = commits;
    }

    /** What a proposal is about, once for all steps. */
    private record Case(Approved approved, int part, Draft.GitPart draft, Optional<Hosting.Hosted> hosted) {
        PlanPart.InGit planned() {
            return draft.planned();
        }

        String branch() {
            return OwnBranch.of(approved.plan(), planned());
        }
    }

    Landing.Try propose(Approved approved, int part, Draft.GitPart draft, Narration narration) {
        Case of = new Case(
                approved, part, draft, access.hosting().of(draft.planned().repository()));
        Optional<Reason> objection = of.hosted()
                .flatMap(host ->
                        objection(of.planned().repository(), host.repository().standing()));
        if (objection.isPresent()) return new Landing.Try.Refused(objection.get());
        Optional<PullRequest> latest = of.hosted().flatMap(host -> latest(of, host));
        return switch (latest.map(PullRequest::state).orElse(null)) {
            case PullRequest.State.Open _ -> adopt(of, latest.orElseThrow(), narration);
            case PullRequest.State.Closed closed ->
                new Landing.Try.Refused(Refusals.declinedBefore(latest.orElseThrow(), closed));
            case PullRequest.State.Merged _ -> push(of, narration);
            case null -> push(of, narration);
        };
    }

    private static Optional<PullRequest> latest(Case of, Hosting.Hosted host) {
        return Twins.keepOne(
                host.repository(),
                host.repository().from(of.branch(), of.planned().branch()));
    }

    /** What would fail later, when a branch is left behind already. */
    static Optional<Reason> objection(String url, Standing standing) {
        if (!HostNames.isSame(RepositoryUrl.parse(url, true), standing.name()))
            return Optional.of(Refusals.repositoryMoved(url, standing));
        if (standing.archived()) return Optional.of(Refusals.repositoryArchived(url));
        return standing.lacking().isEmpty() ? Optional.empty() : Optional.of(Refusals.credentialLacks(url, standing));
    }

    private Landing.Try adopt(Case of, PullRequest open, Narration narration) {
        GitRepository repository = of.draft().repository();
        Optional<CommitId> head = repository.fetch(of.branch());
        if (head.isEmpty())
            return new Landing.Try.Again(
                    "the branch " + of.branch() + " of pull request #" + open.number() + " is gone");
        // What others have added on top is not ours to be replaced or merged: the note is of our own commit.
        Optional<CommitId> ours = OurCommits.latestOf(of.approved().plan(), head.get(), repository);
        if (ours.isEmpty())
            return new Landing.Try.Refused(
                    Refusals.branchTaken(of.branch(), of.planned().repository()));
        PullRequestLink link = PullRequestLink.to(open);
        proposed(of, ours.get(), Optional.of(link));
        narration.done("adopted pull request " + link + ", which is open with the same plan");
        if (!ours.equals(head)) narration.warning(Refusals.othersPushed(of.branch(), link));
        return new Landing.Try.Done();
    }

    private void proposed(Case of, CommitId commit, Optional<PullRequestLink> link) {
        Change.Arrival.Proposed proposed = OurCommits.proposed(
                of.planned(), of.branch(), commit, of.draft().repository(), link);
        journal.proposed(journal.begin(of.approved()), of.part(), proposed);
    }

    private Landing.Try push(Case of, Narration narration) {
        GitRepository repository = of.draft().repository();
        Optional<CommitId> there = repository.fetch(of.branch());
        if (there.isPresent() && !OurCommits.isOf(of.approved().plan(), there.get(), repository))
            return new Landing.Try.Refused(
                    Refusals.branchTaken(of.branch(), of.planned().repository()));
        if (there.isPresent() && isStanding(repository, there.get(), of.draft()))
            return open(of, there.get(), narration);
        Change change = journal.begin(of.approved());
        CommitId commit = commits.make(change, of.part(), of.draft());
        narration.begins("pushing " + commit.abbreviated() + " to the branch " + of.branch());
        return switch (repository.pushOwn(commit, of.branch(), there)) {
            case PushResult.Pushed _ -> open(of, commit, narration);
            case PushResult.Moved _ -> new Landing.Try.Again("the branch " + of.branch() + " moved");
            case PushResult.Refused refused ->
                new Landing.Try.Refused(Refusals.ownBranchRefused(of.planned(), of.branch(), refused));
        };
    }

    /**
     * Whether a process that ended, or is as fast as this one, has pushed the very same already. What the base contains, or
     * has had since, is left from an earlier change of the same plan: that one is not proposed again.
     */
    private static boolean isStanding(GitRepository repository, CommitId commit, Draft.GitPart draft) {
        if (repository.relationOf(commit, draft.base().hex()).containsIt()) return false;
        Optional<CommitId> landed = repository
                .firstParent(commit)
                .flatMap(before -> repository.firstLike(commit, draft.contents().keySet(), before, draft.base()));
        if (landed.isPresent()) return false;
        Map<String, byte[]> there = repository.read(commit, draft.contents().keySet());
        return draft.contents().entrySet().stream()
                .allMatch(file -> Arrays.equals(file.getValue().orElse(null), there.get(file.getKey())));
    }

    private Landing.Try open(Case of, CommitId commit, Narration narration) {
        if (of.hosted().isEmpty()) {
            proposed(of, commit, Optional.empty());
            narration.warning(Refusals.openIt(
                    of.branch(),
                    of.planned(),
                    access.hosting()
                            .pageToPropose(
                                    of.planned().repository(), of.planned().branch(), of.branch())));
            return new Landing.Try.Done();
        }
        Change change = journal.begin(of.approved());
        Opened opened = opened(of, proposal(of, change));
        PullRequest kept = kept(of, opened.pullRequest());
        PullRequestLink link = PullRequestLink.to(kept);
        proposed(of, commit, Optional.of(link));
        if (kept.number() == opened.pullRequest().number()) {
            narration.done("opened pull request " + link);
            opened.warnings().forEach(narration::warning);
        } else narration.done("adopted pull request " + link + ", which was opened with the same plan just now");
        return new Landing.Try.Done();
    }

    /** Only now it shows whether another process was let through beside us. */
    private static PullRequest kept(Case of, PullRequest opened) {
        HostedRepository host = of.hosted().orElseThrow().repository();
        List<PullRequest> others = host.from(of.branch(), of.planned().branch()).stream()
                .filter(each -> each.isOpen() && each.number() != opened.number())
                .toList();
        // A list may show later what was opened now.
        return Twins.keepOne(
                        host, Stream.concat(Stream.of(opened), others.stream()).toList())
                .orElse(opened);
    }

    private static Proposal proposal(Case of, Change change) {
        var settings = of.hosted().orElseThrow().settings();
        return new Proposal(
                of.branch(),
                of.planned().branch(),
                ProposalText.of(change, of.planned()),
                settings.draft(),
                settings.labels(),
                settings.reviewers());
    }

    /** An answer that was lost leaves the pull request open: it is looked for before that is a failure. */
    private static Opened opened(Case of, Proposal proposal) {
        Hosting.Hosted host = of.hosted().orElseThrow();
        try {
            return host.repository().open(proposal);
        } catch (GitHostException lost) {
            if (lost.fault() != GitHostException.Fault.UNREACHABLE) throw lost;
            return latest(of, host)
                    .filter(PullRequest::isOpen)
                    .map(Opened::before)
                    .orElseThrow(() -> lost);
        }
    }
}
