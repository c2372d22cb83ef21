package dev.landfall.change;

import dev.landfall.cluster.Cluster;
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
    private final NearObjects near;
    private final Autoscalers autoscalers;

    Conflicts(Cluster cluster) {
        this.cluster = cluster;
        this.near = new NearObjects(cluster);
        this.autoscalers = new Autoscalers(near);
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
        near.of("policy", "PodDisruptionBudget", live.ref()).stream()
                .filter(budget -> selects(budget, live))
                .filter(budget -> needsAll(budget, wanted))
                .map(budget -> tooFewForBudget(budget, wanted))
                .forEach(warnings::add);
        near.of("", "ResourceQuota", live.ref()).stream()
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
        return autoscalers
                .of(set.object())
                .filter(autoscaler -> !request.removes(autoscaler.object().ref()))
                .filter(autoscaler -> !autoscaler.restsAt(set.value().asLong()))
                .map(autoscaler -> Reason.lasting(
                        "autoscaled",
                        "%s sets the replicas of %s, from %d to %d, and would undo another number"
                                .formatted(
                                        autoscaler.object().ref(), set.object(), autoscaler.least(), autoscaler.most()),
                        "change its range: " + autoscaler.commandFor(set.value().asLong())));
    }

    private Optional<Reason> secondAutoscaler(CreateObject create) {
        JsonNode target = create.content().at("/spec/scaleTargetRef");
        ObjectRef workload = ObjectRef.of(
                target.path("apiVersion").asString(""),
                target.path("kind").asString(""),
                create.object().namespace(),
                target.path("name").asString(""));
        return autoscalers
                .of(workload)
                .map(other -> other.object().ref())
                .filter(other -> !other.isSameObjectAs(create.object()))
                .map(other -> Reason.lasting(
                        "autoscaled",
                        "%s scales %s already; two autoscalers would work against each other"
                                .formatted(other, workload),
                        "change that one, or delete it first"));
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
}
