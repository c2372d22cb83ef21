package dev.landfall.health;

import dev.landfall.cluster.LiveObject;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A StatefulSet is healthy when every wanted pod is ready and of the new revision, except for those that its partition
 * keeps as they were. Rules: kubectl's rollout status, and what its controller does, which never gives up by itself.
 */
final class StatefulSetHealth {
    private final LiveObject set;
    private final WorkloadPods all;
    private final WorkloadPods updated;
    private final WorkloadPods old;
    private final Optional<PodTrouble> refusedPod;

    /**
     * Seen at about the same time.
     *
     * @param pods of the namespace that may belong to it
     * @param refusedPod that its newest pod could not be made, as an event said
     */
    StatefulSetHealth(LiveObject set, List<LiveObject> pods, Optional<PodTrouble> refusedPod) {
        String revision = set.at("/status/updateRevision").asString("");
        this.set = set;
        this.all = WorkloadPods.controlledBy(set, pods);
        this.updated = all.ofRevision(revision);
        this.old = all.ofOtherRevisions(revision);
        this.refusedPod = refusedPod;
    }

    Health judge() {
        return ObservedGeneration.isBehindOrMissing(set)
                .or(() -> outstanding()
                        .map(message -> new Health.Progressing(
                                new Health.Pods(updated.ready(), wanted()), message, troubles())))
                .or(this::keepsOldPods)
                .orElseGet(() -> new Health.Healthy(
                        count(), all.restarts(), set.at("/spec/minReadySeconds").asLong(0)));
    }

    private Optional<String> outstanding() {
        if (all.count() > wanted()) return Optional.of((all.count() - wanted()) + " pods too many are left");
        if (!replacesOnlyDeletedPods() && updated.count() < wantedOfNewRevision())
            return Optional.of(updated.count() + " of " + wantedOfNewRevision() + " pods are of the new revision");
        if (all.ready() < wanted()) return Optional.of(all.ready() + " of " + wanted() + " pods ready");
        // Until then the controller may still find that one of them is not as it shall be.
        if (!replacesOnlyDeletedPods()
                && partition() == 0
                && !revision("current").equals(revision("update")))
            return Optional.of("its controller has not called the new revision the current one yet");
        return Optional.empty();
    }

    private Optional<Health> keepsOldPods() {
        if (old.count() == 0) return Optional.empty();
        if (replacesOnlyDeletedPods()) return Optional.of(OnDelete.keeps(set.ref(), old.count()));
        if (wantedOfNewRevision() > 0) return Optional.empty();
        return Optional.of(new Health.Suspended(
                Reason.lasting(
                        "partition-keeps-all",
                        "the partition " + partition() + " of " + set.ref()
                                + " keeps all its pods as they were: no pod is of the new revision",
                        "set spec.updateStrategy.rollingUpdate.partition to a smaller number"),
                "spec.updateStrategy.rollingUpdate.partition"));
    }

    private List<PodTrouble> troubles() {
        Stream<PodTrouble> inTheWay =
                replacesBrokenPods() ? Stream.of() : old.troubles().stream().map(StatefulSetHealth::inTheWay);
        // While pods start, the next one waits for them in turn.
        Stream<PodTrouble> refused = all.areMoving() ? Stream.of() : refusedPod.stream();
        return Stream.of(updated.troubles().stream(), inTheWay, refused)
                .flatMap(troubles -> troubles)
                .toList();
    }

    /** An ordered StatefulSet waits for a broken pod to get well, also where only the new template would make it well. */
    private static PodTrouble inTheWay(PodTrouble trouble) {
        return new PodTrouble(
                trouble.pod(),
                trouble.container(),
                trouble.reason(),
                trouble.message() + "; it is of an older revision and is not replaced until somebody deletes it");
    }

    private Health.Pods count() {
        if (old.count() == 0) return new Health.Pods(all.ready(), wanted());
        return new Health.Pods(
                all.ready(),
                wanted(),
                updated.count() + " of them of the new revision, partition " + partition() + " keeps the others");
    }

    private boolean replacesBrokenPods() {
        return set.at("/spec/podManagementPolicy").asString("").equals("Parallel") && !replacesOnlyDeletedPods();
    }

    private boolean replacesOnlyDeletedPods() {
        return set.at("/spec/updateStrategy/type").asString("").equals("OnDelete");
    }

    private long wanted() {
        return set.at("/spec/replicas").asLong(1);
    }

    private long wantedOfNewRevision() {
        return Math.max(0, wanted() - partition());
    }

    private long partition() {
        return set.at("/spec/updateStrategy/rollingUpdate/partition").asLong(0);
    }

    private String revision(String which) {
        return set.at("/status/" + which + "Revision").asString("");
    }
}
