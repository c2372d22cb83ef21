package dev.landfall.remediate.rule;

import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Finding.Remedy;
import dev.landfall.remediate.NearMatch;
import dev.landfall.remediate.Snapshot;
import java.util.List;

/**
 * A claim waits for a volume of a class that does not exist (failure 24). The class of a claim cannot be changed, and one
 * request cannot delete and make the same object, so that a person makes it anew. The name of a class that is not there
 * may serve for volumes made by hand: where there are such, nothing is missing.
 */
final class StorageClassMissing implements Analyzer {
    @Override
    public String rule() {
        return "storage-class-missing";
    }

    @Override
    public List<Finding> findings(Snapshot snapshot) {
        return PendingClaim.all(snapshot)
                .filter(claim ->
                        claim.className().filter(name -> !name.isEmpty()).isPresent())
                .filter(claim ->
                        claim.storageClass().isEmpty() && claim.volumes().isEmpty())
                .map(this::finding)
                .toList();
    }

    private Finding finding(PendingClaim claim) {
        String wrong = claim.className().orElseThrow();
        return new Finding(
                rule(),
                claim.ref(),
                "the claim gets no volume: there is no StorageClass " + wrong,
                "StorageClass " + wrong + " does not exist",
                List.of(
                        new Clue(Clue.Source.SPEC, claim.ref(), "spec.storageClassName is " + wrong),
                        new Clue(Clue.Source.STATUS, claim.ref(), "phase Pending, and it never had a volume")),
                new Remedy.PersonDecides(person(claim, wrong)),
                Finding.LEAST_SETTLE);
    }

    private static Reason person(PendingClaim claim, String wrong) {
        List<String> names =
                claim.classes().stream().map(each -> each.ref().name()).toList();
        List<String> near = NearMatch.among(wrong, names);
        List<String> standard = claim.classes().stream()
                .filter(PendingClaim::isDefault)
                .map(each -> each.ref().name())
                .toList();
        List<String> likely = near.isEmpty() ? standard : near;
        return Reason.lasting(
                "claim-class-fixed",
                "the class of a claim cannot be changed; there "
                        + (names.isEmpty() ? "is no class" : "are the classes " + String.join(", ", names)),
                claim.madeAnew(likely.size() == 1 ? likely.getFirst() : "one of them"));
    }
}
