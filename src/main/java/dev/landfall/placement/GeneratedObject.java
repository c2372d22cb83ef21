package dev.landfall.placement;

import dev.landfall.manifest.DesiredChange.AddListItem;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.DocumentEditor;
import dev.landfall.manifest.DocumentPlace;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.FieldEdit;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.render.Closure;
import dev.landfall.render.Kustomization;
import dev.landfall.render.SourceFiles;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The edits of generators by which a field of an object that they make could become as wanted.
 *
 * @param generators that make it or add to it, the outermost first
 */
record GeneratedObject(
        SourceFiles files, Closure closure, List<Generator> generators, FieldChange change, FieldEdit told) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** In the order in which they are to be tried: what says something of the field already comes first. */
    Stream<EditPlan> edits() {
        return Stream.concat(
                generators.stream().flatMap(generator -> edits(generator).there()),
                generators.stream().flatMap(generator -> edits(generator).added()));
    }

    private GeneratorEdits edits(Generator generator) {
        return new GeneratorEdits(files, generator, change, told);
    }

    /** Where all of them are shared: an entry of the outermost kustomization that adds to what the others make. */
    Optional<EditPlan> inOverlay(Sharing sharing) {
        Generator maker = generators.getLast();
        boolean isData = change.path().steps().size() == 2
                && change.path().steps().getFirst().equals(new FieldPath.Key("data"));
        if (!isData || !(change instanceof SetField set) || !maker.kind().equals("ConfigMap")) return Optional.empty();
        return new KustomizeOverlay(files, closure, sharing)
                .above(maker.kustomization().path())
                .map(overlay -> merging(overlay, maker, set));
    }

    private EditPlan merging(Kustomization overlay, Generator maker, SetField set) {
        ObjectNode entry = JSON.objectNode().put("name", maker.name()).put("behavior", "merge");
        String key = ((FieldPath.Key) change.path().last()).name();
        entry.putArray("literals").add(key + "=" + set.value().asString(""));
        FieldPath place =
                new FieldPath(List.of(new FieldPath.Key(maker.field()), new FieldPath.Item("name", maker.name())));
        ManifestFile file = new ManifestFile(
                overlay.path(), files.contents(List.of(overlay.path())).get(overlay.path()));
        return new DocumentEditor()
                .plan(
                        file,
                        DocumentPlace.of(overlay.path()),
                        List.of(new AddListItem(change.object(), place, entry)),
                        told);
    }
}
