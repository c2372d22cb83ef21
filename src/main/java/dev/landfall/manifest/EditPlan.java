package dev.landfall.manifest;

import dev.landfall.reason.Reason;
import java.util.List;

/** How the files become as desired: all of the changes, or none. */
public sealed interface EditPlan {

    /** One edit per file that changes; what is as desired already is not in it. */
    record Edits(List<FileEdit> files) implements EditPlan {
        public Edits {
            files = List.copyOf(files);
        }
    }

    /** Every field has its value; this is where the first of them stands. */
    record AlreadyAsDesired(String path, int line) implements EditPlan {}

    /** Nothing may be edited, by name of what stands in the way. */
    record CannotPlace(Reason reason) implements EditPlan {}
}
