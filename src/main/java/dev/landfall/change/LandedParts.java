package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.githost.PullRequest;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Looks in Git and the cluster for what the journal does not know: a process may have ended between an act and its note. */
final class LandedParts {
    private static final int TRAILER_DEPTH = 1000;

    private final Cluster cluster;
    private final ChangeJournal journal;
    private final RepositoryAccess access;

    LandedParts(Cluster cluster, ChangeJournal journal, RepositoryAccess access) {
        this.cluster = cluster;
        this.journal = journal;
        this.access = access;
    }

    /** The change with everything that is on its branches, and in the cluster; asks the remotes. */
    Change look(Change change) {
        boolean found = false;
        for (int part = 0; part < change.arrivals().size(); part++) {
            if (change.isLanded(part)) continue;
            found |= switch (change.plan().parts().get(part)) {
                case PlanPart.InGit git -> isFound(change, part, git);
                case PlanPart.Direct direct -> journal.hasBegunWriting(change, part) && isFound(change, part, direct);
            };
        }
        return found ? journal.require(change.id()) : change;
    }

    /** What was about to be written, and is as it was to be. */
    private boolean isFound(Change change, int part, PlanPart.Direct direct) {
        List<ObjectRef> objects =
                direct.edits().stream().map(PlannedEdit::object).distinct().toList();
        List<ObjectRef> there = objects.stream()
                .filter(object -> isThere(change.plan(), object))
                .toList();
        List<ObjectRef> news = there.stream()
                .filter(object -> !isNoted(change.arrivals().get(part), object))
                .toList();
        news.forEach(object -> journal.wrote(change, part, object));
        if (there.size() == objects.size()) journal.written(change, part);
        return !news.isEmpty() || there.size() == objects.size();
    }

    private boolean isThere(ChangePlan plan, ObjectRef object) {
        Optional<JsonNode> live = cluster.get(object).map(LiveObject::json);
        return plan.wantedOf(object).stream().allMatch(wanted -> wanted.holdsIn(live));
    }

    private static boolean isNoted(Change.Arrival arrival, ObjectRef object) {
        return arrival instanceof Change.Arrival.PartlyWritten(List<String> written)
                && written.contains(object.toString());
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
        Optional<PullRequestLink> link = host.flatMap(
                        known -> Twins.standing(known.repository().from(branch, part.branch())))
                .filter(PullRequest::isOpen)
                .map(PullRequestLink::to);
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
