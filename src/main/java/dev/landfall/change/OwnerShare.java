package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import java.util.List;

/**
 * What one owner applies of a part.
 *
 * @param provider of the owner, such as {@code argocd}
 * @param definedBy the object that names the repository, such as a GitRepository; it may name credentials too
 * @param path the folder that the owner applies from
 * @param targets the objects that the owner lists, or will list
 * @param proofs what was seen that proves it, a sentence each; null in plans that were made before they were kept
 * @param troubles what the owner said was not well when the change was planned; null in plans of before they were kept
 */
public record OwnerShare(
        String provider,
        ObjectRef owner,
        String ownerUid,
        ObjectRef definedBy,
        String path,
        List<ObjectRef> targets,
        List<String> proofs,
        List<String> troubles) {
    /** Whether the owner is made by the change itself, so that nobody knew its uid. */
    boolean isPromised() {
        return ownerUid.isEmpty();
    }

    public OwnerShare {
        targets = List.copyOf(targets);
        proofs = proofs == null ? List.of() : List.copyOf(proofs);
        troubles = troubles == null ? List.of() : List.copyOf(troubles);
    }
}
