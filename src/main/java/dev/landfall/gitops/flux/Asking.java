package dev.landfall.gitops.flux;

import dev.landfall.cluster.ControllerRequests;
import dev.landfall.cluster.LiveObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Asks one controller for a pass over one object, by the annotation that Flux defines for it, and notices the answer: a
 * controller notes the token that it found at the start of a pass when it ends, whatever came of it.
 */
final class Asking {
    private static final String REQUESTED_AT = "reconcile.fluxcd.io/requestedAt";
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final ControllerRequests controllers;
    private final InstantSource clock;
    private Requests requests = Requests.none();
    private String token = "";
    private Instant lastAsked = Instant.MIN;

    Asking(ControllerRequests controllers, InstantSource clock) {
        this.controllers = controllers;
        this.clock = clock;
    }

    Requests requests() {
        return requests;
    }

    void look(LiveObject object) {
        if (!requests.pending()) return;
        if (object.at("/status/lastHandledReconcileAt").asString("").equals(token)) {
            requests = requests.answered();
        } else if (!token.equals(object.annotations().get(REQUESTED_AT))) {
            requests = requests.lost();
        }
    }

    void ask(LiveObject object) {
        boolean tooSoon = clock.instant().isBefore(lastAsked.plus(PAUSE));
        if (requests.pending() || tooSoon || !requests.allowed()) return;
        lastAsked = clock.instant();
        token = lastAsked + "-" + UUID.randomUUID();
        requests = controllers
                .annotate(object.ref(), REQUESTED_AT, token)
                .map(asked -> requests.asked())
                .orElseGet(requests::refused);
    }
}
