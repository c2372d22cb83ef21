package dev.landfall.remediate;

import dev.landfall.change.Question;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Finding.Remedy;
import dev.landfall.words.Inquiry;
import dev.landfall.words.TypedName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which repair of a diagnosis is to be planned, if one is. */
public sealed interface Choice {

    /** This one. */
    record Mend(Finding finding, Repair repair) implements Choice {}

    /** Nothing is wrong, as far as could be read. */
    record Healthy(Reason reason) implements Choice {}

    /** A person must do what no change of manifests does. */
    record Open(Reason reason) implements Choice {}

    /**
     * A person must say more.
     *
     * @param questions at least one
     */
    record Asked(List<Question> questions) implements Choice {
        public Asked {
            questions = List.copyOf(questions);
            if (questions.isEmpty()) throw new IllegalStateException("asked nothing");
        }
    }

    /** Of one finding the best repair, if it alone is certain; else what is answered, by numbers that count from 1. */
    static Choice of(Diagnosis diagnosis, Inquiry inquiry) {
        List<Finding> findings = diagnosis.findings();
        if (findings.isEmpty()) return new Healthy(none(diagnosis));
        if (findings.stream().noneMatch(Choice::isMendable)) return new Open(forPerson(findings));
        if (!isWanted(diagnosis, inquiry)) return declined(diagnosis, inquiry);
        return finding(findings, inquiry)
                .map(finding -> of(finding, inquiry))
                .orElseGet(() -> new Asked(inquiry.open()));
    }

    private static Choice of(Finding finding, Inquiry inquiry) {
        return switch (finding.remedy()) {
            case Remedy.PersonDecides(Reason reason) -> new Open(reason);
            case Remedy.Repairs(List<Repair> repairs) ->
                repair(repairs, inquiry)
                        .<Choice>map(repair -> new Mend(finding, repair))
                        .orElseGet(() -> new Asked(inquiry.open()));
        };
    }

    private static boolean isMendable(Finding finding) {
        return finding.remedy() instanceof Remedy.Repairs;
    }

    private static Reason none(Diagnosis diagnosis) {
        return Reason.lasting("no-fault-found", "no fault was found in " + diagnosis.looked(), "");
    }

    private static Reason forPerson(List<Finding> findings) {
        if (findings.size() == 1 && findings.getFirst().remedy() instanceof Remedy.PersonDecides(Reason reason))
            return reason;
        return Reason.lasting(
                "several-faults",
                findings.size() + " faults were found, and no manifest mends any of them",
                "see at each what a person must do");
    }

    /** What nobody has complained of is mended only if that is said. */
    private static boolean isWanted(Diagnosis diagnosis, Inquiry inquiry) {
        return diagnosis.isAsAsked()
                || inquiry.yesOrNo(
                                "instead",
                                "not seen: " + diagnosis.concern().symptom()
                                        + "; is what was found instead to be mended?")
                        .orElse(false);
    }

    private static Choice declined(Diagnosis diagnosis, Inquiry inquiry) {
        if (inquiry.isOpen()) return new Asked(inquiry.open());
        return new Open(Reason.lasting(
                "symptom-not-seen",
                "not seen in " + diagnosis.looked() + ": " + diagnosis.concern().symptom(),
                "say in other words what is wrong, or look again when it is"));
    }

    private static Optional<Finding> finding(List<Finding> findings, Inquiry inquiry) {
        if (findings.size() == 1) return Optional.of(findings.getFirst());
        Finding first = findings.stream().filter(Choice::isMendable).findFirst().orElseThrow();
        return inquiry.number(
                        "fault",
                        findings.size() + " faults were found, and one is mended at a time: which? "
                                + numbered(findings.stream().map(Choice::told).toList()),
                        findings.size(),
                        Optional.of(findings.indexOf(first) + 1))
                .map(number -> findings.get(number - 1));
    }

    private static String told(Finding finding) {
        return TypedName.inNamespace(finding.subject()) + " (" + finding.rule() + ")";
    }

    /** One that is certain needs no answer, and takes one. */
    private static Optional<Repair> repair(List<Repair> repairs, Inquiry inquiry) {
        List<Repair> certain = repairs.stream()
                .filter(repair -> repair.confidence() == Confidence.CERTAIN)
                .toList();
        if (certain.size() == 1 && !inquiry.isAnswered("repair")) return Optional.of(certain.getFirst());
        String doubt = certain.isEmpty() ? "what mends it is only likely" : "several repairs are possible";
        String question = repairs.size() == 1 ? ": is it to be planned? " : ": which is to be planned? ";
        return inquiry.number(
                        "repair",
                        doubt
                                + question
                                + numbered(repairs.stream().map(Repair::what).toList()),
                        repairs.size(),
                        Optional.of(1))
                .map(number -> repairs.get(number - 1));
    }

    private static String numbered(List<String> texts) {
        return IntStream.range(0, texts.size())
                .mapToObj(i -> (i + 1) + ": " + texts.get(i))
                .collect(Collectors.joining("; "));
    }
}
