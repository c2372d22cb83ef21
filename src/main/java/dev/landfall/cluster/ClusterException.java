package dev.landfall.cluster;

import dev.landfall.reason.Reason;
import java.util.Optional;

/** The cluster does not answer, or answers no. */
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Which of the user's worlds fails. */
    public enum Fault {
        /** The kubeconfig is missing or wrong, or names what is not there: a kind, a namespace. */
        USAGE,
        /** Who we are is not accepted, or what we ask for is not granted. */
        RIGHTS,
        /** Nobody answers, or answers with a fault of its own. */
        UNREACHABLE
    }

    private final Fault fault;
    private final transient Reason reason;
    private final transient Access missing;

    public ClusterException(Fault fault, Reason reason, Throwable cause) {
        this(fault, reason, null, cause);
    }

    private ClusterException(Fault fault, Reason reason, Access missing, Throwable cause) {
        super(reason.toString(), cause);
        this.fault = fault;
        this.reason = reason;
        this.missing = missing;
    }

    public static ClusterException forbidden(Access missing, Throwable cause) {
        Reason reason = Reason.lasting(
                "forbidden",
                "you may not " + missing,
                "grant it by a Role or ClusterRole with the rule " + missing.rule());
        return new ClusterException(Fault.RIGHTS, reason, missing, cause);
    }

    public Fault fault() {
        return fault;
    }

    public Reason reason() {
        return reason;
    }

    /** The right that is missing, where that is the fault. */
    public Optional<Access> missing() {
        return Optional.ofNullable(missing);
    }
}
