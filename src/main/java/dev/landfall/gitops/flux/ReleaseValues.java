package dev.landfall.gitops.flux;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.OwnValues;
import dev.landfall.gitops.SpecPlace;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The values of a HelmRelease: those of its {@code valuesFrom} in order, and above them its own. */
record ReleaseValues(Cluster cluster, LiveObject release) {
    private static final String USUAL_KEY = "values.yaml";

    /** Whether all of them could be told. */
    sealed interface Reading {
        record Read(List<OwnValues> values) implements Reading {}

        record Unreadable(Reason reason) implements Reading {}
    }

    Reading read() {
        List<OwnValues> values = new ArrayList<>();
        for (JsonNode reference : release.at("/spec/valuesFrom").valueStream().toList()) {
            Optional<Reason> refusal = refusal(reference);
            if (refusal.isPresent()) return new Reading.Unreadable(refusal.get());
            Optional<OwnValues> held = held(reference);
            held.ifPresent(values::add);
            boolean optional = reference.path("optional").asBoolean(false);
            if (held.isEmpty() && !optional) return new Reading.Unreadable(missing(reference));
        }
        JsonNode own = release.at("/spec/values");
        values.add(new OwnValues(own.isObject() ? own.toString() : "{}", "spec.values", OwnValues.Form.MAPPING));
        return new Reading.Read(values);
    }

    private Optional<OwnValues> held(JsonNode reference) {
        ObjectRef configMap = object(reference);
        String place = "data[\"" + key(reference) + "\"]";
        return cluster.get(configMap)
                .map(live -> live.at("/data").path(key(reference)))
                .filter(JsonNode::isString)
                .map(text -> new OwnValues(
                        text.asString(), Optional.of(configMap), SpecPlace.inOwner(place), OwnValues.Form.TEXT));
    }

    private Optional<Reason> refusal(JsonNode reference) {
        if (!reference.path("kind").asString("").equals("ConfigMap"))
            return Optional.of(no(
                    "helm-values-secret",
                    "%s takes values from %s, which Landfall does not read"
                            .formatted(release.ref(), object(reference))));
        if (!reference.path("targetPath").asString("").isEmpty())
            return Optional.of(no(
                    "helm-values-target-path",
                    "%s puts a value of %s at targetPath %s of its values"
                            .formatted(
                                    release.ref(),
                                    object(reference),
                                    Printable.line(reference.path("targetPath").asString("")))));
        return Optional.empty();
    }

    private ObjectRef object(JsonNode reference) {
        return new ObjectRef(
                "",
                "v1",
                reference.path("kind").asString(""),
                release.ref().namespace(),
                reference.path("name").asString(""));
    }

    private static String key(JsonNode reference) {
        String key = reference.path("valuesKey").asString("");
        return key.isEmpty() ? USUAL_KEY : key;
    }

    private Reason missing(JsonNode reference) {
        return Reason.lasting(
                "helm-values-missing",
                "%s takes values from %s, which is not there or has no key %s"
                        .formatted(release.ref(), object(reference), Printable.line(key(reference))),
                "create it, or correct spec.valuesFrom");
    }

    private Reason no(String code, String message) {
        return ReleaseSpec.inItself(release.ref(), code, message);
    }
}
