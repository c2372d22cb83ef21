package dev.landfall.schema;

import dev.landfall.cluster.EditDistance;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The fields that a person may have meant by a name that is not there. */
final class NearFields {
    private static final int NEAREST = 4;
    private static final int LISTED = 12;

    private NearFields() {}

    /**
     * What to do instead, in words.
     *
     * @param holder the mapping that has no such field
     * @param prefix the way to it, as text
     */
    static String remedy(DeclaredFields fields, FieldSchema holder, String prefix, String name) {
        List<String> near = siblings(holder, name).stream()
                .map(sibling -> prefix.isEmpty() ? sibling : prefix + "." + sibling)
                .limit(NEAREST)
                .toList();
        if (near.isEmpty()) near = elsewhere(fields, name);
        if (!near.isEmpty()) return "did you mean " + String.join(", ", near) + "?";
        List<String> declared = holder.declared();
        if (declared.isEmpty()) return "look the field up with kubectl explain";
        String more = declared.size() > LISTED ? " and " + (declared.size() - LISTED) + " more" : "";
        return (prefix.isEmpty() ? "it" : prefix) + " has "
                + declared.stream().limit(LISTED).collect(Collectors.joining(", ")) + more;
    }

    static List<String> siblings(FieldSchema holder, String name) {
        return holder.declared().stream()
                .filter(sibling -> isNear(name, sibling))
                .sorted(Comparator.comparingInt(sibling -> EditDistance.between(name, sibling)))
                .toList();
    }

    private static List<String> elsewhere(DeclaredFields fields, String name) {
        return fields.places().stream()
                .skip(1)
                .filter(place -> isNear(name, place.name()))
                // The sort is stable: among equals the shallow ones stay first.
                .sorted(Comparator.comparingInt(place -> EditDistance.between(name, place.name())))
                .map(DeclaredFields.Place::text)
                .limit(NEAREST)
                .toList();
    }

    private static boolean isNear(String typed, String name) {
        return typed.equalsIgnoreCase(name) || EditDistance.between(typed, name) <= EditDistance.tolerated(typed);
    }
}
