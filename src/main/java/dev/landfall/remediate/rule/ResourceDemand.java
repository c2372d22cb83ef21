package dev.landfall.remediate.rule;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.FieldPath;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.TemplateChange;
import dev.landfall.remediate.Workload;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A value that a container must say for its pod to be let in.
 *
 * @param by what demands it
 * @param words what it demands
 * @param literal whether the value follows from what is defined, and is no convention
 * @param because where the value comes from
 */
record ResourceDemand(
        ObjectRef by, String words, String container, FieldPath field, String value, boolean literal, String because) {
    private static final List<String> RESOURCES = List.of("cpu", "memory");

    /** Where nothing tells what a container takes: enough for a small one, and little of a namespace. */
    private static final Map<String, String> USUAL =
            Map.of("requests.cpu", "100m", "requests.memory", "128Mi", "limits.cpu", "500m", "limits.memory", "256Mi");

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /** Of what quotas count each container must say how much it takes, init containers too. */
    static List<ResourceDemand> ofQuotas(Workload workload, Snapshot snapshot) {
        List<ResourceDemand> demands = new ArrayList<>();
        for (LiveObject quota : snapshot.all("", "ResourceQuota", workload.ref().namespace()))
            for (String counted : USUAL.keySet().stream().sorted().toList()) {
                boolean counts = quota.at("/spec/hard").has(counted)
                        || (counted.startsWith("requests.")
                                && quota.at("/spec/hard").has(counted.substring(9)));
                if (!counts) continue;
                workload.containers()
                        .filter(container -> !says(container, counted))
                        .forEach(container -> demands.add(demand(workload, container, quota, counted)));
            }
        return demands;
    }

    private static boolean says(JsonNode container, String counted) {
        JsonNode resources = container.path("resources");
        String[] parts = counted.split("\\.", -1);
        return resources.path(parts[0]).has(parts[1])
                || (parts[0].equals("requests") && resources.path("limits").has(parts[1]));
    }

    private static ResourceDemand demand(Workload workload, JsonNode container, LiveObject quota, String counted) {
        String[] parts = counted.split("\\.", -1);
        FieldPath field = field(workload, container, parts[0], parts[1]);
        Optional<String> former = former(workload, field);
        Optional<String> twice = parts[0].equals("limits")
                ? Amounts.of(container.at("/resources/requests/" + parts[1]))
                        .map(request -> Amounts.written(parts[1], request.multiply(TWO)))
                : Optional.empty();
        return new ResourceDemand(
                quota.ref(),
                quota.ref() + " counts " + counted + ", so every container must say it",
                name(container),
                field,
                former.or(() -> twice).orElse(USUAL.get(counted)),
                former.isPresent(),
                former.isPresent()
                        ? "the revision before has it"
                        : twice.isPresent() ? "twice what it requests" : "usual for a small container");
    }

    private static Optional<String> former(Workload workload, FieldPath field) {
        return TemplateChange.of(workload).stream()
                .filter(change -> change.then().isPresent() && change.now().isEmpty())
                .flatMap(change -> below(change, field).stream())
                .findFirst();
    }

    /** A whole mapping may have been taken out, such as {@code resources}. */
    private static Optional<String> below(TemplateChange change, FieldPath field) {
        int depth = change.path().steps().size();
        if (field.steps().size() < depth
                || !field.steps().subList(0, depth).equals(change.path().steps())) return Optional.empty();
        JsonNode then = change.then().orElseThrow();
        if (field.steps().size() == depth) return Optional.of(then.asString(""));
        return new FieldPath(field.steps().subList(depth, field.steps().size()))
                .in(then)
                .map(value -> value.asString(""));
    }

    /** What a container says and a LimitRange bounds. Of what it bounds for the pod as a whole nobody but a person can tell. */
    static List<ResourceDemand> ofLimitRanges(Workload workload, Snapshot snapshot) {
        List<ResourceDemand> demands = new ArrayList<>();
        for (LiveObject range : snapshot.all("", "LimitRange", workload.ref().namespace()))
            for (JsonNode item : range.at("/spec/limits"))
                if (item.path("type").asString("").equals("Container"))
                    workload.containers()
                            .forEach(container -> RESOURCES.stream()
                                    .flatMap(resource -> ofRange(workload, container, range, item, resource))
                                    .forEach(demands::add));
        return demands;
    }

    private static Stream<ResourceDemand> ofRange(
            Workload workload, JsonNode container, LiveObject range, JsonNode item, String resource) {
        Stream<ResourceDemand> bounded = Stream.of("limits", "requests")
                .flatMap(part -> Stream.of("max", "min")
                        .filter(bound -> isBeyond(container, item, part, bound, resource))
                        .map(bound -> new ResourceDemand(
                                range.ref(),
                                range.ref() + " bounds " + resource + " of a container: " + bound + " "
                                        + item.path(bound).path(resource).asString(""),
                                name(container),
                                field(workload, container, part, resource),
                                item.path(bound).path(resource).asString(""),
                                true,
                                "it is the bound")));
        return Stream.concat(bounded, ratio(workload, container, range, item, resource).stream());
    }

    private static boolean isBeyond(JsonNode container, JsonNode item, String part, String bound, String resource) {
        Optional<BigDecimal> value =
                Amounts.of(container.path("resources").path(part).path(resource));
        Optional<BigDecimal> limit = Amounts.of(item.path(bound).path(resource));
        if (value.isEmpty() || limit.isEmpty()) return false;
        int compared = value.get().compareTo(limit.get());
        return bound.equals("max") ? compared > 0 : compared < 0;
    }

    private static Optional<ResourceDemand> ratio(
            Workload workload, JsonNode container, LiveObject range, JsonNode item, String resource) {
        Optional<BigDecimal> most = Amounts.of(item.path("maxLimitRequestRatio").path(resource));
        Optional<BigDecimal> limit = Amounts.of(container.at("/resources/limits/" + resource));
        Optional<BigDecimal> request = Amounts.of(container.at("/resources/requests/" + resource));
        if (most.isEmpty() || limit.isEmpty() || request.isEmpty()) return Optional.empty();
        if (request.get().multiply(most.get()).compareTo(limit.get()) >= 0) return Optional.empty();
        return Optional.of(new ResourceDemand(
                range.ref(),
                range.ref() + " wants a limit of " + resource + " that is at most "
                        + most.get().toPlainString() + " times its request",
                name(container),
                field(workload, container, "requests", resource),
                Amounts.written(resource, limit.get().divide(most.get(), 9, RoundingMode.UP)),
                false,
                "the least request for its limit"));
    }

    private static FieldPath field(Workload workload, JsonNode container, String part, String resource) {
        return workload.template()
                .flatMap(template -> template.container(workload.live(), name(container)))
                .orElseThrow()
                .to(new FieldPath.Key("resources"))
                .to(new FieldPath.Key(part))
                .to(new FieldPath.Key(resource));
    }

    private static String name(JsonNode container) {
        return container.path("name").asString("");
    }

    /** {@code requests.cpu of web to 100m}. */
    String what() {
        int last = field.steps().size() - 1;
        return field.steps().get(last - 1) + "." + field.last() + " of " + container + " to " + value;
    }
}
