package dev.landfall.render;

import dev.landfall.reason.Reason;

/** This machine cannot render: the program is missing, or cannot be run. That a source does not build is no such thing. */
public final class RenderException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Reason reason;

    public RenderException(Reason reason, Throwable cause) {
        super(reason.toString(), cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
