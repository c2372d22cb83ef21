package dev.landfall.change;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Generation;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Owner;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.FieldEdit;
import dev.landfall.placement.Affected;
import dev.landfall.placement.BuiltObjects;
import dev.landfall.placement.Checkout;
import dev.landfall.placement.GeneratedPlace;
import dev.landfall.placement.Placed;
import dev.landfall.placement.Placement;
import dev.landfall.placement.Proof;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Takes changes of generated owners to what generates them, and tells what becomes of others that it generates. */
final class GeneratedOwners {
    private final Providers providers;
    private final Placement placement;
    private final Checkouts checkouts;
    private final Manner manner;

    GeneratedOwners(Providers providers, Placement placement, Checkouts checkouts, Manner manner) {
        this.providers = providers;
        this.placement = placement;
        this.checkouts = checkouts;
        this.manner = manner;
    }

    /**
     * What a change of one generated owner comes to.
     *
     * @param uid of the generator
     * @param inGenerator changes of the generator's own object; none where a file decides it
     * @param inFile what goes to a file that the generator takes parameters from
     * @param ownerChanges of all owners that change, and of their objects
     * @param others what changes for the other owners
     */
    record Placing(
            ObjectRef generator,
            String uid,
            List<DesiredChange> inGenerator,
            Optional<PlacedShare> inFile,
            List<OwnerChange> ownerChanges,
            Proof others,
            List<Reason> notes) {}

    Optional<Generation> of(Owner owner) {
        return providers.named(owner.provider()).generationOf(owner.live());
    }

    /**
     * @param wanted of the owner's own spec
     * @param targets of the owner
     * @param brought what the changes of the owner bring about
     * @throws ImpossibleChange where there is no place for it, or where others would change by it and nobody said so
     */
    Placing place(
            Owner owner,
            Generation generation,
            List<DesiredChange> wanted,
            List<ObjectRef> targets,
            PlacedShare.Brought brought) {
        return switch (generation) {
            case Generation.Closed(Reason reason) -> throw new ImpossibleChange(reason);
            case Generation.FromTemplate template ->
                switch (placement.place(owner.live(), template, wanted, told(owner, wanted, brought), checkouts::of)) {
                    case GeneratedPlace.Cannot(Reason reason) -> throw new ImpossibleChange(reason);
                    case GeneratedPlace.Found found -> placing(owner, template, found, targets, brought);
                };
        };
    }

    private Placing placing(
            Owner owner,
            Generation.FromTemplate generation,
            GeneratedPlace.Found found,
            List<ObjectRef> targets,
            PlacedShare.Brought brought) {
        ObjectRef generator = generation.by().ref();
        if (found.inFile().isPresent() && manner.at() == At.OWNER)
            throw new ImpossibleChange(OwnershipRefusals.parametersInGit(owner, generator));
        Followed followed = new Followed(owner.provider(), generator);
        for (GeneratedPlace.Effect effect : found.effects()) {
            if (isOf(owner, effect))
                followed.changes.add(
                        change(effect, targets, generator, brought.proof().former()));
            else followed.others.put(effect, affected(owner.provider(), effect));
        }
        List<Affected> others = List.copyOf(followed.others.values());
        if (!others.isEmpty() && manner.at() == At.UNSAID)
            throw new ImpossibleChange(
                    OwnershipRefusals.templateIsShared(owner, generator, found.inGenerator(), others));
        followed.notes.addAll(providers.named(owner.provider()).delaysOf(owner));
        followed.others.forEach(followed::follow);
        return new Placing(
                generator,
                generation.by().uid(),
                found.inGenerator(),
                found.inFile().map(file -> inFile(owner, generation, file, found, brought)),
                followed.changes,
                Proof.showing(others),
                followed.notes);
    }

    private static boolean isOf(Owner owner, GeneratedPlace.Effect effect) {
        return effect.before().ref().isSameObjectAs(owner.object());
    }

    private static OwnerChange change(
            GeneratedPlace.Effect effect, List<ObjectRef> targets, ObjectRef generator, List<DesiredChange> former) {
        return new OwnerChange(effect.before().ref(), effect.before().uid(), effect.changes(), targets)
                .by(generator)
                .after(Stream.concat(effect.former().stream(), former.stream()).toList());
    }

    /** What is followed of all owners that change. */
    private final class Followed {
        private final String provider;
        private final ObjectRef generator;
        private final Map<GeneratedPlace.Effect, Affected> others = new LinkedHashMap<>();
        private final List<OwnerChange> changes = new ArrayList<>();
        private final List<Reason> notes = new ArrayList<>();

