package dev.landfall.health;

import dev.landfall.cluster.LiveObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A DaemonSet is healthy when every node that shall run it has a ready pod of the newest revision. Rules: kubectl's
 * rollout status; its controller never gives up by itself, so the pods are looked at.
 */
final class DaemonSetHealth {
    private static final int NAMED_NODES = 3;

    private final LiveObject set;
    private final WorkloadPods updated;
    private final WorkloadPods old;
    private final Optional<PodTrouble> refusedPod;

    /**
     * Seen at about the same time.
     *
     * @param revisions the ControllerRevisions of the namespace that may belong to it: its status names none
     * @param pods of the namespace that may belong to it
     * @param refusedPod that its newest pod could not be made, as an event said
     */
    DaemonSetHealth(
            LiveObject set, List<LiveObject> revisions, List<LiveObject> pods, Optional<PodTrouble> refusedPod) {
        String newest = revisions.stream()
                .filter(revision -> WorkloadPods.isControlledBy(revision, set))
                .max(Comparator.comparingLong(
                        revision -> revision.at("/revision").asLong(0)))
                .map(revision -> revision.labels().getOrDefault("controller-revision-hash", ""))
                .orElse("");
        WorkloadPods all = WorkloadPods.controlledBy(set, pods);
        this.set = set;
        this.updated = all.ofRevision(newest);
        this.old = all.ofOtherRevisions(newest);
        this.refusedPod = refusedPod;
    }

    Health judge() {
        return ObservedGeneration.isBehindOrMissing(set)
                .or(() -> outstanding().map(message -> new Health.Progressing(count(), message, troubles())))
                .or(this::keepsOldPods)
                .orElseGet(this::healthy);
    }

    private Health healthy() {
        if (wanted() == 0)
            return Health.Healthy.as("wanted on 0 nodes: none matches its node selector, affinity and tolerations");
        return new Health.Healthy(
                count(),
                updated.restarts() + old.restarts(),
                set.at("/spec/minReadySeconds").asLong(0));
    }

    private Optional<String> outstanding() {
        if (!replacesOnlyDeletedPods()) {
            if (status("updatedNumberScheduled") < wanted())
                return Optional.of(status("updatedNumberScheduled") + " of " + wanted()
                        + " pods are of the new revision" + nodes());
            if (old.count() > 0) return Optional.of(old.count() + " old pods are left");
        }
        boolean allReady = updated.ready() + old.ready() >= wanted() && status("numberAvailable") >= wanted();
        return allReady ? Optional.empty() : Optional.of(count() + nodes());
    }

    private Optional<Health> keepsOldPods() {
        if (old.count() == 0) return Optional.empty();
        return Optional.of(OnDelete.keeps(set.ref(), old.count()));
    }

    private List<PodTrouble> troubles() {
        return Stream.concat(updated.troubles().stream(), updated.areMoving() ? Stream.of() : refusedPod.stream())
                .toList();
    }

    /** Where it is not ready; the pod of a node that is down keeps a rollout from ending. */
    private String nodes() {
        List<String> nodes = Stream.concat(updated.nodesInWait().stream(), old.nodesInWait().stream())
                .distinct()
                .toList();
        if (nodes.isEmpty()) return "";
        String named = String.join(", ", nodes.subList(0, Math.min(NAMED_NODES, nodes.size())));
        String more = nodes.size() > NAMED_NODES ? " and " + (nodes.size() - NAMED_NODES) + " more" : "";
        return ", not ready on " + named + more;
    }

    private Health.Pods count() {
        long ready = updated.ready() + (replacesOnlyDeletedPods() ? old.ready() : 0);
        return new Health.Pods(ready, wanted());
    }

    private boolean replacesOnlyDeletedPods() {
        return set.at("/spec/updateStrategy/type").asString("").equals("OnDelete");
    }

    private long wanted() {
        return status("desiredNumberScheduled");
    }

    private long status(String field) {
        return set.at("/status").path(field).asLong(0);
    }
}
