package dev.landfall.remediate.rule;

import dev.landfall.cluster.LiveObject;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Finding.Remedy;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A claim waits, and nothing will give it a volume (failure 25): it names no class and there is no default, or it needs
 * a volume that somebody makes by hand and none fits. Its class can be set as long as it has none.
 */
final class ClaimUnbound implements Analyzer {
    @Override
    public String rule() {
        return "claim-unbound";
    }

    @Override
    public List<Finding> findings(Snapshot snapshot) {
        Stream<Finding> pending = PendingClaim.all(snapshot).flatMap(claim -> look(claim).stream());
        Stream<Finding> lost = snapshot.all("", "PersistentVolumeClaim").stream()
                .filter(claim -> claim.at("/status/phase").asString("").equals("Lost"))
                .map(this::lost);
        return Stream.concat(pending, lost).toList();
    }

    private Optional<Finding> look(PendingClaim claim) {
        List<String> misfits = new ArrayList<>();
        for (LiveObject volume : claim.volumes()) {
            Optional<String> misfit = VolumeFit.misfit(volume, claim.live());
            if (misfit.isEmpty()) return Optional.empty();
            misfits.add(misfit.get());
        }
        if (claim.className().isEmpty())
            return claim.classes().stream().anyMatch(PendingClaim::isDefault)
                    ? Optional.empty()
                    : Optional.of(withoutClass(claim));
        boolean byHand = claim.className().orElseThrow().isEmpty()
                || claim.storageClass().map(PendingClaim::isStatic).orElse(!misfits.isEmpty());
        boolean mayWait = claim.storageClass()
                .map(each -> each.at("/volumeBindingMode").asString("").equals("WaitForFirstConsumer"))
                .orElse(false);
        return byHand && (!mayWait || claim.isUsed()) ? Optional.of(withoutVolume(claim, misfits)) : Optional.empty();
    }

    private Finding withoutClass(PendingClaim claim) {
        List<String> classes = claim.classes().stream()
                .filter(each -> !PendingClaim.isStatic(each))
                .map(each -> each.ref().name())
                .toList();
        List<Repair> repairs = claim.maker().isPresent()
                ? List.of()
                : classes.stream()
                        .map(name -> named(claim, name, classes.size()))
                        .toList();
        return new Finding(
                rule(),
                claim.ref(),
                "the claim gets no volume: it names no StorageClass, and none is the default",
                "no StorageClass is the default one",
                clues(claim, classes.isEmpty() ? "there is none" : "there are " + String.join(", ", classes)),
                Repairs.orPerson(repairs, noDefault(claim, classes)),
                Finding.LEAST_SETTLE);
    }

    private static Repair named(PendingClaim claim, String name, int of) {
        return new Repair(
                "take StorageClass " + name,
                List.of(Repairs.set(claim.ref(), FieldPath.parse("spec.storageClassName"), name)),
                of == 1 ? Confidence.CERTAIN : Confidence.LIKELY,
                of == 1 ? "it is the only one that makes volumes" : "it makes volumes",
                Repairs.FITS);
    }

    private static Reason noDefault(PendingClaim claim, List<String> classes) {
        return Reason.lasting(
                "no-default-class",
                "no StorageClass is the default one, and " + claim.ref() + " names none",
                claim.madeAnew(classes.size() == 1 ? classes.getFirst() : "a class that makes volumes")
                        + "; or have a class made the default");
    }

    private Finding withoutVolume(PendingClaim claim, List<String> misfits) {
        String none = claim.className()
                .filter(name -> !name.isEmpty())
                .map(name -> " of class " + name)
                .orElse("");
        return new Finding(
                rule(),
                claim.ref(),
                "the claim gets no volume: no PersistentVolume" + none + " fits",
                misfits.isEmpty()
                        ? "there is no PersistentVolume" + none + ", and nothing makes them"
                        : String.join("; ", misfits),
                clues(claim, "volumes" + none + " are made by hand"),
                new Remedy.PersonDecides(Reason.lasting(
                        "no-volume-fits",
                        "no PersistentVolume" + none + " fits what " + claim.ref() + " wants",
                        "have a volume made that fits, or clear spec.claimRef of a Released one whose data is not wanted"
                                + " any more; what a claim wants cannot be changed but by making it anew")),
                Finding.LEAST_SETTLE);
    }

    private static List<Clue> clues(PendingClaim claim, String of) {
        return List.of(
                new Clue(Clue.Source.STATUS, claim.ref(), "phase Pending, and it never had a volume"),
                new Clue(
                        Clue.Source.SPEC,
                        claim.ref(),
                        "it wants "
                                + claim.live()
                                        .at("/spec/resources/requests/storage")
                                        .asString("") + ", " + claim.live().at("/spec/accessModes") + "; " + of));
    }

    private Finding lost(LiveObject claim) {
        String volume = claim.at("/spec/volumeName").asString("");
        return new Finding(
                rule(),
                claim.ref(),
                "the claim has lost its volume",
                "PersistentVolume " + volume + " is gone, or bound to another claim",
                List.of(new Clue(Clue.Source.STATUS, claim.ref(), "phase Lost; spec.volumeName is " + volume)),
                new Remedy.PersonDecides(Reason.lasting(
                        "claim-lost",
                        "the volume of " + claim.ref() + " is gone",
                        "restore PersistentVolume " + volume + " or its data; no manifest brings it back")),
                Finding.LEAST_SETTLE);
    }
}
