package dev.landfall.mcp.wire;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One request while it is answered: what it asks, whether somebody still waits for it, and the way to tell of progress. */
public final class Call {
    private final Message.Request request;
    private final boolean stateless;
    private final Outlet outlet;
    private final JsonNode progressToken;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private long progress;

    Call(Message.Request request, boolean stateless, Outlet outlet) {
        this.request = request;
        this.stateless = stateless;
        this.outlet = outlet;
        this.progressToken = request.params().path("_meta").path("progressToken");
    }

    JsonNode id() {
        return request.id();
    }

    String method() {
        return request.method();
    }

    public ObjectNode params() {
        return request.params();
    }

    /** Whether the request stands for itself, by the revision that knows no sessions. */
    public boolean isStateless() {
        return stateless;
    }

    /** Whether nobody waits for the answer any more: it was cancelled, or the client is gone. */
    public boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Returns when nobody waits any more, or after this time. */
    public boolean isStoppedWithin(long milliseconds) throws InterruptedException {
        return stopped.await(milliseconds, TimeUnit.MILLISECONDS);
    }

    void stop() {
        stopped.countDown();
    }

    /** Tells the client how it goes, if it asked for that. */
    public synchronized void progress(String message) {
        if (!progressToken.isString() && !progressToken.isIntegralNumber()) return;
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.set("progressToken", progressToken);
        params.put("progress", ++progress).put("message", message);
        notify("notifications/progress", params);
    }

    /** Sends what belongs to this request, before its answer. */
    public void notify(String method, ObjectNode params) {
        ObjectNode message =
                JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0").put("method", method);
        message.set("params", params);
        send(message);
    }

    /** Sends a whole message. */
    public void send(ObjectNode message) {
        if (isStopped()) return;
        try {
            outlet.send(message);
        } catch (IOException gone) {
            stop();
        }
    }
}
