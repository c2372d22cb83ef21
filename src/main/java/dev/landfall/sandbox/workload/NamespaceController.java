package dev.landfall.sandbox.workload;

import dev.landfall.cluster.LiveObject;
import dev.landfall.sandbox.cluster.Controller;
import dev.landfall.sandbox.cluster.ObjectStore;
import java.time.Duration;
import java.util.List;

/** Empties a Namespace that is being deleted, and then takes it away. */
final class NamespaceController implements Controller.Reconciler {
    private final ObjectStore store;

    NamespaceController(ObjectStore store) {
        this.store = store;
    }

    @Override
    public Duration reconcile(LiveObject namespace) {
        if (!namespace.isBeingDeleted()) {
            store.updateStatus(
                    namespace.ref(),
                    "sandbox",
                    object -> object.withObject("/status").put("phase", "Active"));
            return Controller.UNTIL_IT_CHANGES;
        }
        List<LiveObject> left = store.list(
                object -> object.ref().namespace().equals(namespace.ref().name()));
        left.stream().filter(object -> !object.isBeingDeleted()).forEach(object -> store.delete(object.ref()));
        if (left.isEmpty()) store.remove(namespace);
        return left.isEmpty() ? Controller.UNTIL_IT_CHANGES : Duration.ofMillis(100);
    }
}
