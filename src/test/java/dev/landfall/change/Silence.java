package dev.landfall.change;

import dev.landfall.reason.Reason;

/** Nobody listens. */
public final class Silence implements Narration {
    @Override
    public void begins(String what) {}

    @Override
    public void done(String what) {}

    @Override
    public void waiting(String phase) {}

    @Override
    public void warning(Reason reason) {}
}
