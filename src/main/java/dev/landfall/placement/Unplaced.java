package dev.landfall.placement;

import dev.landfall.reason.Reason;

/** Ends a search for the place of a generated owner's change; it never leaves this package. */
final class Unplaced extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Reason reason;

    Unplaced(Reason reason) {
        super(reason.message(), null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
