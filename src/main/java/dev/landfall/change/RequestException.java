package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;

/** What was asked for cannot be meant or is not allowed: nothing was tried. */
public final class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Reason reason;

    public RequestException(Reason reason) {
        super(reason.toString());
        this.reason = reason;
    }

    /** @param remedy what to ask for instead, or where to look */
    public static RequestException because(String code, String message, String remedy) {
        return new RequestException(Reason.lasting(code, message, remedy));
    }

    public static RequestException noSuchObject(ObjectRef object) {
        return because("no-such-object", "there is no " + object, "check the name and the namespace (-n)");
    }

    public Reason reason() {
        return reason;
    }
}
