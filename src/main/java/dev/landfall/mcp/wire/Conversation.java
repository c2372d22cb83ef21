package dev.landfall.mcp.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** What belongs together on one connection: what was agreed on, and which calls are under way. */
final class Conversation {
    private final Map<JsonNode, Call> calls = new ConcurrentHashMap<>();
    private volatile boolean isAgreed;

    void agreed() {
        isAgreed = true;
    }

    boolean isAgreed() {
        return isAgreed;
    }

    /** @throws ProtocolFault where another request of the same id is under way */
    void begin(Call call) {
        if (calls.putIfAbsent(call.id(), call) != null)
            throw new ProtocolFault(ProtocolFault.INVALID_REQUEST, "a request of this id is under way already");
    }

    void end(Call call) {
        calls.remove(call.id(), call);
    }

    /** Nobody waits for this request any more; one that is unknown or has ended is nobody's fault. */
    void cancel(JsonNode id) {
        Call call = calls.get(id);
        if (call != null) call.stop();
    }

    void stop() {
        calls.values().forEach(Call::stop);
    }
}
