package dev.landfall.change;

import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.githost.PullRequest;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.journal.Ulid;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Takes up the change of a pull request that this machine knows nothing of. Its repository must be one that an owner in the
 * cluster applies from and that the configuration allows; what it says of itself counts only as far as its commit bears it
 * out.
 */
final class ForeignProposals {
    private static final Pattern CHANGE_ID = Pattern.compile("(?m)^Change-Id: (\\S+)\\s*$");

    private final ChangeJournal journal;
    private final Providers providers;
    private final RepositoryAccess access;

    ForeignProposals(ChangeJournal journal, Providers providers, RepositoryAccess access) {
        this.journal = journal;
        this.providers = providers;
        this.access = access;
    }

    private record Place(String repository, Hosting.Hosted host, long number) {}

    Change changeOf(URI page) {
        Place place = place(page).orElseThrow(() -> unknown(page));
        PullRequest pullRequest = place.host().repository().pullRequest(place.number());
        ChangePlan plan = CarriedPlan.read(pullRequest.body()).orElseThrow(() -> withoutPlan(page));
        int part = partOf(plan, place, pullRequest).orElseThrow(() -> withoutPlan(page));
        PlanPart.InGit planned = (PlanPart.InGit) plan.parts().get(part);
        // Nothing is noted of one that its commit does not bear out.
        Change.Arrival.Proposed proposed = proposed(plan, planned, pullRequest, page);
        Change change =
                journal.adopt(changeId(pullRequest).orElseThrow(() -> withoutPlan(page)), plan, "pull request " + page);
        if (change.arrivals().get(part) instanceof Change.Arrival.NotYet) journal.proposed(change, part, proposed);
        return journal.require(change.id());
    }

    private Optional<Place> place(URI page) {
        return providers.all().stream()
                .filter(GitOpsProvider::isInstalled)
                .flatMap(provider -> provider.repositories().stream())
                .distinct()
                .filter(url -> access.objectionTo(url).isEmpty())
                .flatMap(url -> place(url, page).stream())
                .findFirst();
    }

    private Optional<Place> place(String url, URI page) {
        return access.hosting().of(url).flatMap(host -> {
            OptionalLong number = host.repository().numberIn(page);
            return number.isPresent() ? Optional.of(new Place(url, host, number.getAsLong())) : Optional.empty();
        });
    }

    /** The part whose branch the pull request is from, by the name that only this plan has. */
    private static Optional<Integer> partOf(ChangePlan plan, Place place, PullRequest pullRequest) {
        for (int part = 0; part < plan.parts().size(); part++) {
            boolean same = plan.parts().get(part) instanceof PlanPart.InGit git
                    && git.repository().equals(place.repository())
                    && git.branch().equals(pullRequest.base())
                    && OwnBranch.of(plan, git).equals(pullRequest.head());
            if (same) return Optional.of(part);
        }
        return Optional.empty();
    }

    private static Optional<String> changeId(PullRequest pullRequest) {
        List<String> ids = CHANGE_ID
                .matcher(pullRequest.body())
                .results()
                .map(match -> match.group(1))
                .toList();
        return ids.isEmpty() ? Optional.empty() : Optional.of(ids.getLast()).filter(Ulid::isUlid);
    }

    private Change.Arrival.Proposed proposed(
            ChangePlan plan, PlanPart.InGit planned, PullRequest pullRequest, URI page) {
        GitRepository repository = access.open(planned);
        repository.fetch(planned.branch());
        Optional<CommitId> head = repository.fetch(pullRequest.head());
        // Only what is open can still be written to: there its commit in this very repository must bear the plan out.
        CommitId commit = pullRequest.isOpen()
                ? head.flatMap(there -> OurCommits.latestOf(plan, there, repository))
                        .orElseThrow(() -> withoutPlan(page))
                : pullRequest.headCommit().orElseThrow(() -> withoutPlan(page));
        Optional<PullRequestLink> link = Optional.of(PullRequestLink.to(pullRequest));
        return OurCommits.proposed(planned, pullRequest.head(), commit, repository, link);
    }

    private static RequestException unknown(URI page) {
        return RequestException.because(
                "pull-request-unknown",
                page + " is no pull request of a repository that an owner in this cluster applies from and that"
                        + " repositories[].pullRequests of the configuration is for",
                "check the address, --context, and the configuration");
    }

    private static RequestException withoutPlan(URI page) {
        return RequestException.because(
                "pull-request-without-plan",
                "the pull request " + page + " carries no plan of Landfall, or another one than it was opened with",
                "track the change by its id on the machine that opened it");
    }
}
