package dev.landfall.remediate.rule;

import dev.landfall.cluster.LiveObject;
import dev.landfall.remediate.Workload;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What keeps pods from a node unless they tolerate it. */
record Taint(String key, String value, String effect) {

    /** Those of a node that keep new pods away. */
    static Stream<Taint> of(LiveObject node) {
        return node.at("/spec/taints")
                .valueStream()
                .map(taint -> new Taint(
                        taint.path("key").asString(""),
                        taint.path("value").asString(""),
                        taint.path("effect").asString("")))
                .filter(taint -> !taint.effect().equals("PreferNoSchedule"));
    }

    /** Whether a controller put it there since the node is not well, or a person who empties it. */
    boolean isOfTrouble() {
        return key.startsWith("node.kubernetes.io/") || key.startsWith("node.cloudprovider.kubernetes.io/");
    }

    boolean isToleratedBy(Workload workload) {
        return workload.podSpec().path("tolerations").valueStream().anyMatch(this::isToleratedBy);
    }

    private boolean isToleratedBy(JsonNode toleration) {
        String named = toleration.path("key").asString("");
        boolean exists = toleration.path("operator").asString("Equal").equals("Exists");
        String only = toleration.path("effect").asString("");
        return (named.equals(key) || (named.isEmpty() && exists))
                && (exists || toleration.path("value").asString("").equals(value))
                && (only.isEmpty() || only.equals(effect));
    }

    @Override
    public String toString() {
        return key + (value.isEmpty() ? "" : "=" + value) + ":" + effect;
    }
}
