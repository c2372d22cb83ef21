package dev.landfall.remediate.rule;

import dev.landfall.cluster.LiveObject;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a volume could become that of a claim, both of one class. */
final class VolumeFit {
    private VolumeFit() {}

    /** The first thing that does not fit, in words; empty where it fits. */
    static Optional<String> misfit(LiveObject volume, LiveObject claim) {
        String name = volume.ref().toString();
        String phase = volume.at("/status/phase").asString("Available");
        if (!phase.equals("Available") && !isReserved(volume, claim)) return Optional.of(name + " is " + phase);
        if (!modes(volume).containsAll(modes(claim)))
            return Optional.of(name + " offers " + modes(volume) + ", not " + modes(claim));
        if (Amounts.of(volume.at("/spec/capacity/storage"))
                .flatMap(has -> Amounts.of(claim.at("/spec/resources/requests/storage"))
                        .map(wanted -> has.compareTo(wanted) < 0))
                .orElse(false))
            return Optional.of(
                    name + " has " + volume.at("/spec/capacity/storage").asString("") + ", less than "
                            + claim.at("/spec/resources/requests/storage").asString(""));
        if (!mode(volume).equals(mode(claim))) return Optional.of(name + " is a " + mode(volume) + " volume");
        return selects(claim, volume) ? Optional.empty() : Optional.of(name + " has not the labels of spec.selector");
    }

    private static boolean isReserved(LiveObject volume, LiveObject claim) {
        return volume.at("/spec/claimRef/name").asString("").equals(claim.ref().name())
                && volume.at("/spec/claimRef/namespace")
                        .asString("")
                        .equals(claim.ref().namespace())
                && !volume.at("/status/phase").asString("").equals("Released");
    }

    private static Set<String> modes(LiveObject object) {
        return object.at("/spec/accessModes")
                .valueStream()
                .map(mode -> mode.asString(""))
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }

    private static String mode(LiveObject object) {
        return object.at("/spec/volumeMode").asString("Filesystem");
    }

    private static boolean selects(LiveObject claim, LiveObject volume) {
        return claim.at("/spec/selector/matchLabels").properties().stream()
                .allMatch(wanted ->
                        wanted.getValue().asString("").equals(volume.labels().get(wanted.getKey())));
    }
}
