package dev.landfall.gitops;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ObjectWriter;
import dev.landfall.cluster.ObjectWriter.Written;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The only way to write an object without Git. Each write asks for the verdict that nobody owns the object, and holds
 * only for the object as it was then: its uid and its resource version are tested by the API server.
 */
public final class DirectWriter {
    private final ObjectWriter writer;

    public DirectWriter(ObjectWriter writer) {
        this.writer = writer;
    }

    public Written create(Ownership.Absent absent, JsonNode object, boolean dryRun) {
        return writer.create(absent.object(), object, dryRun);
    }

    /** @param patch a JSON patch that tests the old values itself */
    public Written patch(Ownership.Unmanaged unmanaged, JsonNode patch, boolean dryRun) {
        return writer.patch(unmanaged.asked().ref(), guarded(unmanaged.asked(), patch), dryRun);
    }

    public Written delete(Ownership.Unmanaged unmanaged, boolean dryRun) {
        LiveObject asked = unmanaged.asked();
        return writer.delete(asked.ref(), asked.uid(), asked.resourceVersion(), dryRun);
    }

    /** What the API server says of a change that will come through Git, without making it. */
    public Written rehearse(LiveObject live, JsonNode patch) {
        return writer.patch(live.ref(), guarded(live, patch), true);
    }

    /** What the API server says of an object that will come through Git, without making it. */
    public Written rehearse(ObjectRef ref, JsonNode object) {
        return writer.create(ref, object, true);
    }

    private static JsonNode guarded(LiveObject object, JsonNode patch) {
        ArrayNode guarded = JsonNodeFactory.instance.arrayNode();
        test(guarded, "/metadata/uid", object.uid());
        test(guarded, "/metadata/resourceVersion", object.resourceVersion());
        patch.forEach(guarded::add);
        return guarded;
    }

    private static void test(ArrayNode patch, String path, String value) {
        patch.addObject().put("op", "test").put("path", path).put("value", value);
    }
}
