package dev.landfall.operate;

import dev.landfall.change.RequestException;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.Revision;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.Restoration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a workload said of its pods before: the newest revision that differs from what it says now. That its pods were
 * started anew is no difference, and what controllers add to a revision is none either.
 *
 * @param number of the revision
 */
record FormerTemplate(LiveObject workload, FieldPath template, long number, JsonNode then) {
    private static final Map<String, String> KEPT_BY =
            Map.of("Deployment", "ReplicaSet", "StatefulSet", "ControllerRevision", "DaemonSet", "ControllerRevision");
    private static final List<String> OF_CONTROLLERS =
            List.of("pod-template-hash", "controller-revision-hash", Instructions.RESTARTED_AT);

    /** @throws RequestException where none is kept */
    static FormerTemplate of(LiveObject workload, Cluster cluster) {
        String keeper = KEPT_BY.get(workload.ref().kind());
        if (keeper == null || !workload.ref().group().equals("apps"))
            throw RequestException.because(
                    "cannot-roll-back",
                    "of a " + workload.ref().kind() + " no former revision is kept",
                    "name a Deployment, StatefulSet or DaemonSet; landfall revert takes a change of Landfall back");
        FieldPath template = Workload.of(workload).template().orElseThrow();
        JsonNode now = said(template.in(workload.json()).orElseThrow());
        return revisions(workload, keeper, cluster).stream()
                .filter(revision -> !said(revision.template()).equals(now))
                .max(Comparator.comparingLong(Revision::number))
                .map(former -> new FormerTemplate(workload, template, former.number(), said(former.template())))
                .orElseThrow(() -> RequestException.because(
                        "no-former-revision",
                        "no revision of " + workload.ref() + " is kept whose pods were others",
                        "say the values that are wanted, or take them from the history of the repository"));
    }

    private static List<Revision> revisions(LiveObject workload, String keeper, Cluster cluster) {
        List<Revision> all = new ArrayList<>();
        cluster.typeOf("apps", keeper)
                .ifPresent(type -> cluster.scan(type, workload.ref().namespace(), "", object -> {
                    Revision revision = new Revision(object);
                    if (revision.isOf(workload)) all.add(revision);
                }));
        return all;
    }

    /** What people say in a template. */
    private static ObjectNode said(JsonNode template) {
        ObjectNode said = JsonNodeFactory.instance.objectNode();
        ObjectNode metadata = said.putObject("metadata");
        for (String map : List.of("labels", "annotations")) {
            ObjectNode kept = JsonNodeFactory.instance.objectNode();
            template.path("metadata")
                    .path(map)
                    .properties()
                    .forEach(entry -> kept.set(entry.getKey(), entry.getValue()));
            kept.remove(OF_CONTROLLERS);
            metadata.set(map, kept);
        }
        said.set("spec", template.path("spec").deepCopy());
        return said;
    }

    /** What makes it so again, in the order of the fields. */
    List<DesiredChange> restored() {
        return List.copyOf(Restoration.of(
                workload.ref(), template, said(template.in(workload.json()).orElseThrow()), then));
    }
}
