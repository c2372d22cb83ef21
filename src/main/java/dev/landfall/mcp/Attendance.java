package dev.landfall.mcp;

import dev.landfall.change.Narration;
import dev.landfall.mcp.wire.Call;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;

/**
 * Whoever waits for a call: is told how it goes, and may leave. A step that has begun is finished all the same; it is
 * only waiting that ends then.
 */
final class Attendance implements Narration {
    private static final int LONGEST = 300;

    private final Call call;
    private volatile boolean isOver;
    private volatile String phase = "at work";

    Attendance(Call call) {
        this.call = call;
    }

    /** Carries the end of the wait out of the engine. */
    static final class Left extends RuntimeException {
        private static final long serialVersionUID = 1;

        Left() {
            super("nobody waits any more", null, false, false);
        }
    }

    @Override
    public void begins(String what) {
        tell(what);
    }

    @Override
    public void done(String what) {
        tell(what);
    }

    @Override
    public void waiting(String what) {
        if (isOver || call.isStopped()) throw new Left();
        if (!what.equals(phase)) tell(what);
    }

    @Override
    public void warning(Reason reason) {
        tell(reason.toString());
    }

    private void tell(String what) {
        phase = what;
        call.progress(Printable.line(what, LONGEST));
    }

    /** Says that it still goes on. */
    void beat(long seconds) {
        call.progress(Printable.line(seconds + " s: " + phase, LONGEST));
    }

    boolean isLeft() {
        return call.isStopped();
    }

    /** The call has been answered; what is still at work for it need not wait any longer. */
    void over() {
        isOver = true;
    }
}
