package dev.landfall.manifest;

import dev.landfall.cluster.ObjectRef;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What shall be true of an object. */
public sealed interface DesiredChange {

    ObjectRef object();

    /** A change of one place in an object that exists. */
    sealed interface FieldChange extends DesiredChange {
        FieldPath path();
    }

    /**
     * The field shall have this value, a single one or a whole mapping or list. Keys that are missing on the way are
     * added; a list item on the way must be there, and cannot be given another name by this: nothing could tell afterwards
     * which item was meant.
     */
    record SetField(ObjectRef object, FieldPath path, JsonNode value) implements FieldChange {
        public SetField {
            LiveValue.requireWholeCharacters(value);
            if (path.renames(value))
                throw new IllegalArgumentException(
                        path + " is what the item is known by: remove the item, and add one of the other name");
        }

        /** Whether a live value says this, whatever its spelling. */
        public boolean isSaidBy(JsonNode live) {
            return LiveValue.says(live, value, path);
        }
    }

    /** The object shall not have the field. */
    record RemoveField(ObjectRef object, FieldPath path) implements FieldChange {}

    /**
     * The list shall have an item that says this. Where it has one that the path names, the fields given here are set in
     * it and the others stay; else the item is added at the end of the list, which is made if it is missing.
     *
     * @param path whose last step is an {@link FieldPath.Item} or {@link FieldPath.Element}
     * @param item that the last step names
     */
    record AddListItem(ObjectRef object, FieldPath path, JsonNode item) implements FieldChange {
        public AddListItem {
            path.requireListItem();
            LiveValue.requireWholeCharacters(item);
            if (path.last().in(singleton(item)).isEmpty())
                throw new IllegalArgumentException(path + " does not name the item " + item);
        }

        private static JsonNode singleton(JsonNode item) {
            return JsonNodeFactory.instance.arrayNode().add(item);
        }
    }

    /** The list shall have no item that the last step of the path names. */
    record RemoveListItem(ObjectRef object, FieldPath path) implements FieldChange {
        public RemoveListItem {
            path.requireListItem();
        }
    }

    /**
     * The object shall exist and say this.
     *
     * @param content as a manifest has it, with {@code apiVersion}, {@code kind} and {@code metadata.name}
     */
    record CreateObject(ObjectRef object, ObjectNode content) implements DesiredChange {
        public CreateObject {
            LiveValue.requireWholeCharacters(content);
        }

        /** It shall be there, in whatever version and whatever it says; nothing can be written by that. */
        public static CreateObject named(ObjectRef object) {
            ObjectNode content = JsonNodeFactory.instance.objectNode();
            content.put("kind", object.kind());
            content.putObject("metadata").put("name", object.name());
            return new CreateObject(object, content);
        }
    }

    /** The object shall not exist. */
    record DeleteObject(ObjectRef object) implements DesiredChange {}

    /** Whether an object of which all of these are wanted shall be gone. */
    static boolean areRemoval(List<DesiredChange> ofOneObject) {
        return ofOneObject.stream().anyMatch(DeleteObject.class::isInstance);
    }

    /** The same of another object, such as one by another name. */
    default DesiredChange of(ObjectRef other) {
        return switch (this) {
            case SetField set -> new SetField(other, set.path(), set.value());
            case RemoveField remove -> new RemoveField(other, remove.path());
            case AddListItem add -> new AddListItem(other, add.path(), add.item());
            case RemoveListItem remove -> new RemoveListItem(other, remove.path());
            case CreateObject create -> new CreateObject(other, create.content());
            case DeleteObject delete -> new DeleteObject(other);
        };
    }

    /** Whether it is true of an object as the API server shows it; empty for one that is not there. */
    default boolean holdsIn(Optional<JsonNode> live) {
        return switch (this) {
            case SetField set -> live.isPresent() && isSet(live.get(), set);
            case AddListItem add ->
                live.flatMap(add.path()::in)
                        .filter(value -> LiveValue.says(value, add.item(), add.path()))
                        .isPresent();
            case RemoveField remove -> live.isPresent() && isAbsent(live.get(), remove.path());
            case RemoveListItem remove -> live.isPresent() && isAbsent(live.get(), remove.path());
            case CreateObject create ->
                live.filter(object -> LiveValue.says(object, create.content())).isPresent();
            case DeleteObject delete -> live.isEmpty();
        };
    }

    /** Most kinds leave a field out that is false. */
    private static boolean isSet(JsonNode live, SetField set) {
        Optional<JsonNode> value = set.path().in(live);
        if (value.isEmpty()) return set.value().isBoolean() && !set.value().asBoolean();
        return LiveValue.says(value.get(), set.value(), set.path());
    }

    private static boolean isAbsent(JsonNode live, FieldPath path) {
        return path.in(live).map(JsonNode::isNull).orElse(true);
    }

    /** What an object has there, for people; {@code not set} where it has nothing. */
    default String valueIn(Optional<JsonNode> live) {
        return switch (this) {
            case FieldChange change ->
                live.flatMap(change.path()::in).map(LiveValue::text).orElse("not set");
            case CreateObject create -> live.isPresent() ? "there" : "not there";
            case DeleteObject delete -> live.isPresent() ? "there" : "gone";
        };
    }

    /** What it shall be, for people. */
    private String wanted() {
        return switch (this) {
            case SetField set -> LiveValue.text(set.value());
            case AddListItem add -> LiveValue.text(add.item());
            case RemoveField remove -> "not set";
            case RemoveListItem remove -> "not set";
            case CreateObject create -> "as its manifest";
            case DeleteObject delete -> "gone";
        };
    }

    /** In what an object is not as wanted, for people: {@code spec.replicas is 1, not 3}. */
    default String unmetIn(Optional<JsonNode> live) {
        if (this instanceof CreateObject create && live.isPresent()) return LiveValue.difference(live.get(), create);
        String what = field().isEmpty() ? object().toString() : field();
        return what + " is " + valueIn(live) + ", not " + wanted();
    }

    /** What it is about: the path, or an empty text for the whole object. */
    default String field() {
        return this instanceof FieldChange change ? change.path().toString() : "";
    }

    /**
     * The object after the change, as a copy; empty where it does not exist then. A manifest is put over an object that
     * exists, as {@code kubectl apply} does.
     *
     * @throws IllegalArgumentException where a list item on the way is missing or a value is in the way
     */
    default Optional<JsonNode> appliedTo(Optional<JsonNode> before) {
        return switch (this) {
            case CreateObject create ->
                Optional.of(before.map(object -> ManifestMerge.of(object, create.content()))
                        .orElseGet(() -> create.content().deepCopy()));
            case DeleteObject delete -> Optional.empty();
            case FieldChange change -> before.map(object -> new ObjectChange(object.deepCopy()).after(change));
        };
    }
}
