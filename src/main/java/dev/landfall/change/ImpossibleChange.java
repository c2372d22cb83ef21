package dev.landfall.change;

import dev.landfall.reason.Reason;

/** Carries a reason out of the depth of drafting to {@link Drafting}, and no further. */
final class ImpossibleChange extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Reason reason;

    ImpossibleChange(Reason reason) {
        super(reason.code(), null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
