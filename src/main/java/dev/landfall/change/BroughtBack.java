package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a change had brought about by owners, the other way round: the same owners bring it back, and are followed. */
final class BroughtBack {
    private final ChangePlan there;
    private final List<ObjectRef> edited;
    private final List<OwnerChange> back = new ArrayList<>();

    private BroughtBack(ChangePlan there, List<ObjectRef> edited) {
        this.there = there;
        this.edited = edited;
    }

    /**
     * @param there the plan that is taken back
     * @param edited the objects whose own definition comes back
     */
    static List<OwnerChange> of(ChangePlan there, List<ObjectRef> edited) {
        BroughtBack brought = new BroughtBack(there, edited);
        edited.forEach(brought::add);
        return brought.back;
    }

    private void add(ObjectRef object) {
        if (isKnown(object)) return;
        List<OwnerChange> ofIt = there.ownerChanges().stream()
                .filter(change -> change.owner().isSameObjectAs(object))
                .toList();
        ofIt.forEach(change -> back.add(reversed(change)));
        ofIt.stream().flatMap(change -> change.targets().stream()).forEach(this::addTarget);
    }

    private void addTarget(ObjectRef target) {
        add(target);
        if (isKnown(target) || isEdited(target)) return;
        back.add(new OwnerChange(target, "", there.formerly(target), List.of()).after(there.wantedOf(target)));
    }

    private boolean isKnown(ObjectRef object) {
        return back.stream().anyMatch(change -> change.owner().isSameObjectAs(object));
    }

    private boolean isEdited(ObjectRef object) {
        return edited.stream().anyMatch(object::isSameObjectAs);
    }

    private OwnerChange reversed(OwnerChange change) {
        List<DesiredChange> wanted = isEdited(change.owner()) ? List.of() : there.formerly(change.owner());
        List<DesiredChange> now = Stream.concat(
                        there.wantedOf(change.owner()).stream(),
                        change.targets().stream().flatMap(target -> there.wantedOf(target).stream()))
                .toList();
        OwnerChange reversed = new OwnerChange(change.owner(), change.uid(), wanted, change.targets()).after(now);
        return change.generator().map(reversed::by).orElse(reversed);
    }
}
