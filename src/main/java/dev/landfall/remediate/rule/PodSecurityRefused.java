package dev.landfall.remediate.rule;

import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pods are missing, since they do not keep to the level of pod security of their namespace (failure 45), which is policy. */
final class PodSecurityRefused implements Analyzer.OfWorkloads {
    @Override
    public String rule() {
        return "pod-security-refused";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        return CreationFailure.of(workload, snapshot)
                .filter(failure -> failure.says("violates podsecurity"))
                .map(this::finding);
    }

    private Finding finding(CreationFailure failure) {
        Workload workload = failure.workload();
        RestrictedPod pod = RestrictedPod.of(workload);
        List<Clue> clues = new ArrayList<>(failure.clues());
        pod.beyondRepair().forEach(what -> clues.add(new Clue(Clue.Source.SPEC, workload.ref(), what)));
        return new Finding(
                rule(),
                workload.ref(),
                failure.sign(),
                pod.beyondRepair().isEmpty()
                        ? "its pods do not say that they do without the rights which the namespace does not grant"
                        : "its pods want what the namespace does not grant: " + String.join(", ", pod.beyondRepair()),
                clues,
                Repairs.orPerson(repairs(pod), person(workload, pod)),
                Finding.LEAST_SETTLE);
    }

    private static List<Repair> repairs(RestrictedPod pod) {
        if (!pod.beyondRepair().isEmpty() || pod.changes().isEmpty()) return List.of();
        return List.of(new Repair(
                "give up rights that its containers do not use: " + String.join(", ", pod.words()),
                pod.changes(),
                pod.needsUser() ? Confidence.LIKELY : Confidence.CERTAIN,
                pod.needsUser()
                        ? "the level demands it; an image that runs as root will not start by it"
                        : "the level demands it, and nothing in the template wants these rights",
                pod.needsUser() ? Repairs.UNTRIED : Repairs.FITS));
    }

    private static Reason person(Workload workload, RestrictedPod pod) {
        return Reason.lasting(
                "pod-not-allowed",
                pod.beyondRepair().isEmpty()
                        ? "the namespace does not take the pods of " + workload.ref()
                                + ", and its template does not tell why"
                        : workload.ref() + " wants " + String.join(", ", pod.beyondRepair())
                                + ", which its namespace does not grant",
                "do without it, or run it in a namespace whose level of pod security grants it");
    }
}
