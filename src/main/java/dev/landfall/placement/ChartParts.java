package dev.landfall.placement;

import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FieldPath.Step;
import dev.landfall.manifest.ValuesFile;
import dev.landfall.placement.ChartValues.Layer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Which items of lists and keys of mappings of a chart's values could be behind an item that comes or goes. */
record ChartParts(ChartTrials trials, Target target) {

    /**
     * A list or mapping of values.
     *
     * @param steps to it; none for the whole of a file
     */
    private record Place(Layer layer, List<Step> steps, JsonNode value) {
        FieldPath path() {
            return new FieldPath(steps);
        }

        FieldPath to(Step step) {
            return new FieldPath(Difference.and(steps, step));
        }
    }

    /** One item more in each list, and one key more in each mapping, those called like the field first. */
    List<Trial> added() {
        Optional<JsonNode> item = item();
        if (item.isEmpty()) return List.of();
        return places().filter(place -> !place.steps().isEmpty())
                .sorted(Comparator.comparingInt((Place place) -> target.likeness(place.path()))
                        .reversed())
                .flatMap(place -> with(place, item.get()).stream())
                .toList();
    }

    /** The item itself; of a list that comes with one, that one. */
    private Optional<JsonNode> item() {
        boolean isItem = !(target.path().last() instanceof FieldPath.Key);
        JsonNode wanted = target.wanted();
        if (isItem) return Optional.of(wanted);
        return wanted.isArray() && wanted.size() == 1 ? Optional.of(wanted.get(0)) : Optional.empty();
    }

    private Optional<Trial> with(Place place, JsonNode item) {
        if (place.value().isArray())
            return trials.within(place.layer(), place.path(), file -> file.add(place.path(), item));
        // Charts often write variables as NAME: VALUE.
        String name = item.path("name").asString("");
        boolean isPair =
                item.size() == 2 && !name.isEmpty() && item.path("value").isValueNode();
        if (!isPair) return Optional.empty();
        FieldPath key = place.to(new FieldPath.Key(name));
        return trials.within(place.layer(), key, file -> file.set(key, item.path("value")));
    }

    /** Without each item of a list, and each key, that says what goes or is called like it. */
    List<Trial> taken() {
        return places().flatMap(place -> without(place).stream()).toList();
    }

    private List<Trial> without(Place place) {
        List<Trial> without = new ArrayList<>();
        if (place.value().isArray())
            place.value()
                    .valueStream()
                    .filter(item -> isWhatGoes(item) || !isNamed())
                    .map(item -> place.to(ValuesFile.naming(item)))
                    .forEach(path -> take(place.layer(), path).ifPresent(without::add));
        else
            place.value().properties().stream()
                    .filter(entry ->
                            isWhatGoes(entry.getValue()) || entry.getKey().equals(name(gone())))
                    .map(Map.Entry::getKey)
                    .map(key -> place.to(new FieldPath.Key(key)))
                    .forEach(path -> take(place.layer(), path).ifPresent(without::add));
        return without;
    }

    private Optional<Trial> take(Layer layer, FieldPath path) {
        return trials.within(layer, path, file -> file.remove(path));
    }

    /** Where items have no names, the last one seems to go, whichever it is. */
    private boolean isNamed() {
        return !(target.path().last() instanceof FieldPath.Index);
    }

    private boolean isWhatGoes(JsonNode value) {
        boolean isCalledSo = !name(gone()).isEmpty() && name(value).equals(name(gone()));
        return isCalledSo || value.equals(gone()) || target.isSaidBy(value);
    }

    private JsonNode gone() {
        return target.now().orElseThrow();
    }

    private static String name(JsonNode item) {
        return item.path("name").asString("");
    }

    private Stream<Place> places() {
        return trials.values().layers().stream()
                .flatMap(layer -> below(layer, List.of(), layer.file().whole()).stream());
    }

    /** In the text's order; nothing inside of lists, whose items are taken as a whole. */
    private static List<Place> below(Layer layer, List<Step> steps, JsonNode value) {
        List<Place> places = new ArrayList<>();
        if (value.isContainer()) places.add(new Place(layer, steps, value));
        value.properties()
                .forEach(entry -> places.addAll(
                        below(layer, Difference.and(steps, new FieldPath.Key(entry.getKey())), entry.getValue())));
        return places;
    }
}
