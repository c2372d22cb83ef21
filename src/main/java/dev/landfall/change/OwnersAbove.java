package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Generation;
import dev.landfall.gitops.Owner;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Takes what an owner's own spec decides to whoever applies that owner, or generates it. */
final class OwnersAbove {
    private final OwnerWays ways;
    private final GeneratedOwners generated;
    private final Manner manner;
    private final OwnerChanges ownerChanges;
    private final List<Reason> notes;
    private final Map<ObjectRef, List<PlacedShare.Brought>> decided = new HashMap<>();
    private final List<DirectDrafting.Writing> writes = new ArrayList<>();

    /**
     * @param ownerChanges gets those that this comes to
     * @param notes likewise
     */
    OwnersAbove(
            OwnerWays ways, GeneratedOwners generated, Manner manner, OwnerChanges ownerChanges, List<Reason> notes) {
        this.ways = ways;
        this.generated = generated;
        this.manner = manner;
        this.ownerChanges = ownerChanges;
        this.notes = notes;
    }

    /**
     * What is to be placed next.
     *
     * @param assigned changes of owners, in the sources of those that apply them
     * @param inFile what goes to a file with parameters of a generator, placed already
     */
    record Found(List<Share.Assigned> assigned, Optional<PlacedShare> inFile) {}

    /**
     * @param inOwner changes of the owner, and of what it reads beside its source
     * @param targets of the owner, which come about by them
     * @throws ImpossibleChange where nobody can make them
     */
    Found above(Owner owner, List<DesiredChange> inOwner, List<ObjectRef> targets, PlacedShare.Brought brought) {
        inOwner.stream().map(DesiredChange::object).distinct().forEach(object -> decide(object, brought));
        Map<ObjectRef, List<DesiredChange>> byObject = inOwner.stream()
                .collect(Collectors.groupingBy(DesiredChange::object, LinkedHashMap::new, Collectors.toList()));
        List<Share.Assigned> above = new ArrayList<>();
        Optional<Generation> generation = byObject.containsKey(owner.object()) ? generated.of(owner) : Optional.empty();
        byObject.forEach((object, changes) -> {
            if (!object.isSameObjectAs(owner.object())) {
                take(ways.ofRead(owner, object, changes.getFirst().field(), manner), changes, above);
                ownerChanges.add(object, "", changes, List.of(owner.object()));
            } else if (generation.isEmpty()) {
                take(ways.of(owner, changes.getFirst().field(), manner), changes, above);
            }
        });
        ownerChanges.put(new OwnerChange(
                        owner.object(), owner.live().uid(), byObject.getOrDefault(owner.object(), List.of()), targets)
                .after(brought.proof().former()));
        Optional<GeneratedOwners.Placing> placing =
                generation.map(found -> generated.place(owner, found, byObject.get(owner.object()), targets, brought));
        placing.ifPresent(placed -> inGenerator(owner, placed, brought, above));
        return new Found(above, placing.flatMap(GeneratedOwners.Placing::inFile));
    }

    /** What changes of these owners bring about. */
    List<PlacedShare.Brought> broughtAboutBy(List<ObjectRef> owners) {
        return owners.stream()
                .filter(decided::containsKey)
                .flatMap(owner -> decided.get(owner).stream())
                .distinct()
                .toList();
    }

    List<PlacedShare.Brought> broughtAboutByWrites() {
        return broughtAboutBy(
                writes.stream().map(write -> write.unmanaged().asked().ref()).toList());
    }

    /** Owners that are written directly. */
    List<DirectDrafting.Writing> writes() {
        return List.copyOf(writes);
    }

    private void take(OwnerWays.Way way, List<DesiredChange> changes, List<Share.Assigned> above) {
        switch (way) {
            case OwnerWays.Way.ThroughGit(Owner parent) -> above.add(new Share.Assigned(parent, changes));
            case OwnerWays.Way.Directly directly -> writes.add(new DirectDrafting.Writing(directly.owner(), changes));
        }
    }

    private void decide(ObjectRef object, PlacedShare.Brought brought) {
        decided.computeIfAbsent(object, _ -> new ArrayList<>()).add(brought);
    }

    private void inGenerator(
            Owner owner, GeneratedOwners.Placing placing, PlacedShare.Brought brought, List<Share.Assigned> above) {
        ObjectRef generator = placing.generator();
        notes.addAll(placing.notes());
        placing.ownerChanges().forEach(ownerChanges::put);
        if (placing.inGenerator().isEmpty()) return;
        decide(generator, brought);
        decide(generator, new PlacedShare.Brought(placing.others(), Optional.empty()));
        take(
                ways.ofGenerator(
                        owner, generator, placing.inGenerator().getFirst().field(), manner),
                placing.inGenerator(),
                above);
        List<ObjectRef> owners = placing.ownerChanges().stream()
                .filter(change -> change.generator().isPresent())
                .map(OwnerChange::owner)
                .toList();
        ownerChanges.add(generator, placing.uid(), placing.inGenerator(), owners);
    }
}
