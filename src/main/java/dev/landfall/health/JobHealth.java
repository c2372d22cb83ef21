package dev.landfall.health;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A Job is healthy when it is complete; how often its pods may fail before that is its own business. */
final class JobHealth {
    private final LiveObject job;
    private final WorkloadPods pods;
    private final Optional<PodTrouble> refusedPod;

    /**
     * @param pods of the namespace that may belong to it
     * @param refusedPod that its newest pod could not be made, as an event said
     */
    JobHealth(LiveObject job, List<LiveObject> pods, Optional<PodTrouble> refusedPod) {
        this.job = job;
        this.pods = WorkloadPods.controlledBy(job, pods);
        this.refusedPod = refusedPod;
    }

    Health judge() {
        Condition failed = Condition.of(job, "Failed");
        if (Condition.of(job, "Complete").isTrue()) return Health.Healthy.as("Job is complete: " + count());
        if (failed.isTrue()) return failed(failed);
        if (job.at("/spec/suspend").asBoolean(false)) return suspended();
        String message = "Job is running: " + status("active") + " active, " + count();
        return new Health.Progressing(new Health.Words(message), message, troubles());
    }

    private Health failed(Condition failed) {
        String remedy = switch (failed.reason()) {
            case "BackoffLimitExceeded" -> "look at its pods; a new Job, or a larger spec.backoffLimit, tries again";
            case "DeadlineExceeded" -> "look why it takes longer than its spec.activeDeadlineSeconds";
            default -> "look at its pods";
        };
        String message = job.ref() + " failed (" + failed.text() + "): " + count();
        return new Health.Degraded(
                new Health.Words(count()), Reason.lasting("job-failed", message, remedy), pods.troubles());
    }

    private Health suspended() {
        return new Health.Suspended(
                Reason.lasting(
                        "job-suspended", job.ref() + " is suspended, so it makes no pods", "set spec.suspend to false"),
                "spec.suspend");
    }

    /** A loop of crashes is no trouble here: the Job counts its failures and says itself when they are too many. */
    private List<PodTrouble> troubles() {
        Stream<PodTrouble> lasting =
                pods.troubles().stream().filter(trouble -> !trouble.reason().equals("CrashLoopBackOff"));
        return Stream.concat(lasting, pods.count() == 0 ? refusedPod.stream() : Stream.of())
                .toList();
    }

    private String count() {
        long wanted = job.at("/spec/completions").asLong(0);
        String succeeded = status("succeeded") + (wanted > 0 ? " of " + wanted : "") + " succeeded";
        return status("failed") == 0 ? succeeded : succeeded + ", " + status("failed") + " pods failed";
    }

    private long status(String field) {
        return job.at("/status").path(field).asLong(0);
    }
}
