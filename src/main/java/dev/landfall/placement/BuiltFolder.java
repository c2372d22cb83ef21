package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GitSource;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.EditPlan.AlreadyAsDesired;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FileEdit;
import dev.landfall.manifest.FoundObject;
import dev.landfall.manifest.Search;
import dev.landfall.render.Closure;
import dev.landfall.render.Renderer;
import dev.landfall.render.Rendering;
import dev.landfall.render.SourceFiles;
import java.util.List;
import java.util.Optional;

/** A folder that Kustomize builds: an edit goes into the file that defines the object, and two builds prove it. */
record BuiltFolder(Renderer renderer, GitSource source, SourceFiles files, Closure closure) {

    Search find(ObjectRef object) {
        return new BaseManifests(source, closure).find(object);
    }

    /** Whether it says so already; the file is asked first, since that takes no build. */
    boolean isAsDesired(List<DesiredChange> changes) {
        if (new BaseManifests(source, closure).plan(changes) instanceof AlreadyAsDesired) return true;
        return renderer.render(closure.build()) instanceof Rendering.Rendered rendered
                && new Wanted(changes).holdIn(objects(rendered));
    }

    Placed place(List<DesiredChange> changes) {
        return switch (renderer.render(closure.build())) {
            case Rendering.Failed failed -> Placed.cannot(failed.reason());
            case Rendering.Rendered rendered -> place(changes, objects(rendered));
        };
    }

    private Placed place(List<DesiredChange> changes, AppliedObjects before) {
        BaseManifests base = new BaseManifests(source, closure);
        ObjectRef object = changes.getFirst().object();
        List<FoundObject> places = base.find(object).found();
        if (new Wanted(changes).holdIn(before)) return asDesired(places);
        Optional<ObjectRef> created = changes.stream()
                .filter(DesiredChange.CreateObject.class::isInstance)
                .map(DesiredChange::object)
                .findFirst();
        if (created.isPresent()) return create(created.get(), changes, before);
        if (places.isEmpty()) return Placed.cannot(KustomizeRefusals.notInAFile(object, closure, before));
        return switch (base.plan(changes)) {
            case EditPlan.CannotPlace cannot -> new Placed(cannot, Proof.OF_NOTHING);
            case AlreadyAsDesired already ->
                Placed.cannot(new Deciders(renderer, source, closure).overridden(changes, before, already.path()));
            case Edits edits -> proven(changes, before, edits);
        };
    }

    /** Only whole new objects at once: what is there is edited where it is defined. */
    private Placed create(ObjectRef first, List<DesiredChange> changes, AppliedObjects before) {
        boolean allNew = changes.stream()
                .allMatch(change -> change instanceof DesiredChange.CreateObject
                        && before.find(change.object()).isEmpty());
        if (!allNew) return Placed.cannot(KustomizeRefusals.creation(first, source));
        return switch (new NewBuiltObjects(source, files, closure).plan(changes)) {
            case EditPlan.CannotPlace cannot -> new Placed(cannot, Proof.OF_NOTHING);
            case AlreadyAsDesired already -> Placed.cannot(KustomizeRefusals.creation(first, source));
            case Edits edits -> proven(changes, before, edits);
        };
    }

    /** Of what is not there, the kustomization tells that. */
    private Placed asDesired(List<FoundObject> places) {
        EditPlan already = places.isEmpty()
                ? new AlreadyAsDesired(closure.kustomizations().getFirst().path(), 1)
                : new AlreadyAsDesired(
                        places.getFirst().path(), places.getFirst().line());
        return new Placed(already, Proof.OF_NOTHING);
    }

    private Placed proven(List<DesiredChange> changes, AppliedObjects before, Edits edits) {
        return switch (Form.of(source, EditedFiles.of(files, edits.files()))) {
            case Form.Unclear unclear -> Placed.cannot(KustomizeRefusals.breaks(edits, unclear.reason()));
            case Form.Charted charted ->
                throw new IllegalStateException("an edit of manifests made a chart of the folder");
            case Form.Plain plain -> throw new IllegalStateException("an edit of manifests took a kustomization away");
            case Form.Built(Closure edited) ->
                switch (renderer.render(edited.build())) {
                    case Rendering.Failed failed -> Placed.cannot(KustomizeRefusals.breaks(edits, failed.reason()));
                    case Rendering.Rendered rendered -> judged(changes, before, edits, edited, objects(rendered));
                };
        };
    }

    private Placed judged(
            List<DesiredChange> changes, AppliedObjects before, Edits edits, Closure edited, AppliedObjects after) {
        String file = edits.files().stream().map(FileEdit::path).findFirst().orElseThrow();
        if (!new Wanted(changes).holdIn(after))
            return Placed.cannot(new Deciders(renderer, source, edited).overridden(changes, after, file));
        List<Difference> differences = before.differencesTo(after);
        List<Difference> surplus =
                asBuilt(changes, new Wanted(changes).in(before), after).differencesTo(after);
        if (!surplus.isEmpty())
            return Placed.cannot(KustomizeRefusals.moreChanges(file, changes, differences, surplus));
        List<String> lines = differences.stream().map(Difference::toString).toList();
        return new Placed(edits, new Proof(lines, List.of()));
    }

    private AppliedObjects objects(Rendering.Rendered rendered) {
        return AppliedObjects.of(rendered.objects(), source.defaultNamespace());
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
