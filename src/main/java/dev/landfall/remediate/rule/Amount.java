package dev.landfall.remediate.rule;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How much of a resource, in bytes or cores. */
record Amount(BigDecimal value) implements Comparable<Amount> {
    static final Amount NONE = new Amount(BigDecimal.ZERO);

    private static final BigDecimal MEBIBYTE = BigDecimal.valueOf(1 << 20);
    private static final BigDecimal IN_GIBIBYTE = BigDecimal.valueOf(1024);

    /** Empty where nothing is said, or no quantity. */
    static Optional<Amount> of(JsonNode quantity) {
        try {
            String text = quantity.asString("");
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Amount(Quantity.getAmountInBytes(Quantity.parse(text))));
        } catch (IllegalArgumentException | ArithmeticException notOne) {
            return Optional.empty();
        }
    }

    static Amount mebibytes(long count) {
        return new Amount(BigDecimal.valueOf(count).multiply(MEBIBYTE));
    }

    boolean isMoreThan(Amount other) {
        return compareTo(other) > 0;
    }

    Amount plus(Amount other) {
        return new Amount(value.add(other.value));
    }

    Amount minus(Amount other) {
        return new Amount(value.subtract(other.value));
    }

    Amount times(double factor) {
        return new Amount(value.multiply(BigDecimal.valueOf(factor)));
    }

    /** As a manifest writes it: memory in whole {@code Mi}, cpu in {@code m}, anything else as a number. */
    String of(String resource) {
        return switch (resource) {
            case "memory", "ephemeral-storage" -> bytes();
            case "cpu" -> cores();
            default -> value.setScale(0, RoundingMode.DOWN).toPlainString();
        };
    }

    private String bytes() {
        BigDecimal count = value.divide(MEBIBYTE, 0, RoundingMode.DOWN);
        return count.signum() > 0 && count.remainder(IN_GIBIBYTE).signum() == 0
                ? count.divide(IN_GIBIBYTE) + "Gi"
                : count.toPlainString() + "Mi";
    }

    private String cores() {
        BigDecimal thousandths = value.movePointRight(3).setScale(0, RoundingMode.DOWN);
        return thousandths.remainder(BigDecimal.valueOf(1000)).signum() == 0
                ? thousandths.movePointLeft(3).setScale(0, RoundingMode.DOWN).toPlainString()
                : thousandths.toPlainString() + "m";
    }

    @Override
    public int compareTo(Amount other) {
        return value.compareTo(other.value);
    }
}
