package dev.landfall.change;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.AddListItem;
import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.manifest.DesiredChange.DeleteObject;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.RemoveListItem;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import tools.jackson.databind.node.ObjectNode;

/** What takes an edit back. */
final class Inverse {
    private Inverse() {}

    static DesiredChange of(PlannedEdit edit) {
        if (edit.field().isEmpty()) return ofWhole(edit);
        FieldPath path = FieldPath.parse(edit.field());
        return switch (path.last()) {
            case FieldPath.Key key -> ofField(edit, path);
            case FieldPath.Index index -> ofField(edit, path);
            case FieldPath.Item item -> ofItem(edit, path);
            case FieldPath.Element element -> ofItem(edit, path);
        };
    }

    private static DesiredChange ofWhole(PlannedEdit edit) {
        return edit.before().isEmpty()
                ? new DeleteObject(edit.object())
                : new CreateObject(edit.object(), (ObjectNode) edit.beforeJson());
    }

    private static DesiredChange ofField(PlannedEdit edit, FieldPath path) {
        return edit.before().isEmpty()
                ? new RemoveField(edit.object(), path)
                : new SetField(edit.object(), path, edit.beforeJson());
    }

    private static DesiredChange ofItem(PlannedEdit edit, FieldPath path) {
        if (edit.before().isEmpty()) return new RemoveListItem(edit.object(), path);
        return edit.after().isEmpty()
                ? new AddListItem(edit.object(), path, edit.beforeJson())
                : new SetField(edit.object(), path, edit.beforeJson());
    }
}
