package dev.landfall.sandbox.cluster;

/** The sandbox's API server does not take a write, in the words of the real one. */
public final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why not. */
    public enum Status {
        EXISTS,
        CHANGED,
        GONE,
        INVALID,
        NAMESPACE_MISSING,
        NAMESPACE_DELETING,
        KIND_NOT_SERVED
    }

    private final Status status;

    Rejected(Status status, String message) {
        super(message);
        this.status = status;
    }

    public Status status() {
        return status;
    }
}
