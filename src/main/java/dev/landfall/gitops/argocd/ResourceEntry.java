package dev.landfall.gitops.argocd;

import dev.landfall.cluster.ObjectRef;
import tools.jackson.databind.JsonNode;

/**
 * An entry of {@code status.resources} of an Application.
 *
 * @param status {@code Synced}, {@code OutOfSync}, {@code Unknown}, or empty for hooks and copied tracking-ids
 * @param health empty where Argo CD does not store it, as from 3.0 by default
 * @param requiresPruning whether the object is live but not in Git any more
 */
record ResourceEntry(ObjectRef object, String status, String health, boolean hook, boolean requiresPruning) {

    static ResourceEntry of(JsonNode entry) {
        return new ResourceEntry(
                object(entry),
                entry.path("status").asString(""),
                entry.at("/health/status").asString(""),
                entry.path("hook").asBoolean(false),
                entry.path("requiresPruning").asBoolean(false));
    }

    /** The object that an entry of any of an Application's lists names. */
    static ObjectRef object(JsonNode entry) {
        return new ObjectRef(
                entry.path("group").asString(""),
                entry.path("version").asString(""),
                entry.path("kind").asString(""),
                entry.path("namespace").asString(""),
                entry.path("name").asString(""));
    }

    /** A copied tracking-id is listed too, but with an empty status (controller/state.go). */
    boolean provesOwnership() {
        return hook || !status.isEmpty();
    }

    /** {@code apps/Deployment shop/web Synced}. */
    String observed() {
        String group = object.group().isEmpty() ? "" : object.group() + "/";
        return group + object + " " + (hook ? "hook" : status);
    }
}
