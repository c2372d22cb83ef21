package dev.landfall.change;

import dev.landfall.reason.Reason;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was told, in its order, each thing that is waited for once. */
final class Heard implements Narration {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile Runnable onWait = () -> {};

    /** What happens whenever something is waited for. */
    void onWait(Runnable action) {
        onWait = action;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void begins(String what) {
        lines.add("begins " + what);
    }

    @Override
    public void done(String what) {
        lines.add("done " + what);
    }

    @Override
    public void waiting(String phase) {
        String line = "waits " + phase;
        if (!lines.contains(line)) lines.add(line);
        onWait.run();
    }

    @Override
    public void warning(Reason reason) {
        lines.add("warns " + reason);
    }
}
