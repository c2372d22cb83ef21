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
        Optional<Reason> contested = contested(own);
        if (contested.isPresent()) return new Reading.Unreadable(contested.get());
        values.add(new OwnValues(own.isObject() ? own.toString() : "{}", "spec.values", OwnValues.Form.MAPPING));
        return new Reading.Read(values);
    }

    private Optional<OwnValues> held(JsonNode reference) {
        ObjectRef configMap = object(reference);
        SpecPlace place = SpecPlace.inOwner("data[\"" + key(reference) + "\"]");
        return cluster.get(configMap)
                .map(live -> live.at("/data").path(key(reference)))
                .filter(JsonNode::isString)
                .map(text -> TargetPath.of(reference).isEmpty()
                        ? new OwnValues(text.asString(), Optional.of(configMap), place, OwnValues.Form.TEXT)
                        : TargetPath.of(reference).values(text.asString(), configMap, place));
    }

    private Optional<Reason> refusal(JsonNode reference) {
        if (!reference.path("kind").asString("").equals("ConfigMap"))
            return Optional.of(no(
                    "helm-values-secret",
                    "%s takes values from %s, which Landfall does not read"
                            .formatted(release.ref(), object(reference))));
        TargetPath target = TargetPath.of(reference);
        Optional<String> text = cluster.get(object(reference))
                .map(live -> live.at("/data").path(key(reference)).asString(""));
        return target.oddity(text.orElse(""))
                .map(oddity -> atTarget(reference, oddity))
                .or(() -> isTakenTwice(reference)
                        ? Optional.of(atTarget(reference, "which it takes at another place as well"))
                        : Optional.empty());
    }

    /** What changes a text that stands at two places changes both. */
    private boolean isTakenTwice(JsonNode reference) {
        List<JsonNode> same = release.at("/spec/valuesFrom")
                .valueStream()
                .filter(other ->
                        object(other).equals(object(reference)) && key(other).equals(key(reference)))
                .toList();
        return same.size() > 1
                && same.stream().anyMatch(each -> !TargetPath.of(each).isEmpty());
    }

    /**
     * Which of the two has the last word where {@code spec.values} says something at a target path depends on what else
     * stands beside it (fluxcd/pkg/chartutil, ChartValuesFromReferences).
     */
    private Optional<Reason> contested(JsonNode own) {
        return release.at("/spec/valuesFrom")
                .valueStream()
                .filter(reference -> TargetPath.of(reference).isIn(own))
                .findFirst()
                .map(reference -> atTarget(reference, "where its spec.values says something as well"));
    }

    private Reason atTarget(JsonNode reference, String why) {
        return no(
                "helm-values-target-path",
                "%s puts a value of %s at targetPath %s of its values, %s"
                        .formatted(
                                release.ref(),
                                object(reference),
                                Printable.line(reference.path("targetPath").asString("")),
                                why));
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
