package dev.landfall.soak;

import dev.landfall.change.Outcome;
import dev.landfall.cluster.ClusterException;
import dev.landfall.git.GitException;
import dev.landfall.journal.JournalException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * Landfall as somebody has it who starts it again with the same words whenever it is killed, or says that a server does
 * not answer.
 */
final class Lives {
    private static final int MOST = 20;
    private static final Duration PAUSE = Duration.ofMillis(400);

    private final SoakWorld world;
    private final Deque<Integer> deaths;
    private int begun;

    Lives(SoakWorld world, List<Integer> deaths) {
        this.world = world;
        this.deaths = new ArrayDeque<>(deaths);
    }

    /** Nothing came of it, however often it was tried. */
    static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1;

        GivenUp(String message, Throwable last) {
            super(message, last);
        }
    }

    <T> T run(Function<LandfallProcess, T> command) {
        RuntimeException last = new IllegalStateException("never begun");
        while (begun++ < MOST) {
            Mortality mortality = mortality();
            try (LandfallProcess process = new LandfallProcess(world, mortality)) {
                return command.apply(process);
            } catch (Mortality.Killed _) {
                deaths.poll();
            } catch (ClusterException | GitException | JournalException unreachable) {
                last = unreachable;
                pause();
            }
        }
        throw new GivenUp(String.valueOf(last.getMessage()), last);
    }

    /** The next death is still to come until it has struck: a command may end before it. */
    private Mortality mortality() {
        if (deaths.isEmpty()) return Mortality.none();
        int next = deaths.peek();
        return new Mortality(Math.abs(next), next < 0);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    /** The outcome's name and why. */
    static String told(Outcome outcome) {
        return outcome.reason().code() + ": " + outcome.reason().message();
    }
}
