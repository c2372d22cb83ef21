package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GitSource;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FileEdit;
import dev.landfall.render.Closure;
import dev.landfall.render.Renderer;
import dev.landfall.render.Rendering;
import dev.landfall.render.SourceFiles;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Proves an edit by a build: what comes out differs in exactly the wanted changes from what came out before.
 *
 * @param before what the owner applies now
 * @param request all that is wanted in the end: what of it comes by the same edit is no surplus
 */
record BuildProof(
        Renderer renderer, GitSource source, SourceFiles files, AppliedObjects before, List<DesiredChange> request) {

    Placed of(List<DesiredChange> changes, Edits edits) {
        GitSource after = new OwnerSpec(source).after(edits.files());
        return switch (Form.of(after, EditedFiles.of(files, edits.files()))) {
            case Form.Unclear unclear -> Placed.cannot(KustomizeRefusals.breaks(edits, unclear.reason()));
            case Form.Charted charted ->
                throw new IllegalStateException("an edit of manifests made a chart of the folder");
            case Form.Plain plain -> throw new IllegalStateException("an edit of manifests took a kustomization away");
            case Form.Built(Closure edited) ->
                switch (renderer.render(edited.build())) {
                    case Rendering.Failed failed -> Placed.cannot(KustomizeRefusals.breaks(edits, failed.reason()));
                    case Rendering.Rendered rendered ->
                        judged(
                                changes,
                                edits,
                                edited,
                                AppliedObjects.of(
                                        rendered.objects(),
                                        source.defaultNamespace(),
                                        new GeneratedNames(Generator.in(edited))));
                };
        };
    }

    private Placed judged(List<DesiredChange> changes, Edits edits, Closure edited, AppliedObjects after) {
        String file = edits.files().stream().map(FileEdit::path).findFirst().orElseThrow();
        Wanted wanted = new Wanted(changes);
        if (!wanted.holdIn(after))
            return Placed.cannot(new Deciders(renderer, source, edited).overridden(changes, after, file));
        List<DesiredChange> come = Stream.concat(
                        changes.stream(),
                        request.stream()
                                .filter(each -> !changes.contains(each) && new Wanted(List.of(each)).holdIn(after)))
                .toList();
        Successions renamed = Successions.of(come, before, after);
        AppliedObjects expected = renamed.followedIn(asBuilt(come, new Wanted(come).in(before), after));
        List<Difference> differences = renamed.renamedIn(before).differencesTo(after);
        List<Difference> surplus = expected.differencesTo(after);
        if (!surplus.isEmpty())
            return Placed.cannot(renamed.stale(surplus)
                    .map(kept -> KustomizeRefusals.staleName(file, kept))
                    .orElseGet(() -> KustomizeRefusals.moreChanges(file, changes, differences, surplus)));
        return new Placed(edits, Proof.of(renamed, differences, after));
    }

    /** Whatever Kustomize puts to a new object, such as labels, belongs to it: that it is as wanted was seen before. */
    private static AppliedObjects asBuilt(List<DesiredChange> changes, AppliedObjects expected, AppliedObjects after) {
        AppliedObjects built = expected;
        for (DesiredChange change : changes) {
            Optional<ObjectRef> there = after.find(change.object());
            if (change instanceof DesiredChange.CreateObject && there.isPresent())
                built = built.with(change.object(), Optional.empty())
                        .with(there.get(), Optional.ofNullable(after.objects().get(there.get())));
        }
        return built;
    }
}
