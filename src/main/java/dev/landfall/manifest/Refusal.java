package dev.landfall.manifest;

import dev.landfall.reason.Reason;

/** Carries a reason out of the depth of a search to {@link ManifestEditor}, and no further. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Reason reason;

    /** @param message may quote the files: control and format characters are taken out here */
    Refusal(String code, String message, String remedy) {
        super(code, null, false, false);
        this.reason = Reason.lasting(code, printable(message), printable(remedy));
    }

    Reason reason() {
        return reason;
    }

    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+", " ");
    }
}
