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
 */
public record OwnerShare(
        String provider, ObjectRef owner, String ownerUid, ObjectRef definedBy, String path, List<ObjectRef> targets) {
    public OwnerShare {
        targets = List.copyOf(targets);
    }
}
