package dev.landfall.remediate.rule;

import dev.landfall.cluster.Condition;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.TemplateChange;
import dev.landfall.remediate.Workload;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A change of a Deployment does not reach its pods: it is paused, or its rollout has been given up and none of its pods
 * tells why (failure 20).
 */
final class RolloutPaused implements Analyzer.OfWorkloads {
    @Override
    public String rule() {
        return "rollout-paused";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        if (!workload.ref().kind().equals("Deployment")) return Optional.empty();
        if (workload.live().at("/spec/paused").asBoolean(false))
            return waits(workload) ? Optional.of(paused(workload)) : Optional.empty();
        Condition progress = Condition.of(workload.live(), "Progressing");
        return progress.isFalseBecause("ProgressDeadlineExceeded")
                ? Optional.of(stalled(workload, progress))
                : Optional.empty();
    }

    /** To be paused is no fault as long as there is nothing to roll out. */
    private static boolean waits(Workload workload) {
        return workload.newest()
                .map(newest -> !newest.at("/spec/template/spec").isMissingNode()
                        && !newest.at("/spec/template/spec").equals(workload.podSpec()))
                .orElse(true);
    }

    private Finding paused(Workload workload) {
        return new Finding(
                rule(),
                workload.ref(),
                "its rollout is paused, and a change of its pods waits",
                "spec.paused is true, so no pod is made of the present template",
                List.of(Clues.ofField(workload, FieldPath.parse("spec.paused"), "true")),
                new Finding.Remedy.Repairs(List.of(new Repair(
                        "go on with the rollout",
                        List.of(new DesiredChange.SetField(
                                workload.ref(),
                                FieldPath.parse("spec.paused"),
                                JsonNodeFactory.instance.booleanNode(false))),
                        Confidence.LIKELY,
                        "a change waits; whoever paused it may have meant it to",
                        Repairs.UNTRIED))),
                Finding.LEAST_SETTLE);
    }

    private Finding stalled(Workload workload, Condition progress) {
        List<TemplateChange> changed = TemplateChange.of(workload);
        return new Finding(
                rule(),
                workload.ref(),
                "its rollout has been given up: " + progress.message(),
                "its new pods do not get ready in time, and none of them tells why",
                List.of(new Clue(Clue.Source.STATUS, workload.ref(), progress.text())),
                Repairs.orPerson(
                        Repairs.likely(Repairs.takenBack(changed)),
                        Reason.lasting(
                                "rollout-stalled",
                                "nothing tells why the new pods of " + workload.ref() + " do not get ready",
                                "look at them with kubectl describe; landfall operate rollout-undo goes back")),
                Finding.LEAST_SETTLE);
    }
}
