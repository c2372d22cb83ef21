package dev.landfall.change;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.Configuration;
import dev.landfall.config.ProviderChoice;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Ownership;
import dev.landfall.gitops.OwnershipFinder;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides for each object of a request which way its change goes: through its owner, or straight to the cluster. */
final class Routing {
    private final OwnershipFinder finder;
    private final Providers providers;
    private final Configuration configuration;

    Routing(Cluster cluster, Providers providers, Configuration configuration) {
        this.finder = new OwnershipFinder(cluster, providers.all());
        this.providers = providers;
        this.configuration = configuration;
    }

    /** One object's way. */
    sealed interface Route {
        record ThroughOwner(Owner owner, List<Access> unread) implements Route {}

        /** It is not there. */
        record Creating(Ownership.Absent absent) implements Route {}

        /** It is there, and nobody owns it. */
        record Writing(Ownership.Unmanaged unmanaged) implements Route {}

        /** It is not there, and shall not be. */
        record Gone(ObjectRef object) implements Route {}

        record Closed(Reason reason) implements Route {}

        /** A person must say which. */
        record Unclear(Reason question) implements Route {}
    }

    Route of(ObjectRef target, ChangeRequest request) {
        OwnershipFinder.Finding finding = finder.find(target, true);
        return switch (finding.ownership()) {
            case Ownership.Owned owned -> owned(target, owned.owner(), finding.unread(), request);
            case Ownership.Unmanaged unmanaged -> unmanaged(unmanaged, request);
            case Ownership.Absent absent -> absent(absent, request, finding.unread());
            case Ownership.Claimed claimed -> new Route.Closed(claimed.reason());
            case Ownership.Contested contested -> new Route.Closed(Refusals.contested(target, contested));
            case Ownership.Elsewhere elsewhere -> new Route.Closed(elsewhere.reason());
            case Ownership.Undetermined undetermined -> throw undetermined(undetermined);
        };
    }

    private Route owned(ObjectRef target, Owner owner, List<Access> unread, ChangeRequest request) {
        // Among several objects, "direct" is said for those that nobody owns.
        if (request.destinationOf(target) instanceof Destination.Direct
                && request.targets().size() == 1) {
            return new Route.Closed(Refusals.neverOverOwned(owner));
        }
        if (request.destinationOf(target) instanceof Destination.Into into && !names(into, owner)) {
            return new Route.Closed(Refusals.ownedByAnother(owner, into));
        }
        return throughOwner(target, owner, unread, request, request.removes(target));
    }

    /** @param prunes whether the owner would have to delete the live object */
    private Route throughOwner(
            ObjectRef target, Owner owner, List<Access> unread, ChangeRequest request, boolean prunes) {
        GitOpsProvider provider = providers.named(owner.provider());
        if (!isSwitchedOn(owner.provider())) return new Route.Closed(Refusals.switchedOff(owner, provider.title()));
        if (!owner.target().isSameObjectAs(target)) return new Route.Closed(Refusals.ownedThrough(target, owner));
        Optional<Reason> obstacle = provider.obstacleTo(owner, request.manner().syncAsked(), prunes);
        return obstacle.<Route>map(Route.Closed::new).orElseGet(() -> new Route.ThroughOwner(owner, unread));
    }

    private static boolean names(Destination.Into into, Owner owner) {
        return owner.object().kind().equalsIgnoreCase(into.kind())
                && owner.object().namespace().equals(into.namespace())
                && owner.object().name().equals(into.name());
    }

    private Route unmanaged(Ownership.Unmanaged unmanaged, ChangeRequest request) {
        ObjectRef target = unmanaged.asked().ref();
        return switch (request.destinationOf(target)) {
            case Destination.Direct direct -> new Route.Writing(unmanaged);
            case Destination.Into into when isWhole(target, request) -> into(target, into, request, List.of());
            case Destination.Into into -> new Route.Closed(Refusals.notInGit(target, into));
            case Destination.Beside beside -> new Route.Writing(unmanaged);
            case Destination.Unsaid unsaid -> {
                List<ObjectRef> neighbours = ownersIn(target.namespace());
                yield neighbours.isEmpty()
                        ? new Route.Writing(unmanaged)
                        : new Route.Unclear(Questions.amongManaged(target, neighbours));
            }
        };
    }

