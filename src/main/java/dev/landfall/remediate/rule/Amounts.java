package dev.landfall.remediate.rule;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What pods take of something, in the units of Kubernetes. */
final class Amounts {
    private static final BigDecimal MEBI = BigDecimal.valueOf(1024L * 1024L);

    private Amounts() {}

    /** Empty where nothing is said, or nothing that can be read. */
    static Optional<BigDecimal> of(JsonNode quantity) {
        String text = quantity.asString("");
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Quantity.getAmountInBytes(Quantity.parse(text)));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** As people write it: {@code 250m} of a CPU, {@code 64Mi} of anything else. */
    static String written(String resource, BigDecimal amount) {
        if (resource.equals("cpu"))
            return amount.movePointRight(3).setScale(0, RoundingMode.UP).toPlainString() + "m";
        return amount.divide(MEBI, 0, RoundingMode.UP).toPlainString() + "Mi";
    }

    /**
     * What one pod takes of what a quota counts, by its name there; empty where pods take nothing of it. Init containers
     * run one after the other, before the others.
     *
     * @param counted such as {@code requests.cpu}, {@code memory} or {@code pods}
     */
    static Optional<BigDecimal> perPod(String counted, JsonNode podSpec) {
        if (counted.equals("pods") || counted.equals("count/pods")) return Optional.of(BigDecimal.ONE);
        String[] parts = counted.contains(".") ? counted.split("\\.", 2) : new String[] {"requests", counted};
        boolean known = Stream.of("requests", "limits").anyMatch(parts[0]::equals)
                && Stream.of("cpu", "memory", "ephemeral-storage").anyMatch(parts[1]::equals);
        if (!known) return Optional.empty();
        BigDecimal together = podSpec.path("containers")
                .valueStream()
                .map(container -> ofContainer(container, parts[0], parts[1]))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal first = podSpec.path("initContainers")
                .valueStream()
                .map(container -> ofContainer(container, parts[0], parts[1]))
                .reduce(BigDecimal.ZERO, BigDecimal::max);
        return Optional.of(together.max(first));
    }

    /** A container that says no request asks for its limit. */
    private static BigDecimal ofContainer(JsonNode container, String part, String resource) {
        JsonNode resources = container.path("resources");
        return of(resources.path(part).path(resource))
                .or(() -> part.equals("requests") ? of(resources.path("limits").path(resource)) : Optional.empty())
                .orElse(BigDecimal.ZERO);
    }
}
