package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.Layout;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Readers;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.placement.Affected;
import dev.landfall.placement.Checkout;
import dev.landfall.placement.Placed;
import dev.landfall.placement.Placement;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One search for the places that decide what a request wants: files of the sources, and owners' own specs, each of which
 * is looked for in the source of what applies that owner, and so on up.
 */
final class PlaceSearch {
    /** So many owners above each other are more than anybody has; Flux can apply itself. */
    private static final int HIGHEST = 5;

    private final Providers providers;
    private final RepositoryAccess access;
    private final Placement placement;
    private final ChartPlaces charts;
    private final Manner manner;
    private final Restoring restoring;
    private final Checkouts checkouts;
    private final RenderedSources sources;
    private final Map<String, Readers> readers = new HashMap<>();
    private final Map<ObjectRef, PlacedShare> shares = new LinkedHashMap<>();
    private final OwnersAbove deciding;
    private final OwnerChanges ownerChanges = new OwnerChanges();
    private final List<Reason> notes = new ArrayList<>();

    PlaceSearch(
            Providers providers,
            RepositoryAccess access,
            Placement placement,
            OwnerWays ways,
            ProofTrust trust,
            Reverting reverting,
            ChangeRequest request) {
        this.charts = new ChartPlaces(placement, trust, request.manner());
        this.providers = providers;
        this.access = access;
        this.checkouts = new Checkouts(access);
        this.sources = new RenderedSources(checkouts, placement.contents());
        this.placement = placement;
        this.manner = request.manner();
        this.restoring = new Restoring(placement, reverting, request, this::readersOf);
        this.deciding = new OwnersAbove(
                ways, new GeneratedOwners(providers, placement, checkouts, manner), manner, ownerChanges, notes);
    }

    /** @throws ImpossibleChange where one of them has no place */
    void find(List<Share.Assigned> assigned) {
        List<Share.Assigned> open = assigned;
        for (int height = 0; !open.isEmpty(); height++) {
            if (height > HIGHEST)
                throw new ImpossibleChange(
                        OwnershipRefusals.tooManyOwners(open.getFirst().owner()));
            open = level(open);
        }
        for (PlacedShare placed : shares()) placed.placed().affected().forEach(this::addAffected);
    }

    /** Nothing more is edited for it; it is followed like those that were asked for, unless something holds it back. */
    private void addAffected(Affected other) {
        if (shares.containsKey(other.owner())) return;
        notes.add(OwnershipRefusals.alsoChanges(other));
        Map<ObjectRef, List<DesiredChange>> byObject = other.byObject();
        Optional<Owner> found = providers.named(other.owner());
        if (found.isEmpty() || byObject.isEmpty()) return;
        List<Share.Assigned> objects = new ArrayList<>();
        byObject.forEach(
                (object, changes) -> objects.add(new Share.Assigned(found.get().of(object), changes)));
        Optional<Reason> obstacle =
                objects.stream().flatMap(each -> obstacle(each).stream()).findFirst();
        obstacle.ifPresent(notes::add);
        if (obstacle.isPresent()) return;
        byObject.forEach((object, changes) ->
                ownerChanges.put(new OwnerChange(object, "", changes, List.of()).after(other.former())));
        followed(objects.getFirst().owner(), objects)
                .map(share -> other.lender().map(share::inLender).orElse(share))
                .ifPresent(
                        share -> shares.put(other.owner(), new PlacedShare(share, Placed.byAnother(other), List.of())));
    }

    private Optional<Reason> obstacle(Share.Assigned changed) {
        boolean removes = DesiredChange.areRemoval(changed.changes());
        return providers.named(changed.owner().provider()).obstacleTo(changed.owner(), manner.syncAsked(), removes);
    }

    private Optional<Share> followed(Owner owner, List<Share.Assigned> objects) {
        return switch (providers.named(owner.provider()).layersOf(owner)) {
            case Layers.PlainFolder folder ->
                Optional.of(share(owner, checkouts.of(folder.source()), List.of(), objects));
            case Layers.Folders folders -> Optional.of(followed(owner, sources.of(owner, folders, objects), objects));
            case Layers.CannotPlace cannot -> {
                notes.add(cannot.reason());
                yield Optional.empty();
            }
            case Layers.ChartAlone _, Layers.ReleasedChart _ ->
                throw new IllegalStateException("a release reads no repository");
        };
    }

    private Share followed(Owner owner, RenderedSources.Chosen chosen, List<Share.Assigned> objects) {
        notes.addAll(chosen.notes());
        return switch (chosen.source()) {
            case RenderedSources.Source.InGit(Checkout checkout) -> share(owner, checkout, chosen.others(), objects);
            case RenderedSources.Source.Alone _ -> throw new IllegalStateException("a chart alone reads no repository");
        };
    }

    /** What goes through Git, in the order in which it was found. */
    List<PlacedShare> shares() {
        return List.copyOf(shares.values());
    }

    /** Owners that are written directly. */
    List<DirectDrafting.Writing> writes() {
        return deciding.writes();
    }

    /** What these bring about, which no share of Git tells of. */
    List<PlacedShare.Brought> broughtAboutByWrites() {
        return deciding.broughtAboutByWrites();
    }

    /** @param others that come about besides, as far as the search has not come to them itself */
    List<OwnerChange> ownerChanges(List<OwnerChange> others) {
        return ownerChanges.with(others);
    }

    /** What a person should know: who else changes, and what could not be looked at. */
    List<Reason> notes() {
        return notes;
    }

