package dev.landfall.placement;

import dev.landfall.manifest.DesiredChange.AddListItem;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.RemoveListItem;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FieldPath.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A patch as RFC 6902 has it.
 *
 * @param rendered the patched object, by which the places of list items are found
 */
record JsonPatch(JsonNode operations, JsonNode rendered) {
    private static final Set<String> WITH_VALUE = Set.of("add", "replace");

    /** The change as one of the value of an operation that gives the field its value, the last operation first. */
    Stream<FieldChange> changesFor(FieldChange change) {
        return IntStream.range(0, operations.size())
                .map(i -> operations.size() - 1 - i)
                .boxed()
                .flatMap(i -> changeFor(change, i).stream());
    }

    private Optional<FieldChange> changeFor(FieldChange change, int index) {
        JsonNode operation = operations.path(index);
        if (!WITH_VALUE.contains(operation.path("op").asString("")) || !operation.has("value")) return Optional.empty();
        List<String> pointer = segments(operation.path("path").asString(""));
        List<Step> steps = change.path().steps();
        if (pointer.isEmpty() || !leadsTo(pointer, steps, operation.path("value"))) return Optional.empty();
        List<Step> inPatch = new ArrayList<>(List.of(new FieldPath.Index(index), new FieldPath.Key("value")));
        inPatch.addAll(steps.subList(pointer.size(), steps.size()));
        return at(new FieldPath(inPatch), change);
    }

    private static List<String> segments(String pointer) {
        return Arrays.stream(pointer.split("/", -1))
                .skip(1)
                .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    private boolean leadsTo(List<String> pointer, List<Step> steps, JsonNode value) {
        if (pointer.size() > steps.size()) return false;
        Optional<JsonNode> at = Optional.of(rendered);
        for (int i = 0; i < pointer.size(); i++) {
            boolean brought = i == pointer.size() - 1 && steps.get(i).names(value, -1);
            if (!brought && !isSame(pointer.get(i), steps.get(i), at)) return false;
            at = at.flatMap(steps.get(i)::in);
        }
        return true;
    }

    private static boolean isSame(String segment, Step step, Optional<JsonNode> holder) {
        if (step instanceof FieldPath.Key(String name)) return name.equals(segment);
        return holder.filter(list -> list.isArray() && segment.matches("[0-9]{1,6}"))
                .map(list -> list.path(Integer.parseInt(segment)))
                .filter(item -> step.names(item, Integer.parseInt(segment)))
                .isPresent();
    }

    /** The value of an operation as a whole can be set, but not taken out or added. */
    private static Optional<FieldChange> at(FieldPath path, FieldChange change) {
        boolean whole = path.steps().size() == 2;
        return switch (change) {
            case SetField set -> Optional.of(new SetField(set.object(), path, set.value()));
            case RemoveField remove when !whole -> Optional.of(new RemoveField(remove.object(), path));
            case AddListItem add when !whole -> Optional.of(new AddListItem(add.object(), path, add.item()));
            case RemoveListItem remove when !whole -> Optional.of(new RemoveListItem(remove.object(), path));
            case RemoveField _, AddListItem _, RemoveListItem _ -> Optional.empty();
        };
    }
}
