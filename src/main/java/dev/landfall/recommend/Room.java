package dev.landfall.recommend;

import dev.landfall.change.RequestException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.recommend.Questionnaire.Suggestion;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** How much a container may ask for, by the LimitRanges of its namespace and by what the quotas have left. */
record Room(List<LiveObject> limitRanges, List<LiveObject> quotas, int pods) {
    private static final Pattern QUANTITY = Pattern.compile("\\d+(\\.\\d+)?(m|[kKMGTPE]i?)?");
    private static final BigDecimal MEBI = BigDecimal.valueOf(1 << 20);

    static boolean isQuantity(String text) {
        return QUANTITY.matcher(text).matches();
    }

    /**
     * @param list {@code requests} or {@code limits}
     * @param usual what counts where the namespace says nothing
     */
    Suggestion suggestion(String list, String resource, String usual) {
        String field = list.equals("requests") ? "defaultRequest" : "default";
        for (LiveObject range : limitRanges) {
            Optional<String> given = ofContainers(range, field, resource);
            if (given.isPresent()) return new Suggestion(given.get(), range.ref() + " has it as default");
        }
        Suggestion wanted = new Suggestion(usual, "a usual size");
        for (LiveObject range : limitRanges) {
            Optional<String> most = ofContainers(range, "max", resource)
                    .filter(max -> amount(max).compareTo(amount(usual)) < 0);
            Optional<String> least = ofContainers(range, "min", resource)
                    .filter(min -> amount(min).compareTo(amount(usual)) > 0);
            if (most.or(() -> least).isPresent())
                wanted = new Suggestion(
                        most.or(() -> least).get(),
                        "the " + (most.isPresent() ? "most" : "least") + " that " + range.ref() + " allows");
        }
        return withinQuotas(list, resource, wanted);
    }

    /** Whether pods must name it, since a quota counts it. */
    boolean counts(String list, String resource) {
        return quotas.stream().anyMatch(quota -> hard(quota, list, resource).isPresent());
    }

    private Suggestion withinQuotas(String list, String resource, Suggestion wanted) {
        Suggestion fitting = wanted;
        for (LiveObject quota : quotas) {
            Optional<BigDecimal> each = left(quota, list, resource)
                    .map(left -> left.divide(BigDecimal.valueOf(Math.max(pods, 1)), 9, RoundingMode.DOWN));
            if (each.isPresent() && each.get().compareTo(amount(fitting.value())) < 0)
                fitting = new Suggestion(
                        text(resource, each.get()), "what " + quota.ref() + " has left for each of " + pods);
        }
        return fitting;
    }

    /** @throws RequestException where the namespace would refuse the pods */
    void requireFits(String list, String resource, String value) {
        for (LiveObject range : limitRanges) {
            ofContainers(range, "max", resource)
                    .filter(max -> amount(value).compareTo(amount(max)) > 0)
                    .ifPresent(max -> refuse(range, resource, value, "at most " + max));
            ofContainers(range, "min", resource)
                    .filter(min -> amount(value).compareTo(amount(min)) < 0)
                    .ifPresent(min -> refuse(range, resource, value, "at least " + min));
        }
        for (LiveObject quota : quotas) {
            Optional<BigDecimal> left = left(quota, list, resource);
            if (left.isPresent()
                    && amount(value).multiply(BigDecimal.valueOf(pods)).compareTo(left.get()) > 0)
                throw RequestException.because(
                        "quota-too-small",
                        "%d pods of %s %s each do not fit: %s has %s left of %s"
                                .formatted(
                                        pods,
                                        value,
                                        resource,
                                        quota.ref(),
                                        text(resource, left.get()),
                                        hard(quota, list, resource).orElse("")),
                        "want less, or have the quota raised");
        }
    }

    private static void refuse(LiveObject range, String resource, String value, String bound) {
        throw RequestException.because(
                "outside-limit-range",
                value + " of " + resource + " is outside of what " + range.ref() + " allows a container: " + bound,
                "ask for an amount within it");
    }

    private static Optional<String> ofContainers(LiveObject range, String field, String resource) {
        return range.at("/spec/limits")
                .valueStream()
                .filter(limit -> limit.path("type").asString("").equals("Container"))
                .map(limit -> limit.path(field).path(resource).asString(""))
                .filter(Room::isQuantity)
                .findFirst();
    }

    private static Optional<String> hard(LiveObject quota, String list, String resource) {
        JsonNode hard = quota.at("/spec/hard");
        return Stream.of(list + "." + resource, list.equals("requests") ? resource : "")
                .map(name -> hard.path(name).asString(""))
                .filter(Room::isQuantity)
                .findFirst();
    }

    private static Optional<BigDecimal> left(LiveObject quota, String list, String resource) {
        return hard(quota, list, resource).map(hard -> {
            JsonNode used = quota.at("/status/used");
            String taken = Stream.of(list + "." + resource, resource)
                    .map(name -> used.path(name).asString(""))
                    .filter(Room::isQuantity)
                    .findFirst()
                    .orElse("0");
            return amount(hard).subtract(amount(taken)).max(BigDecimal.ZERO);
        });
    }

    /** Rounded down to what people write. */
    private static String text(String resource, BigDecimal amount) {
        if (resource.equals("cpu")) return amount.movePointRight(3).toBigInteger() + "m";
        return amount.divide(MEBI, 0, RoundingMode.DOWN) + "Mi";
    }

    static BigDecimal amount(String quantity) {
        return Quantity.getAmountInBytes(Quantity.parse(quantity));
    }
}
