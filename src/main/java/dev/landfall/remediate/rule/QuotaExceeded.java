package dev.landfall.remediate.rule;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** Pods are missing, since a quota of the namespace has no room for them (failure 21). The quota itself is policy. */
final class QuotaExceeded implements Analyzer.OfWorkloads {
    @Override
    public String rule() {
        return "quota-exceeded";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        return CreationFailure.of(workload, snapshot)
                .filter(failure -> failure.says("exceeded quota"))
                .map(failure -> finding(failure, snapshot));
    }

    private Finding finding(CreationFailure failure, Snapshot snapshot) {
        Workload workload = failure.workload();
        Optional<QuotaNeed> need = QuotaNeed.of(failure, snapshot);
        List<Clue> clues = new ArrayList<>(failure.clues());
        need.ifPresent(one -> clues.add(new Clue(Clue.Source.STATUS, one.quota().ref(), one.words())));
        return new Finding(
                rule(),
                workload.ref(),
                failure.sign(),
                need.map(QuotaNeed::cause).orElse("a quota of the namespace has no room for another pod"),
                clues,
                Repairs.orPerson(repairs(workload, need, snapshot), person(workload, need)),
                Finding.LEAST_SETTLE);
    }

    private static List<Repair> repairs(Workload workload, Optional<QuotaNeed> need, Snapshot snapshot) {
        List<Repair> repairs = new ArrayList<>();
        boolean surge = isRolling(workload) && need.map(QuotaNeed::fitsAll).orElse(false);
        if (surge) repairs.add(withoutSurge(workload));
        else if (need.map(QuotaNeed::hasGrown).orElse(false)) repairs.add(smallerAgain(workload));
        int fitting = workload.pods().size();
        if (!surge && fitting > 0 && workload.live().at("/spec/replicas").isNumber() && !isScaled(workload, snapshot))
            repairs.add(fewer(workload, fitting));
        return repairs;
    }

    /** Whether as many pods as wanted are there, and only those of the new revision are missing. */
    private static boolean isRolling(Workload workload) {
        long wanted = workload.live().at("/spec/replicas").asLong(1);
        return workload.ref().kind().equals("Deployment")
                && !workload.live().at("/spec/strategy/type").asString("").equals("Recreate")
                && workload.live().at("/spec/strategy/rollingUpdate/maxSurge").asInt(-1) != 0
                && workload.allPods().size() >= wanted;
    }

    private static Repair withoutSurge(Workload workload) {
        boolean several = workload.live().at("/spec/replicas").asLong(1) > 1;
        FieldPath rolling = FieldPath.parse("spec.strategy.rollingUpdate");
        return new Repair(
                "replace pods one by one, without one more meanwhile",
                List.of(
                        number(workload, rolling.to(new FieldPath.Key("maxSurge")), 0),
                        number(workload, rolling.to(new FieldPath.Key("maxUnavailable")), 1)),
                several ? Confidence.CERTAIN : Confidence.LIKELY,
                "all wanted pods have room, only one more than those has not"
                        + (several ? "" : "; while its only pod is replaced, none serves"),
                Repairs.FITS);
    }

    private static Repair smallerAgain(Workload workload) {
        List<DesiredChange> changes = TemplateChange.of(workload).stream()
                .filter(change -> change.path().steps().contains(new FieldPath.Key("resources")))
                .<DesiredChange>map(TemplateChange::back)
                .toList();
        return new Repair(
                "set the resources of its containers back to the revision before",
                changes,
                Confidence.CERTAIN,
                "the revision before has them, and had room",
                Repairs.RAN_BEFORE);
    }

    private static Repair fewer(Workload workload, int fitting) {
        return new Repair(
                "want " + fitting + (fitting == 1 ? " replica" : " replicas"),
                List.of(number(workload, FieldPath.parse("spec.replicas"), fitting)),
                Confidence.LIKELY,
                "so many have room",
                Repairs.UNTRIED);
    }

    private static DesiredChange number(Workload workload, FieldPath field, int value) {
        return Repairs.set(workload.ref(), field, JsonNodeFactory.instance.numberNode(value));
    }

    private static boolean isScaled(Workload workload, Snapshot snapshot) {
        return Autoscaler.all(snapshot).anyMatch(scaler -> scaler.isFor(workload));
    }

    private static Reason person(Workload workload, Optional<QuotaNeed> need) {
        return Reason.lasting(
                "quota-full",
                need.map(QuotaNeed::cause)
                        .orElse("a quota of the namespace has no room for the pods of " + workload.ref()),
                need.map(one -> "have " + one.quota().ref() + " raised to " + one.enough() + " of " + one.counted()
                                + ", or want fewer or smaller pods")
                        .orElse("see `kubectl describe quota -n "
                                + workload.ref().namespace() + "`"));
    }
}
