package dev.landfall.change;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.AddListItem;
import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.manifest.DesiredChange.DeleteObject;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.RemoveListItem;
import dev.landfall.manifest.DesiredChange.SetField;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What takes a change back, from what its edits found. */
final class Inverse {
    private Inverse() {}

    /** Empty where everything was as wanted before the change, so that nothing of it is to be taken back. */
    static Optional<DesiredChange> of(DesiredChange change, List<PlannedEdit> edits) {
        return edits.stream()
                .filter(edit ->
                        edit.field().equals(change.field()) && edit.object().isSameObjectAs(change.object()))
                .findFirst()
                .map(edit -> edit.before().isEmpty() ? unset(change) : restored(change, edit.beforeJson()));
    }

    private static DesiredChange unset(DesiredChange change) {
        return switch (change) {
            case SetField set -> new RemoveField(set.object(), set.path());
            case AddListItem add -> new RemoveListItem(add.object(), add.path());
            case CreateObject create -> new DeleteObject(create.object());
            case RemoveField remove -> remove;
            case RemoveListItem remove -> remove;
            case DeleteObject delete -> delete;
        };
    }

    private static DesiredChange restored(DesiredChange change, JsonNode before) {
        return switch (change) {
            case SetField set -> new SetField(set.object(), set.path(), before);
            case RemoveField remove -> new SetField(remove.object(), remove.path(), before);
            case AddListItem add -> new AddListItem(add.object(), add.path(), before);
            case RemoveListItem remove -> new AddListItem(remove.object(), remove.path(), before);
            case CreateObject create -> new CreateObject(create.object(), (ObjectNode) before);
            case DeleteObject delete -> new CreateObject(delete.object(), (ObjectNode) before);
        };
    }
}
