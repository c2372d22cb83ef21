package dev.landfall.git;

import dev.landfall.reason.Reason;

/** A repository does not answer, answers no, or was asked for what cannot be. */
public final class GitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Which of the user's worlds fails. */
    public enum Fault {
        /** A URL, a branch, a path or a commit that cannot be meant. */
        USAGE,
        /** Who we are is not accepted, or what we ask for is not granted. */
        RIGHTS,
        /** Nobody answers, or answers with a fault of its own. */
        UNREACHABLE
    }

    private final Fault fault;
    private final transient Reason reason;

    public GitException(Fault fault, Reason reason) {
        this(fault, reason, null);
    }

    public GitException(Fault fault, Reason reason, Throwable cause) {
        super(reason.toString(), cause);
        this.fault = fault;
        this.reason = reason;
    }

    static GitException usage(String code, String message, String remedy) {
        return new GitException(Fault.USAGE, Reason.lasting(code, message, remedy));
    }

    public Fault fault() {
        return fault;
    }

    public Reason reason() {
        return reason;
    }
}
