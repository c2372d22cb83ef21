package dev.landfall.e2e;

import java.util.List;

/** A program that ended. */
record Finished(List<String> arguments, int status, String out, String err) {
    Finished succeeded() {
        if (status != 0) throw new AssertionError(this.toString());
        return this;
    }

    @Override
    public String toString() {
        return String.join(" ", arguments) + "\nexit status " + status + "\n--- stdout\n" + out + "\n--- stderr\n"
                + err;
    }
}
