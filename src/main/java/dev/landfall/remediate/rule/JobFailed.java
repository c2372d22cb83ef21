package dev.landfall.remediate.rule;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.ContainerState;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** A Job, or the newest of a CronJob, has failed, and no rule of its pods knows why (failure 41). */
final class JobFailed implements Analyzer.OfWorkloads {
    private static final FieldPath DEADLINE = FieldPath.parse("spec.jobTemplate.spec.activeDeadlineSeconds");

    @Override
    public String rule() {
        return "job-failed";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        return job(workload)
                .filter(job -> Condition.of(job, "Failed").isTrue())
                .map(job -> finding(workload, job, snapshot));
    }

    /** Of a CronJob the newest, if it ran with what the CronJob says of its deadline now. */
    private static Optional<LiveObject> job(Workload workload) {
        return switch (workload.ref().kind()) {
            case "Job" -> Optional.of(workload.live());
            case "CronJob" ->
                workload.newest()
                        .filter(job -> job.at("/spec/activeDeadlineSeconds")
                                .equals(workload.live().at("/spec/jobTemplate/spec/activeDeadlineSeconds")))
                        .filter(_ ->
                                !workload.pods().isEmpty() || workload.allPods().isEmpty());
            default -> Optional.empty();
        };
    }

    private Finding finding(Workload workload, LiveObject job, Snapshot snapshot) {
        Condition failed = Condition.of(job, "Failed");
        boolean late = failed.reason().equals("DeadlineExceeded");
        return new Finding(
                rule(),
                workload.ref(),
                "Job " + job.ref().name() + " failed: " + failed.text(),
                late
                        ? "it did not end within its "
                                + job.at("/spec/activeDeadlineSeconds").asString("") + " s"
                        : "its pods fail, and nothing in what is defined of them tells why",
                clues(workload, job, failed, snapshot),
                Repairs.orPerson(late ? longer(workload) : List.of(), person(workload, job, late)),
                Finding.LEAST_SETTLE);
    }

    private static List<Clue> clues(Workload workload, LiveObject job, Condition failed, Snapshot snapshot) {
        List<Clue> clues = new ArrayList<>();
        clues.add(new Clue(Clue.Source.STATUS, job.ref(), failed.text()));
        workload.states()
                .filter(state ->
                        !state.lastEnd().map(ContainerState.Ended::isDone).orElse(true))
                .findFirst()
                .ifPresent(state -> {
                    clues.addAll(Clues.ofEnd(state));
                    clues.addAll(LastWords.of(state, snapshot).clues());
                });
        return clues;
    }

    private static List<Repair> longer(Workload workload) {
        long now = DEADLINE.in(workload.live().json())
                .map(value -> value.asLong(0))
                .orElse(0L);
        if (now == 0) return List.of();
        return List.of(new Repair(
                "let its Jobs take " + 2 * now + " s",
                List.of(new DesiredChange.SetField(
                        workload.ref(), DEADLINE, JsonNodeFactory.instance.numberNode(2 * now))),
                Confidence.LIKELY,
                "it is twice as long; how long it needs is not known",
                Repairs.UNTRIED));
    }

    private static Reason person(Workload workload, LiveObject job, boolean late) {
        String namespace = job.ref().namespace();
        String again = workload.ref().kind().equals("CronJob")
                ? "kubectl -n " + namespace + " create job NAME --from=cronjob/"
                        + workload.ref().name()
                : "give it another name where it is defined, or kubectl -n " + namespace + " delete job "
                        + job.ref().name() + " and apply it again";
        return Reason.lasting(
                "job-to-run-again",
                job.ref() + " has failed, and a Job that failed does not go on",
                (late ? "see why it takes so long, and set a longer activeDeadlineSeconds" : "mend what its log tells")
                        + "; to run it again: " + again);
    }
}
