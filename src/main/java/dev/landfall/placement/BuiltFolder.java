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
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A folder that Kustomize builds: an edit goes to the place that decides the field, and two builds prove it. */
record BuiltFolder(Renderer renderer, GitSource source, SourceFiles files, Closure closure) {
    private static final int MOST_DECIDERS = 3;

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
        return switch (renderer.render(closure.build())) {
            case Rendering.Failed failed -> Placed.cannot(failed.reason());
            case Rendering.Rendered rendered -> place(changes, sharing, objects(rendered));
        };
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
        if (changes.stream().anyMatch(change -> isGenerated(change, before) || namesGenerated(change, before)))
            return oneByOne(changes, sharing, before);
        if (places.isEmpty()) return Placed.cannot(KustomizeRefusals.notInAFile(object, closure, before));
        boolean eachApart = isForImages(changes) || isForOverlay(changes, sharing) || isSubstituted(changes, before);
        if (eachApart) return oneByOne(changes, sharing, before);
        Placed inBase = inBase(changes, before);
        return inBase.plan() instanceof Edits ? inBase : oneByOne(changes, sharing, before);
    }

    private boolean isGenerated(DesiredChange change, AppliedObjects before) {
        return change instanceof DesiredChange.FieldChange
                && before.find(change.object()).isPresent()
                && !before.generated().of(change.object()).isEmpty();
    }

    private static boolean namesGenerated(DesiredChange change, AppliedObjects before) {
        return change instanceof DesiredChange.FieldChange field
                && (!written(field, before).equals(field)
                        || before.generated()
                                .formerly(field, before.objects().keySet())
                                .isPresent());
    }

    private static DesiredChange.FieldChange written(DesiredChange.FieldChange change, AppliedObjects before) {
        return before.generated().written(change, before.objects().keySet());
    }

    private boolean isForOverlay(List<DesiredChange> changes, Sharing sharing) {
        return changes.stream().anyMatch(DesiredChange.FieldChange.class::isInstance)
                && base().plan(changes) instanceof Edits edits
                && KustomizeOverlay.isShared(edits, sharing);
    }

    /** An image of another name would slip out of the entry of {@code images} that decides it, were the base edited. */
    private boolean isForImages(List<DesiredChange> changes) {
        return closure.kustomizations().stream()
                        .anyMatch(kustomization ->
                                !kustomization.content().path("images").isEmpty())
                && changes.stream()
                        .anyMatch(change -> change instanceof DesiredChange.FieldChange field
                                && field.path().last().equals(new FieldPath.Key("image")));
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
            case Edits edits -> proof(before).of(changes, edits);
        };
    }

    /** Of what is not there, the kustomization tells that. */
    private Placed asDesired(List<FoundObject> places, List<Renamed> renamed) {
        EditPlan already = places.isEmpty()
                ? new AlreadyAsDesired(closure.kustomizations().getFirst().path(), 1)
                : new AlreadyAsDesired(
                        places.getFirst().path(), places.getFirst().line());
        return new Placed(already, new Proof(List.of(), List.of(), renamed));
    }

    private Placed inBase(List<DesiredChange> changes, AppliedObjects before) {
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
            Placed placed = folder.one(change, sharing, now);
            if (!(placed.plan() instanceof Edits edits)) return placed;
            all = EditedFiles.merged(all, edits);
            folder = folder.edited(edits);
            now = folder.objects((Rendering.Rendered) renderer.render(folder.closure.build()));
        }
        return proof(before).of(changes, all);
    }

    /** After edits that are proven. */
    private BuiltFolder edited(Edits edits) {
        SourceFiles after = EditedFiles.of(files, edits.files());
        GitSource same = new OwnerSpec(source).after(edits.files());
        return new BuiltFolder(renderer, same, after, ((Form.Built) Form.of(same, after)).closure());
    }

    private Placed one(DesiredChange change, Sharing sharing, AppliedObjects before) {
        if (!(change instanceof DesiredChange.FieldChange field)) return inBase(List.of(change), before);
        Optional<Generator> former =
                before.generated().formerly(field, before.objects().keySet());
        if (former.isPresent()) return Placed.cannot(KustomizeRefusals.formerName(field, former.get()));
        JsonNode rendered = before.object(change.object()).orElseThrow();
        Optional<SubstitutedField> substituted = substituted(field, before);
        if (substituted.isPresent()) return inVariables(substituted.get(), sharing, before);
        Iterator<Decider> deciding =
                deciding(field, before).limit(MOST_DECIDERS).iterator();
        if (!deciding.hasNext())
            return isGenerated(field, before)
                    ? inGenerator(field, sharing, before)
                    : inBaseOrOverlay(field, sharing, before);
        DecidedEdits edits = new DecidedEdits(new OwnerSpec(source), files, written(field, before), rendered);
        Optional<Placed> refused = Optional.empty();
        while (deciding.hasNext()) {
            for (EditPlan plan : edits.of(deciding.next()).toList()) {
                Placed placed = KustomizeOverlay.isShared(plan, sharing)
                        ? inOverlay(field, (Edits) plan, sharing, before)
                        : tried(change, before, plan);
                if (placed.plan() instanceof Edits) return placed;
                refused = refused.or(() -> Optional.of(placed));
            }
        }
        return refused.orElseGet(() -> overridden(change, before));
    }

    private boolean isSubstituted(List<DesiredChange> changes, AppliedObjects before) {
        return changes.stream()
                .anyMatch(change -> change instanceof DesiredChange.FieldChange field
                        && substituted(field, before).isPresent());
    }

    private Optional<SubstitutedField> substituted(DesiredChange.FieldChange change, AppliedObjects before) {
        if (closure.build().variables().isEmpty()
                || !(change instanceof DesiredChange.SetField set)
                || !(renderer.render(closure.build().withoutVariables()) instanceof Rendering.Rendered rendered))
            return Optional.empty();
        return SubstitutedField.of(
                OwnerVariables.of(source),
                set,
                objects(rendered).object(change.object()),
                before.object(change.object()).orElseThrow());
    }

    /** The variable is edited where it is given; the text in the file only where that is what gives it. */
    private Placed inVariables(SubstitutedField field, Sharing sharing, AppliedObjects before) {
        Optional<Placed> refused = Optional.empty();
        for (EditPlan plan : field.edits(change -> inFiles(change, sharing))) {
            Placed placed = tried(field.change(), before, plan);
            if (placed.plan() instanceof Edits) return placed;
            refused = refused.or(() -> Optional.of(placed));
        }
        return refused.orElseGet(() -> Placed.cannot(field.unsolved()));
    }

    /** Of a text before values are put into it, in the folder as it is without variables. */
    private EditPlan inFiles(DesiredChange.SetField change, Sharing sharing) {
        GitSource without = source.substituting(Optional.empty());
        if (!(Form.of(without, files) instanceof Form.Built(Closure built))) return base().plan(List.of(change));
        return new BuiltFolder(renderer, without, files, built)
                .place(List.of(change), sharing)
                .plan();
    }

    private Stream<Decider> deciding(DesiredChange.FieldChange change, AppliedObjects before) {
        if (!isForImages(List.of(change))) return decidingAfterProbe(change, before);
        List<Decider> now = deciders().of(change, before).limit(MOST_DECIDERS).toList();
        return now.isEmpty() ? decidingAfterProbe(change, before) : now.stream();
    }

    /**
     * With the wanted value in the base, an entry that happens to say what the base says now is found as well; and where
     * the base decides, one build tells it.
     */
    private Stream<Decider> decidingAfterProbe(DesiredChange.FieldChange change, AppliedObjects before) {
        if (base().plan(List.of(change)) instanceof Edits probe
                && Form.of(source, EditedFiles.of(files, probe.files())) instanceof Form.Built(Closure probed)
                && renderer.render(probed.build()) instanceof Rendering.Rendered rendered) {
            AppliedObjects after = objects(rendered);
            return new Wanted(List.of(change)).holdIn(after)
                    ? Stream.empty()
                    : new Deciders(renderer, source, probed).of(change, after);
        }
        return deciders().of(change, before);
    }

    private Placed inGenerator(DesiredChange.FieldChange change, Sharing sharing, AppliedObjects before) {
        List<Generator> generators = before.generated().of(change.object());
        JsonNode rendered = before.object(change.object()).orElseThrow();
        GeneratedObject generated =
                new GeneratedObject(files, closure, generators, change, DecidedEdits.told(change, rendered));
        Optional<Edits> shared = Optional.empty();
        Optional<Placed> refused = Optional.empty();
        for (EditPlan plan : generated.edits().toList()) {
            if (KustomizeOverlay.isShared(plan, sharing)) {
                shared = shared.or(() -> Optional.of((Edits) plan));
                continue;
            }
            Placed placed = tried(change, before, plan);
            if (placed.plan() instanceof Edits) return placed;
            refused = refused.or(() -> Optional.of(placed));
        }
        if (shared.isPresent()) return inOverlay(change, shared.get(), sharing, before, generated);
        return refused.orElseGet(
                () -> Placed.cannot(KustomizeRefusals.generated(change.object(), generators.getFirst())));
    }

    private Placed inOverlay(
            DesiredChange.FieldChange change,
            Edits shared,
            Sharing sharing,
            AppliedObjects before,
            GeneratedObject generated) {
        Optional<Placed> placed = generated.inOverlay(sharing).map(plan -> tried(change, before, plan));
        return placed.filter(each -> each.plan() instanceof Edits)
                .orElseGet(() -> Placed.cannot(KustomizeRefusals.sharedBase(change, shared, sharing, placed)));
    }

    private Placed inBaseOrOverlay(DesiredChange.FieldChange change, Sharing sharing, AppliedObjects before) {
        EditPlan inBase = base().plan(List.of(written(change, before)));
        return KustomizeOverlay.isShared(inBase, sharing)
                ? inOverlay(change, (Edits) inBase, sharing, before)
                : tried(change, before, inBase);
    }

    /** @param shared the edit that would do it, of what others build from as well */
    private Placed inOverlay(DesiredChange.FieldChange change, Edits shared, Sharing sharing, AppliedObjects before) {
        Optional<Placed> refused = Optional.empty();
        KustomizeOverlay overlay = new KustomizeOverlay(files, closure, sharing);
        Iterator<EditPlan> plans = overlay.edits(written(change, before), base().find(change.object()), before)
                .iterator();
        while (plans.hasNext()) {
            Placed placed = tried(change, before, plans.next());
            if (placed.plan() instanceof Edits) return placed;
            refused = refused.or(() -> Optional.of(placed));
        }
        return Placed.cannot(KustomizeRefusals.sharedBase(change, shared, sharing, refused));
    }

    private Placed tried(DesiredChange change, AppliedObjects before, EditPlan plan) {
        return switch (plan) {
            case EditPlan.CannotPlace cannot -> new Placed(cannot, Proof.OF_NOTHING);
            case AlreadyAsDesired already -> overridden(change, before);
            case Edits edits -> proof(before).of(List.of(change), edits);
        };
    }

    private Placed overridden(DesiredChange change, AppliedObjects before) {
        String file = base().find(change.object()).found().stream()
                .findFirst()
                .map(FoundObject::path)
                .orElse("its file");
        return Placed.cannot(deciders().overridden(List.of(change), before, file));
    }

    private BuildProof proof(AppliedObjects before) {
        return new BuildProof(renderer, source, files, before);
    }

    private BaseManifests base() {
        return new BaseManifests(source, closure);
    }

    private Deciders deciders() {
        return new Deciders(renderer, source, closure);
    }

    private AppliedObjects objects(Rendering.Rendered rendered) {
        GeneratedNames names = new GeneratedNames(Generator.in(closure));
        return AppliedObjects.of(rendered.objects(), source.defaultNamespace(), names);
    }
}
