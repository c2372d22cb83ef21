package dev.landfall.gitops.flux;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a GitRepository has no newer artifact, where it says so.
 *
 * @param type of the condition
 */
record SourceFailure(LiveObject source, String type, Condition condition) {

    static Optional<SourceFailure> of(LiveObject source) {
        Stream<SourceFailure> failed = Stream.of("FetchFailed", "StorageOperationFailed", "IncludeUnavailable")
                .map(type -> new SourceFailure(source, type, Condition.of(source, type)))
                .filter(failure -> failure.condition().isTrue());
        Stream<SourceFailure> unverified = Stream.of(
                        new SourceFailure(source, "SourceVerified", Condition.of(source, "SourceVerified")))
                .filter(failure -> failure.condition().isFalse());
        return Stream.concat(failed, unverified)
                .filter(SourceFailure::isOfThisSpec)
                .findFirst();
    }

    /** Of one before, a failure tells nothing: the new spec may be what mends it. */
    private boolean isOfThisSpec() {
        return condition.generation() == 0 || condition.generation() >= source.generation();
    }

    /** That commits are not signed as it demands: that does not change by itself. */
    boolean isUnverified() {
        return type.equals("SourceVerified");
    }

    /** A matter of networks and running servers, which come back by themselves; in the words of Go and its Git. */
    boolean isOutOfReach() {
        String text = condition.text().toLowerCase(Locale.ROOT);
        return type.equals("FetchFailed")
                && Stream.of(
                                "dial tcp",
                                "no such host",
                                "i/o timeout",
                                "connection refused",
                                "connection reset",
                                "deadline exceeded",
                                "unexpected eof",
                                "tls handshake timeout",
                                "502 bad gateway",
                                "503 service unavailable")
                        .anyMatch(text::contains);
    }

    Reason reason() {
        String message = "%s has no newer artifact: %s".formatted(source.ref(), condition.text());
        return switch (type) {
            case "StorageOperationFailed" ->
                Reason.passing("source-storage-failed", message, "see whether the volume of source-controller is full");
            case "IncludeUnavailable" ->
                Reason.passing("source-include-unavailable", message, "mend the GitRepository that spec.include names");
            case "SourceVerified" ->
                Reason.lasting(
                        "source-unverified",
                        message,
                        "sign commits with a key that is in the Secret of spec.verify, or correct spec.verify");
            default -> fetch(message);
        };
    }

    private Reason fetch(String message) {
        String text = condition.text().toLowerCase(Locale.ROOT);
        ObjectRef ref = source.ref();
        if (Stream.of("authenticationfailed", "authentication required", "unable to authenticate", "permission denied")
                .anyMatch(text::contains)) {
            String secret = source.at("/spec/secretRef/name").asString("");
            return Reason.passing(
                    "source-authentication-failed",
                    message,
                    secret.isEmpty()
                            ? "give %s a Secret with credentials by spec.secretRef".formatted(ref)
                            : "put valid credentials into Secret %s/%s".formatted(ref.namespace(), secret));
        }
        if (Stream.of("remote ref", "reference not found", "couldn't find").anyMatch(text::contains)) {
            return Reason.passing(
                    "source-ref-missing", message, "create the branch again, or correct spec.ref of " + ref);
        }
        if (isOutOfReach()) return Reason.passing("source-unreachable", message, "see whether its Git server answers");
        return Reason.passing("source-failed", message, "mend what the message names");
    }
}
