package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Owner;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.EditPlan;
import dev.landfall.placement.Placed;
import dev.landfall.placement.Placement;
import dev.landfall.placement.Proof;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Places changes of what charts make that lie in no repository: all of it is changes of what their owners give them. */
final class ChartPlaces {
    private final Placement placement;
    private final ProofTrust trust;
    private final Manner manner;

    ChartPlaces(Placement placement, ProofTrust trust, Manner manner) {
        this.placement = placement;
        this.trust = trust;
        this.manner = manner;
    }

    /**
     * What the owner is to give.
     *
     * @param notes what a person should know of the proof
     */
    record Found(List<DesiredChange> inOwner, Proof proof, List<Reason> notes) {}

    /** @throws ImpossibleChange where what is rendered here is not what is live, unless that is accepted */
    Found of(Owner owner, Layers.ChartAlone chart, List<Share.Assigned> objects) {
        Placed placed = placement.place(owner.object(), chart, changes(objects));
        refuse(placed, OwnershipRefusals.renderedAlready(owner));
        Set<ObjectRef> targets =
                objects.stream().map(object -> object.owner().target()).collect(Collectors.toSet());
        return new Found(placed.inOwner(), placed.proof(), trust.in(owner, chart, targets, manner.acceptUnproven()));
    }

    /** @throws ImpossibleChange where what is rendered here is not what was released, unless that is accepted */
    Found of(Owner owner, Layers.ReleasedChart chart, List<Share.Assigned> objects) {
        Placed placed = placement.place(owner.object(), chart, changes(objects));
        refuse(placed, OwnershipRefusals.releasedAlready(owner));
        Optional<Reason> unproven = RenderReasons.unproven(
                owner.object(), chart.source(), placement.contents().deviations(chart));
        if (unproven.isPresent() && !manner.acceptUnproven()) throw new ImpossibleChange(unproven.get());
        return new Found(placed.inOwner(), placed.proof().warned(unproven), List.of());
    }

    private static void refuse(Placed placed, Reason already) {
        if (placed.plan() instanceof EditPlan.CannotPlace cannot) throw new ImpossibleChange(cannot.reason());
        if (placed.inOwner().isEmpty()) throw new ImpossibleChange(already);
    }

    private static List<DesiredChange> changes(List<Share.Assigned> objects) {
        return objects.stream().flatMap(object -> object.changes().stream()).toList();
    }
}
