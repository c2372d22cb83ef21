package dev.landfall.manifest;

import dev.landfall.manifest.DesiredChange.AddListItem;
import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.manifest.DesiredChange.DeleteObject;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.RemoveListItem;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.yaml.NodeValue;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Tells when changes of one plan cannot all be true. */
final class Contradiction {
    private Contradiction() {}

    /** Whether an object says what the change is about. */
    static boolean holds(JsonNode object, FieldChange change) {
        Optional<JsonNode> there = change.path().in(object);
        return switch (change) {
            case SetField set ->
                there.filter(value -> NodeValue.isSame(value, set.value())).isPresent();
            case AddListItem add ->
                there.filter(value -> says(value, add.item())).isPresent();
            case RemoveField _, RemoveListItem _ ->
                there.filter(value -> !value.isNull()).isEmpty();
        };
    }

    private static boolean says(JsonNode value, JsonNode given) {
        if (!given.isObject()) return NodeValue.isSame(value, given);
        return given.properties().stream()
                .allMatch(field ->
                        value.has(field.getKey()) && NodeValue.isSame(value.get(field.getKey()), field.getValue()));
    }

    static Refusal between(DesiredChange one, DesiredChange other) {
        boolean values = one instanceof SetField
                && other instanceof SetField
                && one.field().equals(other.field());
        // What a Secret holds is shown nowhere.
        boolean secret = one.object().kind().equals("Secret");
        if (values && !secret)
            return new Refusal(
                    "contradiction",
                    one.field() + " of " + one.object() + " cannot be both " + ((SetField) one).value() + " and "
                            + ((SetField) other).value(),
                    "ask for one value");
        return new Refusal(
                "contradiction",
                one.object() + " cannot have both: " + words(one) + ", and " + words(other),
                "ask for one of them");
    }

    private static String words(DesiredChange change) {
        return switch (change) {
            case SetField set -> set.path() + " set";
            case AddListItem add -> add.path() + " added";
            case RemoveField remove -> remove.path() + " removed";
            case RemoveListItem remove -> remove.path() + " removed";
            case CreateObject create -> "the object created";
            case DeleteObject delete -> "the object deleted";
        };
    }
}
