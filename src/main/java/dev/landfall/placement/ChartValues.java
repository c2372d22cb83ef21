package dev.landfall.placement;

import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FieldPath.Step;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.manifest.ValuesFile;
import dev.landfall.manifest.ValuesFile.Value;
import dev.landfall.reason.Reason;
import dev.landfall.render.ChartBuild;
import dev.landfall.render.GivenValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The values that a chart is rendered with, from the lowest file to the highest. */
record ChartValues(ChartBuild build, List<Layer> layers, Predicate<String> leftAlone) {

    /**
     * A file of values.
     *
     * @param path from the repository's root; of the owner's own values a name for people
     * @param isSingle whether no other value than the one that it has can stand in it
     */
    record Layer(String path, boolean isOwners, boolean isSingle, ValuesFile file) {

        String named(FieldPath value) {
            return value + " in " + path;
        }
    }

    /** A value in the file that has the last word on it. */
    record Winning(Layer layer, Value value) {}

    /** Whether all of them could be read. */
    sealed interface Reading {
        record Read(ChartValues values) implements Reading {}

        record Unreadable(Reason reason) implements Reading {}
    }

    /** @param leftAlone files that are not to be edited, since others read them as well */
    static Reading of(ChartBuild build, Predicate<String> leftAlone) {
        List<Layer> layers = new ArrayList<>();
        List<ManifestFile> files = new ArrayList<>();
        for (String path : build.layers())
            files.add(new ManifestFile(path, build.files().get(path)));
        for (GivenValues given : build.given())
            files.add(new ManifestFile(given.name(), given.yaml().getBytes(StandardCharsets.UTF_8)));
        for (ManifestFile file : files) {
            int number = layers.size() - build.layers().size();
            boolean isOwners = number >= 0;
            switch (ValuesFile.read(file)) {
                case ValuesFile.Reading.Read(ValuesFile values) ->
                    layers.add(new Layer(
                            file.path(),
                            isOwners,
                            isOwners && build.given().get(number).isSingle(),
                            values));
                case ValuesFile.Reading.Unreadable(Reason reason) -> {
                    return new Reading.Unreadable(reason);
                }
            }
        }
        return new Reading.Read(new ChartValues(build, layers, leftAlone));
    }

    /** Mappings are merged, and lists are taken as a whole from the last file that has one. */
    List<Winning> winning() {
        List<Winning> winning = new ArrayList<>();
        for (Layer layer : layers) {
            List<Value> values = layer.file().values();
            for (Value value : values)
                winning.removeIf(lower -> !lower.layer().equals(layer)
                        && concerns(whole(value.path()), lower.value().path()));
            values.forEach(value -> winning.add(new Winning(layer, value)));
        }
        return winning;
    }

    /** The mappings on the way to values, and the empty ones, each with the file that has the last word in it. */
    List<Winning> mappings() {
        Map<FieldPath, Winning> mappings = new LinkedHashMap<>();
        for (Winning winning : winning()) {
            Value value = winning.value();
            List<Step> keys = whole(value.path());
            int deepest =
                    isNothing(value) && keys.size() == value.path().steps().size() ? keys.size() : keys.size() - 1;
            for (int length = 1; length <= deepest; length++) {
                FieldPath path = new FieldPath(keys.subList(0, length));
                mappings.put(path, new Winning(winning.layer(), new Value(path, value.value(), value.line())));
            }
        }
        return List.copyOf(mappings.values());
    }

    /** Up to the first list on the way. */
    private static List<Step> whole(FieldPath path) {
        List<Step> steps = path.steps();
        for (int i = 0; i < steps.size(); i++) if (!(steps.get(i) instanceof FieldPath.Key)) return steps.subList(0, i);
        return steps;
    }

    private static boolean concerns(List<Step> upper, FieldPath lower) {
        List<Step> steps = lower.steps();
        int both = Math.min(upper.size(), steps.size());
        return upper.subList(0, both).equals(steps.subList(0, both));
    }

    /** Whether anything says something at this path, above or below it. */
    boolean says(FieldPath path) {
        return layers.stream()
                .flatMap(layer -> layer.file().values().stream())
                .filter(value -> !isNothing(value))
                .anyMatch(value -> concerns(path.steps(), value.path()));
    }

    /** What a template takes for not given. */
    static boolean isNothing(Value value) {
        return value.value().isNull()
                || (value.value().isContainer() && value.value().isEmpty());
    }

    /** The file that has the last word among those that can be edited; the chart's own where there is none yet. */
    Layer last() {
        return layers.reversed().stream()
                .filter(layer -> !layer.isOwners() && !leftAlone.test(layer.path()))
                .findFirst()
                .or(() -> leftAlone.test(build.definition()) ? lastOfOwner() : Optional.empty())
                .orElseGet(this::own);
    }

    /** Its own spec: where the files of the chart are not to be edited, that is where its values go. */
    private Optional<Layer> lastOfOwner() {
        return layers.reversed().stream().filter(Layer::isOwners).findFirst();
    }

    /** Where a value of this file is set: there, or in the last file above it where this one is left alone. */
    Optional<Layer> editable(Layer layer) {
        if (layer.isOwners() || !leftAlone.test(layer.path())) return Optional.of(layer);
        int index = layers.indexOf(layer);
        return layers.subList(index + 1, layers.size()).reversed().stream()
                .filter(above -> !above.isOwners() && !leftAlone.test(above.path()))
                .findFirst()
                .or(() -> leftAlone.test(build.definition()) ? lastOfOwner() : Optional.empty());
    }

    private Layer own() {
        String path = build.folder().isEmpty() ? "values.yaml" : build.folder() + "/values.yaml";
        return switch (ValuesFile.read(new ManifestFile(path, new byte[0]))) {
            case ValuesFile.Reading.Read(ValuesFile empty) -> new Layer(path, false, false, empty);
            case ValuesFile.Reading.Unreadable(Reason reason) -> throw new IllegalStateException(reason.message());
        };
    }
}
