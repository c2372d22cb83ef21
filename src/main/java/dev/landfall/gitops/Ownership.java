package dev.landfall.gitops;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;

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

    /**
     * The object carries the mark of an owner that does not list it: copied, stale, or of another installation.
     *
     * @param withoutMarks see {@link #withoutMarks()}
     */
    record Claimed(
            ObjectRef object, List<ObjectRef> chain, List<Proof> marks, Reason reason, Optional<Unmanaged> withoutMarks)
            implements Ownership {}

    /** Several owners list the object. */
    record Contested(List<Owner> owners) implements Ownership {}

    /**
     * The marks name an owner that is not where the owners live, or that applies to another cluster.
     *
     * @param withoutMarks see {@link #withoutMarks()}
     */
    record Elsewhere(
            ObjectRef object, List<ObjectRef> chain, List<Proof> marks, Reason reason, Optional<Unmanaged> withoutMarks)
            implements Ownership {}

    /** What must be read to know may not be read. Never to be taken for {@link Unmanaged}. */
    record Undetermined(ObjectRef object, List<ObjectRef> chain, List<Access> missing) implements Ownership {}

    /** There is no such object, and no owner lists one, where every owner was looked at: one that is listed is Owned. */
    record Absent(ObjectRef object) implements Ownership {}

    /**
     * What the object is once a person says that its marks are left over from an owner that is gone: only where every
     * owner of every tool was looked at, none lists the object, and none of those that its marks name exists.
     */
    default Optional<Unmanaged> withoutMarks() {
        return Optional.empty();
    }

    /** What on the object names an owner that does not prove to be one. */
    default List<Proof> marks() {
        return List.of();
    }
}
