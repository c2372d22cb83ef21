package dev.landfall.remediate.rule;

import dev.landfall.cluster.LiveObject;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Finding.Remedy;
import dev.landfall.remediate.Snapshot;
import java.util.List;
import java.util.Optional;

/**
 * What brings Git into the cluster does not do its work (failure 57). It is about the owner alone: what is wrong with a
 * workload is told of the workload.
 *
 * @param kind of the owner, or of its source
 */
record DeliveryFault(String rule, String group, String kind, List<GitOpsProvider> providers) implements Analyzer {
    DeliveryFault {
        providers = List.copyOf(providers);
    }

    @Override
    public List<Finding> findings(Snapshot snapshot) {
        return snapshot.all(group, kind).stream()
                .flatMap(object -> fault(object).map(reason -> finding(object, reason)).stream())
                .toList();
    }

    private Optional<Reason> fault(LiveObject object) {
        return providers.stream()
                .flatMap(provider -> provider.faultOf(object).stream())
                .findFirst();
    }

    private Finding finding(LiveObject object, Reason reason) {
        return new Finding(
                rule,
                object.ref(),
                "what is in Git does not get through it into the cluster",
                reason.message(),
                clues(object),
                new Remedy.PersonDecides(reason),
                Finding.LEAST_SETTLE);
    }

    private static List<Clue> clues(LiveObject object) {
        return object.at("/status/conditions")
                .valueStream()
                .filter(condition -> !condition.path("status").asString("").equals("True")
                        || !condition.path("type").asString("").equals("Ready"))
                .map(condition -> new Clue(
                        Clue.Source.STATUS,
                        object.ref(),
                        condition.path("type").asString("") + " "
                                + condition.path("status").asString("") + ": "
                                + condition.path("message").asString("")))
                .toList();
    }
}
