package dev.landfall.gitops;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import java.util.List;

/** Who owns an object. Only {@link Owned} and {@link Unmanaged} are certain enough to act on. */
public sealed interface Ownership {

    /** Exactly one owner lists the object, by status or inventory. */
    record Owned(Owner owner) implements Ownership {}

    /**
     * No owner lists the object and it carries no mark of one; every owner that could was read.
     *
     * @param asked as it was when that was found out
     */
    record Unmanaged(LiveObject asked, LiveObject root, List<ObjectRef> chain) implements Ownership {}

    /** The object carries the mark of an owner that does not list it: copied, stale, or of another installation. */
    record Claimed(ObjectRef object, List<ObjectRef> chain, List<Proof> marks, Reason reason) implements Ownership {}

    /** Several owners list the object. */
    record Contested(List<Owner> owners) implements Ownership {}

    /** The marks name an owner that is not in this cluster. */
    record Elsewhere(ObjectRef object, List<ObjectRef> chain, List<Proof> marks, Reason reason) implements Ownership {}

    /** What must be read to know may not be read. Never to be taken for {@link Unmanaged}. */
    record Undetermined(ObjectRef object, List<ObjectRef> chain, List<Access> missing) implements Ownership {}

    /** There is no such object, and no owner lists one, where every owner was looked at: one that is listed is Owned. */
    record Absent(ObjectRef object) implements Ownership {}
}
