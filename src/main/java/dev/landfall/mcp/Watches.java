package dev.landfall.mcp;

import dev.landfall.change.Change;
import dev.landfall.change.Narration;
import dev.landfall.change.Patience;
import dev.landfall.change.Verdict;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The changes that are followed between calls. What must stay well, or stay gone, has to do so for longer than a call
 * may take: each call that asks joins the look that began with the first.
 */
public final class Watches {
    private final Workplace.Opener workplaces;
    private final Supplier<Duration> elapsed;
    private final Map<String, Watch> byChange = new HashMap<>();

    /** @param elapsed since some moment, by a clock that only goes forward */
    public Watches(Workplace.Opener workplaces, Supplier<Duration> elapsed) {
        this.workplaces = workplaces;
        this.elapsed = elapsed;
    }

    /** How far a change gets that waits for no merge. */
    Verdict await(Change change, Patience patience, Duration atMost, Narration narration) {
        Watch watch = of(change, patience);
        try {
            return watch.await(change, atMost, narration);
        } finally {
            if (watch.isOver()) forget(change, watch);
        }
    }

    private synchronized Watch of(Change change, Patience patience) {
        byChange.values().removeIf(Watch::isUnattended);
        return byChange.computeIfAbsent(change.id(), id -> Watch.start(workplaces, id, patience, elapsed));
    }

    private synchronized void forget(Change change, Watch watch) {
        byChange.remove(change.id(), watch);
    }
}
