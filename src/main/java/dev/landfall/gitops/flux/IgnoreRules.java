package dev.landfall.gitops.flux;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.IgnoredField;
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
    /** @param fields that a commit changes, as paths such as {@code spec.replicas} */
    Optional<Reason> keeping(LiveObject object, List<String> fields) {
        return kustomization
                .at("/spec/ignore")
                .valueStream()
                .filter(rule -> isAbout(rule.path("target"), object.ref()))
                .flatMap(rule -> rule.path("paths").valueStream())
                .map(path -> path.asString(""))
                .filter(pointer -> !pointer.isEmpty())
                .flatMap(pointer -> fields.stream()
                        .filter(field -> IgnoredField.pointer(pointer).covers(field, object.json()))
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
}
