package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.OwnershipFinder;
import dev.landfall.gitops.Readers;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The GitOps tools that Landfall knows.
 *
 * @param all of them, where the owners live
 * @param besides the same tools in the cluster of the objects, where that is another one: whoever is owned there is told
 *     so, and no change is made through them
 * @param ofOwners the tools again, asked who applies the owners themselves
 */
public record Providers(List<GitOpsProvider> all, List<GitOpsProvider> besides, List<GitOpsProvider> ofOwners) {
    public Providers(List<GitOpsProvider> all) {
        this(all, List.of(), all);
    }

    OwnershipFinder finder(Cluster cluster) {
        return new OwnershipFinder(cluster, all, besides);
    }

    /** @param name that came from one of them */
    public GitOpsProvider named(String name) {
        return all.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no provider is called " + name));
    }

    /** An owner by its name, as it is now; empty where it is not there. */
    Optional<Owner> named(ObjectRef owner) {
        return all.stream().flatMap(provider -> provider.named(owner).stream()).findFirst();
    }

    /** The owners of all tools that take something from this repository. */
    Readers readersOf(String repository) {
        List<Readers> found = Stream.concat(all.stream(), besides.stream())
                .map(provider -> provider.readersOf(repository))
                .toList();
        return new Readers(
                found.stream().flatMap(each -> each.readers().stream()).toList(),
                found.stream().flatMap(each -> each.unread().stream()).toList());
    }
}
