package dev.landfall.placement;

import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.manifest.ValuesFile;
import dev.landfall.manifest.ValuesFile.Value;
import dev.landfall.placement.ChartValues.Layer;
import dev.landfall.placement.ChartValues.Winning;
import dev.landfall.reason.Reason;
import dev.landfall.render.ChartBuild;
import dev.landfall.render.GivenValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What could feed a field, in the order in which it is tried: by what stands there, then by name, then in the templates. */
final class ChartTrials {
    private final ChartBuild build;
    private final ChartValues values;
    private final List<String> templates;
    private final Target target;
    private Optional<Reason> refused = Optional.empty();

    ChartTrials(ChartBuild build, ChartValues values, List<String> templates, Target target) {
        this.build = build;
        this.values = values;
        this.templates = templates;
        this.target = target;
    }

    ChartValues values() {
        return values;
    }

    /** Why a value that looks like the one cannot be edited; empty where there is none. */
    Optional<Reason> refused() {
        return refused;
    }

    /** A value that says what the field says now. */
    List<Trial> saying() {
        return winning(value -> target.isSaidBy(value.value()))
                .flatMap(winning -> edit(winning, target.asWhole(winning.value().value())).stream())
                .toList();
    }

    /** A value that is a part of what the field says now, the longest first. */
    List<Trial> partOf() {
        return winning(value -> !target.asPart(value.value()).isEmpty())
                .sorted(Comparator.comparingInt((Winning winning) ->
                                Target.text(winning.value().value()).length())
                        .reversed())
                .flatMap(winning ->
                        target.asPart(winning.value().value()).stream().flatMap(part -> edit(winning, part).stream()))
                .toList();
    }

    /** A value that says nothing yet, or another thing than the field under a name like its own. */
    List<Trial> calledLike() {
        return winning(value -> ChartValues.isNothing(value)
                        || Target.text(value.value()).isEmpty()
                        || target.likeness(value.path()) > 2)
                .filter(winning -> !target.isSaidBy(winning.value().value()))
                .flatMap(winning -> guesses(winning.value()).stream().flatMap(guess -> edit(winning, guess).stream()))
                .toList();
    }

    private Set<JsonNode> guesses(Value value) {
        boolean isNothing = Target.text(value.value()).isEmpty();
        return Set.of(isNothing ? target.byName(value.path()) : target.asWhole(value.value()));
    }

    private Stream<Winning> winning(Predicate<Value> fits) {
        return values.winning().stream()
                .filter(winning -> fits.test(winning.value()))
                .sorted(Comparator.comparingInt((Winning winning) ->
                                target.likeness(winning.value().path()))
                        .reversed());
    }

    /** A value that a template asks for, that a chart below brings, or that belongs into a mapping; no file gives it. */
    List<Trial> notGiven() {
        Set<Addition> additions = new LinkedHashSet<>();
        ValueReferences references = new ValueReferences(build);
        references.ofBelow().forEach(value -> {
            if (target.isSaidBy(value.value())) additions.add(added(value.path(), target.asWhole(value.value())));
            target.asPart(value.value()).forEach(part -> additions.add(added(value.path(), part)));
        });
        values.mappings().stream()
                .filter(mapping -> target.isHeldBy(mapping.value().path()))
                .forEach(mapping -> additions.add(new Addition(
                        mapping.layer(), mapping.value().path().to(target.path().last()), target.wanted())));
        references.paths().forEach(path -> additions.add(added(path, target.byName(path))));
        return additions.stream()
                .filter(addition -> !values.says(addition.path()))
                .sorted(Comparator.comparingInt((Addition addition) -> target.likeness(addition.path()))
                        .reversed())
                .flatMap(addition -> edit(addition.layer(), addition.path(), addition.value()).stream())
                .toList();
    }

    private Addition added(FieldPath path, JsonNode value) {
        return new Addition(values.last(), path, value);
    }

    private record Addition(Layer layer, FieldPath path, JsonNode value) {}

    /** What a template itself says. */
    List<Trial> literals() {
        return templates.stream()
                .filter(path -> !values.leftAlone().test(path))
                .flatMap(path -> literals(path).stream())
                .toList();
    }

    private Collection<Trial> literals(String path) {
        List<Trial> trials = new ArrayList<>();
        String text = new String(build.files().get(path), StandardCharsets.UTF_8);
        new TemplateText(text, target)
                .edits()
                .forEach((line, edited) -> trials.add(new Trial(
                        build.with(path, edited.getBytes(StandardCharsets.UTF_8)),
                        path,
                        line,
                        "line " + line + " of " + path)));
        return trials;
    }

    private Optional<Trial> edit(Winning winning, JsonNode value) {
        return edit(winning.layer(), winning.value().path(), value);
    }

    private Optional<Trial> edit(Layer wanted, FieldPath path, JsonNode value) {
        return values.editable(wanted).flatMap(layer -> set(layer, path, value));
    }

    private Optional<Trial> set(Layer layer, FieldPath path, JsonNode value) {
        return trial(layer, path, layer.file().set(path, value));
    }

    /** In the file itself, if it is one that may be edited. */
    Optional<Trial> within(Layer layer, FieldPath path, Function<ValuesFile, ValuesFile.Setting> edit) {
        return values.leftAlone().test(layer.path()) ? Optional.empty() : trial(layer, path, edit.apply(layer.file()));
    }

    private Optional<Trial> trial(Layer layer, FieldPath path, ValuesFile.Setting setting) {
        return switch (setting) {
            case ValuesFile.Setting.Set set when !fits(layer, set.content()) -> Optional.empty();
            case ValuesFile.Setting.Set set ->
                Optional.of(new Trial(with(layer, set.content()), layer.path(), set.line(), layer.named(path)));
            case ValuesFile.Setting.Refused(Reason reason) -> {
                refused = refused.or(() -> Optional.of(reason));
                yield Optional.empty();
            }
        };
    }

    private static boolean fits(Layer layer, byte[] content) {
        return !layer.isSingle()
                || (ValuesFile.read(new ManifestFile(layer.path(), content))
                                instanceof ValuesFile.Reading.Read(ValuesFile after)
                        && paths(after).equals(paths(layer.file())));
    }

    private static List<FieldPath> paths(ValuesFile file) {
        return file.values().stream().map(Value::path).toList();
    }

    private ChartBuild with(Layer layer, byte[] content) {
        if (!layer.isOwners()) return build.with(layer.path(), content);
        return build.with(new GivenValues(layer.path(), new String(content, StandardCharsets.UTF_8), layer.isSingle()));
    }
}
