package dev.landfall.change;

import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.FileEdit;
import dev.landfall.placement.Placed;
import java.util.List;

/**
 * What goes through an owner, and where in its source.
 *
 * @param broughtAbout what its changes of owners bring about, where those decide it by their own specs
 */
record PlacedShare(Share share, Placed placed, List<PlacedShare> broughtAbout) {
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
