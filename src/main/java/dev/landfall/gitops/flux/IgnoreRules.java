package dev.landfall.gitops.flux;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * {@code spec.ignore} of a Kustomization: fields that Flux leaves at their live value in objects that are there already
 * (fluxcd/pkg, {@code ssa/manager_apply.go}: computeDriftedPaths). The annotation {@code ssa: Merge} is another matter:
 * by it, too, Flux sets what its manifests say.
 */
record IgnoreRules(LiveObject kustomization) {
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_-]+");

    /** @param fields that a commit changes, as paths such as {@code spec.replicas} */
    Optional<Reason> keeping(LiveObject object, List<String> fields) {
        return kustomization
                .at("/spec/ignore")
                .valueStream()
                .filter(rule -> isAbout(rule.path("target"), object.ref()))
                .flatMap(rule -> rule.path("paths").valueStream())
                .map(path -> path.asString(""))
                .flatMap(pointer -> fields.stream()
                        .filter(field -> covers(path(pointer, object), field))
                        .map(field -> reason(object.ref(), field, pointer)))
                .findFirst();
    }

    private Reason reason(ObjectRef object, String field, String pointer) {
        return Reason.lasting(
                "ignored-field",
                "spec.ignore of %s names %s, so that Flux leaves %s of %s as it is"
                        .formatted(kustomization.ref(), pointer, field, object),
                "take the path out of spec.ignore, or change the field where it is really set");
    }

    /** Selectors of labels are no certainty, since the object's may come with the same commit. */
    private static boolean isAbout(JsonNode target, ObjectRef object) {
        boolean byLabels = Stream.of("labelSelector", "annotationSelector")
                .anyMatch(field -> !target.path(field).asString("").isEmpty());
        return !byLabels
                && matches(target, "group", object.group())
                && matches(target, "version", object.version())
                && matches(target, "kind", object.kind())
                && matches(target, "namespace", object.namespace())
                && matches(target, "name", object.name());
    }

    /** Each is a regular expression of the whole; one that is empty matches all. */
    private static boolean matches(JsonNode target, String field, String value) {
        String expression = target.path(field).asString("");
        try {
            return expression.isEmpty() || Pattern.matches("(?:" + expression + ")", value);
        } catch (PatternSyntaxException notOfJava) {
            return false;
        }
    }

    private static boolean covers(String path, String field) {
        return !path.isEmpty() && (field.equals(path) || field.startsWith(path + ".") || field.startsWith(path + "["));
    }

    /** A JSON pointer as paths of fields are written; list items by their name, as the live object has it. */
    private static String path(String pointer, LiveObject object) {
        StringBuilder path = new StringBuilder();
        JsonNode node = object.json();
        for (String escaped : pointer.split("/", -1)) {
            if (escaped.isEmpty()) continue;
            String step = escaped.replace("~1", "/").replace("~0", "~");
            boolean isItem = node.isArray() && step.matches("\\d{1,6}");
            JsonNode next = isItem ? node.path(Integer.parseInt(step)) : node.path(step);
            path.append(isItem ? item(next, step) : key(step, path.isEmpty()));
            node = next;
        }
        return path.toString();
    }

    private static String item(JsonNode item, String index) {
        String name = item.path("name").asString("");
        return name.isEmpty() ? "[" + index + "]" : "[name=" + name + "]";
    }

    private static String key(String name, boolean first) {
        if (!BARE.matcher(name).matches()) return "[\"" + name + "\"]";
        return first ? name : "." + name;
    }
}
