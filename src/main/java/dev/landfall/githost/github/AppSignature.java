package dev.landfall.githost.github;

import dev.landfall.git.Secret;
import dev.landfall.githost.Authorization;
import java.time.InstantSource;

/** An app itself, as it asks for the tokens of its installations: by a new JWT in each request. */
final class AppSignature implements Authorization {
    private final String app;
    private final AppKey key;
    private final InstantSource clock;
    private Secret latest = new Secret("");

    AppSignature(String app, AppKey key, InstantSource clock) {
        this.app = app;
        this.key = key;
        this.clock = clock;
    }

    @Override
    public synchronized String header() {
        latest = key.signedFor(app, clock.instant());
        return "Bearer " + latest.reveal();
    }

    @Override
    public synchronized String redact(String text) {
        return latest.reveal().isEmpty() ? text : text.replace(latest.reveal(), "(secret)");
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
