package dev.landfall.gitops.flux;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How far a Kustomization got with a commit, as a pure function of one snapshot: rules in order of rank, of which the
 * first that applies decides.
 *
 * <p>Rank matters: what makes the status history comes first; then what proves that our objects were applied, since
 * neither a later suspension nor trouble of other objects takes that back; then what keeps the commit from being
 * fetched, and what keeps it from being applied. A condition {@code Ready=True} is about the revision applied last and
 * stands through suspension: alone it proves nothing.
 */
final class KustomizationVerdict {
    private static final List<Function<Snapshot, Optional<Verdict>>> RULES = List.of(
            SpecRules::deleting,
            SpecRules::retargeted,
            AppliedRules::superseded,
            AppliedRules::applied,
            SpecRules::suspended,
            SpecRules::leftAlone,
            SpecRules::stalled,
            SourceRules::suspended,
            SourceRules::stalled,
            SourceRules::failing,
            SourceRules::withoutOurCommit,
            ApplyRules::dependency,
            ApplyRules::failedBeforeALaterCommit,
            ApplyRules::failedForOurs,
            ApplyRules::working,
            ApplyRules::pathMissing,
            ApplyRules::waiting);

    private KustomizationVerdict() {}

    static Verdict judge(Snapshot snapshot) {
        return RULES.stream()
                .flatMap(rule -> rule.apply(snapshot).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no rule judges " + snapshot.name()));
    }
}
