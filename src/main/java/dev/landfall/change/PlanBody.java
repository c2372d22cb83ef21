package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A plan as the journal keeps it: a JSON text that this class alone writes and reads.
 *
 * @param ignoreStaleOwner null in plans that were made before it could be said
 * @param acceptUnproven likewise
 * @param symptoms null in plans that were made before there was anything to mend
 * @param at null in plans that were made before it could be said
 * @param ownerChanges null in plans that were made before there were any
 */
record PlanBody(
        int version,
        String id,
        List<StoredDesire> changes,
        String what,
        String reason,
        boolean syncAsked,
        Boolean ignoreStaleOwner,
        Boolean acceptUnproven,
        StoredDestination destination,
        List<StoredDestination> destinations,
        String reverts,
        List<StoredPart> parts,
        String digest,
        List<Reason> warnings,
        List<StoredSymptom> symptoms,
        At at,
        List<StoredOwnerChange> ownerChanges) {
    private static final int VERSION = 2;
    private static final JsonMapper MAPPER = new JsonMapper();

    /** @param object empty where it is for all that have none of their own */
    record StoredDestination(Optional<ObjectRef> object, Kind kind, List<String> names, Optional<ObjectRef> beside) {
        enum Kind {
            UNSAID,
            DIRECT,
            INTO,
            AT,
            BESIDE
        }

        static StoredDestination of(Optional<ObjectRef> object, Destination destination) {
            return switch (destination) {
                case Destination.Unsaid unsaid -> plain(object, Kind.UNSAID);
                case Destination.Direct direct -> plain(object, Kind.DIRECT);
                case Destination.Into(String kind, String namespace, String name) ->
                    new StoredDestination(object, Kind.INTO, List.of(kind, namespace, name), Optional.empty());
                case Destination.At(String repository, String branch, String path) ->
                    new StoredDestination(object, Kind.AT, List.of(repository, branch, path), Optional.empty());
                case Destination.Beside(ObjectRef other) ->
                    new StoredDestination(object, Kind.BESIDE, List.of(), Optional.of(other));
            };
        }

        private static StoredDestination plain(Optional<ObjectRef> object, Kind kind) {
            return new StoredDestination(object, kind, List.of(), Optional.empty());
        }

        Destination destination() {
            return switch (kind) {
                case UNSAID -> new Destination.Unsaid();
                case DIRECT -> new Destination.Direct();
                case INTO -> new Destination.Into(names.get(0), names.get(1), names.get(2));
                case AT -> new Destination.At(names.get(0), names.get(1), names.get(2));
                case BESIDE -> new Destination.Beside(beside.orElseThrow());
            };
        }
    }

    record StoredSymptom(String rule, ObjectRef object, String sign, long settleSeconds) {
        static StoredSymptom of(Symptom symptom) {
            return new StoredSymptom(
                    symptom.rule(),
                    symptom.object(),
                    symptom.sign(),
                    symptom.settle().toSeconds());
        }

        Symptom symptom() {
            return new Symptom(rule, object, sign, Duration.ofSeconds(settleSeconds));
        }
    }

    /**
     * @param generator null where nothing generates the owner, and in plans of before it was kept
     * @param former null in plans of before it was kept
     */
    record StoredOwnerChange(
            ObjectRef owner,
            String uid,
            List<StoredDesire> changes,
            List<ObjectRef> targets,
            ObjectRef generator,
            List<StoredDesire> former) {
        static StoredOwnerChange of(OwnerChange change) {
            return new StoredOwnerChange(
                    change.owner(),
                    change.uid(),
                    change.changes().stream().map(StoredDesire::of).toList(),
                    change.targets(),
                    change.generator().orElse(null),
                    change.former().stream().map(StoredDesire::of).toList());
        }

        OwnerChange change() {
            return new OwnerChange(
                    owner,
                    uid,
                    changes.stream().map(StoredDesire::desire).toList(),
                    targets,
                    Optional.ofNullable(generator),
                    desires(former));
        }
    }

    /**
     * Either kind of part: one in Git has a repository, a direct one has writes.
     *
     * @param way null in plans that were made before there were pull requests
     * @param named null in plans that were made before they were kept
     * @param former likewise
     */
    record StoredPart(
            String repository,
            String branch,
            PlanPart.Way way,
            String base,
            List<OwnerShare> owners,
            List<PlanPart.DirectWrite> writes,
            List<PlannedEdit> edits,
            String diff,
            List<String> rendered,
            List<String> named,
            List<StoredDesire> former) {

        static StoredPart of(PlanPart part) {
            return switch (part) {
                case PlanPart.InGit git ->
                    new StoredPart(
                            git.repository(),
                            git.branch(),
                            git.way(),
                            git.base(),
                            git.owners(),
                            List.of(),
                            git.edits(),
                            git.diff(),
                            git.rendered(),
                            git.named(),
                            git.former().stream().map(StoredDesire::of).toList());
                case PlanPart.Direct direct ->
                    new StoredPart(
                            "",
                            "",
                            null,
                            "",
                            List.of(),
                            direct.writes(),
                            direct.edits(),
                            direct.diff(),
                            direct.rendered(),
                            List.of(),
                            List.of());
            };
        }

        PlanPart part() {
            return repository.isEmpty()
                    ? new PlanPart.Direct(writes, edits, diff, rendered == null ? List.of() : rendered)
                    : new PlanPart.InGit(
                            repository,
                            branch,
                            way == null ? PlanPart.Way.PUSH : way,
                            base,
                            owners,
                            edits,
                            diff,
                            rendered,
                            named == null ? List.of() : named,
                            desires(former));
        }
    }

    private static List<DesiredChange> desires(List<StoredDesire> stored) {
        return stored == null
                ? List.of()
                : stored.stream().map(StoredDesire::desire).toList();
    }

    static String write(ChangePlan plan) {
        ChangeRequest request = plan.request();
        return MAPPER.writeValueAsString(new PlanBody(
                VERSION,
                plan.id(),
                request.changes().stream().map(StoredDesire::of).toList(),
                request.what(),
                request.manner().reason(),
                request.manner().syncAsked(),
                request.manner().ignoreStaleOwner(),
                request.manner().acceptUnproven(),
                StoredDestination.of(Optional.empty(), request.manner().destination()),
                request.destinations().entrySet().stream()
                        .map(entry -> StoredDestination.of(Optional.of(entry.getKey()), entry.getValue()))
                        .toList(),
                request.reverts(),
                plan.parts().stream().map(StoredPart::of).toList(),
                plan.digest(),
                plan.warnings(),
                request.symptoms().stream().map(StoredSymptom::of).toList(),
                request.manner().at(),
                plan.ownerChanges().stream().map(StoredOwnerChange::of).toList()));
    }

    /** Empty for the plan of an older Landfall, which this one cannot read. */
    static Optional<ChangePlan> read(String body) {
        JsonNode tree = MAPPER.readTree(body);
        if (tree.path("version").asInt(1) != VERSION) return Optional.empty();
        return Optional.of(MAPPER.treeToValue(tree, PlanBody.class).plan());
    }

    private ChangePlan plan() {
        Map<ObjectRef, Destination> ofObjects = destinations.stream()
                .collect(Collectors.toMap(stored -> stored.object().orElseThrow(), StoredDestination::destination));
        ChangeRequest request = new ChangeRequest(
                changes.stream().map(StoredDesire::desire).toList(),
                what,
                new Manner(
                        reason,
                        syncAsked,
                        destination.destination(),
                        Boolean.TRUE.equals(ignoreStaleOwner),
                        Boolean.TRUE.equals(acceptUnproven),
                        at == null ? At.UNSAID : at),
                ofObjects,
                reverts,
                symptoms == null
                        ? List.of()
                        : symptoms.stream().map(StoredSymptom::symptom).toList());
        List<OwnerChange> ofOwners = ownerChanges == null
                ? List.of()
                : ownerChanges.stream().map(StoredOwnerChange::change).toList();
        return new ChangePlan(id, request, parts.stream().map(StoredPart::part).toList(), ofOwners, digest, warnings);
    }
}
