package dev.landfall.change;

import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.githost.PullRequest;
import java.util.Optional;

/** Looks in Git for what the journal does not know: a process may have ended between a push and its note. */
final class LandedParts {
    private static final int TRAILER_DEPTH = 1000;

    private final ChangeJournal journal;
    private final RepositoryAccess access;

    LandedParts(ChangeJournal journal, RepositoryAccess access) {
        this.journal = journal;
        this.access = access;
    }

    /** The change with everything that is on its branches; asks the remotes. */
    Change look(Change change) {
        boolean found = false;
        for (int part = 0; part < change.arrivals().size(); part++) {
            boolean unknown = change.arrivals().get(part) instanceof Change.Arrival.NotYet;
            if (unknown && change.plan().parts().get(part) instanceof PlanPart.InGit git)
                found |= isFound(change, part, git);
        }
        return found ? journal.require(change.id()) : change;
    }

    private boolean isFound(Change change, int part, PlanPart.InGit git) {
        Optional<CommitId> commit = commitOf(change, git);
        if (commit.isPresent()) {
            journal.pushed(change, part, commit.get());
            return true;
        }
        Optional<Change.Arrival.Proposed> proposed = proposed(change, git);
        proposed.ifPresent(known -> journal.proposed(change, part, known));
        return proposed.isPresent();
    }

    /** Where we can open a pull request, a branch without one is not proposed yet: landing it again opens it. */
    private Optional<Change.Arrival.Proposed> proposed(Change change, PlanPart.InGit part) {
        String branch = OwnBranch.of(change.plan(), part);
        GitRepository repository = access.open(part);
        Optional<CommitId> head =
                repository.fetch(branch).filter(commit -> OurCommits.isOf(change.plan(), commit, repository));
        if (head.isEmpty()) return Optional.empty();
        Optional<Hosting.Hosted> host = access.hosting().of(part.repository());
        Optional<PullRequestLink> link = host.flatMap(known -> known.repository().from(branch, part.branch()).stream()
                .findFirst()
                .filter(PullRequest::isOpen)
                .map(PullRequestLink::to));
        // A branch that an earlier change of the same plan has left behind is none of this change's.
        boolean ours = repository.trailers(head.get(), CommitMessage.CHANGE_ID).contains(change.id());
        if (link.isEmpty() && (host.isPresent() || !ours)) return Optional.empty();
        return Optional.of(OurCommits.proposed(part, branch, head.get(), repository, link));
    }

    private Optional<CommitId> commitOf(Change change, PlanPart.InGit part) {
        GitRepository repository = access.open(part);
        return repository
                .fetch(part.branch())
                .flatMap(head -> repository.findByTrailer(head, CommitMessage.CHANGE_ID, change.id(), TRAILER_DEPTH));
    }
}
