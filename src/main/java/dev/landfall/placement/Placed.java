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
 * @param affected other owners for which it changes something; none unless that was asked for
 */
public record Placed(
        EditPlan plan, List<DesiredChange> inOwner, List<Affected> affected, Proof proof, Optional<String> lender) {
    public Placed {
        inOwner = List.copyOf(inOwner);
        affected = List.copyOf(affected);
    }

    /** Without an effect on others. */
    Placed(EditPlan plan, List<DesiredChange> inOwner, Proof proof, Optional<String> lender) {
        this(plan, inOwner, List.of(), proof, lender);
    }

    Placed(EditPlan plan, List<DesiredChange> inOwner, Proof proof) {
        this(plan, inOwner, proof, Optional.empty());
    }

    Placed affecting(List<Affected> others) {
        return new Placed(plan, inOwner, others, proof, lender);
    }

    Placed with(Proof other) {
        return new Placed(plan, inOwner, affected, other, lender);
    }

    Placed(EditPlan plan, Proof proof) {
        this(plan, List.of(), proof);
    }

    /** What comes about by an edit that is made for another owner. */
    public static Placed byAnother(Affected affected) {
        return new Placed(new EditPlan.Edits(List.of()), Proof.showing(List.of(affected)));
    }

    static Placed cannot(Reason reason) {
        return new Placed(new EditPlan.CannotPlace(reason), Proof.OF_NOTHING);
    }
}
