package dev.landfall.change;

import dev.landfall.reason.Reason;
import java.time.Duration;

/** A server that does not answer for a while does not end the wait; one that never comes back does. */
final class Outage {
    private final Duration longest;
    private final Since since = new Since();

    Outage(Duration longest) {
        this.longest = longest;
    }

    void isOver() {
        since.no();
    }

    /** What to tell meanwhile; throws the fault itself where it does not pass or lasts too long. */
    String lasts(RuntimeException fault, boolean passes, Reason reason, Duration now) {
        if (!passes || since.yes(now).compareTo(longest) > 0) throw fault;
        return reason.message() + ", trying again";
    }
}
