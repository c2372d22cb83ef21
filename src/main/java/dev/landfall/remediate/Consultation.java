package dev.landfall.remediate;

import dev.landfall.change.Answers;
import dev.landfall.words.Inquiry;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * From what a person complains of to the repair that is to be planned, with the questions on the way: it is called again
 * with all answers so far until nothing is open. The cluster is looked at once, so that what is numbered stays as it was.
 */
public final class Consultation {
    private final Remediation remediation;
    private final Subject subject;
    private final Consumer<Concern> understood;
    private Optional<Diagnosis> diagnosis = Optional.empty();

    /** What is to be looked at, as far as it is understood by now. */
    public sealed interface Subject {

        record Typed(Scope scope) implements Subject {}

        /** @param everywhere whether all namespaces are said beside the words */
        record InWords(PlainSymptoms symptoms, String text, boolean everywhere) implements Subject {}
    }

    /** @param understood is told what words mean, before the cluster is looked at for it */
    public Consultation(Remediation remediation, Subject subject, Consumer<Concern> understood) {
        this.remediation = remediation;
        this.subject = subject;
        this.understood = understood;
    }

    /** What was found; empty until it is understood what is to be looked at. */
    public Optional<Diagnosis> diagnosis() {
        return diagnosis;
    }

    /** @throws dev.landfall.change.RequestException where an answer is none, or is one to no question on the way to a repair */
    public Choice next(Answers answers) {
        Inquiry inquiry = new Inquiry(answers);
        Optional<Concern> concern = concern(inquiry);
        if (concern.isEmpty()) return new Choice.Asked(inquiry.open());
        if (diagnosis.isEmpty()) diagnosis = Optional.of(remediation.diagnose(concern.get()));
        Choice choice = Choice.of(diagnosis.get(), inquiry);
        if (choice instanceof Choice.Mend) inquiry.requireNoNeedlessAnswer();
        return choice;
    }

    private Optional<Concern> concern(Inquiry inquiry) {
        return switch (subject) {
            case Subject.Typed(Scope scope) -> Optional.of(Concern.with(scope));
            case Subject.InWords(PlainSymptoms symptoms, String text, boolean everywhere) -> {
                Optional<Concern> meant = symptoms.read(text, everywhere, inquiry);
                if (diagnosis.isEmpty()) meant.ifPresent(understood);
                yield meant;
            }
        };
    }
}
