package dev.landfall.change;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.config.ConfigurationException;
import dev.landfall.git.GitException;
import dev.landfall.githost.GitHostException;
import dev.landfall.githost.Standing;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Looks at everything that a change needs, before one needs it: cluster, tools, rights, and each repository. */
public final class Checkup {
    private final Cluster cluster;
    private final Supplier<String> clusterVersion;
    private final Providers providers;
    private final RepositoryAccess access;

    public Checkup(Cluster cluster, Supplier<String> clusterVersion, Providers providers, RepositoryAccess access) {
        this.cluster = cluster;
        this.clusterVersion = clusterVersion;
        this.providers = providers;
        this.access = access;
    }

    /** What came of one look. */
    public sealed interface Finding {
        String what();

        record Good(String what, String found) implements Finding {}

        /** Something that ought to be there is not. */
        record Lacking(String what, Reason reason) implements Finding {}

        /** The look itself failed. */
        record Broken(String what, RuntimeException thrown) implements Finding {}
    }

    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(look("cluster", () -> "Kubernetes " + clusterVersion.get() + ", " + cluster.description()));
        if (findings.getFirst() instanceof Finding.Broken) return findings;
        providers.all().stream()
                .map(GitOpsProvider::ownerCluster)
                .distinct()
                .filter(owners -> !owners.equals(cluster))
                .forEach(owners -> findings.add(new Finding.Good("owners", "are in " + owners.description())));
        Set<String> repositories = new TreeSet<>();
        for (GitOpsProvider provider : providers.all()) checkProvider(provider, findings, repositories);
        if (providers.all().stream().noneMatch(GitOpsProvider::isInstalled)) findings.add(noProvider());
        for (String repository : repositories) {
            findings.add(checkRepository(repository));
            checkHost(repository).ifPresent(findings::add);
        }
        findings.add(look("commits", () -> access.checkSigning() ? "are signed" : "are not signed"));
        return findings;
    }

    private void checkProvider(GitOpsProvider provider, List<Finding> findings, Set<String> repositories) {
        if (!provider.isInstalled()) return;
        List<Access> missing = provider.neededRights().stream()
                .filter(right -> !provider.ownerCluster().allows(right))
                .toList();
        missing.forEach(right -> findings.add(new Finding.Lacking(provider.title(), forbidden(right))));
        if (!missing.isEmpty()) return;
        findings.add(look(provider.title(), () -> {
            List<String> found = provider.repositories();
            repositories.addAll(found);
            return "installed, its owners may be read, they apply from " + found.size() + " repositories";
        }));
        for (Access right : provider.wishedRights()) {
            if (!provider.ownerCluster().allows(right))
                findings.add(new Finding.Good(provider.title(), withoutRefresh(right)));
        }
        for (Access right : provider.rightsForValues()) {
            if (!provider.ownerCluster().allows(right))
                findings.add(new Finding.Good(provider.title(), withoutValues(right)));
        }
    }

    private Finding checkRepository(String url) {
        var objection = access.objectionTo(url);
        // Not allowed is no fault: it may be none of this user's business.
        if (objection.isPresent()) return new Finding.Good("repository " + url, "not used: " + objection.get());
        return look("repository " + url, () -> {
            var repository = access.open(url);
            repository.checkReadable();
            repository.checkPushable();
            return "readable, and takes pushes as far as it says before one, with " + access.credentialsFor(url);
        });
    }

    /** Where pull requests are configured for the repository: whether the credential may do all that they need. */
    private Optional<Finding> checkHost(String url) {
        if (access.objectionTo(url).isPresent()
                || access.ruleFor(url).flatMap(rule -> rule.pullRequests()).isEmpty()) return Optional.empty();
        String what = "pull requests of " + url;
        try {
            Hosting.Hosted host = access.hosting().of(url).orElseThrow();
            Standing standing = host.repository().standing();
            return Optional.of(Proposing.objection(url, standing)
                    .<Finding>map(lacking -> new Finding.Lacking(what, lacking))
                    .orElseGet(() -> new Finding.Good(
                            what,
                            host.kind().title() + " knows it as " + standing.name()
                                    + ", and its credential may do all that is needed as far as the host says")));
        } catch (GitHostException | GitException | ConfigurationException | RequestException thrown) {
            return Optional.of(new Finding.Broken(what, thrown));
        }
    }

    private static Finding look(String what, Supplier<String> found) {
        try {
            return new Finding.Good(what, found.get());
        } catch (ClusterException | GitException | ConfigurationException | RequestException thrown) {
            return new Finding.Broken(what, thrown);
        }
    }

    private static Reason forbidden(Access right) {
        return Reason.lasting(
                "forbidden", "you may not " + right, "grant it by a ClusterRole with the rule " + right.rule());
    }

    private static String withoutRefresh(Access right) {
        return "you may not " + right + ": it is not asked to look at Git, and changes wait for its interval; the rule "
                + right.rule() + " would grant it";
    }

    private static String withoutValues(Access right) {
        return "you may not " + right + ": what its owners take values, variables or charts from there cannot be"
                + " changed; the rule " + right.rule() + " would grant it";
    }

    private static Finding noProvider() {
        return new Finding.Lacking(
                "GitOps tools",
                Reason.lasting(
                        "no-provider",
                        "the cluster serves neither Applications of Argo CD nor Kustomizations of Flux",
                        "install one of them, or choose another --context"));
    }
}
