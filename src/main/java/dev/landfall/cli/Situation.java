package dev.landfall.cli;

import dev.landfall.change.Change;
import dev.landfall.change.ChangePlan;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** How far a command got, for whoever must tell it: the command itself, or the hook that runs when it is interrupted. */
final class Situation {
    private final AtomicReference<ChangePlan> plan = new AtomicReference<>();
    private final AtomicReference<Change> change = new AtomicReference<>();
    private final AtomicReference<CountDownLatch> landing = new AtomicReference<>(new CountDownLatch(0));
    private final AtomicBoolean told = new AtomicBoolean();

    void planned(ChangePlan known) {
        plan.set(known);
    }

    void landed(Change known) {
        change.set(known);
    }

    void landingBegins() {
        landing.set(new CountDownLatch(1));
    }

    void landingEnds() {
        landing.get().countDown();
    }

    Optional<ChangePlan> plan() {
        return Optional.ofNullable(plan.get());
    }

    Optional<Change> change() {
        return Optional.ofNullable(change.get());
    }

    /** Whether it is known if the change was pushed, after waiting so long for a push that is under way. */
    boolean isSettledWithin(long seconds) throws InterruptedException {
        return landing.get().await(seconds, TimeUnit.SECONDS);
    }

    /** Whether the caller is the one to tell how it ended; true once. */
    boolean isToldByMe() {
        return told.compareAndSet(false, true);
    }
}
