package dev.landfall.placement;

import dev.landfall.manifest.DesiredChange.AddListItem;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.RemoveListItem;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.DocumentEditor;
import dev.landfall.manifest.DocumentPlace;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.FieldEdit;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FileEdit;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.render.SourceFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The edits of one entry of a generator by which a field of what it makes could become as wanted. Whether one does is for
 * a build to prove.
 *
 * @param told what comes of it, for people
 */
record GeneratorEdits(SourceFiles files, Generator generator, FieldChange change, FieldEdit told) {
    private static final FieldPath.Key DATA = new FieldPath.Key("data");

    /** What a ConfigMap holds under a key; empty for a change of anything else. */
    private Optional<String> key() {
        boolean isEntry = change.path().steps().size() == 2
                && change.path().steps().getFirst().equals(DATA)
                && generator.kind().equals("ConfigMap");
        return isEntry && change.path().last() instanceof FieldPath.Key(String name)
                ? Optional.of(name)
                : Optional.empty();
    }

    private String value() {
        return change instanceof SetField set ? set.value().asString("") : "";
    }

    /** Where the entry says something of the field already. */
    Stream<EditPlan> there() {
        return key().map(key ->
                        Stream.of(inLiteral(key), inLine(key), inFile(key)).flatMap(Optional::stream))
                .orElseGet(() -> option().filter(this::says).map(this::option).stream());
    }

    /** Where it says nothing of it yet, in the way in which it says other things. */
    Stream<EditPlan> added() {
        if (!(change instanceof SetField)) return Stream.empty();
        return key().map(key -> Stream.of(addedLine(key), Optional.of(addedLiteral(key)))
                        .flatMap(Optional::stream)
                        .limit(1))
                .orElseGet(() -> option().filter(place -> !says(place)).map(this::option).stream());
    }

    private Optional<EditPlan> inLiteral(String key) {
        JsonNode literals = generator.entry().path("literals");
        return IntStream.range(0, literals.size())
                .filter(i -> literals.path(i).asString("").startsWith(key + "="))
                .mapToObj(i -> inLiteral(literals, i, key))
                .findFirst();
    }

    private EditPlan inLiteral(JsonNode literals, int index, String key) {
        FieldPath list = generator.place().to(new FieldPath.Key("literals"));
        String before = literals.path(index).asString();
        return inKustomization(
                change instanceof SetField
                        ? set(list.to(new FieldPath.Index(index)), key + "=" + quotedLike(before, key))
                        : new RemoveListItem(change.object(), list.to(new FieldPath.Element(before))));
    }

    /** Kustomize takes quotes around a value off. */
    private String quotedLike(String literal, String key) {
        String before = literal.substring(key.length() + 1);
        return Stream.of("\"", "'")
                .filter(quote -> before.length() > 1 && before.startsWith(quote) && before.endsWith(quote))
                .findFirst()
                .map(quote -> quote + value() + quote)
                .orElseGet(() -> value().matches("(?s)[\"'].*|.*[\"']") ? "\"" + value() + "\"" : value());
    }

    private EditPlan addedLiteral(String key) {
        String literal = key + "=" + quotedLike(key + "=", key);
        FieldPath item = generator.place().to(new FieldPath.Key("literals")).to(new FieldPath.Element(literal));
        return inKustomization(new AddListItem(change.object(), item, JsonNodeFactory.instance.stringNode(literal)));
    }

    private Optional<EditPlan> inLine(String key) {
        return environmentFiles().flatMap(path -> inLine(path, key).stream()).findFirst();
    }

    private Optional<EditPlan> inLine(String path, String key) {
        EnvironmentFile file = EnvironmentFile.of(content(path));
        OptionalInt line = file.lineOf(key);
        if (line.isEmpty()) return Optional.empty();
        if (!EnvironmentFile.isSayable(value()))
            return Optional.of(new EditPlan.CannotPlace(KustomizeRefusals.noLineBreaks(path, key)));
        byte[] after = change instanceof SetField ? file.with(line.getAsInt(), value()) : file.without(line.getAsInt());
        return Optional.of(written(path, after, line.getAsInt() + 1));
    }

    private Optional<EditPlan> addedLine(String key) {
        if (!generator.entry().path("literals").isEmpty() || !EnvironmentFile.isSayable(value()))
            return Optional.empty();
        return environmentFiles().reduce((_, later) -> later).map(path -> {
            EnvironmentFile file = EnvironmentFile.of(content(path));
            return written(path, file.plus(key, value()), file.lines().size());
        });
    }

    private Stream<String> environmentFiles() {
        JsonNode entry = generator.entry();
        return Stream.concat(Stream.of(entry.path("env")), entry.path("envs").valueStream())
                .map(name -> name.asString(""))
                .filter(name -> !name.isEmpty())
                .map(name -> generator.kustomization().located(generator.field(), name));
    }

    /** A file is the value as a whole; where the key shall go, only the entry goes that names the file. */
    private Optional<EditPlan> inFile(String key) {
        return generator
                .entry()
                .path("files")
                .valueStream()
                .map(name -> name.asString(""))
                .filter(name -> keyOf(name).equals(key))
                .findFirst()
                .map(name -> change instanceof RemoveField
                        ? inKustomization(new RemoveListItem(
                                change.object(),
                                generator.place().to(new FieldPath.Key("files")).to(new FieldPath.Element(name))))
                        : written(
                                generator.kustomization().located(generator.field(), pathOf(name)),
                                value().getBytes(StandardCharsets.UTF_8),
                                1));
    }

    private static String keyOf(String file) {
        return file.contains("=") ? file.substring(0, file.indexOf('=')) : file.substring(file.lastIndexOf('/') + 1);
    }

    private static String pathOf(String file) {
        return file.substring(file.indexOf('=') + 1);
    }

    /** Labels, annotations and {@code immutable} are options of the entry. */
    private Optional<FieldPath> option() {
        List<FieldPath.Step> steps = change.path().steps();
        FieldPath options = generator.place().to(new FieldPath.Key("options"));
        if (change.path().toString().equals("immutable"))
            return Optional.of(options.to(new FieldPath.Key("immutable")));
        boolean isMeta = steps.size() == 3
                && steps.getFirst().equals(new FieldPath.Key("metadata"))
                && List.of(new FieldPath.Key("labels"), new FieldPath.Key("annotations"))
                        .contains(steps.get(1));
        return isMeta ? Optional.of(options.to(steps.get(1)).to(steps.get(2))) : Optional.empty();
    }

    private boolean says(FieldPath option) {
        return option.in(generator.kustomization().content()).isPresent();
    }

    private EditPlan option(FieldPath option) {
        return inKustomization(
                change instanceof SetField set
                        ? new SetField(change.object(), option, set.value())
                        : new RemoveField(change.object(), option));
    }

    private SetField set(FieldPath place, String text) {
        return new SetField(change.object(), place, JsonNodeFactory.instance.stringNode(text));
    }

    private EditPlan inKustomization(FieldChange inPlace) {
        String path = generator.kustomization().path();
        return new DocumentEditor()
                .plan(new ManifestFile(path, content(path)), DocumentPlace.of(path), List.of(inPlace), told);
    }

    private EditPlan written(String path, byte[] after, int line) {
        return new EditPlan.Edits(
                List.of(new FileEdit.WriteFile(path, content(path), after, List.of(told.atLine(line)))));
    }

    /** As in Git, which the kustomization that is built need not be. */
    private byte[] content(String path) {
        return files.contents(List.of(path)).get(path);
    }
}
