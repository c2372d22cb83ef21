package dev.landfall.githost;

import dev.landfall.reason.Reason;

/** A host's API does not answer, answers no, or was asked for what cannot be. */
public final class GitHostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Which of the user's worlds fails. */
    public enum Fault {
        /** What was asked for is not there, or is not possible. */
        USAGE,
        /** Who we are is not accepted, or what we ask for is not granted. */
        RIGHTS,
        /** Nobody answers, answers with a fault of its own, or asks us to come back later. */
        UNREACHABLE
    }

    private final Fault fault;
    private final transient Reason reason;

    public GitHostException(Fault fault, Reason reason) {
        this(fault, reason, null);
    }

    public GitHostException(Fault fault, Reason reason, Throwable cause) {
        super(reason.toString(), cause);
        this.fault = fault;
        this.reason = reason;
    }

    /** @param host by its title */
    public static GitHostException noApps(String host) {
        return new GitHostException(
                Fault.USAGE,
                Reason.lasting(
                        "no-apps", host + " knows no apps with a key of their own", "give pullRequests a token"));
    }

    /** @param named as the host's people name it: {@code pull request #12} */
    public static GitHostException noSuchPullRequest(String named) {
        return new GitHostException(
                Fault.USAGE, Reason.lasting("no-such-pull-request", "there is no " + named, "check its number"));
    }

    public Fault fault() {
        return fault;
    }

    public Reason reason() {
        return reason;
    }
}
