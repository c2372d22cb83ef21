package dev.landfall.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with variables in it, as fluxcd/pkg/envsubst reads it; of its forms those that are usual. */
public record VariableText(List<Part> parts) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([\\p{L}\\p{Nd}_]+)(?:(:=|:-|=)([^$}]*))?\\}");

    /** Text or variable. */
    public sealed interface Part {
        /** @param written as it stands there, which differs for an escaped dollar */
        record Text(String text, String written) implements Part {}

        /** @param otherwise what stands there where nobody gives the variable, or an empty text */
        record Variable(String name, String operator, Optional<String> otherwise) implements Part {
            public Variable or(String other) {
                return new Variable(name, operator, Optional.of(other));
            }
        }
    }

    public VariableText {
        parts = List.copyOf(parts);
    }

    /** @throws Unbuildable where it has a form that Landfall does not know */
    public static VariableText of(String text) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        for (int dollar = text.indexOf('$'); dollar >= 0; dollar = text.indexOf('$', at)) {
            addText(parts, text.substring(at, dollar), text.substring(at, dollar));
            Matcher reference = REFERENCE.matcher(text).region(dollar, text.length());
            if (text.startsWith("$$", dollar)) {
                addText(parts, "$", "$$");
                at = dollar + 2;
            } else if (reference.lookingAt()) {
                parts.add(new Part.Variable(
                        reference.group(1),
                        Optional.ofNullable(reference.group(2)).orElse(""),
                        Optional.ofNullable(reference.group(3))));
                at = reference.end();
            } else {
                if (text.startsWith("${", dollar)) throw unknown(text.substring(dollar));
                addText(parts, "$", "$");
                at = dollar + 1;
            }
        }
        addText(parts, text.substring(at), text.substring(at));
        return new VariableText(parts);
    }

    private static void addText(List<Part> parts, String text, String written) {
        if (!text.isEmpty()) parts.add(new Part.Text(text, written));
    }

    private static Unbuildable unknown(String text) {
        return new Unbuildable(
                "substitution-form",
                "the variable in \"" + text.lines().findFirst().orElse("")
                        + "\" has a form that Landfall does not work out",
                "make this change by hand in the repository");
    }

    /** Whether there is no variable in it. */
    public boolean isPlain() {
        return parts.stream().allMatch(Part.Text.class::isInstance);
    }

    /** @throws Unbuildable where a variable has neither a value nor another text in its place */
    public String with(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) text.append(value(part, values));
        return text.toString();
    }

    private static String value(Part part, Map<String, String> values) {
        return switch (part) {
            case Part.Text(String text, String _) -> text;
            case Part.Variable(String name, String _, Optional<String> otherwise) -> {
                String value = values.getOrDefault(name, "");
                if (value.isEmpty() && otherwise.isPresent()) yield otherwise.get();
                if (!values.containsKey(name))
                    throw new Unbuildable(
                            "substitution-failed",
                            "nobody gives the variable " + name,
                            "give it in spec.postBuild of the Kustomization, or a default where it stands");
                yield value;
            }
        };
    }

    /** What one part must become so that the whole is this text; empty where that part alone cannot make it so. */
    public Optional<String> solved(int index, Map<String, String> values, String wanted) {
        String before = new VariableText(parts.subList(0, index)).with(values);
        String after = new VariableText(parts.subList(index + 1, parts.size())).with(values);
        boolean fits = wanted.length() >= before.length() + after.length()
                && wanted.startsWith(before)
                && wanted.endsWith(after);
        return fits
                ? Optional.of(wanted.substring(before.length(), wanted.length() - after.length()))
                : Optional.empty();
    }

    /** With another part. */
    public VariableText with(int index, Part part) {
        List<Part> others = new ArrayList<>(parts);
        others.set(index, part);
        return new VariableText(others);
    }

    /** As it is written in a file. */
    public String written() {
        StringBuilder text = new StringBuilder();
        for (Part part : parts)
            text.append(
                    switch (part) {
                        case Part.Text(String _, String written) -> written;
                        case Part.Variable(String name, String operator, Optional<String> otherwise) ->
                            "${" + name + operator + otherwise.orElse("") + "}";
                    });
        return text.toString();
    }
}
