package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GitSource;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.EditPlan.AlreadyAsDesired;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FoundObject;
import dev.landfall.manifest.Search;
import dev.landfall.render.Closure;
import dev.landfall.render.Renderer;
import dev.landfall.render.Rendering;
import dev.landfall.render.SourceFiles;
import java.util.List;
import java.util.Optional;

/**
 * A folder that Kustomize builds: an edit goes to the place that decides the field, and two builds prove it.
 *
 * @param request all changes that are wanted of it, none where it is only looked at
 */
record BuiltFolder(
        Renderer renderer, GitSource source, SourceFiles files, Closure closure, List<DesiredChange> request) {
    BuiltFolder(Renderer renderer, GitSource source, SourceFiles files, Closure closure) {
        this(renderer, source, files, closure, List.of());
    }

    Search find(ObjectRef object) {
        return base().find(object);
    }

    /** Whether it says so already. Where nothing above the files could decide a field, they say it without a build. */
    boolean isAsDesired(List<DesiredChange> changes) {
        if (!deciders().isAny() && isAsDesiredInFiles(changes)) return true;
        return switch (renderer.render(closure.build())) {
            case Rendering.Rendered rendered -> new Wanted(changes).holdIn(objects(rendered));
            case Rendering.Failed failed -> isAsDesiredInFiles(changes);
        };
    }

    private boolean isAsDesiredInFiles(List<DesiredChange> changes) {
        return base().plan(changes) instanceof AlreadyAsDesired;
    }

    Placed place(List<DesiredChange> changes, Sharing sharing) {
        renderer.begin(closure.build());
        new LikelyEdit(this, sharing).of(changes).ifPresent(this::begin);
        return switch (renderer.render(closure.build())) {
            case Rendering.Failed failed -> Placed.cannot(failed.reason());
            case Rendering.Rendered rendered ->
                new BuiltFolder(renderer, source, files, closure, changes).place(changes, sharing, objects(rendered));
        };
    }

    private void begin(Edits likely) {
        GitSource after = new OwnerSpec(source).after(likely.files());
        if (Form.of(after, EditedFiles.of(files, likely.files())) instanceof Form.Built(Closure edited))
            renderer.begin(edited.build());
    }

    private Placed place(List<DesiredChange> changes, Sharing sharing, AppliedObjects before) {
        ObjectRef object = changes.getFirst().object();
        List<FoundObject> places = base().find(object).found();
        if (new Wanted(changes).holdIn(before)) return asDesired(places, Successions.since(changes, before));
        Optional<ObjectRef> created = changes.stream()
                .filter(DesiredChange.CreateObject.class::isInstance)
                .map(DesiredChange::object)
                .findFirst();
        if (created.isPresent()) return create(created.get(), changes, before);
        if (changes.stream()
                .anyMatch(change -> change instanceof DesiredChange.DeleteObject
                        || isGenerated(change, before)
                        || namesGenerated(change, before))) return oneByOne(changes, sharing, before);
        if (places.isEmpty()) return Placed.cannot(KustomizeRefusals.notInAFile(object, closure, before));
        boolean eachApart = isForImages(changes)
                || changes.stream()
                        .anyMatch(change -> isForVariable(change)
                                || isForPart(change)
                                || isSubstituted(change, before)
                                || isNamed(change, before))
                || isForOverlay(changes, sharing);
        if (eachApart) return oneByOne(changes, sharing, before);
        Placed inBase = inBase(changes, before);
        return inBase.plan() instanceof Edits ? inBase : oneByOne(changes, sharing, before);
    }

    /** Whether an entry names the object: the file below it need not be tried first. */
    private boolean isNamed(DesiredChange change, AppliedObjects before) {
        return change instanceof DesiredChange.FieldChange field
                && before.object(field.object())
                        .filter(rendered ->
                                deciders().naming(field, rendered).findAny().isPresent())
                        .isPresent();
    }

    static boolean isGenerated(DesiredChange change, AppliedObjects before) {
        return before.find(change.object()).isPresent()
                && !before.generated().of(change.object()).isEmpty();
    }

    private static boolean namesGenerated(DesiredChange change, AppliedObjects before) {
        return change instanceof DesiredChange.FieldChange field
                && (!before.generated()
                                .written(field, before.objects().keySet())
                                .equals(field)
                        || before.generated()
                                .formerly(field, before.objects().keySet())
                                .isPresent());
    }

    private boolean isForOverlay(List<DesiredChange> changes, Sharing sharing) {
        return changes.stream().anyMatch(DesiredChange.FieldChange.class::isInstance)
                && base().plan(changes) instanceof Edits edits
                && KustomizeOverlay.isShared(edits, sharing);
    }

    /** An image of another name would slip out of the entry of {@code images} that decides it, were the base edited. */
    boolean isForImages(List<DesiredChange> changes) {
        return closure.kustomizations().stream()
                        .anyMatch(kustomization ->
                                !kustomization.content().path("images").isEmpty())
                && changes.stream()
                        .anyMatch(change -> change instanceof DesiredChange.FieldChange field
                                && field.path().last().equals(new FieldPath.Key("image")));
    }

    /** With another value in the file, the variable of {@code vars} that stands there would be lost. */
    boolean isForVariable(DesiredChange change) {
        return change instanceof DesiredChange.FieldChange
                && closure.kustomizations().stream()
                        .anyMatch(kustomization ->
                                !kustomization.content().path("vars").isEmpty())
                && base().plan(List.of(change)) instanceof Edits edits
                && edits.files().stream()
                        .flatMap(edit -> edit.fields().stream())
                        .anyMatch(field -> field.before().toString().contains("$("));
    }

    /** With another value in the file, what stands there in the place of a part that is written into it would be lost. */
    boolean isForPart(DesiredChange change) {
        return change instanceof DesiredChange.SetField
                && deciders().replacements().stream()
                        .flatMap(decider -> Replacement.of(decider, files).stream())
                        .flatMap(
                                replacement -> replacement.parts(change.object().kind()).stream())
                        .anyMatch(Optional::isPresent);
    }

    /** Only whole new objects at once: what is there is edited where it is defined. */
    private Placed create(ObjectRef first, List<DesiredChange> changes, AppliedObjects before) {
        boolean allNew = changes.stream()
                .allMatch(change -> change instanceof DesiredChange.CreateObject
                        && before.find(change.object()).isEmpty());
        if (!allNew) return Placed.cannot(KustomizeRefusals.creation(first, source));
        return switch (new NewBuiltObjects(source, files, closure, _ -> Optional.empty()).plan(changes)) {
            case EditPlan.CannotPlace cannot -> new Placed(cannot, Proof.OF_NOTHING);
            case AlreadyAsDesired already -> Placed.cannot(KustomizeRefusals.creation(first, source));
            case Edits edits -> proof(before).of(changes, edits);
        };
    }

    /** Of what is not there, the kustomization tells that. */
    private Placed asDesired(List<FoundObject> places, List<Renamed> renamed) {
        EditPlan already = places.isEmpty()
                ? new AlreadyAsDesired(closure.kustomizations().getFirst().path(), 1)
                : new AlreadyAsDesired(
                        places.getFirst().path(), places.getFirst().line());
        return new Placed(already, Proof.naming(renamed));
    }

    Placed inBase(List<DesiredChange> changes, AppliedObjects before) {
        return switch (base().plan(changes)) {
            case EditPlan.CannotPlace cannot -> new Placed(cannot, Proof.OF_NOTHING);
            case AlreadyAsDesired already -> Placed.cannot(deciders().overridden(changes, before, already.path()));
            case Edits edits -> proof(before).of(changes, edits);
        };
    }

    /** Each change where its own field is decided, on top of those before it. */
    private Placed oneByOne(List<DesiredChange> changes, Sharing sharing, AppliedObjects before) {
        Edits all = new Edits(List.of());
        BuiltFolder folder = this;
        AppliedObjects now = before;
        for (DesiredChange change : changes) {
            if (new Wanted(List.of(change)).holdIn(now)) continue;
            Placed placed = new BuiltField(folder, sharing, now).of(change);
            if (!(placed.plan() instanceof Edits edits)) return placed;
            all = EditedFiles.merged(all, edits);
            folder = folder.edited(edits);
            now = folder.objects((Rendering.Rendered) renderer.render(folder.closure.build()));
        }
        return proof(before).of(changes, all);
    }

    /** After edits that are proven. */
    BuiltFolder edited(Edits edits) {
        SourceFiles after = EditedFiles.of(files, edits.files());
        GitSource same = new OwnerSpec(source).after(edits.files());
        return new BuiltFolder(renderer, same, after, ((Form.Built) Form.of(same, after)).closure(), request);
    }

    private boolean isSubstituted(DesiredChange change, AppliedObjects before) {
        return change instanceof DesiredChange.SetField field
                && before.find(field.object()).isPresent()
                && substituted(field, before).isPresent();
    }

    /** Where the text of the field has variables in it before the owner puts their values there. */
    Optional<SubstitutedField> substituted(DesiredChange.SetField change, AppliedObjects before) {
        if (closure.build().variables().isEmpty()
                || !(renderer.render(closure.build().withoutVariables()) instanceof Rendering.Rendered rendered))
            return Optional.empty();
        return SubstitutedField.of(
                OwnerVariables.of(source),
                change,
                objects(rendered).object(change.object()),
                before.object(change.object()).orElseThrow());
    }

    /** The plan of a change of text in which {@code ${name}} stands, before the owner puts values there. */
    EditPlan planWithoutVariables(DesiredChange.SetField change, Sharing sharing) {
        GitSource without = source.substituting(Optional.empty());
        // A folder that is built only for its variables is one of plain manifests.
        if (!(Form.of(without, files) instanceof Form.Built(Closure same))) return base().plan(List.of(change));
        return new BuiltFolder(renderer, without, files, same, request)
                .place(List.of(change), sharing)
                .plan();
    }

    BuildProof proof(AppliedObjects before) {
        return new BuildProof(renderer, source, files, before, request);
    }

    BaseManifests base() {
        return new BaseManifests(source, closure);
    }

    Deciders deciders() {
        return new Deciders(renderer, source, closure);
    }

    AppliedObjects objects(Rendering.Rendered rendered) {
        GeneratedNames names = new GeneratedNames(Generator.in(closure));
        return AppliedObjects.of(rendered.objects(), source.defaultNamespace(), names);
    }
}
