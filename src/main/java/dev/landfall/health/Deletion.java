package dev.landfall.health;

import dev.landfall.cluster.LiveObject;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What an object that is being deleted still waits for. */
final class Deletion {
    private Deletion() {}

    static Optional<Health> of(LiveObject object) {
        if (!object.isBeingDeleted()) return Optional.empty();
        String holders = Stream.concat(
                        object.at("/metadata/finalizers").valueStream(),
                        object.at("/spec/finalizers").valueStream())
                .map(finalizer -> finalizer.asString(""))
                .collect(Collectors.joining(", "));
        String message = object.ref() + " is being deleted" + (holders.isEmpty() ? "" : ", held by " + holders);
        return Optional.of(Health.Progressing.as(message + contentLeft(object)));
    }

    /** A Namespace says what is left in it. */
    private static String contentLeft(LiveObject object) {
        return object.at("/status/conditions")
                .valueStream()
                .filter(condition -> condition.path("status").asString("").equals("True"))
                .filter(Deletion::isOfNamespace)
                .map(condition -> "; " + condition.path("message").asString(""))
                .collect(Collectors.joining());
    }

    private static boolean isOfNamespace(JsonNode condition) {
        return condition.path("type").asString("").startsWith("Namespace");
    }
}
