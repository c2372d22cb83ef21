package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.AddListItem;
import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.manifest.DesiredChange.DeleteObject;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.RemoveListItem;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import java.util.List;
import java.util.Optional;
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

    /** Of what was true before, what is not that which the files had there, since they say it with variables and the like. */
    static List<DesiredChange> inOtherWords(List<PlannedEdit> edits, List<DesiredChange> former) {
        return edits.stream()
                .filter(edit -> !edit.field().isEmpty())
                .flatMap(edit -> truth(edit, former).filter(before -> !before.equals(of(edit))).stream())
                .toList();
    }

    /** What was true of the field of an edit. */
    static Optional<DesiredChange> truth(PlannedEdit edit, List<DesiredChange> former) {
        return former.stream()
                .filter(before -> before.object().isSameObjectAs(edit.object())
                        && before.field().equals(edit.field()))
                .map(before -> before.of(edit.object()))
                .findFirst();
    }

    private static DesiredChange ofWhole(PlannedEdit edit) {
        return edit.before().isEmpty()
                ? new DeleteObject(edit.object())
                : new CreateObject(named(edit), (ObjectNode) edit.beforeJson());
    }

    /** By the name that Git made: one that ends in a hash may have had another in the cluster. */
    private static ObjectRef named(PlannedEdit edit) {
        ObjectRef object = edit.object();
        String name = edit.beforeJson().at("/metadata/name").asString(object.name());
        return new ObjectRef(object.group(), object.version(), object.kind(), object.namespace(), name);
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
