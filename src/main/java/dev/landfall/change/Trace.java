package dev.landfall.change;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Ownership;
import dev.landfall.manifest.FoundObject;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;

/**
 * Who owns an object, and where in Git it is.
 *
 * @param scanned whether a second owner was looked for everywhere
 * @param unread rights without which an owner could have been overlooked
 * @param parents of the owner, the nearest first: what applies or generates it, and so on up
 * @param source empty where it is not owned, or where its source is none that Landfall can edit
 * @param branch of the source, by its name
 * @param files where the object is defined; more than one is a fault of the files
 * @param notes why something is not known
 */
public record Trace(
        ObjectRef object,
        Ownership ownership,
        boolean scanned,
        List<Access> unread,
        List<Link> parents,
        Optional<GitSource> source,
        String branch,
        List<FoundObject> files,
        List<Reason> notes) {

    /**
     * One step from an owner to what it is itself made by.
     *
     * @param field that proves it, of the one or the other
     */
    public record Link(ObjectRef parent, ObjectRef child, String field) {}
}
