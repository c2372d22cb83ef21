package dev.landfall.health;

import dev.landfall.cluster.LiveObject;

/** A Namespace is healthy when it is active. */
final class NamespaceHealth {
    private NamespaceHealth() {}

    static Health of(LiveObject namespace) {
        String phase = namespace.at("/status/phase").asString("");
        return phase.equals("Active")
                ? Health.Healthy.as("Namespace is active")
                : Health.Progressing.as("Namespace is " + (phase.isEmpty() ? "not yet active" : phase));
    }
}
