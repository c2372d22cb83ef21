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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A desired change as the journal and the digest have it.
 *
 * @param path empty for the whole object
 * @param value as JSON, or empty where there is none
 */
record StoredDesire(Kind kind, ObjectRef object, String path, String value) {
    private static final JsonMapper MAPPER = new JsonMapper();

    enum Kind {
        SET_FIELD,
        REMOVE_FIELD,
        ADD_LIST_ITEM,
        REMOVE_LIST_ITEM,
        CREATE_OBJECT,
        DELETE_OBJECT
    }

    static StoredDesire of(DesiredChange change) {
        return switch (change) {
            case SetField set -> stored(Kind.SET_FIELD, set, set.value());
            case RemoveField remove -> stored(Kind.REMOVE_FIELD, remove);
            case AddListItem add -> stored(Kind.ADD_LIST_ITEM, add, add.item());
            case RemoveListItem remove -> stored(Kind.REMOVE_LIST_ITEM, remove);
            case CreateObject create -> stored(Kind.CREATE_OBJECT, create, create.content());
            case DeleteObject delete -> stored(Kind.DELETE_OBJECT, delete);
        };
    }

    private static StoredDesire stored(Kind kind, DesiredChange change, JsonNode value) {
        return new StoredDesire(kind, change.object(), change.field(), value.toString());
    }

    private static StoredDesire stored(Kind kind, DesiredChange change) {
        return new StoredDesire(kind, change.object(), change.field(), "");
    }

    DesiredChange desire() {
        return switch (kind) {
            case SET_FIELD -> new SetField(object, FieldPath.parse(path), MAPPER.readTree(value));
            case REMOVE_FIELD -> new RemoveField(object, FieldPath.parse(path));
            case ADD_LIST_ITEM -> new AddListItem(object, FieldPath.parse(path), MAPPER.readTree(value));
            case REMOVE_LIST_ITEM -> new RemoveListItem(object, FieldPath.parse(path));
            case CREATE_OBJECT -> new CreateObject(object, (ObjectNode) MAPPER.readTree(value));
            case DELETE_OBJECT -> new DeleteObject(object);
        };
    }
}
