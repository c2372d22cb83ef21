package dev.landfall.change;

import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.FileEdit;
import dev.landfall.placement.Placed;
import dev.landfall.placement.Proof;
import java.util.List;
import java.util.Optional;

/**
 * What goes through an owner, and where in its source.
 *
 * @param broughtAbout what its changes of owners bring about, where those decide it by their own specs
 */
record PlacedShare(Share share, Placed placed, List<Brought> broughtAbout) {
    /**
     * What a change of an owner brings about, and the proof.
     *
     * @param source empty of an owner whose source is no repository
     */
    record Brought(Proof proof, Optional<PlacedShare> source) {}

    PlacedShare {
        broughtAbout = List.copyOf(broughtAbout);
    }

    /** @throws ImpossibleChange where it cannot be placed */
    List<FileEdit> files() {
        return switch (placed.plan()) {
            case EditPlan.CannotPlace cannot -> throw new ImpossibleChange(cannot.reason());
            case EditPlan.AlreadyAsDesired already -> List.of();
            case EditPlan.Edits edits -> edits.files();
        };
    }

    /** Whether all of it is decided by the owner's own spec, so that its source stays as it is. */
    boolean isElsewhere() {
        return files().isEmpty() && !placed.inOwner().isEmpty();
    }
}
