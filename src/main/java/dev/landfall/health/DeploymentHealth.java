package dev.landfall.health;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import dev.landfall.reason.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Deployment is healthy when its controller has seen the newest specification, every wanted pod is of the newest
 * revision and ready, and no pod of an older one is left. Rules: kubectl's rollout status and the "own workload
 * verdict" of GitOps tools, tightened by looking at the pods themselves.
 */
final class DeploymentHealth {
    private final LiveObject deployment;
    private final Optional<LiveObject> newest;
    private final WorkloadPods pods;
    private final boolean somePodEnds;

    /**
     * Seen at about the same time.
     *
     * @param replicaSets of the namespace that may belong to it
     * @param pods of the namespace that may belong to it
     */
    DeploymentHealth(LiveObject deployment, List<LiveObject> replicaSets, List<LiveObject> pods) {
        this.deployment = deployment;
        this.newest = replicaSets.stream()
                .filter(set -> WorkloadPods.isControlledBy(set, deployment))
                .filter(set -> hasSameTemplate(set, deployment))
                .max(Comparator.comparingLong(DeploymentHealth::revision));
        this.pods = newest.map(set -> WorkloadPods.controlledBy(set, pods)).orElse(new WorkloadPods(List.of()));
        this.somePodEnds = replicaSets.stream()
                .filter(set -> WorkloadPods.isControlledBy(set, deployment))
                .anyMatch(set -> WorkloadPods.controlledBy(set, pods).areEnding());
    }

    Health judge() {
        if (deployment.at("/spec/paused").asBoolean(false)) return paused();
        if (status("observedGeneration") < deployment.generation())
            return progressing("not yet seen by its controller");
        if (isPastDeadline()) return pastDeadline();
        Optional<String> outstanding = outstanding();
        if (outstanding.isPresent()) return progressing(outstanding.get());
        return new Health.Healthy(
                count(), pods.restarts(), deployment.at("/spec/minReadySeconds").asLong(0));
    }

    private Optional<String> outstanding() {
        if (newest.isEmpty()) return Optional.of("no ReplicaSet of the new revision yet");
        long updated = status("updatedReplicas");
        if (updated < wanted()) return Optional.of(updated + " of " + wanted() + " pods are of the new revision");
        if (status("replicas") > updated) return Optional.of((status("replicas") - updated) + " old pods are left");
        if (status("availableReplicas") < updated || count().ready() < wanted()) return Optional.of(count().toString());
        return Optional.empty();
    }

    private Health paused() {
        return new Health.Suspended(
                Reason.lasting(
                        "workload-paused",
                        deployment.ref() + " is paused, so no rollout happens",
                        "kubectl rollout resume, or set spec.paused to false in Git"),
                "spec.paused");
    }

    private Health pastDeadline() {
        String message = deployment.ref() + " made no progress within its own deadline of "
                + deployment.at("/spec/progressDeadlineSeconds").asLong(600) + " s (ProgressDeadlineExceeded): "
                + count();
        return new Health.Degraded(
                count(), Reason.lasting("progress-deadline-exceeded", message, "look at its pods"), troubles());
    }

    private Health progressing(String message) {
        return new Health.Progressing(count(), message, troubles());
    }

    /**
     * Looks odd because the condition may be of the rollout before: set back to a ReplicaSet that exists, a Deployment
     * keeps it until a pod moves, though its controller has seen the new specification. The message names the
     * ReplicaSet that timed out (deployment controller, {@code syncRolloutStatus}).
     */
    private boolean isPastDeadline() {
        Condition progress = Condition.of(deployment, "Progressing");
        if (!progress.reason().equals("ProgressDeadlineExceeded")) return false;
        return !progress.message().startsWith("ReplicaSet ")
                || newest.filter(set ->
                                progress.message().contains('"' + set.ref().name() + '"'))
                        .isPresent();
    }

    private List<PodTrouble> troubles() {
        return Stream.concat(pods.troubles().stream(), refusedPod().stream()).toList();
    }

    /**
     * Not while some pod starts or ends: under a tight quota the next one fits only after that, and the rollout goes on
     * in small steps with a ReplicaFailure all the time.
     */
    private Optional<PodTrouble> refusedPod() {
        return somePodEnds || pods.areMoving() ? Optional.empty() : newest.flatMap(PodTrouble::ofCreation);
    }

    private Health.Pods count() {
        return new Health.Pods(pods.ready(), wanted());
    }

    private long wanted() {
        return deployment.at("/spec/replicas").asLong(1);
    }

    private long status(String field) {
        return deployment.at("/status").path(field).asLong(0);
    }

    /** The controller adds one label to the template of the ReplicaSet and changes nothing else. */
    private static boolean hasSameTemplate(LiveObject set, LiveObject deployment) {
        JsonNode template = set.at("/spec/template").deepCopy();
        if (template.at("/metadata/labels") instanceof ObjectNode labels) labels.remove("pod-template-hash");
        return template.equals(deployment.at("/spec/template"));
    }

    private static long revision(LiveObject set) {
        String text = set.annotations().getOrDefault("deployment.kubernetes.io/revision", "0");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}
