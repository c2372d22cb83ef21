package dev.landfall.change;

import dev.landfall.cluster.ControllerRequests;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ObjectWriter;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Writes to a cluster, and asks its controllers, until its process is killed; keeps what it wrote. */
final class DyingWriter implements ObjectWriter, ControllerRequests {
    private final ObjectWriter writer;
    private final ControllerRequests requests;
    private final Mortality mortality;
    private final Runnable asked;
    private final Predicate<ObjectRef> admitted;
    private final List<ObjectRef> written = new ArrayList<>();

    /**
     * @param asked run once a controller was asked for something
     * @param admitted the objects that the API server lets be written
     */
    DyingWriter(
            ObjectWriter writer,
            ControllerRequests requests,
            Mortality mortality,
            Runnable asked,
            Predicate<ObjectRef> admitted) {
        this.writer = writer;
        this.requests = requests;
        this.mortality = mortality;
        this.asked = asked;
        this.admitted = admitted;
    }

    /** The objects that were really written, in their order. */
    List<ObjectRef> written() {
        return List.copyOf(written);
    }

    @Override
    public Written create(ObjectRef ref, JsonNode object, boolean dryRun) {
        return write(ref, dryRun, () -> writer.create(ref, object, dryRun));
    }

    @Override
    public Written patch(ObjectRef ref, JsonNode jsonPatch, boolean dryRun) {
        return write(ref, dryRun, () -> writer.patch(ref, jsonPatch, dryRun));
    }

    @Override
    public Written delete(ObjectRef ref, String uid, String resourceVersion, boolean dryRun) {
        return write(ref, dryRun, () -> writer.delete(ref, uid, resourceVersion, dryRun));
    }

    private Written write(ObjectRef ref, boolean dryRun, Supplier<Written> write) {
        if (dryRun) return write.get();
        if (!admitted.test(ref))
            return new Written.Refused(Reason.lasting("api-server-refused", "admission says no to " + ref, ""));
        return mortality.act("the write of " + ref, () -> {
            Written done = write.get();
            if (done instanceof Written.Done) written.add(ref);
            return done;
        });
    }

    @Override
    public Optional<LiveObject> annotate(ObjectRef ref, String annotation, String value) {
        return mortality.act("the request to " + ref, () -> {
            Optional<LiveObject> answer = requests.annotate(ref, annotation, value);
            asked.run();
            return answer;
        });
    }

    @Override
    public boolean patch(ObjectRef ref, JsonNode jsonPatch) {
        return mortality.act("the request to " + ref, () -> {
            boolean taken = requests.patch(ref, jsonPatch);
            asked.run();
            return taken;
        });
    }
}
