package dev.landfall.change;

import dev.landfall.change.Routing.Route;
import dev.landfall.cluster.Access;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.Configuration;
import dev.landfall.config.GitOps;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Ownership;
import dev.landfall.gitops.OwnershipFinder;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One search for the ways of a request's objects. */
final class RouteSearch {
    private final OwnershipFinder finder;
    private final Providers providers;
    private final GitOps settings;
    private final ChangeRequest request;
    private final Neighbourhood neighbourhood;
    private final Places places;

    RouteSearch(OwnershipFinder finder, Providers providers, Configuration configuration, ChangeRequest request) {
        this.finder = finder;
        this.providers = providers;
        this.settings = configuration.gitops();
        this.request = request;
        this.neighbourhood = new Neighbourhood(providers, this::isSwitchedOn);
        this.places = new Places(providers, configuration);
    }

    Routing.Way wayOf(ObjectRef target) {
        Optional<Owner> generator = generator(target);
        if (generator.isPresent())
            return new Routing.Way(new Route.ThroughOwner(generator.get(), List.of()), List.of());
        List<Reason> warnings = new ArrayList<>();
        OwnershipFinder.Finding finding = finder.find(target, true);
        Route route = switch (settled(finding.ownership(), warnings)) {
            case Ownership.Owned owned -> owned(target, owned.owner(), finding.unread());
            case Ownership.Unmanaged unmanaged -> unmanaged(unmanaged);
            case Ownership.Absent absent -> absent(absent, finding.unread(), warnings);
            case Ownership.Claimed claimed -> new Route.Closed(claimed.reason());
            case Ownership.Contested contested -> new Route.Closed(OwnershipRefusals.contested(target, contested));
            case Ownership.Elsewhere elsewhere -> new Route.Closed(elsewhere.reason());
            case Ownership.Undetermined undetermined -> throw undetermined(undetermined);
        };
        if (route instanceof Route.ThroughOwner || route instanceof Route.Writing || route instanceof Route.Creating)
            neighbourhood.twoTools(target, finding.ownership()).ifPresent(warnings::add);
        return new Routing.Way(route, warnings);
    }

    /** Marks that are left over count for nothing where the request says so and the search has proven it. */
    private Ownership settled(Ownership found, List<Reason> warnings) {
        Optional<Ownership.Unmanaged> withoutMarks =
                request.manner().ignoreStaleOwner() ? found.withoutMarks() : Optional.empty();
        if (withoutMarks.isEmpty()) return found;
        warnings.add(
                OwnershipRefusals.staleOwnerIgnored(withoutMarks.get().asked().ref(), found.marks()));
        return withoutMarks.get();
    }

    /** What generates the object, where what is taken back went to a file that it takes parameters from. */
    private Optional<Owner> generator(ObjectRef target) {
        return request.isRevert() && request.destinationOf(target) instanceof Destination.Into into
                ? GeneratedOwners.generatorOf(target, providers).filter(owner -> names(into, owner))
                : Optional.empty();
    }

    private Route owned(ObjectRef target, Owner owner, List<Access> unread) {
        // Among several objects, "direct" is said for those that nobody owns.
        if (request.destinationOf(target) instanceof Destination.Direct
                && request.targets().size() == 1) {
            return new Route.Closed(OwnershipRefusals.neverOverOwned(owner));
        }
        if (request.destinationOf(target) instanceof Destination.Into into && !names(into, owner)) {
            return new Route.Closed(OwnershipRefusals.ownedByAnother(owner, into));
        }
        return throughOwner(target, owner, unread, request.removes(target));
    }

    /** @param prunes whether the owner would have to delete the live object */
    private Route throughOwner(ObjectRef target, Owner owner, List<Access> unread, boolean prunes) {
        GitOpsProvider provider = providers.named(owner.provider());
        if (!isSwitchedOn(owner.provider()))
            return new Route.Closed(OwnershipRefusals.switchedOff(owner, provider.title()));
        if (!owner.target().isSameObjectAs(target))
            return new Route.Closed(OwnershipRefusals.ownedThrough(target, owner));
        Optional<Reason> obstacle = provider.obstacleTo(owner, request.manner().syncAsked(), prunes);
        return obstacle.<Route>map(Route.Closed::new).orElseGet(() -> new Route.ThroughOwner(owner, unread));
    }

    private static boolean names(Destination.Into into, Owner owner) {
        return owner.object().kind().equalsIgnoreCase(into.kind())
                && owner.object().namespace().equals(into.namespace())
                && owner.object().name().equals(into.name());
    }

