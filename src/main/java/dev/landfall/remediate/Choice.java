package dev.landfall.remediate;

import dev.landfall.change.RequestException;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Locale;

/** Which repair of a diagnosis is to be planned, if one is. */
public sealed interface Choice {

    /** This one. */
    record Mend(Finding finding, Repair repair) implements Choice {}

    /** Nothing is wrong, as far as could be read. */
    record Healthy(Reason reason) implements Choice {}

    /** A person must say more, or do what no change of manifests does. */
    record Open(Reason question) implements Choice {}

    /**
     * Of one finding the best repair, if it alone is certain, or the one that is asked for by its number.
     *
     * @param number from 1; 0 where none is asked for
     * @throws RequestException where there is no repair of this number
     */
    static Choice of(Diagnosis diagnosis, int number) {
        List<Finding> findings = diagnosis.findings();
        if (findings.isEmpty())
            return new Healthy(Reason.lasting("no-fault-found", "no fault was found in " + diagnosis.looked(), ""));
        if (findings.size() > 1) return new Open(several(findings));
        return switch (findings.getFirst().remedy()) {
            case Finding.Remedy.PersonDecides(Reason reason) -> new Open(reason);
            case Finding.Remedy.Repairs(List<Repair> repairs) -> among(findings.getFirst(), repairs, number);
        };
    }

    private static Choice among(Finding finding, List<Repair> repairs, int number) {
        if (number < 0 || number > repairs.size())
            throw RequestException.because(
                    "no-such-repair", "there is no repair " + number, "they are numbered from 1 to " + repairs.size());
        if (number > 0) return new Mend(finding, repairs.get(number - 1));
        List<Repair> certain = repairs.stream()
                .filter(repair -> repair.confidence() == Confidence.CERTAIN)
                .toList();
        return certain.size() == 1 ? new Mend(finding, certain.getFirst()) : new Open(onlyLikely(repairs));
    }

    private static Reason several(List<Finding> findings) {
        return Reason.lasting(
                "several-faults",
                findings.size() + " faults were found; one is mended at a time",
                "landfall remediate " + typed(findings.getFirst().subject()) + " mends the first");
    }

    private static Reason onlyLikely(List<Repair> repairs) {
        String question = repairs.size() == 1 ? "is it right?" : "which of " + repairs.size() + " is right?";
        return Reason.lasting(
                "repair-to-choose",
                "what is wrong is clear, and what mends it is only likely: " + question,
                "--repair 1 plans the first of them");
    }

    /** As a person types it: {@code deployment/web -n shop}. */
    private static String typed(ObjectRef object) {
        String name = object.kind().toLowerCase(Locale.ROOT) + "/" + object.name();
        return object.namespace().isEmpty() ? name : name + " -n " + object.namespace();
    }
}
