package dev.landfall.gitops.argocd;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GoDuration;
import dev.landfall.reason.Printable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The operation of an Application that is queued, runs, or ran last.
 *
 * @param application whose it is, asked about one of its sources
 * @param request {@code .operation}, or its copy in {@code status.operationState.operation}
 * @param state {@code status.operationState}; missing while the operation is only queued
 */
record SyncOperation(Application application, JsonNode request, JsonNode state) {
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
    private static final Set<String> OVER = Set.of("Succeeded", "Failed", "Error");

    static Optional<SyncOperation> of(Application application) {
        JsonNode queued = application.live().at("/operation");
        JsonNode state = application.live().at("/status/operationState");
        boolean stateIsOfAnEarlierOne = OVER.contains(state.path("phase").asString(""));
        if (queued.isObject() && (!state.isObject() || stateIsOfAnEarlierOne)) {
            return Optional.of(new SyncOperation(application, queued, MissingNode.getInstance()));
        }
        if (!state.isObject() || isBroken(state)) return Optional.empty();
        return Optional.of(new SyncOperation(application, state.path("operation"), state));
    }

    /** Argo CD sometimes stores a success that never ran (argo-cd issue 29636). */
    private static boolean isBroken(JsonNode state) {
        return state.path("phase").asString("").equals("Succeeded")
                && !state.path("finishedAt").isString()
                && !state.path("syncResult").isObject();
    }

    boolean isActive() {
        return !OVER.contains(phase()) || !state.path("finishedAt").isString();
    }

    boolean isWaitingForRetry() {
        return phase().equals("Running") && state.path("finishedAt").isString() && retries() > 0;
    }

    boolean hasFailed() {
        return !isActive() && !phase().equals("Succeeded");
    }

    String phase() {
        return state.path("phase").asString("");
    }

    String message() {
        return Printable.line(state.path("message").asString(""));
    }

    long retries() {
        return state.path("retryCount").asLong(0);
    }

    /**
     * When a failed operation that waits is tried again: pkg/apis/application/v1alpha1/types.go, NextRetryAt. Empty where
     * its times cannot be read.
     */
    Optional<Instant> nextAttempt() {
        try {
            JsonNode backoff = request.at("/retry/backoff");
            Duration first = duration(backoff.path("duration").asString(""), Duration.ofSeconds(5));
            Duration most = duration(backoff.path("maxDuration").asString(""), Duration.ofMinutes(3));
            long bound = most.isPositive() ? most.toMillis() : LONGEST_PAUSE.toMillis();
            long factor = Math.max(1, backoff.path("factor").asLong(2));
            long wait = Math.min(bound, first.toMillis());
            for (long retry = 0; factor > 1 && retry < retries() && wait > 0 && wait < bound; retry++)
                wait = wait > bound / factor ? bound : wait * factor;
            Duration pause = Duration.ofMillis(wait);
            return finishedAt().map(finished -> finished.plus(pause));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** When it, or its last try, ended; empty where it has not or where its time cannot be read. */
    private Optional<Instant> finishedAt() {
        try {
            return Optional.of(Instant.parse(state.path("finishedAt").asString("")));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /** A number alone is seconds. */
    private static Duration duration(String text, Duration otherwise) {
        if (text.isEmpty()) return otherwise;
        if (text.matches("\\d{1,9}")) return Duration.ofSeconds(Long.parseLong(text));
        return GoDuration.parse(text).orElseThrow(() -> new IllegalArgumentException("not a duration: " + text));
    }

    /** Of the retries; {@code no limit} below zero. */
    String retryLimit() {
        long limit = request.at("/retry/limit").asLong(0);
        return limit < 0 ? "no limit" : String.valueOf(limit);
    }

    /** The commit that it applies: as resolved where it was, else as requested, which may be any text. */
    String revision() {
        String applied = application.revisionIn(state.path("syncResult"));
        return applied.matches("[0-9a-f]{40}") ? applied : application.revisionIn(request.path("sync"));
    }

    /**
     * Whether it can tell of these objects as they stand in Git: no dry run, no manifests from a person's disk, no
     * selection that leaves one of them out, and from the source that the spec has now.
     */
    boolean concerns(List<ObjectRef> objects) {
        JsonNode sync = request.path("sync");
        JsonNode result = state.path("syncResult");
        JsonNode source = application.hasSeveralSources()
                ? result.path("sources").path(application.index())
                : result.path("source");
        return !sync.path("dryRun").asBoolean(false)
                && sync.path("manifests").isEmpty()
                && (sync.path("resources").isEmpty() || objects.stream().allMatch(this::selects))
                && (!source.isObject()
                        || Application.sameTexts(
                                source, application.syncedSource(), "repoURL", "path", "targetRevision"));
    }

    /** The result for one object; empty while it was not applied yet. */
    Optional<AppliedResource> result(ObjectRef object) {
        return results().stream()
                .filter(result -> result.object().isSameObjectAs(object))
                .findFirst();
    }

    List<AppliedResource> results() {
        return state.at("/syncResult/resources")
                .valueStream()
                .map(AppliedResource::of)
                .toList();
    }

    private boolean selects(ObjectRef object) {
        return request.at("/sync/resources").valueStream().anyMatch(entry -> isSelected(entry, object));
    }

    private static boolean isSelected(JsonNode entry, ObjectRef object) {
        String namespace = entry.path("namespace").asString("");
        return entry.path("group").asString("").equals(object.group())
                && entry.path("kind").asString("").equals(object.kind())
                && entry.path("name").asString("").equals(object.name())
                && (namespace.isEmpty() || namespace.equals(object.namespace()));
    }
}
