package dev.landfall.render;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Does no build twice: a plan and its landing build the same, and so do several owners of one folder. What is begun ahead
 * is done side by side with what is asked for.
 */
public final class RememberedBuilds extends LayeredRenderer {
    private static final int KEPT = 64;

    private final Semaphore ahead = new Semaphore(Runtime.getRuntime().availableProcessors());

    private final Map<String, FutureTask<Rendering>> known =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, FutureTask<Rendering>> eldest) {
                    return size() > KEPT;
                }
            });

    public RememberedBuilds(Renderer below) {
        super(below);
    }

    @Override
    public Rendering render(Build build) {
        return known(key(build), () -> below.render(build));
    }

    @Override
    public void begin(Build build) {
        FutureTask<Rendering> task = new FutureTask<>(() -> below.render(build));
        if (known.putIfAbsent(key(build), task) == null) Thread.ofVirtual().start(() -> runAhead(task));
    }

    /** Not more at once than the machine has processors for; who asks for one meanwhile runs it without waiting. */
    private void runAhead(FutureTask<Rendering> task) {
        ahead.acquireUninterruptibly();
        try {
            task.run();
        } finally {
            ahead.release();
        }
    }

    private static String key(Build build) {
        return "kustomize " + build.fingerprint();
    }

    @Override
    public Rendering render(ChartBuild build) {
        return known("helm " + build.fingerprint(), () -> below.render(build));
    }

    private Rendering known(String key, Supplier<Rendering> rendering) {
        FutureTask<Rendering> own = new FutureTask<>(rendering::get);
        FutureTask<Rendering> there = known.putIfAbsent(key, own);
        FutureTask<Rendering> task = there == null ? own : there;
        task.run();
        try {
            return task.get();
        } catch (ExecutionException failed) {
            known.remove(key, task);
            if (failed.getCause() instanceof RuntimeException cause) throw cause;
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return rendering.get();
        }
    }
}