    private Route absent(Ownership.Absent absent, ChangeRequest request, List<Access> unread) {
        ObjectRef target = absent.object();
        if (request.removes(target)) return removed(target, request, unread);
        if (!isWhole(target, request)) throw RequestException.noSuchObject(target);
        return switch (request.destinationOf(target)) {
            case Destination.Direct direct -> new Route.Creating(absent);
            case Destination.Into into -> into(target, into, request, unread);
            case Destination.Beside beside -> beside(absent, beside.object(), request);
            case Destination.Unsaid unsaid -> {
                List<ObjectRef> owners = everyOwner();
                yield owners.isEmpty()
                        ? new Route.Creating(absent)
                        : new Route.Unclear(Questions.whereToCreate(target, owners));
            }
        };
    }

    /** What never became live may be in Git all the same, and would come from there one day. */
    private Route removed(ObjectRef target, ChangeRequest request, List<Access> unread) {
        return request.destinationOf(target) instanceof Destination.Into into
                ? into(target, into, request, unread)
                : new Route.Gone(target);
    }

    /** Whether the request brings the whole object, so that it may be put where there is none. */
    private static boolean isWhole(ObjectRef target, ChangeRequest request) {
        return request.changesOf(target).stream().anyMatch(DesiredChange.CreateObject.class::isInstance);
    }

    private Route into(ObjectRef target, Destination.Into into, ChangeRequest request, List<Access> unread) {
        return providers.all().stream()
                .flatMap(provider -> provider.ownerFor(target, into.kind(), into.namespace(), into.name()).stream())
                .findFirst()
                .map(owner -> throughOwner(target, owner, unread, request, false))
                .orElseGet(() -> new Route.Closed(Refusals.noSuchOwner(into, everyOwner())));
    }

    /** Goes where the other object's changes go, so that both come and leave together. */
    private Route beside(Ownership.Absent absent, ObjectRef other, ChangeRequest request) {
        return switch (finder.find(other, true).ownership()) {
            case Ownership.Owned owned ->
                throughOwner(
                        absent.object(),
                        new Owner(
                                owned.owner().provider(),
                                owned.owner().live(),
                                absent.object(),
                                List.of(absent.object()),
                                List.of()),
                        List.of(),
                        request,
                        false);
            case Ownership.Unmanaged unmanaged -> new Route.Creating(absent);
            case Ownership.Claimed claimed -> new Route.Closed(claimed.reason());
            case Ownership.Contested contested -> new Route.Closed(Refusals.contested(other, contested));
            case Ownership.Elsewhere elsewhere -> new Route.Closed(elsewhere.reason());
            case Ownership.Undetermined undetermined -> throw undetermined(undetermined);
            case Ownership.Absent none -> throw RequestException.noSuchObject(other);
        };
    }

    private boolean isSwitchedOn(String provider) {
        ProviderChoice choice = configuration.gitops().provider();
        return configuration.gitops().enabled()
                && (choice == ProviderChoice.AUTO
                        || choice.name().toLowerCase(Locale.ROOT).equals(provider));
    }

    /** Owners that manage others in this namespace; of a cluster-scoped object none counts as a neighbour. */
    private List<ObjectRef> ownersIn(String namespace) {
        return listings().stream()
                .filter(listing -> listing.namespaces().contains(namespace))
                .map(GitOpsProvider.Listing::owner)
                .toList();
    }

    private List<ObjectRef> everyOwner() {
        return listings().stream().map(GitOpsProvider.Listing::owner).toList();
    }

    private List<GitOpsProvider.Listing> listings() {
        List<GitOpsProvider.Listing> listings = new ArrayList<>();
        for (GitOpsProvider provider : providers.all()) {
            if (isSwitchedOn(provider.name())) listings.addAll(provider.listings());
        }
        return listings;
    }

    private static ClusterException undetermined(Ownership.Undetermined undetermined) {
        String missing = undetermined.missing().stream().map(Access::toString).collect(Collectors.joining(", "));
        String rules =
                undetermined.missing().stream().map(Access::rule).distinct().collect(Collectors.joining(", "));
        Reason reason = Reason.lasting(
                "ownership-undetermined",
                "who owns " + undetermined.object() + " cannot be told: you may not " + missing,
                "grant it by a ClusterRole with " + rules);
        return new ClusterException(ClusterException.Fault.RIGHTS, reason, null);
    }
}
