package dev.landfall.cluster;

import tools.jackson.databind.JsonNode;

/** A ReplicaSet of a Deployment, or a ControllerRevision of a StatefulSet or DaemonSet: its pods as they once were. */
public record Revision(LiveObject object) {
    private static final String NUMBER = "deployment.kubernetes.io/revision";

    /** The later, the larger; 0 where it says none. */
    public long number() {
        return object.json().path("revision").isNumber()
                ? object.json().path("revision").asLong()
                : number(object.annotations().getOrDefault(NUMBER, "0"));
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notOurs) {
            return 0;
        }
    }

    /** What it says of its pods; a missing node where it says nothing. */
    public JsonNode template() {
        JsonNode kept = object.at("/data/spec/template");
        return kept.isMissingNode() ? object.at("/spec/template") : kept;
    }

    /** Whether it is of this object. */
    public boolean isOf(LiveObject owner) {
        return object.ownerReferences().stream()
                .anyMatch(parent -> parent.controller() && parent.uid().equals(owner.uid()));
    }
}
