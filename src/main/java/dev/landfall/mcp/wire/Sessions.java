package dev.landfall.mcp.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The sessions of clients that speak a revision with sessions; the one that was silent for longest makes room. */
final class Sessions {
    static final int MOST = 100;

    private final Map<String, Conversation> sessions = new LinkedHashMap<>(16, 0.75f, true);

    /** @return its id, which only the client is told */
    synchronized String begin(Conversation conversation) {
        String id = UUID.randomUUID().toString();
        sessions.put(id, conversation);
        if (sessions.size() > MOST) end(sessions.keySet().iterator().next());
        return id;
    }

    synchronized Optional<Conversation> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /** @return whether there was one */
    synchronized boolean end(String id) {
        Conversation ended = sessions.remove(id);
        if (ended != null) ended.stop();
        return ended != null;
    }
}
