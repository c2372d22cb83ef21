package dev.landfall.sandbox.flux;

import dev.landfall.sandbox.cluster.ObjectStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code status.conditions} of a Flux object (fluxcd/pkg/runtime/conditions): those that say most come first. */
record Conditions(ObjectNode object, Instant now) {
    private static final List<String> FIRST = List.of("Reconciling", "Stalled", "Ready");

    Conditions set(String type, String status, String reason, String message) {
        Optional<ObjectNode> known = find(type);
        boolean same = known.filter(each -> each.path("status").asString("").equals(status)
                        && each.path("reason").asString("").equals(reason)
                        && each.path("message").asString("").equals(message))
                .isPresent();
        ObjectNode condition = known.orElseGet(() -> list().addObject().put("type", type));
        if (!same) {
            condition.put("status", status).put("reason", reason).put("message", message);
            condition.put("lastTransitionTime", ObjectStore.time(now));
        }
        condition.put("observedGeneration", object.at("/metadata/generation").asLong(0));
        sort();
        return this;
    }

    /** At work: what {@code Ready} was says nothing meanwhile. */
    Conditions progressing(String message) {
        return set("Reconciling", "True", "Progressing", message);
    }

    /** A failure that will be tried again. */
    Conditions failed(String reason, String message) {
        set("Ready", "False", reason, message);
        return set("Reconciling", "True", "ProgressingWithRetry", message);
    }

    Conditions remove(String type) {
        list().removeIf(each -> each.path("type").asString("").equals(type));
        return this;
    }

    Optional<ObjectNode> find(String type) {
        return list().valueStream()
                .filter(each -> each.path("type").asString("").equals(type))
                .map(ObjectNode.class::cast)
                .findFirst();
    }

    private ArrayNode list() {
        return object.withObject("/status").withArray("/conditions");
    }

    private void sort() {
        List<JsonNode> sorted = new ArrayList<>();
        list().forEach(sorted::add);
        sorted.sort(Comparator.comparingInt(Conditions::rank)
                .thenComparing(each -> each.path("type").asString("")));
        ArrayNode list = list();
        list.removeAll();
        list.addAll(sorted);
    }

    private static int rank(JsonNode condition) {
        int rank = FIRST.indexOf(condition.path("type").asString(""));
        return rank < 0 ? FIRST.size() : rank;
    }
}
