package dev.landfall.journal;

import dev.landfall.reason.Reason;

/** The journal cannot be used. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is the matter with it. */
    public enum Fault {
        /** It cannot be opened, read or written. */
        UNREADABLE,
        /** It is no journal, or not a whole one. */
        DAMAGED,
        /** A newer Landfall wrote it. */
        NEWER,
        /** Other processes hold it for longer than we wait. */
        BUSY
    }

    private final Fault fault;
    private final transient Reason reason;

    public JournalException(Fault fault, Reason reason, Throwable cause) {
        super(reason.toString(), cause);
        this.fault = fault;
        this.reason = reason;
    }

    public Fault fault() {
        return fault;
    }

    public Reason reason() {
        return reason;
    }
}
