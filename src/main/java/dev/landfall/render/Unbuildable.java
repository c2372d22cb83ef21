package dev.landfall.render;

import dev.landfall.reason.Reason;

/** Carries a reason out of the depth of a walk to {@link Closure#of}, and no further. */
final class Unbuildable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Reason reason;

    Unbuildable(String code, String message, String remedy) {
        super(code, null, false, false);
        this.reason = Reason.lasting(code, message, remedy);
    }

    Reason reason() {
        return reason;
    }
}
