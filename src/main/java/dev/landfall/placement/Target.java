package dev.landfall.placement;

import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FieldPath.Step;
import dev.landfall.manifest.ImageReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A field of a rendered object that shall get one single value, and what a value of the chart must become for it.
 *
 * @param now as it is rendered; empty where the field does not come out
 */
record Target(Difference difference, FieldPath path, Optional<JsonNode> now, JsonNode wanted) {

    /** Empty for anything but one single value: what goes, and what is a list or mapping of several. */
    static Optional<Target> of(Difference difference) {
        if (difference.steps().isEmpty() || difference.after().isEmpty()) return Optional.empty();
        List<Step> steps = new ArrayList<>(difference.steps());
        JsonNode value = difference.after().get();
        while (value.isContainer()) {
            if (value.size() != 1) return Optional.empty();
            steps.add(
                    value.isObject()
                            ? new FieldPath.Key(value.propertyNames().iterator().next())
                            : new FieldPath.Index(0));
            value = value.iterator().next();
        }
        return Optional.of(new Target(difference, new FieldPath(steps), difference.before(), value));
    }

    /** Also for what is several values, or goes; empty for an object as a whole. */
    static Optional<Target> ofPart(Difference difference) {
        if (difference.steps().isEmpty()) return Optional.empty();
        JsonNode wanted = difference.after().orElse(JsonNodeFactory.instance.nullNode());
        return Optional.of(new Target(difference, new FieldPath(difference.steps()), difference.before(), wanted));
    }

    /** The same field on the way there: the image that it has now, with the wanted tag. */
    Optional<Target> withTagFirst() {
        String before = now.map(value -> value.asString("")).orElse("");
        String after = wanted.asString("");
        if (!isImage(before)
                || !isImage(after)
                || new ImageReference(after).tag().isEmpty()) return Optional.empty();
        String between = repository(before) + ":" + new ImageReference(after).tag();
        if (between.equals(before) || between.equals(after) || after.contains("@")) return Optional.empty();
        JsonNode value = JsonNodeFactory.instance.stringNode(between);
        return Target.of(
                new Difference(difference.object(), difference.steps(), difference.before(), Optional.of(value)));
    }

    private static boolean isImage(String text) {
        return ImageReference.isValid(text);
    }

    private static String repository(String image) {
        String named = image.replaceFirst("@.*$", "");
        String tag = new ImageReference(image).tag();
        return tag.isEmpty() ? named : named.substring(0, named.length() - tag.length() - 1);
    }

    boolean isSaidBy(JsonNode value) {
        return !text(value).isEmpty()
                && now.filter(there -> text(there).equals(text(value))).isPresent();
    }

    /** A value that is part of the field becomes the part that changes: the tag of an image. */
    Set<JsonNode> asPart(JsonNode value) {
        String part = text(value);
        String before = now.map(Target::text).orElse("");
        String after = text(wanted);
        Set<JsonNode> parts = new LinkedHashSet<>();
        if (part.isEmpty() || part.equals(before)) return parts;
        for (int at = before.indexOf(part); at >= 0; at = before.indexOf(part, at + 1)) {
            String head = before.substring(0, at);
            String tail = before.substring(at + part.length());
            boolean fits =
                    after.startsWith(head) && after.endsWith(tail) && after.length() > head.length() + tail.length();
            if (fits) parts.add(typed(value, after.substring(head.length(), after.length() - tail.length())));
        }
        return parts;
    }

    /** The whole of the field, in the type that the value has now. */
    JsonNode asWhole(JsonNode value) {
        return value.isNull() || value.isContainer() ? wanted : typed(value, text(wanted));
    }

    /** What a value of this name could be that says nothing yet. */
    JsonNode byName(FieldPath value) {
        String name = name(value);
        String image = text(wanted);
        if (!name(path).equals("image") || !isImage(image)) return wanted;
        if (name.contains("tag")) return JsonNodeFactory.instance.stringNode(new ImageReference(image).tag());
        if (name.contains("repo")) return JsonNodeFactory.instance.stringNode(repository(image));
        return wanted;
    }

    /** Whether a mapping of values is called like what holds the field. */
    boolean isHeldBy(FieldPath mapping) {
        if (path.steps().size() < 2 || !(path.last() instanceof FieldPath.Key)) return false;
        String holder = names(path).get(path.steps().size() - 2);
        return name(mapping).endsWith(holder);
    }

    private JsonNode typed(JsonNode like, String text) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (like.isString()) return json.stringNode(text);
        if (!wanted.isString()) return wanted;
        if (like.isIntegralNumber() && text.matches("0|[1-9][0-9]{0,8}"))
            return json.numberNode(Integer.parseInt(text));
        if (like.isBoolean() && text.matches("true|false")) return json.booleanNode(Boolean.parseBoolean(text));
        return json.stringNode(text);
    }

    static String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asString() : "";
    }

    /** How much a value is called like the field and what lies above it. */
    int likeness(FieldPath value) {
        List<String> names = names(path);
        int likeness = 0;
        for (String name : names(value)) {
            if (names.contains(name)) likeness += 3;
            else if (names.stream().anyMatch(other -> other.startsWith(name) || name.startsWith(other))) likeness += 2;
            else if (difference.object().name().contains(name)) likeness += 1;
        }
        return names(value).getLast().equals(names.getLast()) ? likeness + 3 : likeness;
    }

    private static String name(FieldPath path) {
        return names(path).getLast();
    }

    private static List<String> names(FieldPath path) {
        return path.steps().stream()
                .map(step -> switch (step) {
                    case FieldPath.Key(String name) -> name;
                    case FieldPath.Item(String _, String value) -> value;
                    case FieldPath.Element(String value) -> value;
                    case FieldPath.Index(int index) -> String.valueOf(index);
                })
                .map(name -> name.toLowerCase(Locale.ROOT).replaceFirst("s$", ""))
                .toList();
    }
}
