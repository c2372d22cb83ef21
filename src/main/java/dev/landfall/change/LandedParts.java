package dev.landfall.change;

import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
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
            if (unknown && change.plan().parts().get(part) instanceof PlanPart.InGit git) {
                Optional<CommitId> commit = commitOf(change, git);
                if (commit.isPresent()) journal.pushed(change, part, commit.get());
                found |= commit.isPresent();
            }
        }
        return found ? journal.require(change.id()) : change;
    }

    private Optional<CommitId> commitOf(Change change, PlanPart.InGit part) {
        GitRepository repository =
                access.open(part.repository(), part.owners().getFirst().definedBy());
        return repository
                .fetch(part.branch())
                .flatMap(head -> repository.findByTrailer(head, CommitMessage.CHANGE_ID, change.id(), TRAILER_DEPTH));
    }
}
