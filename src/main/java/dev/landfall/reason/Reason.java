package dev.landfall.reason;

/**
 * Why something is as it is, for a person and for a script.
 *
 * @param code a stable name in kebab-case, such as {@code branch-moved}; scripts compare it
 * @param message what is wrong and where, one sentence, without secrets; made printable here
 * @param remedy what to do about it, or an empty text where there is nothing to do
 * @param retryable whether the same request may succeed later without anybody changing it
 */
public record Reason(String code, String message, String remedy, boolean retryable) {
    public Reason {
        if (!code.matches("[a-z][a-z0-9-]*")) throw new IllegalStateException("not a reason code: " + code);
        message = Printable.text(message);
        remedy = Printable.text(remedy);
    }

    /** Somebody has to act before the same request can succeed. */
    public static Reason lasting(String code, String message, String remedy) {
        return new Reason(code, message, remedy, false);
    }

    /** The same request may succeed later. */
    public static Reason passing(String code, String message, String remedy) {
        return new Reason(code, message, remedy, true);
    }

    @Override
    public String toString() {
        return remedy.isEmpty() ? message : message + " (" + remedy + ")";
    }
}