    /** Places all of these; what comes out is changes of owners that are still to be placed. */
    private List<Share.Assigned> level(List<Share.Assigned> assigned) {
        Map<ObjectRef, List<Share.Assigned>> byOwner = new LinkedHashMap<>();
        for (Share.Assigned each : assigned)
            byOwner.computeIfAbsent(each.owner().object(), this::alreadyThrough).add(each);
        List<Share.Assigned> above = new ArrayList<>();
        for (List<Share.Assigned> objects : byOwner.values())
            above.addAll(level(objects.getFirst().owner(), objects));
        return above;
    }

    private List<Share.Assigned> level(Owner owner, List<Share.Assigned> objects) {
        return switch (providers.named(owner.provider()).layersOf(owner)) {
            case Layers.CannotPlace cannot -> throw new ImpossibleChange(cannot.reason());
            case Layers.PlainFolder folder ->
                inSource(placed(share(owner, checkouts.of(folder.source()), List.of(), objects)));
            case Layers.Folders folders -> inOneOf(owner, folders, objects);
            case Layers.ChartAlone chart -> inOwner(owner, charts.of(owner, chart, objects), objects);
            case Layers.ReleasedChart chart -> inOwner(owner, charts.of(owner, chart, objects), objects);
        };
    }

    private List<Share.Assigned> inOneOf(Owner owner, Layers.Folders folders, List<Share.Assigned> objects) {
        Optional<GitSource> parameters = restoring.parameters(owner, folders);
        if (parameters.isPresent())
            return inSource(placed(share(owner, checkouts.of(parameters.get()), List.of(), objects)));
        RenderedSources.Chosen chosen = sources.of(owner, folders, objects);
        notes.addAll(chosen.notes());
        return switch (chosen.source()) {
            case RenderedSources.Source.InGit(Checkout checkout) ->
                inSource(placed(share(owner, checkout, chosen.others(), objects)));
            case RenderedSources.Source.Alone(Layers.ChartAlone chart) ->
                inOwner(owner, charts.of(owner, chart, objects), objects);
        };
    }

    private List<Share.Assigned> inOwner(Owner owner, ChartPlaces.Found found, List<Share.Assigned> objects) {
        notes.addAll(found.notes());
        List<ObjectRef> targets =
                objects.stream().map(object -> object.owner().target()).toList();
        return above(owner, found.inOwner(), targets, new PlacedShare.Brought(found.proof(), Optional.empty()));
    }

    private List<Share.Assigned> inSource(PlacedShare placed) {
        Owner owner = placed.share().owner();
        if (!placed.isElsewhere()) shares.put(owner.object(), placed);
        if (placed.placed().inOwner().isEmpty()) return List.of();
        PlacedShare.Brought brought = new PlacedShare.Brought(placed.placed().proof(), Optional.of(placed));
        return above(owner, placed.placed().inOwner(), placed.share().targets(), brought);
    }

    /** An owner can have a change of a child beside changes of its own objects: both are one share. */
    private List<Share.Assigned> alreadyThrough(ObjectRef owner) {
        PlacedShare there = shares.remove(owner);
        return new ArrayList<>(there == null ? List.of() : there.share().objects());
    }

    private List<Share.Assigned> above(
            Owner owner, List<DesiredChange> inOwner, List<ObjectRef> targets, PlacedShare.Brought brought) {
        OwnersAbove.Found found = deciding.above(owner, inOwner, targets, brought);
        found.inFile().ifPresent(file -> {
            ObjectRef generator = file.share().owner().object();
            if (shares.put(generator, file) != null)
                throw new ImpossibleChange(OwnershipRefusals.severalGenerated(generator));
        });
        return found.assigned();
    }

    private Share share(Owner owner, Checkout checkout, List<Checkout> others, List<Share.Assigned> objects) {
        Share share = new Share(owner, checkout, others, Optional.empty(), objects);
        refuseOtherBranch(share);
        return share;
    }

    private void refuseOtherBranch(Share share) {
        access.ruleFor(share.url())
                .flatMap(rule -> rule.branch())
                .filter(configured -> !configured.equals(share.branch()))
                .ifPresent(configured -> {
                    throw new ImpossibleChange(Refusals.otherBranch(share.owner(), share.branch(), configured));
                });
    }

    /** Every owner is looked at for it, so each repository is asked about once. */
    private Readers readersOf(String repository) {
        return readers.computeIfAbsent(repository, providers::readersOf);
    }

    private Placed searched(ObjectRef owner, Share share) {
        Layout layout = access.layoutOf(share.source().repository());
        return manner.at() == At.BASE
                ? placement.placeForAll(owner, share.checkout(), share.changes(), this::readersOf, layout)
                : placement.place(owner, share.checkout(), share.changes(), this::readersOf, layout);
    }

    private PlacedShare placed(Share share) {
        ObjectRef owner = share.owner().object();
        Placed placed = restoring.of(share).orElseGet(() -> searched(owner, share));
        Share edited = placed.lender().map(share::inLender).orElse(share);
        if (placed.lender().isPresent()) refuseOtherBranch(edited);
        PlacedShare result = new PlacedShare(edited, placed, deciding.broughtAboutBy(share.targets()));
        // What cannot be placed is told at once, not after the other owners are looked at.
        Placement.objectionOfOthers(
                        share.owner().object(), share.others(), edited.edited().source(), result.files())
                .ifPresent(reason -> {
                    throw new ImpossibleChange(reason);
                });
        return result;
    }
}
