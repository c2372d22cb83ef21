package dev.landfall.sandbox.flux;

/** A pass over a Kustomization ends before its end, for a reason that its condition Ready names. */
final class PassFailed extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    PassFailed(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
