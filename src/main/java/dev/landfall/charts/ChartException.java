package dev.landfall.charts;

import dev.landfall.reason.Reason;

/** A chart cannot be had. */
public final class ChartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Reason reason;

    ChartException(Reason reason) {
        super(reason.toString());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
