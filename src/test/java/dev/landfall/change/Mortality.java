package dev.landfall.change;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Counts what a process does to the world, and kills it at one of these points: right before an act, or right after it.
 * A process that is dead does nothing any more, whatever its threads still try.
 */
final class Mortality {
    private final int last;
    private final List<String> points = new ArrayList<>();
    private boolean dead;

    /** What ends the process. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private Mortality(int last) {
        this.last = last;
    }

    static Mortality immortal() {
        return new Mortality(0);
    }

    /** @param last the number of the point at which it ends, counted from 1 */
    static Mortality at(int last) {
        return new Mortality(last);
    }

    synchronized boolean isDead() {
        return dead;
    }

    /** The points that were passed, in words, such as {@code before the push}. */
    synchronized List<String> points() {
        return List.copyOf(points);
    }

    <T> T act(String what, Supplier<T> act) {
        pass("before " + what);
        T result = act.get();
        pass("after " + what);
        return result;
    }

    synchronized void pass(String point) {
        if (dead) throw new Killed();
        points.add(point);
        dead = points.size() == last;
        if (dead) throw new Killed();
    }
}
