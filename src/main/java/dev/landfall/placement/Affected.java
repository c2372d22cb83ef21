package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Lender;
import dev.landfall.manifest.DesiredChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Another owner that applies something else after an edit, since it reads the same files.
 *
 * @param changes what becomes true of its objects
 * @param former what was true of them before, of which nothing is a secret
 * @param differences the same for people, one a line
 * @param lender from which its source has the file; empty where the file is the source's own
 */
public record Affected(
        ObjectRef owner,
        List<DesiredChange> changes,
        List<DesiredChange> former,
        List<String> differences,
        Optional<String> lender) {
    public Affected {
        changes = List.copyOf(changes);
        former = List.copyOf(former);
        differences = List.copyOf(differences);
    }

    /** One of which only the change of its own spec is known. */
    public static Affected unknown(ObjectRef owner, List<DesiredChange> ofOwner) {
        return new Affected(
                owner,
                List.of(),
                List.of(),
                ofOwner.stream()
                        .map(change -> change.field() + " of it, and what that makes of its objects cannot be told")
                        .toList(),
                Optional.empty());
    }

    static Affected of(ObjectRef owner, List<Difference> differences) {
        return new Affected(
                owner,
                differences.stream().map(Difference::change).toList(),
                Proof.former(differences),
                differences.stream().map(Difference::toString).toList(),
                Optional.empty());
    }

    /** The changes of each object. */
    public Map<ObjectRef, List<DesiredChange>> byObject() {
        return changes.stream()
                .collect(Collectors.groupingBy(DesiredChange::object, LinkedHashMap::new, Collectors.toList()));
    }

    Affected by(Lender other) {
        return new Affected(owner, changes, former, differences, Optional.of(other.name()));
    }
}
