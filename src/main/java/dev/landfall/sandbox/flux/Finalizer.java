package dev.landfall.sandbox.flux;

import dev.landfall.cluster.LiveObject;
import dev.landfall.sandbox.cluster.ObjectStore;
import tools.jackson.databind.node.ArrayNode;

/** Keeps a Flux object until its controller has cleared up after it. */
final class Finalizer {
    private Finalizer() {}

    static void hold(ObjectStore store, LiveObject object, String manager) {
        if (holds(object)) return;
        store.update(
                object.ref(),
                manager,
                each -> each.withObject("/metadata").withArray("/finalizers").add(Flux.FINALIZER));
    }

    static void release(ObjectStore store, LiveObject object, String manager) {
        if (!holds(object)) return;
        store.update(object.ref(), manager, each -> {
            ArrayNode finalizers = each.withObject("/metadata").withArray("/finalizers");
            finalizers.removeIf(name -> name.asString("").equals(Flux.FINALIZER));
        });
    }

    private static boolean holds(LiveObject object) {
        return object.at("/metadata/finalizers")
                .valueStream()
                .anyMatch(name -> name.asString("").equals(Flux.FINALIZER));
    }
}
