package dev.landfall.placement;

import dev.landfall.manifest.DesiredChange.DeleteObject;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.EditPlan.CannotPlace;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FieldEdit;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.render.Kustomization;
import dev.landfall.render.SourceFiles;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Takes an object out of a folder that Kustomize builds, with everything there that is about it alone: its document or
 * the entry that generates it with the files that only this entry reads, what names its file, its patches, and an entry
 * of {@code replicas} without which the rest would not build.
 *
 * @param rendered the object as it comes out now
 */
record BuiltDeletion(BuiltFolder folder, Sharing sharing, DeleteObject deletion, JsonNode rendered) {

    /** @param generators that make it or add to it */
    EditPlan ofGenerated(List<Generator> generators) {
        RemovedEntries removed = removed();
        Optional<CannotPlace> refused = withoutGenerators(removed, generators);
        if (refused.isPresent()) return refused.get();
        String maker = generators.getLast().kustomization().path();
        return new Edits(removed.made().files().stream()
                .map(edit -> edit.path().equals(maker) ? EditedFiles.telling(edit, List.of(told())) : edit)
                .toList());
    }

    /** The last of a kustomization first, so that the places of the others stay. */
    private static Optional<CannotPlace> withoutGenerators(RemovedEntries removed, List<Generator> generators) {
        Optional<CannotPlace> refused = Optional.empty();
        for (Generator generator : generators.stream()
                .sorted(Comparator.comparingInt(Generator::index).reversed())
                .toList())
            if (removed.withoutGenerator(generator) instanceof CannotPlace cannot)
                refused = refused.or(() -> Optional.of(cannot));
        return refused;
    }

    /**
     * Where others share the file, only the edit of it that would do.
     *
     * @param written the name that the object has in its file
     */
    EditPlan ofDefined(String written) {
        EditPlan ofBase = folder.base().without(deletion, told(), kustomizations());
        if (!(ofBase instanceof Edits edits) || KustomizeOverlay.isShared(ofBase, sharing)) return ofBase;
        RemovedEntries removed = removed();
        removed.add(edits);
        inGit().forEach(kustomization -> removed.withoutPatches(kustomization, written, Optional.empty()));
        removed.withoutReplicas(inGit(), written);
        return removed.made();
    }

    /** A patch of the overlay takes away what its base makes still; all else that is said above the base of it goes. */
    EditPlan inOverlay(Kustomization overlay, SharedObject base, List<Generator> generators) {
        RemovedEntries removed = removed();
        List<Kustomization> own = inGit().stream()
                .filter(kustomization -> sharing.with(kustomization.path()).isEmpty())
                .toList();
        Optional<Decider> replaced = RemovedEntries.patches(overlay)
                .filter(decider -> removed.isMergedOfItAlone(decider, base.name()))
                .findFirst();
        // First, so that the place of what it replaces is where it was.
        EditPlan patch = new DeletingPatch(folder.files(), overlay, base, told()).plan(replaced);
        if (!(patch instanceof Edits edits)) return patch;
        removed.add(edits);
        Optional<CannotPlace> refused = withoutGenerators(
                removed,
                generators.stream()
                        .filter(generator -> own.contains(generator.kustomization()))
                        .toList());
        if (refused.isPresent()) return refused.get();
        own.forEach(kustomization -> removed.withoutPatches(kustomization, base.name(), replaced));
        removed.withoutReplicas(own, base.name());
        return removed.made();
    }

    private RemovedEntries removed() {
        return new RemovedEntries(folder, sharing, deletion, told());
    }

    private FieldEdit told() {
        return new FieldEdit(deletion.object(), Optional.empty(), Optional.of(rendered), Optional.empty(), 1);
    }

    private List<Kustomization> inGit() {
        return folder.closure().kustomizations().stream()
                .filter(each -> folder.files().kindOf(each.path()) == SourceFiles.Kind.FILE)
                .toList();
    }

    private List<ManifestFile> kustomizations() {
        return inGit().stream()
                .map(each -> new ManifestFile(
                        each.path(),
                        folder.files().contents(List.of(each.path())).get(each.path())))
                .toList();
    }
}
