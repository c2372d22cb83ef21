package dev.landfall.remediate.rule;

import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.NearMatch;
import dev.landfall.remediate.Pods;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.util.List;
import java.util.Optional;

/** The registry does not answer, throttles, or is not trusted (failure 4). */
final class RegistryUnreachable implements Analyzer.OfWorkloads {
    @Override
    public String rule() {
        return "registry-unreachable";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        return PullFailure.of(workload, snapshot)
                .filter(failure -> failure.cause() == PullFailure.Cause.UNREACHABLE)
                .map(failure -> finding(failure, snapshot));
    }

    private Finding finding(PullFailure failure, Snapshot snapshot) {
        String host = ImageName.of(failure.image()).host();
        List<String> near = NearMatch.among(host, hostsInUse(snapshot));
        List<Repair> repairs = near.size() == 1 ? misspelt(failure, host, near.getFirst()) : List.of();
        Reason person = Reason.lasting(
                "registry-unreachable",
                "the registry " + (host.isEmpty() ? "of the image" : host)
                        + " does not let the nodes pull, and no manifest changes that",
                "look at its network, certificate or rate limit as the evidence names them; the pods go on by themselves");
        return new Finding(
                rule(),
                failure.workload().ref(),
                failure.sign(),
                near.size() == 1
                        ? "no workload here pulls from " + host + ", and others do from " + near.getFirst()
                        : "the registry cannot be reached from the node, or does not serve it",
                failure.clues(),
                Repairs.orPerson(repairs, person),
                Finding.LEAST_SETTLE);
    }

    /** Hosts from which ready pods have their images. */
    private static List<String> hostsInUse(Snapshot snapshot) {
        return snapshot.all("", "Pod").stream()
                .filter(Pods::isReady)
                .flatMap(pod -> pod.at("/spec/containers").valueStream())
                .map(container ->
                        ImageName.of(container.path("image").asString("")).host())
                .filter(host -> !host.isEmpty())
                .distinct()
                .toList();
    }

    private static List<Repair> misspelt(PullFailure failure, String wrong, String right) {
        String image = right + failure.image().substring(wrong.length());
        return failure.field()
                .map(field -> List.of(new Repair(
                        "set image of " + failure.state().name() + " to " + image,
                        List.of(Repairs.set(failure.workload(), field, image)),
                        Confidence.CERTAIN,
                        "ready pods here have images of " + right,
                        Repairs.FITS)))
                .orElse(List.of());
    }
}