    private Route unmanaged(Ownership.Unmanaged unmanaged) {
        ObjectRef target = unmanaged.asked().ref();
        return switch (request.destinationOf(target)) {
            case Destination.Direct direct -> new Route.Writing(unmanaged);
            case Destination.Into into when isWhole(target) -> into(target, into, List.of());
            case Destination.Into into -> new Route.Closed(OwnershipRefusals.notInGit(target, into.named()));
            case Destination.At at when isWhole(target) -> at(target, at, List.of());
            case Destination.At at -> new Route.Closed(OwnershipRefusals.notInGit(target, at.toString()));
            case Destination.Beside beside -> new Route.Writing(unmanaged);
            case Destination.Unsaid unsaid -> {
                List<ObjectRef> neighbours = neighbourhood.ownersIn(target.namespace());
                yield neighbours.isEmpty()
                        ? new Route.Writing(unmanaged)
                        : new Route.Unclear(Questions.amongManaged(target, neighbours));
            }
        };
    }

    private Route absent(Ownership.Absent absent, List<Access> unread, List<Reason> warnings) {
        ObjectRef target = absent.object();
        if (request.removes(target)) return removed(target, unread);
        if (!isWhole(target) && !isOfKnownOwner(target)) throw RequestException.noSuchObject(target);
        return switch (request.destinationOf(target)) {
            case Destination.Direct direct -> new Route.Creating(absent);
            case Destination.Into into -> into(target, into, unread);
            case Destination.At at -> at(target, at, unread);
            case Destination.Beside beside -> beside(absent, beside.object(), warnings);
            case Destination.Unsaid unsaid -> {
                List<ObjectRef> owners = neighbourhood.everyOwner();
                yield owners.isEmpty()
                        ? new Route.Creating(absent)
                        : new Route.Unclear(Questions.whereToCreate(target, owners));
            }
        };
    }

    /** What is taken back may never have become live, as a generated object by its new name. */
    private boolean isOfKnownOwner(ObjectRef target) {
        return request.isRevert() && request.destinationOf(target) instanceof Destination.Into;
    }

    /** What never became live may be in Git all the same, and would come from there one day. */
    private Route removed(ObjectRef target, List<Access> unread) {
        return request.destinationOf(target) instanceof Destination.Into into
                ? into(target, into, unread)
                : new Route.Gone(target);
    }

    /** Whether the request brings the whole object, so that it may be put where there is none. */
    private boolean isWhole(ObjectRef target) {
        return request.changesOf(target).stream().anyMatch(DesiredChange.CreateObject.class::isInstance);
    }

    private Route into(ObjectRef target, Destination.Into into, List<Access> unread) {
        return providers.all().stream()
                .flatMap(provider -> provider.ownerFor(target, into.kind(), into.namespace(), into.name()).stream())
                .findFirst()
                .map(owner -> throughOwner(target, owner, unread, false))
                .orElseGet(() -> new Route.Closed(OwnershipRefusals.noSuchOwner(into, neighbourhood.everyOwner())));
    }

    /** Goes where the other object's changes go, so that both come and leave together. */
    private Route beside(Ownership.Absent absent, ObjectRef other, List<Reason> warnings) {
        return switch (settled(finder.find(other, true).ownership(), warnings)) {
            case Ownership.Owned owned ->
                throughOwner(absent.object(), owned.owner().of(absent.object()), List.of(), false);
            case Ownership.Unmanaged unmanaged -> new Route.Creating(absent);
            case Ownership.Claimed claimed -> new Route.Closed(claimed.reason());
            case Ownership.Contested contested -> new Route.Closed(OwnershipRefusals.contested(other, contested));
            case Ownership.Elsewhere elsewhere -> new Route.Closed(elsewhere.reason());
            case Ownership.Undetermined undetermined -> throw undetermined(undetermined);
            case Ownership.Absent none -> throw RequestException.noSuchObject(other);
        };
    }

    /** To the owner of the folder: one that is there, or one that the request makes with it. */
    private Route at(ObjectRef target, Destination.At at, List<Access> unread) {
        return switch (places.covering(at)) {
            case Places.Coverage.Owned owned ->
                into(target, Destination.Into.of(owned.place().owner()), unread);
            case Places.Coverage.Several several -> new Route.Unclear(Questions.whichOwner(at, several.owners()));
            case Places.Coverage.Refused refused -> new Route.Closed(refused.reason());
            case Places.Coverage.None none ->
                promised(target, at)
                        .<Route>map(owner -> new Route.ThroughOwner(owner, unread))
                        .orElseGet(() -> new Route.Unclear(Questions.nobodyApplies(at, none.near())));
        };
    }

    /** An owner of the folder that the request itself makes, through the owner that will apply it. */
    private Optional<Owner> promised(ObjectRef target, Destination.At at) {
        return request.changes().stream()
                .filter(DesiredChange.CreateObject.class::isInstance)
                .map(DesiredChange.CreateObject.class::cast)
                .flatMap(create -> providers.all().stream()
                        .filter(provider -> isSwitchedOn(provider.name()))
                        .flatMap(provider -> provider.promised(target, create.content()).stream()))
                .filter(owner -> places.applies(owner, at))
                .findFirst();
    }

    private boolean isSwitchedOn(String provider) {
        return settings.deliversThrough(provider);
    }

    static ClusterException undetermined(Ownership.Undetermined undetermined) {
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
