package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FieldPath.Step;
import dev.landfall.render.Closure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The field that an entry of {@code replacements} or {@code vars} takes its value from.
 *
 * @param kind of the object, and its name as its file has it
 * @param part of the field; empty where it is taken as a whole
 */
record SourceField(String group, String kind, String name, FieldPath path, Optional<TextPart> part) {
    /** As {@code SmarterPathSplitter} of kustomize, kyaml/utils, takes it: brackets hold together, a backslash a dot. */
    private static final Pattern SEGMENT = Pattern.compile("(?:^|\\.)(\\[[^\\]]*\\]|(?:\\\\.|[^.\\\\])+)");

    private static final String NAME = "metadata.name";
    private static final Set<String> TAKEN = Set.of("delimiter", "index", "create");

    /** Empty where the entry names no field of one object, or has the value written in another way than it is there. */
    static Optional<SourceField> of(JsonNode entry) {
        if (entry.has("objref"))
            return of(entry.path("objref"), entry.at("/fieldref/fieldpath").asString(NAME));
        JsonNode source = entry.path("source");
        boolean isTakenAsItIs =
                source.path("options").propertyStream().allMatch(option -> TAKEN.contains(option.getKey()));
        return isTakenAsItIs ? of(source, source.path("fieldPath").asString(NAME)) : Optional.empty();
    }

    private static Optional<SourceField> of(JsonNode selected, String path) {
        String kind = selected.path("kind").asString("");
        String name = selected.path("name").asString("");
        if (kind.isEmpty() || name.isEmpty()) return Optional.empty();
        String version = selected.path("apiVersion").asString("");
        String group = version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
        return steps(path)
                .map(steps -> new SourceField(
                        selected.path("group").asString(group),
                        kind,
                        name,
                        new FieldPath(steps),
                        TextPart.of(selected.path("options"))));
    }

    private static Optional<List<Step>> steps(String path) {
        List<Step> steps = new ArrayList<>();
        Matcher segments = SEGMENT.matcher(path);
        int end = 0;
        while (segments.find() && segments.start() == end) {
            steps.add(step(segments.group(1)));
            end = segments.end();
        }
        return end == path.length() && !steps.isEmpty() ? Optional.of(steps) : Optional.empty();
    }

    private static Step step(String segment) {
        if (segment.startsWith("[")) {
            String inside = segment.substring(1, segment.length() - 1);
            int equals = inside.indexOf('=');
            return equals > 0
                    ? new FieldPath.Item(inside.substring(0, equals), inside.substring(equals + 1))
                    : new FieldPath.Key(inside);
        }
        return segment.matches("[0-9]{1,6}")
                ? new FieldPath.Index(Integer.parseInt(segment))
                : new FieldPath.Key(segment.replace("\\.", "."));
    }

    /** The objects that it may be, by the names with which they come out. */
    Stream<ObjectRef> objects(Closure closure, String defaultNamespace) {
        return Stream.concat(closure.resources().stream(), closure.generating().stream())
                .map(Closure.Resource::naming)
                .distinct()
                .map(naming -> new ObjectRef(
                        group, "", kind, naming.namespace().orElse(defaultNamespace), naming.rendered(kind, name)))
                .distinct();
    }

    /** For people. */
    @Override
    public String toString() {
        return (part.isPresent() ? "a part of " : "") + path + " of " + kind + " " + name;
    }
}
