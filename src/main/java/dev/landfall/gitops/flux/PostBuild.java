package dev.landfall.gitops.flux;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Substitution;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** {@code spec.postBuild} of a Kustomization, with the variables of its ConfigMaps. */
record PostBuild(Cluster cluster, LiveObject kustomization) {

    /** Whether all variables could be told. */
    sealed interface Reading {
        /** @param substitution empty where nothing is substituted */
        record Read(Optional<Substitution> substitution) implements Reading {}

        record Unreadable(Reason reason) implements Reading {}
    }

    Reading read() {
        JsonNode spec = kustomization.at("/spec/postBuild");
        List<Substitution.Layer> layers = new ArrayList<>();
        for (JsonNode reference : spec.path("substituteFrom").valueStream().toList()) {
            ObjectRef object = object(reference);
            if (!object.kind().equals("ConfigMap")) return new Reading.Unreadable(secret(object));
            Optional<LiveObject> live = cluster.get(object);
            if (live.isEmpty() && !reference.path("optional").asBoolean(false))
                return new Reading.Unreadable(missing(object));
            live.ifPresent(there ->
                    layers.add(new Substitution.Layer(values(there.at("/data")), Optional.of(object), "data")));
        }
        layers.add(
                new Substitution.Layer(values(spec.path("substitute")), Optional.empty(), "spec.postBuild.substitute"));
        Substitution all = new Substitution(layers);
        boolean always = spec.path("substituteStrategy").asString("").equals("Always");
        return new Reading.Read(all.values().isEmpty() && !always ? Optional.empty() : Optional.of(all));
    }

    private static Map<String, String> values(JsonNode data) {
        Map<String, String> values = new TreeMap<>();
        data.properties()
                .forEach(field ->
                        values.put(field.getKey(), field.getValue().asString("").replace("\n", "")));
        return values;
    }

    private ObjectRef object(JsonNode reference) {
        return new ObjectRef(
                "",
                "v1",
                reference.path("kind").asString(""),
                kustomization.ref().namespace(),
                reference.path("name").asString(""));
    }

    private Reason secret(ObjectRef object) {
        return Reason.lasting(
                "substitute-from-secret",
                "spec.postBuild.substituteFrom of %s takes variables from %s, which Landfall does not read"
                        .formatted(kustomization.ref(), Printable.line(object.toString())),
                "make the change by hand, where %s is defined".formatted(kustomization.ref()));
    }

    private Reason missing(ObjectRef object) {
        return Reason.lasting(
                "substitute-from-missing",
                "spec.postBuild.substituteFrom of %s takes variables from %s, which is not there"
                        .formatted(kustomization.ref(), Printable.line(object.toString())),
                "create it, or correct spec.postBuild");
    }
}
