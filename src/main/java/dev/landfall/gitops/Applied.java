package dev.landfall.gitops;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import java.util.List;

/**
 * Objects that an owner has made live from a commit, as its status tells.
 *
 * @param isSettled whether the owner takes them for as the commit wants them; else it is about to apply something, or
 *     others have changed them
 * @param manager what the name begins with under which the owner writes, as the API server keeps it
 */
public record Applied(CommitId commit, List<ObjectRef> objects, boolean isSettled, String manager) {
    public Applied {
        objects = List.copyOf(objects);
    }
}
