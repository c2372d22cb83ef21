package dev.landfall.operate;

import java.util.Locale;
import java.util.Optional;

/** How people write an amount of memory or CPU, and how Kubernetes reads it. */
final class AmountText {
    private static final String NUMBER = "[0-9]+(\\.[0-9]+)?";
    private static final String MEMORY = NUMBER + "(Ki|Mi|Gi|Ti|k|M|G|T|KiB|MiB|GiB|TiB)";
    private static final String CPU = NUMBER + "|[0-9]+m";

    private AmountText() {}

    /** What an amount is of, if its unit says so. */
    static Optional<String> resourceOf(String text) {
        if (text.matches("[0-9]+m")) return Optional.of("cpu");
        return text.matches(NUMBER + "[A-Za-z]+") ? Optional.of("memory") : Optional.empty();
    }

    /** Whether nobody can have meant something else: {@code 512m} of memory is half a byte. */
    static boolean isQuantityOf(String resource, String text) {
        return switch (resource) {
            case "cpu" -> text.matches(CPU);
            case "memory" -> text.matches(MEMORY);
            default -> true; // the API server's own check is good enough for what nobody mistakes
        };
    }

    /** As Kubernetes writes it. */
    static String written(String text) {
        return text.matches(NUMBER + "[KMGT]iB") ? text.substring(0, text.length() - 1) : text;
    }

    /** What was probably meant by an amount that is none. */
    static Optional<String> nearest(String resource, String text) {
        if (!text.matches(NUMBER + "[A-Za-z]*")) return Optional.empty();
        String number = text.replaceAll("[A-Za-z]+$", "");
        String unit = text.substring(number.length()).toLowerCase(Locale.ROOT);
        if (resource.equals("cpu"))
            return unit.matches("milli|mcpu|millis|millicores") ? Optional.of(number + "m") : Optional.empty();
        return switch (unit) {
            case "k", "ki", "kb", "kib" -> Optional.of(number + "Ki");
            case "m", "mi", "mb", "mib" -> Optional.of(number + "Mi");
            case "g", "gi", "gb", "gib" -> Optional.of(number + "Gi");
            case "t", "ti", "tb", "tib" -> Optional.of(number + "Ti");
            default -> Optional.empty();
        };
    }
}
