package dev.landfall.mcp.wire;

/** A request over HTTP that does not come as far as its message. */
final class HttpRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    HttpRefusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
