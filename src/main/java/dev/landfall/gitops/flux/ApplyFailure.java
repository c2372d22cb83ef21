package dev.landfall.gitops.flux;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Printable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What kustomize-controller says of an apply that failed: the error, and below it the objects that the same pass had
 * changed before. Objects are applied in stages (definitions and namespaces, classes, the rest); those of one stage are
 * all tried by a dry run first, so that a refusal keeps the whole stage from being applied (fluxcd/pkg, {@code
 * ssa/manager_apply.go}).
 *
 * @param error on one line
 * @param refused the object that the error is about, as Flux writes it: {@code Deployment/shop/web}; empty where it
 *     names none
 * @param changed such as {@code Namespace/shop created}
 */
record ApplyFailure(String error, Optional<String> refused, List<String> changed) {
    private static final String OBJECT = "([A-Z][A-Za-z0-9]*(?:/[^\\s/]+){1,2})";
    private static final Pattern REFUSED = Pattern.compile(
            OBJECT + " (?:dry-run failed|apply failed|not found|namespace not specified|immutable field detected)");
    private static final Pattern CHANGED = Pattern.compile(OBJECT + " (?:created|configured|deleted)");

    /** Read from the status itself, since the condition's message there has its lines still. */
    static ApplyFailure of(LiveObject kustomization) {
        String message = kustomization
                .at("/status/conditions")
                .valueStream()
                .filter(condition -> condition.path("type").asString("").equals("Ready"))
                .map(condition -> condition.path("message").asString(""))
                .findFirst()
                .orElse("");
        List<String> lines = message.lines().map(String::strip).toList();
        String error = Printable.line(
                lines.stream().filter(line -> !CHANGED.matcher(line).matches()).collect(Collectors.joining(" ")));
        Matcher refused = REFUSED.matcher(error);
        return new ApplyFailure(
                error,
                refused.lookingAt() ? Optional.of(refused.group(1)) : Optional.empty(),
                lines.stream()
                        .filter(line -> CHANGED.matcher(line).matches())
                        .map(Printable::line)
                        .toList());
    }

    /** Of conflicts and webhooks the next attempt may rid itself; of an object that the API server refuses, never. */
    boolean mayClear() {
        String text = error.toLowerCase(Locale.ROOT);
        return Stream.of("conflict", "webhook", "no matches for kind", "timeout", "deadline", "connection refused")
                .anyMatch(text::contains);
    }

    /** As Flux itself tells it (fluxcd/pkg, {@code ssa/errors}). */
    boolean isImmutable() {
        return error.contains("is immutable") || error.contains("immutable field");
    }

    /** {@code ; so far applied: Namespace/shop created; of our objects refused: …; not reached: …}. */
    String extent(List<ObjectRef> ours) {
        String applied = changed.isEmpty() ? "nothing" : String.join(", ", changed);
        String reached = names(ours.stream().filter(this::hasChanged));
        String denied = names(ours.stream().filter(this::isRefused));
        String left = names(ours.stream().filter(object -> !hasChanged(object) && !isRefused(object)));
        return "; so far applied by this pass: " + applied
                + told("of our objects applied", reached)
                + told("of our objects refused", denied)
                + told("of our objects not reached", left);
    }

    private static String told(String what, String names) {
        return names.isEmpty() ? "" : "; " + what + ": " + names;
    }

    private static String names(Stream<ObjectRef> objects) {
        return objects.map(Object::toString).collect(Collectors.joining(", "));
    }

    private boolean hasChanged(ObjectRef object) {
        return changed.stream().anyMatch(line -> line.startsWith(written(object) + " "));
    }

    private boolean isRefused(ObjectRef object) {
        return refused.filter(written(object)::equals).isPresent();
    }

    private static String written(ObjectRef object) {
        return object.namespace().isEmpty()
                ? object.kind() + "/" + object.name()
                : object.kind() + "/" + object.namespace() + "/" + object.name();
    }
}
