package dev.landfall.sandbox.cluster;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Looks after all objects of one kind, each on a thread of its own: at once when it appears, after each change that
 * concerns it, and when it asked to be woken. Like the real ones it acts on what is, never on what happened.
 */
public final class Controller implements AutoCloseable {
    /** For an object that waits for nothing but a change. */
    public static final Duration UNTIL_IT_CHANGES = Duration.ofHours(1);

    private static final Duration AFTER_A_REJECTION = Duration.ofMillis(100);
    private static final Duration END = Duration.ofSeconds(5);

    private final ObjectStore store;
    private final String group;
    private final String kind;
    private final Interest interest;
    private final Reconciler reconciler;
    private final Map<String, Worker> workers = new ConcurrentHashMap<>();
    private final AtomicReference<RuntimeException> fault = new AtomicReference<>();
    private final ObjectStore.Subscription subscription;
    private volatile boolean closed;

    /** Brings the world one step nearer to what an object says. */
    public interface Reconciler {
        /** @return after which time to look again if nothing changes before */
        Duration reconcile(LiveObject object) throws InterruptedException;
    }

    /** Which changes of other objects are worth a look; those of the object itself always are. */
    public interface Interest {
        boolean concerns(ObjectRef own, String uid, LiveObject changed);

        /** Changes of objects that the own one controls. */
        Interest CHILDREN = (own, uid, changed) -> changed.ownerReferences().stream()
                .anyMatch(reference -> reference.uid().equals(uid));
    }

    public Controller(ObjectStore store, String group, String kind, Interest interest, Reconciler reconciler) {
        this.store = store;
        this.group = group;
        this.kind = kind;
        this.interest = interest;
        this.reconciler = reconciler;
        this.subscription = store.subscribe(this::note);
        store.list(group, kind, "").forEach(this::begin);
    }

    private void note(ObjectStore.StoredChange change) {
        ObjectRef ref = change.object().ref();
        boolean ours = ref.kind().equals(kind) && ref.group().equals(group);
        if (ours && !change.isRemoval()) begin(change.object());
        workers.values().forEach(worker -> worker.wakeIfConcerned(change.object()));
    }

    private void begin(LiveObject object) {
        if (closed) return;
        workers.computeIfAbsent(object.uid(), uid -> new Worker(object.ref(), uid))
                .start();
    }

    /** Whether it stopped looking after an object by a fault of its own. */
    public boolean hasFailed() {
        return fault.get() != null;
    }

    /**
     * Ends all work.
     *
     * @throws IllegalStateException where the controller failed by a fault of its own
     */
    @Override
    public void close() {
        closed = true;
        subscription.close();
        List<Worker> ending = List.copyOf(workers.values());
        ending.forEach(worker -> worker.thread.interrupt());
        ending.forEach(Worker::join);
        if (hasFailed()) throw new IllegalStateException("the controller of " + kind + " failed", fault.get());
    }

    private final class Worker {
        private final ObjectRef ref;
        private final String uid;
        private final Semaphore wakes = new Semaphore(0);
        private final Thread thread;

        Worker(ObjectRef ref, String uid) {
            this.ref = ref;
            this.uid = uid;
            this.thread = Thread.ofVirtual().name(ref.toString()).unstarted(this::work);
        }

        synchronized void start() {
            if (thread.getState() == Thread.State.NEW) thread.start();
        }

        void wakeIfConcerned(LiveObject changed) {
            if (changed.uid().equals(uid) || interest.concerns(ref, uid, changed)) wakes.release();
        }

        private void work() {
            try {
                Optional<Duration> next = step();
                while (next.isPresent() && !closed) {
                    boolean _ = wakes.tryAcquire(next.get().toMillis(), TimeUnit.MILLISECONDS);
                    wakes.drainPermits(); // one look serves all changes before it
                    next = step();
                }
            } catch (InterruptedException end) {
                // Closed.
            } catch (RuntimeException broken) {
                fault.compareAndSet(null, broken);
            } finally {
                workers.remove(uid, this);
            }
        }

        /** Empty where the object is gone. */
        private Optional<Duration> step() throws InterruptedException {
            Optional<LiveObject> object =
                    store.get(ref).filter(live -> live.uid().equals(uid));
            if (object.isEmpty()) return Optional.empty();
            try {
                return Optional.of(reconciler.reconcile(object.get()));
            } catch (Rejected outdated) {
                // Somebody wrote in between, or an object that is worked on has gone: look again.
                return Optional.of(AFTER_A_REJECTION);
            }
        }

        private void join() {
            try {
                boolean _ = thread.join(END);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
