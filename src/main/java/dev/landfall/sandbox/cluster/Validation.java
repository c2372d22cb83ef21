package dev.landfall.sandbox.cluster;

import dev.landfall.cluster.LiveObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the API server refuses, in its own words: the faults that people make in manifests, not every rule. */
final class Validation {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.:]*[a-z0-9])?");
    private static final List<String> WITH_SELECTOR = List.of("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet");

    private final ServedKind kind;
    private final LiveObject object;
    private final Optional<LiveObject> before;

    private Validation(ServedKind kind, LiveObject object, Optional<LiveObject> before) {
        this.kind = kind;
        this.object = object;
        this.before = before;
    }

    /** @throws Rejected of status INVALID */
    static void check(ServedKind kind, LiveObject object, Optional<LiveObject> before) {
        Validation validation = new Validation(kind, object, before);
        Stream.of(validation.name(), validation.selector(), validation.replicas(), validation.containers())
                .flatMap(Optional::stream)
                .findFirst()
                .or(validation::immutable)
                .ifPresent(validation::reject);
    }

    private Optional<String> name() {
        String name = object.ref().name();
        if (NAME.matcher(name).matches() && name.length() <= 253) return Optional.empty();
        return Optional.of("metadata.name: Invalid value: \"" + name + "\": a lowercase RFC 1123 subdomain must consist"
                + " of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric"
                + " character");
    }

    private Optional<String> selector() {
        if (!WITH_SELECTOR.contains(kind.type().kind())) return Optional.empty();
        JsonNode selector = object.at("/spec/selector");
        if (selector.isEmpty()) return Optional.of("spec.selector: Required value");
        LiveObject template = new LiveObject(object.at("/spec/template"));
        if (LabelSelector.of(selector).picks(template.labels())) return Optional.empty();
        return Optional.of("spec.template.metadata.labels: Invalid value: "
                + object.at("/spec/template/metadata/labels") + ": `selector` does not match template `labels`");
    }

    private Optional<String> replicas() {
        JsonNode replicas = object.at("/spec/replicas");
        if (replicas.isMissingNode()) return Optional.empty();
        if (!replicas.isIntegralNumber()) return Optional.of("spec.replicas: Invalid value: " + replicas);
        if (replicas.asLong() >= 0) return Optional.empty();
        return Optional.of("spec.replicas: Invalid value: " + replicas + ": must be greater than or equal to 0");
    }

    private Optional<String> containers() {
        boolean template = object.at("/spec/template/spec").isObject();
        if (!template && !kind.type().kind().equals("Pod")) return Optional.empty();
        String place = template ? "spec.template.spec" : "spec";
        JsonNode spec = object.at("/" + place.replace('.', '/'));
        if (spec.path("containers").isEmpty()) return Optional.of(place + ".containers: Required value");
        for (JsonNode container : spec.path("containers")) {
            if (container.path("name").asString("").isEmpty())
                return Optional.of(place + ".containers[0].name: Required value");
            if (container.path("image").asString("").isEmpty())
                return Optional.of(place + ".containers[0].image: Required value");
        }
        return Optional.empty();
    }

    private Optional<String> immutable() {
        boolean selector = WITH_SELECTOR.contains(kind.type().kind()) && isChanged("/spec/selector");
        boolean template = kind.type().kind().equals("Job") && isChanged("/spec/template");
        if (!selector && !template) return Optional.empty();
        return Optional.of((selector ? "spec.selector" : "spec.template") + ": Invalid value: "
                + object.at(selector ? "/spec/selector" : "/spec/template") + ": field is immutable");
    }

    private boolean isChanged(String pointer) {
        return before.filter(old -> !old.at(pointer).equals(object.at(pointer))).isPresent();
    }

    private void reject(String fault) {
        String group = kind.type().group();
        String named = kind.type().kind() + (group.isEmpty() ? "" : "." + group);
        throw new Rejected(Rejected.Status.INVALID, named + " \"" + object.ref().name() + "\" is invalid: " + fault);
    }
}