        Followed(String provider, ObjectRef generator) {
            this.provider = provider;
            this.generator = generator;
        }

        /** Another one is followed like the one that was meant, unless something holds it back. */
        void follow(GeneratedPlace.Effect effect, Affected other) {
            notes.add(OwnershipRefusals.alsoGenerated(other, generator));
            Owner owner = owner(provider, effect.before());
            Optional<Reason> obstacle = providers.named(provider).obstacleTo(owner, manner.syncAsked(), false);
            obstacle.ifPresent(notes::add);
            if (obstacle.isPresent()) return;
            notes.addAll(providers.named(provider).delaysOf(owner));
            Map<ObjectRef, List<DesiredChange>> byObject = other.byObject();
            changes.add(change(effect, List.copyOf(byObject.keySet()), generator, other.former()));
            byObject.forEach((object, wanted) ->
                    changes.add(new OwnerChange(object, "", wanted, List.of()).after(other.former())));
        }
    }

    private Affected affected(String provider, GeneratedPlace.Effect effect) {
        ObjectRef other = effect.before().ref();
        Layers before = providers.named(provider).layersOf(owner(provider, effect.before()));
        Layers after = providers.named(provider).layersOf(owner(provider, effect.after()));
        return placement
                .contents()
                .affected(other, checkouts(before), checkouts(after))
                .orElseGet(() -> Affected.unknown(other, effect.changes()));
    }

    private List<Checkout> checkouts(Layers layers) {
        return layers.sources().stream().map(checkouts::of).toList();
    }

    /** The object of a generated owner that is only looked at. */
    private static Owner owner(String provider, LiveObject live) {
        return new Owner(provider, live, live.ref(), List.of(live.ref()), List.of());
    }

    /** What generates an owner, as that one's owner; empty for an object that nothing generates by a template. */
    static Optional<Owner> generatorOf(ObjectRef generated, Providers providers) {
        return providers.all().stream()
                .flatMap(provider -> provider.named(generated).stream()
                        .flatMap(owner -> provider.generationOf(owner.live()).stream())
                        .filter(Generation.FromTemplate.class::isInstance)
                        .map(found -> generator(provider.name(), (Generation.FromTemplate) found, generated)))
                .findFirst();
    }

    private static Owner generator(String provider, Generation.FromTemplate generation, ObjectRef generated) {
        return new Owner(
                provider,
                generation.by(),
                generated,
                List.of(generated),
                List.of(new dev.landfall.gitops.Proof(
                        generated,
                        "metadata.ownerReferences",
                        generation.by().ref().toString())));
    }

    private PlacedShare inFile(
            Owner owner,
            Generation.FromTemplate generation,
            GeneratedPlace.InFile file,
            GeneratedPlace.Found found,
            PlacedShare.Brought brought) {
        Owner generator = generator(owner.provider(), generation, owner.object());
        List<DesiredChange> changes = found.effects().getFirst().changes();
        Share share = new Share(
                generator,
                file.checkout(),
                List.of(),
                Optional.empty(),
                List.of(new Share.Assigned(generator, changes)));
        Placed placed = placement.proven(
                generator.object(), file.checkout(), new EditPlan.Edits(List.of(file.edit())), providers::readersOf);
        if (placed.plan() instanceof EditPlan.CannotPlace(Reason reason)) throw new ImpossibleChange(reason);
        return new PlacedShare(share, placed, List.of(brought));
    }

    /** The wanted fields of the objects that the owner applies, as its source makes them now; else those of itself. */
    private List<FieldEdit> told(Owner owner, List<DesiredChange> wanted, PlacedShare.Brought brought) {
        List<FieldEdit> told = brought.source().stream()
                .flatMap(source ->
                        placement.contents().built(source.share().checkout()) instanceof BuiltObjects.Built built
                                ? source.share().changes().stream()
                                        .flatMap(change -> told(change, built.object(change.object())))
                                : Stream.empty())
                .toList();
        return told.isEmpty()
                ? wanted.stream()
                        .flatMap(change -> told(change, Optional.of(owner.live().json())))
                        .toList()
                : told;
    }

    private static Stream<FieldEdit> told(DesiredChange change, Optional<JsonNode> object) {
        if (!(change instanceof FieldChange field) || object.isEmpty()) return Stream.empty();
        return Stream.of(new FieldEdit(
                change.object(),
                Optional.of(field.path()),
                field.path().in(object.get()),
                change.appliedTo(object).flatMap(field.path()::in),
                1));
    }
}
