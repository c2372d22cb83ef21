package dev.landfall.change;

import dev.landfall.cluster.LiveObject;
import dev.landfall.reason.Reason;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a ResourceQuota leaves for more pods. */
record QuotaRoom(LiveObject quota) {
    /** The quota's names and where a container says how much it takes of each. */
    private static final Map<String, String> TAKEN = Map.of(
            "requests.cpu", "/resources/requests/cpu",
            "cpu", "/resources/requests/cpu",
            "requests.memory", "/resources/requests/memory",
            "memory", "/resources/requests/memory",
            "limits.cpu", "/resources/limits/cpu",
            "limits.memory", "/resources/limits/memory");

    /** Says which resource does not suffice for so many pods; empty where all do. */
    Optional<Reason> tightFor(LiveObject workload, long wanted) {
        long more = wanted - workload.at("/spec/replicas").asLong(1);
        if (more <= 0) return Optional.empty();
        return quota.at("/status/hard").properties().stream()
                .filter(hard -> exceeds(hard.getKey(), hard.getValue(), workload, more))
                .findFirst()
                .map(hard -> Reason.lasting(
                        "quota-exceeded",
                        "%s allows %s of %s, of which %s are used: %d more pods of %s do not fit"
                                .formatted(
                                        quota.ref(),
                                        hard.getValue().asString(""),
                                        hard.getKey(),
                                        used(hard.getKey()).asString("0"),
                                        more,
                                        workload.ref()),
                        "raise the quota, or want fewer pods"));
    }

    private boolean exceeds(String resource, JsonNode hard, LiveObject workload, long more) {
        Optional<BigDecimal> each = perPod(resource, workload);
        if (each.isEmpty()) return false;
        BigDecimal after = amount(used(resource)).add(each.get().multiply(BigDecimal.valueOf(more)));
        return after.compareTo(amount(hard)) > 0;
    }

    private JsonNode used(String resource) {
        return quota.at("/status/used").path(resource);
    }

    /** Empty for what pods do not take. */
    private static Optional<BigDecimal> perPod(String resource, LiveObject workload) {
        if (resource.equals("pods") || resource.equals("count/pods")) return Optional.of(BigDecimal.ONE);
        String pointer = TAKEN.get(resource);
        if (pointer == null) return Optional.empty();
        return workload.at("/spec/template/spec/containers")
                .valueStream()
                .map(container -> amount(container.at(pointer)))
                .reduce(BigDecimal::add);
    }

    private static BigDecimal amount(JsonNode quantity) {
        String text = quantity.asString("");
        return text.isEmpty() ? BigDecimal.ZERO : Quantity.getAmountInBytes(Quantity.parse(text));
    }
}
