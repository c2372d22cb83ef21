package dev.landfall.sandbox.workload;

import dev.landfall.cluster.LiveObject;
import dev.landfall.sandbox.cluster.Controller;
import dev.landfall.sandbox.cluster.ObjectStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Runs the Pods of a Job until as many as it wants have succeeded. */
final class JobController implements Controller.Reconciler {
    private final ObjectStore store;
    private final InstantSource clock;
    private final PodSet pods;

    JobController(ObjectStore store, InstantSource clock, PodSet pods) {
        this.store = store;
        this.clock = clock;
        this.pods = pods;
    }

    @Override
    public Duration reconcile(LiveObject job) {
        boolean suspended = job.at("/spec/suspend").asBoolean(false);
        if (job.isBeingDeleted() || suspended) return Controller.UNTIL_IT_CHANGES;
        int wanted = job.at("/spec/completions").asInt(1);
        long succeeded = succeeded(job);
        long missing = Math.min(wanted - succeeded, job.at("/spec/parallelism").asInt(1))
                - pods.active(job).size();
        for (long i = 0; i < missing; i++) {
            ObjectNode labels = JsonNodeFactory.instance.objectNode();
            labels.put("batch.kubernetes.io/job-name", job.ref().name());
            pods.create(job, PodSet.madeUpName(job), labels);
        }
        List<LiveObject> active = pods.active(job);
        store.updateStatus(
                job.ref(), "kube-controller-manager", object -> tell(object, active, succeeded, succeeded >= wanted));
        return Controller.UNTIL_IT_CHANGES;
    }

    private long succeeded(LiveObject job) {
        return pods.of(job).stream()
                .filter(pod -> pod.at("/status/phase").asString("").equals("Succeeded"))
                .count();
    }

    private void tell(ObjectNode object, List<LiveObject> active, long succeeded, boolean complete) {
        ObjectNode status = object.withObject("/status");
        if (!status.has("startTime")) status.put("startTime", time());
        status.put("active", active.size())
                .put("ready", active.stream().filter(PodSet::isReady).count())
                .put("terminating", 0);
        if (succeeded > 0) status.put("succeeded", succeeded);
        if (!complete || status.has("completionTime")) return;
        status.put("completionTime", time());
        for (String type : List.of("SuccessCriteriaMet", "Complete")) {
            status.withArray("/conditions")
                    .addObject()
                    .put("type", type)
                    .put("status", "True")
                    .put("reason", "CompletionsReached")
                    .put("message", "Reached expected number of succeeded pods")
                    .put("lastProbeTime", time())
                    .put("lastTransitionTime", time());
        }
    }

    private String time() {
        return ObjectStore.time(clock.instant());
    }
}
