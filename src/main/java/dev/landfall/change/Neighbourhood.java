package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.gitops.Ownership;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Which owners manage something where; each tool is asked once for a request, and only where it matters. */
final class Neighbourhood {
    private final Providers providers;
    private final Predicate<String> isSwitchedOn;
    private final Map<String, List<GitOpsProvider.Listing>> listings = new HashMap<>();

    /** @param isSwitchedOn whether Landfall may deliver through the tool of this name */
    Neighbourhood(Providers providers, Predicate<String> isSwitchedOn) {
        this.providers = providers;
        this.isSwitchedOn = isSwitchedOn;
    }

    /** Owners that manage others in this namespace; of a cluster-scoped object none counts as a neighbour. */
    List<ObjectRef> ownersIn(String namespace) {
        return turnAbout(providers.all().stream()
                .filter(provider -> isSwitchedOn.test(provider.name()))
                .map(provider -> ownersIn(namespace, provider))
                .toList());
    }

    List<ObjectRef> everyOwner() {
        return providers.all().stream()
                .filter(provider -> isSwitchedOn.test(provider.name()))
                .flatMap(provider -> listingsOf(provider).stream().map(GitOpsProvider.Listing::owner))
                .toList();
    }

    /** A warning where several tools manage objects of the target's namespace, also one that is switched off. */
    Optional<Reason> twoTools(ObjectRef target, Ownership ownership) {
        List<GitOpsProvider> installed =
                providers.all().stream().filter(GitOpsProvider::isInstalled).toList();
        if (target.namespace().isEmpty() || installed.size() < 2) return Optional.empty();
        List<String> owners = new ArrayList<>();
        for (GitOpsProvider provider : installed) {
            ownersIn(target.namespace(), provider).stream()
                    .min(Comparator.comparingInt(owner -> owns(owner, ownership) ? 0 : 1))
                    .ifPresent(owner -> owners.add(owner + " of " + provider.title()));
        }
        return owners.size() < 2
                ? Optional.empty()
                : Optional.of(OwnershipRefusals.twoTools(target.namespace(), String.join(" and ", owners)));
    }

    private static boolean owns(ObjectRef owner, Ownership ownership) {
        return ownership instanceof Ownership.Owned owned
                && owned.owner().object().isSameObjectAs(owner);
    }

    private List<ObjectRef> ownersIn(String namespace, GitOpsProvider provider) {
        return listingsOf(provider).stream()
                .filter(listing -> listing.namespaces().contains(namespace))
                .map(GitOpsProvider.Listing::owner)
                .toList();
    }

    private List<GitOpsProvider.Listing> listingsOf(GitOpsProvider provider) {
        return listings.computeIfAbsent(provider.name(), _ -> provider.listings());
    }

    /** The first of each tool, then the second of each: whoever names only a few so names every tool. */
    private static List<ObjectRef> turnAbout(List<List<ObjectRef>> ofTools) {
        int longest = ofTools.stream().mapToInt(List::size).max().orElse(0);
        List<ObjectRef> all = new ArrayList<>();
        for (int place = 0; place < longest; place++) {
            for (List<ObjectRef> ofTool : ofTools) if (place < ofTool.size()) all.add(ofTool.get(place));
        }
        return all;
    }
}
