package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.gitops.OwnershipFinder;
import dev.landfall.gitops.Readers;
import java.util.List;

/** The GitOps tools that Landfall knows. */
public record Providers(List<GitOpsProvider> all) {

    OwnershipFinder finder(Cluster cluster) {
        return new OwnershipFinder(cluster, all);
    }

    /** @param name that came from one of them */
    public GitOpsProvider named(String name) {
        return all.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no provider is called " + name));
    }

    /** The owners of all tools that take something from this repository. */
    Readers readersOf(String repository) {
        List<Readers> found =
                all.stream().map(provider -> provider.readersOf(repository)).toList();
        return new Readers(
                found.stream().flatMap(each -> each.readers().stream()).toList(),
                found.stream().flatMap(each -> each.unread().stream()).toList());
    }
}
