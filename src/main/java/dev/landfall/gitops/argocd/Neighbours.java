package dev.landfall.gitops.argocd;

import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Trouble of other objects in the same Application: worth a warning, and no more. */
record Neighbours(Snapshot snapshot) {
    private static final Set<String> IN_ORDER = Set.of("", "Healthy", "Progressing");

    List<Reason> warnings() {
        List<Reason> warnings = new ArrayList<>();
        operation().ifPresent(warnings::add);
        unhealthy().ifPresent(warnings::add);
        outOfSync().ifPresent(warnings::add);
        return warnings;
    }

    private Optional<Reason> operation() {
        Optional<SyncOperation> ours = snapshot.ourOperation();
        if (ours.filter(SyncOperation::hasFailed).isPresent()) {
            return ours.map(operation -> warning(
                    "neighbour-sync-failed",
                    "the sync of Application %s ended as %s for others: %s"
                            .formatted(name(), operation.phase(), OperationRules.failures(operation))));
        }
        return ours.filter(SyncOperation::isActive)
                .map(operation -> warning(
                        "sync-goes-on",
                        "our objects are applied, while the sync of Application %s goes on for others: %s"
                                .formatted(name(), operation.message())));
    }

    /**
     * By name where the Application stores the health of each object; else only its aggregate tells, which our own
     * rollout keeps Progressing.
     */
    private Optional<Reason> unhealthy() {
        Application application = snapshot.application();
        boolean storesHealth = application.resources().stream()
                .anyMatch(entry -> !entry.health().isEmpty());
        if (storesHealth) {
            return named(entry -> !Set.of("", "Healthy").contains(entry.health()), ResourceEntry::health)
                    .map(names -> warning("neighbour-unhealthy", unhealthyMessage(names)));
        }
        return Optional.of(application.health())
                .filter(health -> !IN_ORDER.contains(health))
                .map(health -> warning("neighbour-unhealthy", unhealthyMessage("overall " + health)));
    }

    private String unhealthyMessage(String what) {
        String before = new Application(snapshot.hop().owner().live()).health();
        boolean same = !IN_ORDER.contains(before)
                && before.equals(snapshot.application().health());
        return "Argo CD reports trouble in Application %s: %s%s"
                .formatted(name(), Printable.line(what), same ? ", as before the change" : "");
    }

    private Optional<Reason> outOfSync() {
        if (!snapshot.isComparedWithOurCommit()) return Optional.empty();
        return named(entry -> entry.status().equals("OutOfSync"), ResourceEntry::status)
                .map(names -> warning(
                        "neighbour-out-of-sync",
                        "others in Application %s differ from Git: %s".formatted(name(), names)));
    }

    private Optional<String> named(Predicate<ResourceEntry> concerned, Function<ResourceEntry, String> state) {
        String names = snapshot.application().resources().stream()
                .filter(entry -> !snapshot.isOurs(entry.object()) && concerned.test(entry))
                .limit(5)
                .map(entry -> entry.object() + " " + state.apply(entry))
                .collect(Collectors.joining(", "));
        return Optional.of(names).filter(text -> !text.isEmpty());
    }

    private Reason warning(String code, String message) {
        return Reason.passing(code, message, "see `argocd app get %s`".formatted(name()));
    }

    private String name() {
        return snapshot.name();
    }
}
