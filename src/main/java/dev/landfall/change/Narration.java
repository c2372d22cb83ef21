package dev.landfall.change;

import dev.landfall.reason.Reason;

/** Where a change tells a person what it does while it does it. */
public interface Narration {

    /** Something begins. */
    void begins(String what);

    /** Something is done. */
    void done(String what);

    /** What is waited for now; said again at each look, and worth a line only when it changes. */
    void waiting(String phase);

    /** Something is worth knowing. */
    void warning(Reason reason);
}
