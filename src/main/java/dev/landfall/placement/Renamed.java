package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import java.util.List;

/**
 * An object that goes on under another name after an edit, as what Kustomize generates does.
 *
 * @param before the name by which the change was asked for
 * @param after the name that the owner applies then
 * @param references the fields of workloads that have the new name in the place of the old one
 */
public record Renamed(ObjectRef before, ObjectRef after, List<Reference> references) {

    /** @param field that names the object */
    public record Reference(ObjectRef workload, String field) {}

    public Renamed {
        references = List.copyOf(references);
    }
}
