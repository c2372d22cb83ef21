package dev.landfall.gitops.argocd;

import java.time.Instant;
import java.util.Optional;

/**
 * What was asked of Argo CD so far, as far as it bears on a verdict.
 *
 * @param refreshAllowed whether refreshes can be asked for; else Argo CD's own poll must be waited for
 * @param refreshedAt the API server's time of the last refresh request; empty if none was made
 * @param firstReconciledAt of the first snapshot, which was taken after the push; empty if it had none
 * @param recompares how many different comparisons were seen that did not bring our commit
 * @param syncs how many syncs were asked for
 * @param syncAllowed false once the API server refused a sync request
 */
record Requests(
        boolean refreshAllowed,
        Optional<Instant> refreshedAt,
        Optional<Instant> firstReconciledAt,
        int recompares,
        int syncs,
        boolean syncAllowed) {

    static Requests none(Optional<Instant> firstReconciledAt) {
        return new Requests(true, Optional.empty(), firstReconciledAt, 0, 0, true);
    }

    Requests refreshed(Instant serverTime) {
        return new Requests(true, Optional.of(serverTime), firstReconciledAt, recompares, syncs, syncAllowed);
    }

    Requests refreshRefused() {
        return new Requests(false, refreshedAt, firstReconciledAt, recompares, syncs, syncAllowed);
    }

    Requests recompared() {
        return new Requests(refreshAllowed, refreshedAt, firstReconciledAt, recompares + 1, syncs, syncAllowed);
    }

    Requests syncAsked() {
        return new Requests(refreshAllowed, refreshedAt, firstReconciledAt, recompares, syncs + 1, syncAllowed);
    }

    Requests syncRefused() {
        return new Requests(refreshAllowed, refreshedAt, firstReconciledAt, recompares, syncs, false);
    }

    /**
     * Whether a comparison that began then can have seen our commit. Argo CD cuts the time to whole seconds: one in the
     * second of our request counts, since the request itself is gone by then; without a request only a later second
     * than the first one seen proves that there was another comparison.
     */
    boolean isAnsweredBy(Instant reconciledAt) {
        if (refreshedAt.isPresent())
            return reconciledAt.getEpochSecond() >= refreshedAt.get().getEpochSecond();
        return firstReconciledAt.isEmpty() || reconciledAt.isAfter(firstReconciledAt.get());
    }
}
