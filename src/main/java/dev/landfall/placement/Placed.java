package dev.landfall.placement;

import dev.landfall.manifest.EditPlan;
import dev.landfall.reason.Reason;

/** Where changes go, and the proof; of what cannot be placed there is none. */
public record Placed(EditPlan plan, Proof proof) {

    static Placed cannot(Reason reason) {
        return new Placed(new EditPlan.CannotPlace(reason), Proof.OF_NOTHING);
    }
}
