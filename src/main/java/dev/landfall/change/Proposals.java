package dev.landfall.change;

import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the commit by which a proposal came to the tracked branch, in whatever style it was merged. */
final class Proposals {
    private final ChangeJournal journal;
    private final RepositoryAccess access;

    Proposals(ChangeJournal journal, RepositoryAccess access) {
        this.journal = journal;
        this.access = access;
    }

    /**
     * The commit that the tracked branch got, noted in the journal: the one that the host names, as far as it is on the
     * branch, or else the first one there at which our files are as we had made them.
     *
     * @param named by the host, or empty
     */
    Optional<CommitId> landed(Change change, int part, Change.Arrival.Proposed proposed, Optional<CommitId> named) {
        PlanPart.InGit planned = (PlanPart.InGit) change.plan().parts().get(part);
        GitRepository repository = access.open(planned);
        Optional<CommitId> tip = repository.fetch(planned.branch());
        if (tip.isEmpty()) return Optional.empty();
        Optional<CommitId> landed = named.filter(
                        commit -> repository.relationOf(commit, tip.get().hex()).containsIt())
                .or(() -> likeOurs(repository, planned, proposed, tip.get()));
        landed.ifPresent(commit -> note(change, part, proposed, commit));
        return landed;
    }

    /** @return whether the tracked branch, which the host has at {@code tip}, ends in our files as we had made them */
    boolean isThere(PlanPart.InGit planned, Change.Arrival.Proposed proposed, CommitId tip) {
        GitRepository repository = access.open(planned);
        CommitId ours = new CommitId(proposed.commit());
        if (tip.hex().equals(proposed.base()) || !repository.knows(ours)) return false;
        if (!repository.knows(tip)) repository.fetch(planned.branch());
        return repository.knows(tip) && isSame(repository, planned.files(), ours, tip);
    }

    private static Optional<CommitId> likeOurs(
            GitRepository repository, PlanPart.InGit planned, Change.Arrival.Proposed proposed, CommitId tip) {
        CommitId ours = new CommitId(proposed.commit());
        CommitId base = new CommitId(proposed.base());
        if (!repository.knows(ours) || !repository.knows(base)) return Optional.empty();
        return repository.firstLike(ours, planned.files(), base, tip);
    }

    private void note(Change change, int part, Change.Arrival.Proposed proposed, CommitId landed) {
        PlanPart.InGit planned = (PlanPart.InGit) change.plan().parts().get(part);
        GitRepository repository = access.open(planned);
        CommitId ours = new CommitId(proposed.commit());
        List<String> files = planned.files();
        boolean asMade = repository.knows(ours) && isSame(repository, files, ours, landed);
        // Of several commits that were rebased, the last need not be the one that brought our files.
        Optional<CommitId> before =
                repository.firstParent(landed).filter(parent -> asMade && !isSame(repository, files, parent, landed));
        journal.merged(change, part, landed, before, asMade);
    }

    private static boolean isSame(GitRepository repository, List<String> files, CommitId one, CommitId other) {
        Map<String, byte[]> ofOne = repository.read(one, files);
        Map<String, byte[]> ofOther = repository.read(other, files);
        return files.stream().allMatch(file -> Arrays.equals(ofOne.get(file), ofOther.get(file)));
    }
}
