package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import java.util.List;

/**
 * What shall be true of an object, and why.
 *
 * @param object that the user named or that it leads to
 * @param changes what shall be true, all of it or nothing
 * @param what in a few words, such as {@code scale to 3 replicas}; becomes the commit's subject
 * @param reason of the user, or empty; untrusted text
 * @param syncAsked whether to start a sync where the owner does not sync by itself
 * @param reverts the change that this one takes back, or empty
 */
public record ChangeRequest(
        ObjectRef object, List<DesiredChange> changes, String what, String reason, boolean syncAsked, String reverts) {

    public boolean isRevert() {
        return !reverts.isEmpty();
    }
}
