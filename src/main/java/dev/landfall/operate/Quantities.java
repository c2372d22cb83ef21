package dev.landfall.operate;

import dev.landfall.change.RequestException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Printable;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** How much of what a container requests and may use at most. */
final class Quantities {
    private final List<Assignment> requests;
    private final List<Assignment> limits;

    /** @throws RequestException where a quantity is none, or nothing is wanted */
    Quantities(List<Assignment> requests, List<Assignment> limits) {
        require(requests, limits);
        this.requests = List.copyOf(requests);
        this.limits = List.copyOf(limits);
    }

    /** @throws RequestException where a quantity is none, or nothing is wanted */
    static void require(List<Assignment> requests, List<Assignment> limits) {
        Stream.concat(requests.stream(), limits.stream())
                .forEach(one -> one.value().ifPresent(Quantities::amount));
        if (requests.isEmpty() && limits.isEmpty())
            throw RequestException.because(
                    "no-quantity", "neither requests nor limits are given", "write --requests cpu=100m,memory=64Mi");
    }

    String what() {
        return Stream.of(told("requests", requests), told("limits", limits))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" and "));
    }

    private static String told(String list, List<Assignment> wanted) {
        if (wanted.isEmpty()) return "";
        return "set " + list + " " + wanted.stream().map(Assignment::toString).collect(Collectors.joining(", "));
    }

    List<DesiredChange> changes(LiveObject object, FieldPath resources) {
        List<DesiredChange> changes = new ArrayList<>();
        add(changes, object, resources.to(new FieldPath.Key("requests")), requests);
        add(changes, object, resources.to(new FieldPath.Key("limits")), limits);
        requireRequestsBelowLimits(object, resources, changes);
        return changes;
    }

    private static void add(List<DesiredChange> changes, LiveObject object, FieldPath list, List<Assignment> wanted) {
        for (Assignment one : wanted) {
            FieldPath field = list.to(new FieldPath.Key(one.name()));
            changes.add(one.value()
                    .<DesiredChange>map(
                            value -> new SetField(object.ref(), field, JsonNodeFactory.instance.stringNode(value)))
                    .orElseGet(() -> new RemoveField(object.ref(), field)));
        }
    }

    private static void requireRequestsBelowLimits(
            LiveObject object, FieldPath resources, List<DesiredChange> changes) {
        JsonNode after = object.json();
        for (DesiredChange change : changes)
            after = change.appliedTo(Optional.of(after)).orElseThrow();
        JsonNode both = resources.in(after).orElseThrow();
        for (String name : both.path("requests").propertyNames()) {
            String request = both.path("requests").path(name).asString("");
            String limit = both.path("limits").path(name).asString("");
            if (!limit.isEmpty() && amount(request).compareTo(amount(limit)) > 0)
                throw RequestException.because(
                        "request-above-limit",
                        object.ref() + " would request " + request + " of " + name + " with a limit of " + limit,
                        "raise the limit as well, or request less");
        }
    }

    static BigDecimal amount(String quantity) {
        try {
            return Quantity.getAmountInBytes(Quantity.parse(quantity));
        } catch (IllegalArgumentException | ArithmeticException notOne) {
            throw RequestException.because(
                    "bad-quantity",
                    "\"" + Printable.line(quantity, 40) + "\" is no quantity",
                    "write it as 250m, 2, 128Mi or 1Gi");
        }
    }
}
