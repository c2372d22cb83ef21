package dev.landfall.config;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A text in which {@code *} stands for any characters, {@code /} included; everything else is literal. */
record Wildcard(Pattern pattern) {

    static Wildcard of(String text) {
        // A run of stars matches what one does, in a time that grows with a power of its length.
        String literal = text.replaceAll("\\*+", "*");
        return new Wildcard(Pattern.compile(
                Arrays.stream(literal.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL));
    }

    boolean matches(String text) {
        return pattern.matcher(text).matches();
    }
}
