package dev.landfall.change;

import dev.landfall.reason.Reason;

/** What was asked for cannot be meant or is not allowed: nothing was tried. */
public final class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Reason reason;

    public RequestException(Reason reason) {
        super(reason.toString());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
