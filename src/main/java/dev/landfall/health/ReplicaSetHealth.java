package dev.landfall.health;

import dev.landfall.cluster.LiveObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A ReplicaSet, or a ReplicationController, is healthy when it has as many ready pods as it wants. It never replaces a
 * pod, so that a change of its template shows in the pods it makes later only.
 */
final class ReplicaSetHealth {
    private final LiveObject set;
    private final WorkloadPods pods;

    /** @param pods of the namespace that may belong to it */
    ReplicaSetHealth(LiveObject set, List<LiveObject> pods) {
        this.set = set;
        this.pods = WorkloadPods.controlledBy(set, pods);
    }

    Health judge() {
        return ObservedGeneration.isBehindOrMissing(set)
                .or(() -> outstanding().map(message -> new Health.Progressing(count(), message, troubles())))
                .orElseGet(() -> new Health.Healthy(
                        count(),
                        pods.restarts(),
                        set.at("/spec/minReadySeconds").asLong(0)));
    }

    private Optional<String> outstanding() {
        if (pods.count() > wanted()) return Optional.of((pods.count() - wanted()) + " pods too many are left");
        boolean enough =
                pods.ready() >= wanted() && set.at("/status/availableReplicas").asLong(0) >= wanted();
        return enough ? Optional.empty() : Optional.of(count().toString());
    }

    private List<PodTrouble> troubles() {
        Optional<PodTrouble> refused = pods.areMoving() ? Optional.empty() : PodTrouble.ofCreation(set);
        return Stream.concat(pods.troubles().stream(), refused.stream()).toList();
    }

    private Health.Pods count() {
        return new Health.Pods(pods.ready(), wanted());
    }

    private long wanted() {
        return set.at("/spec/replicas").asLong(1);
    }
}
