package dev.landfall.manifest;

import dev.landfall.cluster.ObjectRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What makes a part of an object as it once was: field by field, and list items by what tells them apart. */
public final class Restoration {
    private final ObjectRef object;
    private final List<DesiredChange.FieldChange> changes = new ArrayList<>();

    private Restoration(ObjectRef object) {
        this.object = object;
    }

    /** @param place of the part in the object */
    public static List<DesiredChange.FieldChange> of(ObjectRef object, FieldPath place, JsonNode now, JsonNode then) {
        Restoration restoration = new Restoration(object);
        restoration.restore(place, now, then);
        return List.copyOf(restoration.changes);
    }

    private void restore(FieldPath place, JsonNode now, JsonNode then) {
        if (now.equals(then)) return;
        if (now.isObject() && then.isObject()) fields(place, now, then);
        else if (now.isArray() && then.isArray()) list(place, now, then);
        else changes.add(new DesiredChange.SetField(object, place, then));
    }

    private void fields(FieldPath place, JsonNode now, JsonNode then) {
        Set<String> names = new LinkedHashSet<>(now.propertyNames());
        names.addAll(then.propertyNames());
        for (String name : names) {
            FieldPath field = place.to(new FieldPath.Key(name));
            if (!then.has(name)) changes.add(new DesiredChange.RemoveField(object, field));
            else if (!now.has(name)) changes.add(new DesiredChange.SetField(object, field, then.get(name)));
            else restore(field, now.get(name), then.get(name));
        }
    }

    /** A list whose items nothing tells apart, or whose order has changed, is one value: but for words of a command. */
    private void list(FieldPath place, JsonNode now, JsonNode then) {
        Optional<String> key = ListIdentity.of(now, then).filter(one -> ListIdentity.areAlike(now, then, one));
        if (key.isPresent()) items(place, now, then, key.get());
        else if (areWords(now) && areWords(then) && now.size() == then.size()) words(place, now, then);
        else changes.add(new DesiredChange.SetField(object, place, then));
    }

    private static boolean areWords(JsonNode list) {
        return list.valueStream().allMatch(JsonNode::isValueNode);
    }

    private void words(FieldPath place, JsonNode now, JsonNode then) {
        for (int i = 0; i < now.size(); i++) restore(place.to(new FieldPath.Index(i)), now.get(i), then.get(i));
    }

    private void items(FieldPath place, JsonNode now, JsonNode then, String key) {
        for (JsonNode item : now)
            if (ListIdentity.indexOf(then, item, key).isEmpty())
                changes.add(new DesiredChange.RemoveListItem(object, item(place, item, key)));
        for (JsonNode item : then) {
            FieldPath there = item(place, item, key);
            ListIdentity.indexOf(now, item, key)
                    .ifPresentOrElse(
                            at -> restore(there, now.get(at), item),
                            () -> changes.add(new DesiredChange.AddListItem(object, there, item)));
        }
    }

    private static FieldPath item(FieldPath place, JsonNode item, String key) {
        return place.to(new FieldPath.Item(key, item.get(key).asString()));
    }
}
