package dev.landfall.githost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.landfall.git.Authorities;
import dev.landfall.git.Canary;
import dev.landfall.git.HttpProxy;
import dev.landfall.git.RepositoryUrl;
import dev.landfall.git.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import tools.jackson.databind.JsonNode;

/** Connections that give up soon, and what their failures say. */
final class Asking {
    static final Secret TOKEN = new Secret(LookAlikeHost.TOKEN);

    /** Two attempts, no wait above a second, lists of five. */
    static final HostLimits LIMITS =
            new HostLimits(Duration.ofSeconds(2), Duration.ofSeconds(10), 10_000, Duration.ofSeconds(1), 2, 5);

    private Asking() {}

    static HostConnection of(String api) {
        return of(api, LIMITS);
    }

    static HostConnection of(String api, HostLimits limits) {
        return of(api, limits, Optional.empty(), Optional.empty());
    }

    static HostConnection of(
            String api, HostLimits limits, Optional<HttpProxy> proxy, Optional<Authorities> authorities) {
        Site site = new Site(
                RepositoryUrl.parse("https://git.example.org/team/shop", false),
                URI.create(api),
                new HostCredential.Token(TOKEN),
                proxy,
                authorities);
        return new HostConnection(site, Authorization.of("Bearer", TOKEN), Map.of(), limits);
    }

    static HostLimits answeringWithin(Duration answer) {
        return new HostLimits(
                LIMITS.connect(), answer, LIMITS.answerBytes(), LIMITS.pause(), LIMITS.attempts(), LIMITS.entries());
    }

    static HostLimits waitingAtMost(Duration pause) {
        return new HostLimits(
                LIMITS.connect(), LIMITS.answer(), LIMITS.answerBytes(), pause, LIMITS.attempts(), LIMITS.entries());
    }

    static JsonNode body() {
        return HostConnection.object().put("title", "Scale web");
    }

    /** Told without a secret. */
    static GitHostException failure(ThrowingCallable call) {
        GitHostException failure = catchThrowableOfType(GitHostException.class, call);
        assertThat(failure).as("a failure").isNotNull();
        Canary.assertTellsNoSecret(failure, failure.reason());
        return failure;
    }

    /** Its fault and code. */
    static String code(ThrowingCallable call) {
        GitHostException failure = failure(call);
        return failure.fault() + " " + failure.reason().code();
    }
}
