package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import java.util.List;
import java.util.Optional;

/**
 * A change of an owner's own spec, since that decides what was asked for of objects that it applies; or of what an owner
 * reads beside its source, which then brings the owner to do so.
 *
 * @param owner or what it reads, such as a ConfigMap
 * @param uid of the owner when the change was planned; empty of what an owner reads
 * @param changes of it, not of the objects; none of an owner that only has to read anew
 * @param targets the objects, whose wanted values come about by it; the owner, where it is what that reads
 * @param generator of the owner, which brings the owner to this in its own time; empty where nothing generates it
 * @param former what was true of the owner and the targets before, as far as it was rendered; for the way back
 */
public record OwnerChange(
        ObjectRef owner,
        String uid,
        List<DesiredChange> changes,
        List<ObjectRef> targets,
        Optional<ObjectRef> generator,
        List<DesiredChange> former) {
    public OwnerChange {
        changes = List.copyOf(changes);
        targets = List.copyOf(targets);
        former = List.copyOf(former);
    }

    /** Of one that nothing generates, and of which nobody has worked out what was before. */
    public OwnerChange(ObjectRef owner, String uid, List<DesiredChange> changes, List<ObjectRef> targets) {
        this(owner, uid, changes, targets, Optional.empty(), List.of());
    }

    /** The same; of all that was true before, what is of the owner or of the targets is kept. */
    OwnerChange after(List<DesiredChange> before) {
        List<DesiredChange> own = before.stream()
                .filter(change -> change.object().isSameObjectAs(owner)
                        || targets.stream().anyMatch(change.object()::isSameObjectAs))
                .toList();
        return new OwnerChange(owner, uid, changes, targets, generator, own);
    }

    /** The same, brought about by a generator of the owner. */
    OwnerChange by(ObjectRef itsGenerator) {
        return new OwnerChange(owner, uid, changes, targets, Optional.of(itsGenerator), former);
    }

    /** What part it has in the change that was asked for. */
    public enum Part {
        /** The owner's own spec decides what was asked for. */
        DECIDES,
        /** An owner reads it beside its source, and so brings about what was asked for. */
        IS_READ,
        /** The owner only has to look anew at what it reads. */
        READS_ANEW,
        /** It is no part of what was asked for, and changes along. */
        CHANGES_ALONG
    }

    public Part part() {
        if (targets.isEmpty()) return Part.CHANGES_ALONG;
        if (isOfWhatIsRead()) return Part.IS_READ;
        return changes.isEmpty() ? Part.READS_ANEW : Part.DECIDES;
    }

    /** Whether it is of what an owner reads beside its source. */
    boolean isOfWhatIsRead() {
        return uid.isEmpty();
    }
}
