package dev.landfall.cluster;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A watch that says only that something changed: whoever is told reads the object itself, so nothing of the stream
 * needs to be understood and nothing missed while it is broken can mislead.
 */
final class ObjectWatch implements Cluster.Watching {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final long STREAM_SECONDS = 300;
    private static final int OK = 200;
    private static final int NOT_ALLOWED = 403;

    private final ApiServer server;
    private final String path;
    private final Runnable changed;
    private final Thread thread;
    private final AtomicReference<AsyncBody> open = new AtomicReference<>();
    private volatile boolean closed;

    ObjectWatch(ApiServer server, String path, Runnable changed) {
        this.server = server;
        this.path = path;
        this.changed = changed;
        this.thread = Thread.ofVirtual().name("watch").start(this::run);
    }

    @Override
    public void close() {
        closed = true;
        AsyncBody body = open.get();
        if (body != null) body.cancel();
        thread.interrupt();
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!closed) {
                int status = follow();
                if (status == NOT_ALLOWED) return; // looking from time to time has to do
                pause = status == OK ? FIRST_PAUSE : longer(pause);
                Thread.sleep(pause);
            }
        } catch (InterruptedException end) {
            // Closed.
        }
    }

    /** The status that the stream began with, 0 where it did not begin. */
    private int follow() throws InterruptedException {
        try {
            return stream();
        } catch (ExecutionException | TimeoutException broken) {
            return 0;
        }
    }

    private int stream() throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<HttpResponse<AsyncBody>> answer = server.stream(path, this::tell);
        HttpResponse<AsyncBody> response = answer.get(STREAM_SECONDS, TimeUnit.SECONDS);
        if (response.code() != OK) {
            response.body().cancel();
            return response.code();
        }
        open.set(response.body());
        try {
            response.body().consume();
            response.body().done().get(STREAM_SECONDS, TimeUnit.SECONDS);
        } finally {
            response.body().cancel();
        }
        return response.code();
    }

    private void tell(List<ByteBuffer> bytes, AsyncBody body) {
        if (!closed && !bytes.isEmpty()) changed.run();
        body.consume();
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }
}
