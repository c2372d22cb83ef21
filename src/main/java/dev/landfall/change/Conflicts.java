package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What else in the cluster works against a change, said before it lands. What may not be read is passed over. */
final class Conflicts {
    private static final String REPLICAS = "spec.replicas";

    private final Cluster cluster;

    Conflicts(Cluster cluster) {
        this.cluster = cluster;
    }

    /** An autoscaler that would set the number of replicas back at once, or fight another one over it. */
    Optional<Reason> objectionTo(ChangeRequest request) {
        for (DesiredChange change : request.changes()) {
            Optional<Reason> objection = Optional.empty();
            if (change instanceof SetField set && isScaling(set)) objection = autoscaled(set, request);
            if (change instanceof CreateObject create && isAutoscaler(create)) objection = secondAutoscaler(create);
            if (objection.isPresent()) return objection;
        }
        return Optional.empty();
    }

    /** Budgets and quotas that the wanted number of pods does not fit into. */
    List<Reason> warnings(ChangeRequest request) {
        List<Reason> warnings = new ArrayList<>();
        for (DesiredChange change : request.changes()) {
            if (change instanceof SetField set && isScaling(set)) {
                cluster.get(set.object())
                        .ifPresent(live -> addWarnings(live, set.value().asLong(), warnings));
            }
        }
        return warnings;
    }

    private void addWarnings(LiveObject live, long wanted, List<Reason> warnings) {
        list("policy", "PodDisruptionBudget", live.ref()).stream()
                .filter(budget -> selects(budget, live))
                .filter(budget -> needsAll(budget, wanted))
                .map(budget -> tooFewForBudget(budget, wanted))
                .forEach(warnings::add);
        list("", "ResourceQuota", live.ref()).stream()
                .flatMap(quota -> new QuotaRoom(quota).tightFor(live, wanted).stream())
                .forEach(warnings::add);
    }

    private static boolean isScaling(SetField set) {
        return set.field().equals(REPLICAS) && set.value().isIntegralNumber();
    }

    private static boolean isAutoscaler(CreateObject create) {
        return create.object().group().equals("autoscaling")
                && create.object().kind().equals("HorizontalPodAutoscaler");
    }

    private Optional<Reason> autoscaled(SetField set, ChangeRequest request) {
        // With no replicas an autoscaler rests (Kubernetes, "Horizontal Pod Autoscaling: Implicit maintenance-mode").
        if (set.value().asLong() == 0) return Optional.empty();
        return autoscalersOf(set.object())
                .filter(autoscaler -> !request.removes(autoscaler.ref()))
                .map(autoscaler -> Reason.lasting(
                        "autoscaled",
                        "%s sets the replicas of %s, from %s to %s, and would undo another number"
                                .formatted(
                                        autoscaler.ref(),
                                        set.object(),
                                        autoscaler.at("/spec/minReplicas").asString("1"),
                                        autoscaler.at("/spec/maxReplicas").asString("?")),
                        "change its range: landfall operate set horizontalpodautoscaler/%s spec.minReplicas=%s"
                                .formatted(autoscaler.ref().name(), set.value().asString())));
    }

    private Optional<Reason> secondAutoscaler(CreateObject create) {
        JsonNode target = create.content().at("/spec/scaleTargetRef");
        ObjectRef workload = ObjectRef.of(
                target.path("apiVersion").asString(""),
                target.path("kind").asString(""),
                create.object().namespace(),
                target.path("name").asString(""));
        return autoscalersOf(workload)
                .filter(other -> !other.ref().isSameObjectAs(create.object()))
                .map(other -> Reason.lasting(
                        "autoscaled",
                        "%s scales %s already; two autoscalers would work against each other"
                                .formatted(other.ref(), workload),
                        "change that one, or delete it first"));
    }

    private Optional<LiveObject> autoscalersOf(ObjectRef workload) {
        return list("autoscaling", "HorizontalPodAutoscaler", workload).stream()
                .filter(autoscaler -> {
                    JsonNode target = autoscaler.at("/spec/scaleTargetRef");
                    return target.path("kind").asString("").equals(workload.kind())
                            && target.path("name").asString("").equals(workload.name());
                })
                .findFirst();
    }

    private static boolean selects(LiveObject budget, LiveObject workload) {
        JsonNode wanted = budget.at("/spec/selector/matchLabels");
        JsonNode labels = workload.at("/spec/template/metadata/labels");
        return !wanted.isEmpty()
                && wanted.properties().stream()
                        .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
    }

    private static boolean needsAll(LiveObject budget, long wanted) {
        JsonNode least = budget.at("/spec/minAvailable");
        return least.isIntegralNumber() && least.asLong() >= wanted && wanted > 0;
    }

    private static Reason tooFewForBudget(LiveObject budget, long wanted) {
        return Reason.lasting(
                "budget-blocks-evictions",
                "%s wants %s pods available: with %d none may be evicted, and draining a node will hang"
                        .formatted(budget.ref(), budget.at("/spec/minAvailable").asString(""), wanted),
                "lower spec.minAvailable as well");
    }

    private List<LiveObject> list(String group, String kind, ObjectRef near) {
        List<LiveObject> found = new ArrayList<>();
        try {
            cluster.typeOf(group, kind).ifPresent(type -> cluster.scan(type, near.namespace(), "", found::add));
        } catch (ClusterException refused) {
            if (refused.fault() != ClusterException.Fault.RIGHTS) throw refused;
        }
        return found;
    }
}
