package dev.landfall.mcp;

import dev.landfall.change.Change;
import dev.landfall.change.ChangeEngine;
import dev.landfall.change.Merge;
import dev.landfall.change.Narration;
import dev.landfall.change.Outcome;
import dev.landfall.change.Patience;
import dev.landfall.change.Verdict;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** One change that is followed for as long as somebody asks for it now and then. */
final class Watch implements Narration {
    /** Longer than a model thinks between two calls. */
    private static final Duration UNATTENDED = Duration.ofMinutes(2);

    private static final long LOOK_MILLISECONDS = 300;

    private final FutureTask<Verdict> task;
    private final Supplier<Duration> elapsed;
    private volatile Duration lastAsked;
    private volatile String phase = "beginning to look at it";
    private volatile boolean hasLooked;

    private Watch(Workplace.Opener workplaces, String change, Patience patience, Supplier<Duration> elapsed) {
        this.task = new FutureTask<>(() -> follow(workplaces, change, patience));
        this.elapsed = elapsed;
        this.lastAsked = elapsed.get();
    }

    static Watch start(Workplace.Opener workplaces, String change, Patience patience, Supplier<Duration> elapsed) {
        Watch watch = new Watch(workplaces, change, patience, elapsed);
        Thread.ofVirtual().name("watch-" + change).start(watch.task);
        return watch;
    }

    private Verdict follow(Workplace.Opener workplaces, String change, Patience patience) {
        try (Workplace workplace = workplaces.open()) {
            ChangeEngine engine = workplace.engine();
            return engine.track(engine.storedChange(change), Merge.BY_PEOPLE, patience, this);
        }
    }

    /** Whether nobody has asked for so long that it has ended, or that what it came to is old. */
    boolean isUnattended() {
        return elapsed.get().minus(lastAsked).compareTo(UNATTENDED) >= 0;
    }

    boolean isOver() {
        return task.isDone();
    }

    /** The verdict, or past the bound, and after one look at least, that there is none yet. */
    Verdict await(Change change, Duration atMost, Narration narration) {
        Duration until = elapsed.get().plus(atMost);
        while (true) {
            lastAsked = elapsed.get();
            if (hasLooked && !isOver() && lastAsked.compareTo(until) >= 0)
                return Verdict.ofAll(change.plan(), Outcome.TimedOut.during(phase));
            narration.waiting(phase);
            try {
                return task.get(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                // The phase may be another one by now.
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting", stopped);
            }
        }
    }

    @Override
    public void waiting(String what) {
        if (isUnattended()) throw new Attendance.Left();
        phase = what;
        hasLooked = true;
    }

    @Override
    public void begins(String what) {
        phase = what;
    }

    @Override
    public void done(String what) {
        phase = what;
    }

    @Override
    public void warning(Reason reason) {
        phase = reason.toString();
    }
}
