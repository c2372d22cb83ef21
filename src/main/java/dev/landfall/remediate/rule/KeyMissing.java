package dev.landfall.remediate.rule;

import dev.landfall.cluster.LiveObject;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.ContainerState;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.NearMatch;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.TemplateChange;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A ConfigMap or Secret is there, and has not the key that a pod cannot start without (failure 10). */
final class KeyMissing implements Analyzer.OfWorkloads {

    /** @param keys that the object has */
    private record Missing(SourceReference reference, SourceReference.Key key, List<String> keys) {}

    @Override
    public String rule() {
        return "key-missing";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        Optional<ContainerState> notMade = workload.states()
                .filter(state -> state.waitingFor().equals(EnvironmentSourceMissing.NOT_MADE))
                .findFirst();
        if (notMade.isPresent())
            return missing(workload, snapshot, false)
                    .map(missing -> finding(
                            workload,
                            missing,
                            "container " + notMade.get().name() + " is not made: "
                                    + notMade.get().waitingMessage(),
                            List.of(Clues.ofWaiting(notMade.get()))));
        return workload.pods().stream()
                .filter(KeyMissing::isWaitingForVolumes)
                .findFirst()
                .flatMap(pod -> missing(workload, snapshot, true)
                        .map(missing ->
                                finding(workload, missing, pod.ref().name() + " waits for a volume", List.of())));
    }

    private static boolean isWaitingForVolumes(LiveObject pod) {
        return pod.at("/status/phase").asString("").equals("Pending")
                && pod.at("/spec/nodeName").isString();
    }

    private static Optional<Missing> missing(Workload workload, Snapshot snapshot, boolean ofVolumes) {
        return SourceReference.of(workload).stream()
                .filter(reference -> reference.volume() == ofVolumes && !reference.optional())
                .flatMap(reference -> snapshot
                        .keys(reference.kind(), workload.ref().namespace())
                        .stream()
                        .filter(source -> source.object().name().equals(reference.name()))
                        .flatMap(source -> reference.keys().stream()
                                .filter(key -> !source.names().contains(key.name()))
                                .map(key -> new Missing(reference, key, source.names()))))
                .findFirst();
    }

    private Finding finding(Workload workload, Missing missing, String sign, List<Clue> clues) {
        List<Clue> all = new ArrayList<>(clues);
        all.add(new Clue(
                Clue.Source.SPEC,
                workload.ref(),
                missing.key().field() + " is " + missing.key().name() + "; " + missing.reference() + " has "
                        + (missing.keys().isEmpty() ? "no keys" : String.join(", ", missing.keys()))));
        return new Finding(
                rule(),
                workload.ref(),
                sign,
                missing.reference() + " has no key " + missing.key().name(),
                all,
                Repairs.orPerson(repairs(workload, missing), person(missing)),
                Finding.LEAST_SETTLE);
    }

    private static List<Repair> repairs(Workload workload, Missing missing) {
        List<Repair> former = TemplateChange.of(workload).stream()
                .filter(change -> change.path().equals(missing.key().field()))
                .filter(change -> change.then()
                        .map(then -> missing.keys().contains(then.asString("")))
                        .orElse(false))
                .map(Repairs::takenBack)
                .toList();
        if (!former.isEmpty()) return former;
        List<String> near = NearMatch.among(missing.key().name(), missing.keys());
        Confidence confidence = near.size() == 1 ? Confidence.CERTAIN : Confidence.LIKELY;
        return near.stream()
                .map(key -> new Repair(
                        "take key " + key + " of " + missing.reference(),
                        List.of(Repairs.set(workload, missing.key().field(), key)),
                        confidence,
                        "it is in " + missing.reference() + " and has a name like the missing one",
                        Repairs.FITS))
                .toList();
    }

    private static Reason person(Missing missing) {
        return Reason.lasting(
                "key-missing",
                missing.reference() + " has no key like " + missing.key().name(),
                missing.reference().kind().equals("Secret")
                        ? "add it to the secret: its value cannot be guessed"
                        : "add it to the ConfigMap, or name another key");
    }
}
