package dev.landfall.change;

import dev.landfall.config.CommitSettings;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.git.Identity;
import java.time.InstantSource;
import java.util.Optional;

/** Makes our commits and knows them again. */
final class OurCommits {
    /** How many commits of others are looked through for ours. */
    private static final int OTHERS = 100;

    private final ChangeJournal journal;
    private final CommitSettings settings;
    private final InstantSource clock;
    private final String requestedBy;

    OurCommits(ChangeJournal journal, CommitSettings settings, InstantSource clock, String requestedBy) {
        this.journal = journal;
        this.settings = settings;
        this.clock = clock;
        this.requestedBy = requestedBy;
    }

    /** The commit of a part on the head that it was drafted on; in the cache and the journal, and nowhere else yet. */
    CommitId make(Change change, int part, Draft.GitPart draft) {
        Identity author =
                new Identity(settings.author().name(), settings.author().email());
        CommitId commit = draft.repository()
                .commit(
                        draft.base(),
                        draft.contents(),
                        CommitMessage.of(change, draft.planned(), requestedBy, settings),
                        author,
                        clock.instant());
        journal.committed(change, part, commit, draft.base());
        return commit;
    }

    /** The latest commit of the same plan on a branch of our own, below what others have pushed on top. */
    static Optional<CommitId> latestOf(ChangePlan plan, CommitId head, GitRepository repository) {
        return repository.findByTrailer(head, CommitMessage.PLAN_DIGEST, plan.digest(), OTHERS);
    }

    /** A commit on a branch of our own; what it was made on is its parent, as far as it was fetched. */
    static Change.Arrival.Proposed proposed(
            PlanPart.InGit part,
            String branch,
            CommitId commit,
            GitRepository repository,
            Optional<PullRequestLink> pullRequest) {
        String base = Optional.of(commit)
                .filter(repository::knows)
                .flatMap(repository::firstParent)
                .map(CommitId::hex)
                .orElse(part.base());
        return new Change.Arrival.Proposed(branch, commit.hex(), base, pullRequest);
    }

    /** Whether a commit was made for the same plan, by this Landfall or another one. */
    static boolean isOf(ChangePlan plan, CommitId commit, GitRepository repository) {
        return repository.trailers(commit, CommitMessage.PLAN_DIGEST).contains(plan.digest());
    }
}
