package dev.landfall.manifest;

import dev.landfall.manifest.DesiredChange.CreateObject;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Compares what was wanted with what the API server makes of it: it adds defaults and rewrites quantities. */
public final class LiveValue {
    /** Fields below which the API server keeps quantities, in its own spelling: {@code 1024Mi} is shown as {@code 1Gi}. */
    private static final Set<String> QUANTITIES =
            Set.of("limits", "requests", "hard", "capacity", "overhead", "sizeLimit");

    private LiveValue() {}

    /** Whether a live value has everything that was wanted; it may have more fields. */
    static boolean says(JsonNode live, JsonNode wanted, FieldPath path) {
        boolean quantity = path.steps().stream()
                .anyMatch(step -> step instanceof FieldPath.Key(String name) && QUANTITIES.contains(name));
        return says(live, wanted, quantity);
    }

    static boolean says(JsonNode live, JsonNode wanted) {
        return says(live, wanted, false);
    }

    private static boolean says(JsonNode live, JsonNode wanted, boolean quantity) {
        if (wanted.isObject()) return live.isObject() && hasFields(live, wanted, quantity);
        if (wanted.isArray()) return live.isArray() && hasItems(live, wanted, quantity);
        if (wanted.isNumber() && live.isNumber()) return wanted.decimalValue().compareTo(live.decimalValue()) == 0;
        return wanted.equals(live) || (quantity && isSameQuantity(live, wanted));
    }

    private static boolean hasFields(JsonNode live, JsonNode wanted, boolean quantity) {
        return wanted.properties().stream().allMatch(field -> {
            JsonNode there = live.get(field.getKey());
            boolean below = quantity || QUANTITIES.contains(field.getKey());
            // A null in a manifest asks for nothing, and the API server keeps none.
            if (field.getValue().isNull()) return there == null || there.isNull();
            // Empty mappings and lists are often dropped by the API server.
            if (there == null)
                return field.getValue().isContainer() && field.getValue().isEmpty();
            return says(there, field.getValue(), below);
        });
    }

    private static boolean hasItems(JsonNode live, JsonNode wanted, boolean quantity) {
        if (live.size() != wanted.size()) return false;
        for (int i = 0; i < wanted.size(); i++) {
            if (!says(live.get(i), wanted.get(i), quantity)) return false;
        }
        return true;
    }

    /** Whether both are quantities of the same amount: {@code 1000m} and {@code 1}. */
    public static boolean isSameQuantity(JsonNode one, JsonNode other) {
        Optional<BigDecimal> amount = amount(one);
        return amount.isPresent()
                && amount(other)
                        .filter(that -> that.compareTo(amount.get()) == 0)
                        .isPresent();
    }

    private static Optional<BigDecimal> amount(JsonNode node) {
        try {
            return Optional.of(Quantity.getAmountInBytes(Quantity.parse(node.asString())));
        } catch (IllegalArgumentException | ArithmeticException notOne) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException for a text with half a character: no file can hold it */
    static void requireWholeCharacters(JsonNode value) {
        if (value.toString().codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE))
            throw new IllegalArgumentException("a text with half a character: no file can hold it");
    }

    /** The first fields in which an object is not as a manifest wants it. */
    static String difference(JsonNode live, CreateObject wanted) {
        return FieldDifference.between(live, ManifestMerge.of(live, wanted.content())).stream()
                .limit(3)
                .map(each -> each.path() + " is "
                        + each.before().map(LiveValue::text).orElse("not set") + ", not "
                        + each.after().map(LiveValue::text).orElse("not set"))
                .collect(Collectors.joining(", "));
    }

    /** A single value as it is, everything else as JSON. */
    static String text(JsonNode value) {
        return value.isValueNode() ? value.asString() : value.toString();
    }
}
