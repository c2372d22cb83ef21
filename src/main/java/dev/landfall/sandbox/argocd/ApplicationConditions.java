package dev.landfall.sandbox.argocd;

import dev.landfall.sandbox.cluster.ObjectStore;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code status.conditions} of an Application: they stand while they hold. */
record ApplicationConditions(ObjectNode status, Instant now) {

    /** @param message empty where it does not hold */
    ApplicationConditions set(String type, String message) {
        ArrayNode conditions = status.withArray("/conditions");
        Optional<ObjectNode> known = conditions
                .valueStream()
                .filter(each -> each.path("type").asString("").equals(type))
                .map(ObjectNode.class::cast)
                .findFirst();
        if (message.isEmpty()) {
            conditions.removeIf(each -> each.path("type").asString("").equals(type));
        } else if (known.filter(each -> each.path("message").asString("").equals(message))
                .isEmpty()) {
            known.orElseGet(conditions::addObject)
                    .put("type", type)
                    .put("message", message)
                    .put("lastTransitionTime", ObjectStore.time(now));
        }
        if (conditions.isEmpty()) status.remove("conditions");
        return this;
    }
}
