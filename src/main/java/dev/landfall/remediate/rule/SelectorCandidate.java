package dev.landfall.remediate.rule;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.NearMatch;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A workload that a Service may have been meant for, and what of the selector would have to be another.
 *
 * @param corrections in the order of the selector
 */
record SelectorCandidate(SelectingService service, Workload workload, List<Correction> corrections) {
    /** Which a controller sets, another for each revision: a selector has no use for them. */
    private static final Set<String> OF_REVISIONS = Set.of("pod-template-hash", "controller-revision-hash");

    /** By which variants of one application are told apart: that one of them is not there may be planned. */
    private static final Set<String> OF_VARIANTS = Set.of(
            "version",
            "app.kubernetes.io/version",
            "track",
            "slot",
            "color",
            "colour",
            "role",
            "environment",
            "env",
            "release",
            "app.kubernetes.io/instance");

    /**
     * @param key of the selector
     * @param right what it should be called; the same where only the value is wrong; empty where it should not be there
     * @param near whether key or value differ by little
     */
    private record Correction(String key, Optional<String> right, String value, boolean near) {}

    /** Empty where it would take more than a guess. */
    static Optional<SelectorCandidate> of(SelectingService service, Workload workload) {
        if (workload.ref().kind().endsWith("Job")) return Optional.empty();
        Map<String, String> labels = TemplateLabels.of(workload);
        List<Correction> corrections = new ArrayList<>();
        for (Map.Entry<String, String> wanted : service.selector().entrySet()) {
            if (wanted.getValue().equals(labels.get(wanted.getKey()))) continue;
            Optional<Correction> correction = correction(wanted.getKey(), wanted.getValue(), labels, service);
            if (correction.isEmpty()) return Optional.empty();
            corrections.add(correction.get());
        }
        SelectorCandidate candidate = new SelectorCandidate(service, workload, corrections);
        return Optional.of(candidate).filter(each -> each.isLikely() && ServicePort.fit(service, workload));
    }

    private static Optional<Correction> correction(
            String key, String value, Map<String, String> labels, SelectingService service) {
        if (OF_REVISIONS.contains(key)) return Optional.of(new Correction(key, Optional.empty(), "", true));
        if (OF_VARIANTS.contains(key)) return Optional.empty();
        if (labels.containsKey(key)) {
            boolean near = !NearMatch.among(value, List.of(labels.get(key))).isEmpty();
            return Optional.of(new Correction(key, Optional.of(key), labels.get(key), near));
        }
        List<String> sameValue = labels.entrySet().stream()
                .filter(label ->
                        label.getValue().equals(value) && !service.selector().containsKey(label.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        List<String> renamed = NearMatch.among(key, sameValue);
        return renamed.size() == 1
                ? Optional.of(new Correction(key, Optional.of(renamed.getFirst()), value, true))
                : Optional.empty();
    }

    /** All of it differs by little. */
    boolean isNear() {
        return corrections.stream().allMatch(Correction::near)
                || (isNamedAlike() && corrections.size() < service.selector().size());
    }

    private boolean isLikely() {
        boolean dropsAll =
                corrections.stream().filter(one -> one.right().isEmpty()).count()
                        == service.selector().size();
        return !dropsAll && (isNear() || isNamedAlike());
    }

    private boolean isNamedAlike() {
        return workload.ref().name().equals(service.ref().name());
    }

    Clue clue() {
        return new Clue(
                Clue.Source.SPEC,
                workload.ref(),
                "its pods have "
                        + TemplateLabels.of(workload).entrySet().stream()
                                .map(Object::toString)
                                .collect(Collectors.joining(",")));
    }

    Repair repair(Confidence confidence) {
        List<DesiredChange> changes = new ArrayList<>();
        for (Correction one : corrections) {
            FieldPath wrong = SelectingService.SELECTOR.to(new FieldPath.Key(one.key()));
            if (!one.right().equals(Optional.of(one.key())))
                changes.add(new DesiredChange.RemoveField(service.ref(), wrong));
            one.right()
                    .ifPresent(key -> changes.add(Repairs.set(
                            service.ref(), SelectingService.SELECTOR.to(new FieldPath.Key(key)), one.value())));
        }
        return new Repair(
                "select the pods of " + workload.ref().kind() + " "
                        + workload.ref().name() + ": " + words(),
                changes,
                confidence,
                "its pods have these labels" + (isNamedAlike() ? ", and it has the name of the Service" : ""),
                Repairs.FITS);
    }

    private String words() {
        return corrections.stream()
                .map(one -> one.right().map(key -> key + "=" + one.value()).orElse("without " + one.key()))
                .collect(Collectors.joining(", "));
    }
}
