package dev.landfall.sandbox.workload;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.OwnerReference;
import dev.landfall.sandbox.cluster.ObjectStore;
import dev.landfall.sandbox.cluster.Rejected;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Deletes what has owner references of which none leads to an object that is there. */
final class GarbageCollector implements AutoCloseable {
    private static final Duration END = Duration.ofSeconds(5);

    private final ObjectStore store;
    private final Semaphore wakes = new Semaphore(1);
    private final ObjectStore.Subscription subscription;
    private final Thread thread;

    GarbageCollector(ObjectStore store) {
        this.store = store;
        this.subscription = store.subscribe(change -> {
            // Only a removal, or a child that came too late for its owner, can leave an orphan.
            if (change.isRemoval() || !change.object().ownerReferences().isEmpty()) wakes.release();
        });
        this.thread = Thread.ofVirtual().name("garbage-collector").start(this::work);
    }

    private void work() {
        try {
            while (true) {
                wakes.acquire();
                wakes.drainPermits();
                store.list(this::isOrphan).forEach(this::delete);
            }
        } catch (InterruptedException end) {
            // Closed.
        }
    }

    private boolean isOrphan(LiveObject object) {
        return !object.isBeingDeleted()
                && !object.ownerReferences().isEmpty()
                && object.ownerReferences().stream().noneMatch(reference -> isThere(object.ref(), reference));
    }

    private boolean isThere(ObjectRef child, OwnerReference reference) {
        ObjectRef owner = ObjectRef.of(reference.apiVersion(), reference.kind(), child.namespace(), reference.name());
        return store.get(owner)
                .or(() -> store.get(ObjectRef.of(reference.apiVersion(), reference.kind(), "", reference.name())))
                .filter(found -> found.uid().equals(reference.uid()))
                .isPresent();
    }

    private void delete(LiveObject orphan) {
        try {
            store.delete(orphan.ref());
        } catch (Rejected gone) {
            // By somebody else meanwhile.
        }
    }

    @Override
    public void close() {
        subscription.close();
        thread.interrupt();
        try {
            boolean _ = thread.join(END);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
