package dev.landfall.change;

import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.PullRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the pull request from the same branch by which a proposal goes on where it is not the followed one. */
final class OtherProposals {
    private final RepositoryAccess access;
    private final ChangeJournal journal;
    private final Set<String> looked = ConcurrentHashMap.newKeySet();

    OtherProposals(RepositoryAccess access, ChangeJournal journal) {
        this.access = access;
        this.journal = journal;
    }

    /**
     * The change as it goes on where one that is open was let through beside another; asked of the host once, for whoever
     * should have looked may have ended before.
     */
    Optional<Change> beside(ProposalLook.Proposed of, HostedRepository host, PullRequest followed) {
        if (looked.contains(of.key())) return Optional.empty();
        Optional<PullRequest> one = Twins.keepOne(host, fromTheBranch(of, host));
        looked.add(of.key());
        return one.filter(kept -> kept.isOpen() && kept.number() != followed.number())
                .map(kept -> note(of, kept));
    }

    /** The change as it goes on where the followed one was closed, and another one is open, merged, or counts instead. */
    Optional<Change> inPlaceOf(ProposalLook.Proposed of, HostedRepository host, PullRequest closed) {
        List<PullRequest> all = fromTheBranch(of, host);
        List<PullRequest> others =
                all.stream().filter(each -> each.number() != closed.number()).toList();
        return Twins.keepOne(host, others)
                .filter(PullRequest::isOpen)
                .or(() -> mergedSince(of, others))
                .or(() -> Twins.standing(all).filter(each -> each.state() instanceof PullRequest.State.Closed))
                .filter(other -> other.number() != closed.number())
                .map(other -> note(of, other));
    }

    private static List<PullRequest> fromTheBranch(ProposalLook.Proposed of, HostedRepository host) {
        return host.from(of.arrival().branch(), of.planned().branch());
    }

    /** What was merged before our commit was made is of an earlier change of the same plan. */
    private Optional<PullRequest> mergedSince(ProposalLook.Proposed of, List<PullRequest> others) {
        GitRepository repository = access.open(of.planned());
        repository.fetch(of.planned().branch());
        return others.stream()
                .filter(other -> other.state() instanceof PullRequest.State.Merged merged
                        && merged.commit()
                                .filter(commit -> isSince(repository, of, commit))
                                .isPresent())
                .findFirst();
    }

    private static boolean isSince(GitRepository repository, ProposalLook.Proposed of, CommitId commit) {
        String base = of.arrival().base();
        return repository.knows(commit)
                && repository.knows(new CommitId(base))
                && !repository.relationOf(commit, base).containsIt();
    }

    private Change note(ProposalLook.Proposed of, PullRequest other) {
        Change.Arrival.Proposed before = of.arrival();
        journal.proposed(
                of.change(),
                of.part(),
                new Change.Arrival.Proposed(
                        before.branch(), before.commit(), before.base(), Optional.of(PullRequestLink.to(other))));
        return journal.require(of.change().id());
    }
}
