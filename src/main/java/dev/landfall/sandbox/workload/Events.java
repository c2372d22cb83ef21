package dev.landfall.sandbox.workload;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.sandbox.cluster.ObjectStore;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tells what controllers do as Events; the same once more is counted, not told again. */
final class Events {
    private final ObjectStore store;
    private final InstantSource clock;

    Events(ObjectStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    void normal(LiveObject about, String reason, String message) {
        tell(about, "Normal", reason, message);
    }

    void warning(LiveObject about, String reason, String message) {
        tell(about, "Warning", reason, message);
    }

    private void tell(LiveObject about, String type, String reason, String message) {
        String name = about.ref().name() + "." + Integer.toHexString((about.uid() + reason + message).hashCode());
        ObjectRef ref = new ObjectRef("", "v1", "Event", about.ref().namespace(), name);
        Optional<LiveObject> known = store.get(ref);
        if (known.isEmpty()) {
            store.create(event(about, ref, type, reason, message), "sandbox");
            return;
        }
        int count = known.get().at("/count").asInt(1) + 1;
        store.update(ref, "sandbox", event -> event.put("count", count).put("lastTimestamp", now()));
    }

    private ObjectNode event(LiveObject about, ObjectRef ref, String type, String reason, String message) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("apiVersion", "v1").put("kind", "Event");
        event.putObject("metadata").put("namespace", ref.namespace()).put("name", ref.name());
        event.putObject("involvedObject")
                .put("apiVersion", about.ref().apiVersion())
                .put("kind", about.ref().kind())
                .put("namespace", about.ref().namespace())
                .put("name", about.ref().name())
                .put("uid", about.uid());
        return event.put("type", type)
                .put("reason", reason)
                .put("message", message)
                .put("firstTimestamp", now())
                .put("lastTimestamp", now())
                .put("count", 1);
    }

    private String now() {
        return ObjectStore.time(clock.instant());
    }
}
