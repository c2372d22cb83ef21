package dev.landfall.remediate;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is to be looked at, and for what.
 *
 * @param complaints of which one at least must be meant by a finding; none where anything may be wrong
 */
public record Concern(Scope scope, List<Complaint> complaints) {
    public Concern {
        complaints = List.copyOf(complaints);
    }

    /** Everything that may be wrong with it. */
    public static Concern with(Scope scope) {
        return new Concern(scope, List.of());
    }

    boolean isAbout(Finding finding) {
        return complaints.isEmpty() || complaints.stream().anyMatch(one -> one.isOf(finding.rule()));
    }

    /** For a person: {@code containers end}. */
    public String symptom() {
        return complaints.isEmpty()
                ? "anything"
                : complaints.stream().map(Complaint::told).collect(Collectors.joining(", "));
    }

    /** As it was understood: {@code Deployment shop/web; symptom: containers end}. */
    @Override
    public String toString() {
        return scope.told() + "; symptom: " + symptom();
    }
}
