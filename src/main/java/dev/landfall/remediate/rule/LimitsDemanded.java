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
import java.util.stream.Collectors;

/**
 * Pods are missing, since a quota wants a request or limit that their containers do not say, or a LimitRange bounds what
 * they say (failure 22). Both are policy; what the workload says is mended.
 */
final class LimitsDemanded implements Analyzer.OfWorkloads {
    private static final List<String> BOUNDED =
            List.of("usage per container", "usage per pod", "limit to request ratio");

    @Override
    public String rule() {
        return "limits-demanded";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        return CreationFailure.of(workload, snapshot)
                .filter(failure -> isDemand(failure) || BOUNDED.stream().anyMatch(failure::says))
                .map(failure -> finding(failure, snapshot));
    }

    private static boolean isDemand(CreationFailure failure) {
        return failure.says("failed quota") && failure.says("must specify");
    }

    private Finding finding(CreationFailure failure, Snapshot snapshot) {
        Workload workload = failure.workload();
        List<ResourceDemand> demands = isDemand(failure)
                ? ResourceDemand.ofQuotas(workload, snapshot)
                : ResourceDemand.ofLimitRanges(workload, snapshot);
        List<Clue> clues = new ArrayList<>(failure.clues());
        demands.forEach(demand -> clues.add(new Clue(Clue.Source.SPEC, demand.by(), demand.words())));
        return new Finding(
                rule(),
                workload.ref(),
                failure.sign(),
                demands.isEmpty()
                        ? "the namespace bounds what pods may ask for"
                        : demands.stream().map(ResourceDemand::words).distinct().collect(Collectors.joining("; ")),
                clues,
                Repairs.orPerson(repairs(workload, demands), person(failure)),
                Finding.LEAST_SETTLE);
    }

    private static List<Repair> repairs(Workload workload, List<ResourceDemand> demands) {
        if (demands.isEmpty()) return List.of();
        boolean literal = demands.stream().allMatch(ResourceDemand::literal);
        return List.of(new Repair(
                "set " + demands.stream().map(ResourceDemand::what).collect(Collectors.joining(", ")),
                demands.stream()
                        .map(demand -> Repairs.set(workload, demand.field(), demand.value()))
                        .toList(),
                literal ? Confidence.CERTAIN : Confidence.LIKELY,
                demands.stream().map(ResourceDemand::because).distinct().collect(Collectors.joining("; ")),
                literal ? Repairs.FITS : Repairs.UNTRIED));
    }

    private static Reason person(CreationFailure failure) {
        String namespace = failure.workload().ref().namespace();
        return Reason.lasting(
                "resources-bounded",
                "namespace " + namespace + " does not let the pods of "
                        + failure.workload().ref() + " in as they are: " + failure.message(),
                "set requests and limits within what `kubectl describe limits,quota -n " + namespace + "` tells");
    }
}
