package dev.landfall.placement;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.EditPlan;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;

/**
 * Where changes go, and the proof; of what cannot be placed there is none.
 *
 * @param plan for the files of the source
 * @param lender the name of the source that lends the edited files; empty where they are the source's own
 * @param inOwner changes of the owner itself, whose own spec decides what these files do not
 */
public record Placed(EditPlan plan, List<DesiredChange> inOwner, Proof proof, Optional<String> lender) {
    public Placed {
        inOwner = List.copyOf(inOwner);
    }

    Placed(EditPlan plan, List<DesiredChange> inOwner, Proof proof) {
        this(plan, inOwner, proof, Optional.empty());
    }

    Placed with(Proof other) {
        return new Placed(plan, inOwner, other, lender);
    }

    Placed(EditPlan plan, Proof proof) {
        this(plan, List.of(), proof);
    }

    static Placed cannot(Reason reason) {
        return new Placed(new EditPlan.CannotPlace(reason), Proof.OF_NOTHING);
    }
}
