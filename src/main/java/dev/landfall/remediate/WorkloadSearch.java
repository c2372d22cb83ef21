package dev.landfall.remediate;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.OwnerReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Puts pods to the workloads that they are of, and each workload's revisions in order. */
final class WorkloadSearch {
    private static final String REVISION = "deployment.kubernetes.io/revision";
    private static final String HASH = "controller-revision-hash";

    private final Snapshot snapshot;
    private final Map<String, List<LiveObject>> children = new HashMap<>();
    private final Map<String, LiveObject> known = new HashMap<>();

    WorkloadSearch(Snapshot snapshot) {
        this.snapshot = snapshot;
        for (String kind : List.of("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet")) add("apps", kind);
        for (String kind : List.of("Job", "CronJob")) add("batch", kind);
        add("", "ReplicationController");
        add("", "Pod");
    }

    private void add(String group, String kind) {
        for (LiveObject object : snapshot.all(group, kind)) {
            known.put(object.uid(), object);
            controller(object)
                    .ifPresent(parent -> children.computeIfAbsent(parent.uid(), _ -> new ArrayList<>())
                            .add(object));
        }
    }

    private static Optional<OwnerReference> controller(LiveObject object) {
        return object.ownerReferences().stream()
                .filter(OwnerReference::controller)
                .findFirst();
    }

    /** Those that no other known workload makes. */
    List<Workload> workloads() {
        return known.values().stream()
                .filter(object -> controller(object)
                        .map(parent -> !known.containsKey(parent.uid()))
                        .orElse(true))
                .sorted(Comparator.comparing(object -> object.ref().toString()))
                .map(this::workload)
                .toList();
    }

    private Workload workload(LiveObject top) {
        Optional<OwnerReference> maker = controller(top);
        return switch (top.ref().kind()) {
            case "Deployment" -> deployment(top, maker);
            case "StatefulSet" ->
                byHash(top, maker, top.at("/status/updateRevision").asString(""));
            case "DaemonSet" -> byHash(top, maker, newestRevision(top));
            case "CronJob" -> cronJob(top, maker);
            case "Pod" -> new Workload(top, maker, List.of(top), List.of(top), Optional.empty(), Optional::empty);
            case "Job" -> new Workload(top, maker, tries(top), pods(top), Optional.empty(), Optional::empty);
            default -> new Workload(top, maker, running(top), pods(top), Optional.empty(), Optional::empty);
        };
    }

    private Workload deployment(LiveObject top, Optional<OwnerReference> maker) {
        List<LiveObject> sets = of(top, "ReplicaSet").stream()
                .sorted(Comparator.comparingLong(WorkloadSearch::revision))
                .toList();
        if (sets.isEmpty()) return new Workload(top, maker, List.of(), List.of(), Optional.empty(), Optional::empty);
        LiveObject newest = sets.getLast();
        List<LiveObject> older = sets.subList(0, sets.size() - 1);
        Optional<LiveObject> former = older.stream()
                .filter(set -> set.at("/status/readyReplicas").asLong(0) > 0)
                .max(Comparator.comparingLong(WorkloadSearch::revision))
                .or(() -> older.isEmpty() ? Optional.empty() : Optional.of(older.getLast()));
        List<LiveObject> all = sets.stream().flatMap(set -> pods(set).stream()).toList();
        return new Workload(
                top,
                maker,
                running(newest),
                all,
                Optional.of(newest),
                () -> former.map(set -> set.at("/spec/template")));
    }

    private static long revision(LiveObject replicaSet) {
        try {
            return Long.parseLong(replicaSet.annotations().getOrDefault(REVISION, "0"));
        } catch (NumberFormatException notOurs) {
            return 0;
        }
    }

    /** A StatefulSet or DaemonSet, whose pods carry their revision as a label. */
    private Workload byHash(LiveObject top, Optional<OwnerReference> maker, String newest) {
        List<LiveObject> all = pods(top);
        List<LiveObject> current = all.stream()
                .filter(pod -> pod.labels().getOrDefault(HASH, "").equals(newest))
                .filter(pod -> !Pods.isOver(pod))
                .toList();
        return new Workload(top, maker, current, all, Optional.empty(), () -> former(top, newest));
    }

    private Optional<JsonNode> former(LiveObject top, String newest) {
        return revisions(top).stream()
                .filter(revision -> !revision.ref().name().equals(newest))
                .filter(revision -> !revision.labels().getOrDefault(HASH, "").equals(newest))
                .max(Comparator.comparingLong(
                        revision -> revision.json().path("revision").asLong(0)))
                .map(data -> data.at("/data/spec/template"));
    }

    private String newestRevision(LiveObject top) {
        return revisions(top).stream()
                .max(Comparator.comparingLong(
                        revision -> revision.json().path("revision").asLong(0)))
                .map(revision -> revision.labels().getOrDefault(HASH, ""))
                .orElse("");
    }

    private List<LiveObject> revisions(LiveObject top) {
        return snapshot.all("apps", "ControllerRevision", top.ref().namespace()).stream()
                .filter(revision -> controller(revision)
                        .map(parent -> parent.uid().equals(top.uid()))
                        .orElse(false))
                .toList();
    }

    /** Only its newest Job tells how it is, and only if that was made of what the CronJob says now. */
    private Workload cronJob(LiveObject top, Optional<OwnerReference> maker) {
        Optional<LiveObject> newest = of(top, "Job").stream()
                .max(Comparator.comparing(
                        job -> job.at("/metadata/creationTimestamp").asString("")));
        List<LiveObject> tries =
                newest.filter(job -> isMadeOf(top, job)).map(this::tries).orElse(List.of());
        List<LiveObject> all = newest.map(this::pods).orElse(List.of());
        return new Workload(top, maker, tries, all, newest, Optional::empty);
    }

    private static boolean isMadeOf(LiveObject cronJob, LiveObject job) {
        return job.at("/spec/template/spec").isMissingNode()
                || job.at("/spec/template/spec").equals(cronJob.at("/spec/jobTemplate/spec/template/spec"));
    }

    /** What a Job's pods tell: once it is complete, those that failed on the way are history. */
    private List<LiveObject> tries(LiveObject job) {
        return Condition.of(job, "Complete").isTrue() ? List.of() : pods(job);
    }

    /** What is to run for ever, and has ended, was put out by a node and made anew elsewhere. */
    private List<LiveObject> running(LiveObject parent) {
        return pods(parent).stream().filter(pod -> !Pods.isOver(pod)).toList();
    }

    private List<LiveObject> pods(LiveObject parent) {
        return of(parent, "Pod").stream().filter(pod -> !pod.isBeingDeleted()).toList();
    }

    private List<LiveObject> of(LiveObject parent, String kind) {
        return children.getOrDefault(parent.uid(), List.of()).stream()
                .filter(child -> child.ref().kind().equals(kind))
                .toList();
    }
}
