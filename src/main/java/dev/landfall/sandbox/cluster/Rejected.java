package dev.landfall.sandbox.cluster;

/** The sandbox's API server does not take a write, in the words of the real one. */
public final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The HTTP statuses that the real one answers with. */
    public enum Status {
        FORBIDDEN,
        NOT_FOUND,
        CONFLICT,
        INVALID
    }

    private final Status status;

    Rejected(Status status, String message) {
        super(message);
        this.status = status;
    }

    public Status status() {
        return status;
    }

    /** Whether another look at the object may help: it is there, is gone, or has changed. */
    boolean isAboutChange() {
        return switch (status) {
            case NOT_FOUND, CONFLICT -> true;
            case FORBIDDEN, INVALID -> false;
        };
    }
}
