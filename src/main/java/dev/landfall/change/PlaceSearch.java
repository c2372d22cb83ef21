package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Owner;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.placement.Placed;
import dev.landfall.placement.Placement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private final OwnerWays ways;
    private final Manner manner;
    private final Map<String, CommitId> heads = new HashMap<>();
    private final Map<ObjectRef, PlacedShare> shares = new LinkedHashMap<>();
    private final Map<ObjectRef, PlacedShare> decidedByOwner = new HashMap<>();
    private final List<DirectDrafting.Assigned> writes = new ArrayList<>();
    private final List<OwnerChange> ownerChanges = new ArrayList<>();

    PlaceSearch(Providers providers, RepositoryAccess access, Placement placement, OwnerWays ways, Manner manner) {
        this.providers = providers;
        this.access = access;
        this.placement = placement;
        this.ways = ways;
        this.manner = manner;
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
    }

    /** What goes through Git, in the order in which it was found. */
    List<PlacedShare> shares() {
        return List.copyOf(shares.values());
    }

    /** Owners that are written directly. */
    List<DirectDrafting.Assigned> writes() {
        return writes;
    }

    List<OwnerChange> ownerChanges() {
        return ownerChanges;
    }

    /** Places all of these; what comes out is changes of owners that are still to be placed. */
    private List<Share.Assigned> level(List<Share.Assigned> assigned) {
        Map<ObjectRef, List<Share.Assigned>> byOwner = new LinkedHashMap<>();
        for (Share.Assigned each : assigned)
            byOwner.computeIfAbsent(each.owner().object(), this::alreadyThrough).add(each);
        List<Share.Assigned> above = new ArrayList<>();
        for (List<Share.Assigned> objects : byOwner.values()) {
            PlacedShare placed = placed(share(objects));
            ObjectRef owner = placed.share().owner().object();
            if (!placed.isElsewhere()) shares.put(owner, placed);
            if (placed.placed().inOwner().isEmpty()) continue;
            placed.placed().inOwner().forEach(change -> decidedByOwner.put(change.object(), placed));
            decidedByOwner.put(owner, placed);
            above.addAll(above(placed));
        }
        return above;
    }

    /** An owner can have a change of a child beside changes of its own objects: both are one share. */
    private List<Share.Assigned> alreadyThrough(ObjectRef owner) {
        PlacedShare there = shares.remove(owner);
        return new ArrayList<>(there == null ? List.of() : there.share().objects());
    }

    private List<Share.Assigned> above(PlacedShare placed) {
        Owner owner = placed.share().owner();
        Map<ObjectRef, List<DesiredChange>> byObject = placed.placed().inOwner().stream()
                .collect(Collectors.groupingBy(DesiredChange::object, LinkedHashMap::new, Collectors.toList()));
        List<Share.Assigned> above = new ArrayList<>();
        byObject.forEach((object, changes) -> {
            OwnerWays.Way way = object.isSameObjectAs(owner.object())
                    ? ways.of(owner, changes.getFirst().field(), manner)
                    : ways.ofRead(owner, object, changes.getFirst().field(), manner);
            switch (way) {
                case OwnerWays.Way.ThroughGit(Owner parent) -> above.add(new Share.Assigned(parent, changes));
                case OwnerWays.Way.Directly directly ->
                    writes.add(new DirectDrafting.Writing(directly.owner(), changes));
            }
            if (!object.isSameObjectAs(owner.object())) noteRead(object, changes, owner.object());
        });
        note(
                owner.object(),
                owner.live().uid(),
                byObject.getOrDefault(owner.object(), List.of()),
                placed.share().targets());
        return above;
    }

    /** Several owners can read one object. */
    private void noteRead(ObjectRef object, List<DesiredChange> changes, ObjectRef reader) {
        List<OwnerChange> known = ownerChanges.stream()
                .filter(change -> change.owner().isSameObjectAs(object))
                .toList();
        note(
                object,
                "",
                Stream.concat(known.stream().flatMap(change -> change.changes().stream()), changes.stream())
                        .distinct()
                        .toList(),
                Stream.concat(known.stream().flatMap(change -> change.targets().stream()), Stream.of(reader))
                        .distinct()
                        .toList());
    }

    private void note(ObjectRef object, String uid, List<DesiredChange> changes, List<ObjectRef> targets) {
        ownerChanges.removeIf(known -> known.owner().isSameObjectAs(object));
        ownerChanges.add(new OwnerChange(object, uid, changes, targets));
    }

    private Share share(List<Share.Assigned> objects) {
        Owner owner = objects.getFirst().owner();
        return switch (providers.named(owner.provider()).layersOf(owner)) {
            case Layers.CannotPlace cannot -> throw new ImpossibleChange(cannot.reason());
            case Layers.PlainFolder folder -> share(owner, folder.source(), objects);
        };
    }

    private Share share(Owner owner, GitSource source, List<Share.Assigned> objects) {
        GitRepository repository = access.open(source);
        String branch = source.branch().isEmpty() ? repository.defaultBranch() : source.branch();
        access.ruleFor(source.repository())
                .flatMap(rule -> rule.branch())
                .filter(configured -> !configured.equals(branch))
                .ifPresent(configured -> {
                    throw new ImpossibleChange(Refusals.otherBranch(owner, branch, configured));
                });
        return new Share(owner, source, branch, repository, objects);
    }

    private PlacedShare placed(Share share) {
        CommitId head = heads.computeIfAbsent(
                share.place(),
                _ -> share.repository().fetch(share.branch()).orElseThrow(() -> new ImpossibleChange(noBranch(share))));
        Placed placed = placement.place(
                share.owner().object(),
                share.source(),
                share.repository(),
                head,
                share.changes(),
                providers.readersOf(share.source().repository()));
        List<PlacedShare> below = share.targets().stream()
                .filter(decidedByOwner::containsKey)
                .map(decidedByOwner::get)
                .toList();
        PlacedShare result = new PlacedShare(share, head, placed, below);
        // What cannot be placed is told at once, not after the other owners are looked at.
        result.files();
        return result;
    }

    private static dev.landfall.reason.Reason noBranch(Share share) {
        return share.repository().hasTag(share.branch())
                ? Refusals.pinnedToTag(share.source(), share.branch())
                : Refusals.branchGone(share.source(), share.branch());
    }
}
