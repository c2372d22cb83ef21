package dev.landfall.change;

import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Lender;
import dev.landfall.placement.Checkout;
import dev.landfall.reason.Reason;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Opens sources at the heads of their branches, each of which is asked for once. */
final class Checkouts {
    private final RepositoryAccess access;
    private final Map<String, CommitId> heads = new HashMap<>();

    Checkouts(RepositoryAccess access) {
        this.access = access;
    }

    /** @throws ImpossibleChange where a branch is not there */
    Checkout of(GitSource source) {
        return of(source, Optional.empty());
    }

    /**
     * With our commit on the branch of what was edited, the source itself or one that lends to it.
     *
     * @throws ImpossibleChange where the branch of another one is not there
     */
    Checkout at(GitSource source, GitSource edited, CommitId ours) {
        return of(source, Optional.of(new Ours(edited, ours)));
    }

    private record Ours(GitSource edited, CommitId commit) {}

    private Checkout of(GitSource source, Optional<Ours> ours) {
        GitRepository repository = access.open(source);
        CommitId commit = ours.filter(each -> source.isOfSameBranch(each.edited()))
                .map(Ours::commit)
                .orElseGet(() -> head(source, repository));
        Map<String, Checkout> lenders = new LinkedHashMap<>();
        for (Lender lender : source.lenders()) lenders.put(lender.name(), of(lender.source(), ours));
        return new Checkout(source, repository, commit, lenders);
    }

    private CommitId head(GitSource source, GitRepository repository) {
        String branch = branch(source, repository);
        return heads.computeIfAbsent(
                branch + " " + source.repository(),
                _ -> repository
                        .fetch(branch)
                        .orElseThrow(() -> new ImpossibleChange(noBranch(source, repository, branch))));
    }

    static String branch(GitSource source, GitRepository repository) {
        return source.branch().isEmpty() ? repository.defaultBranch() : source.branch();
    }

    private static Reason noBranch(GitSource source, GitRepository repository, String branch) {
        return repository.hasTag(branch) ? Refusals.pinnedToTag(source, branch) : Refusals.branchGone(source, branch);
    }
}
