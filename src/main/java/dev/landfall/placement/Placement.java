package dev.landfall.placement;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.Layout;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Readers;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.ManifestEditor;
import dev.landfall.manifest.Search;
import dev.landfall.reason.Reason;
import dev.landfall.render.Chart;
import dev.landfall.render.Closure;
import dev.landfall.render.RememberedBuilds;
import dev.landfall.render.Renderer;
import dev.landfall.render.Rendering;
import dev.landfall.render.SubstitutingRenderer;
import dev.landfall.render.YamlDocuments;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Finds the files of a source at a commit and places changes in them, so that nothing but these changes reaches the
 * cluster: neither through the source's owner nor through any other that reads the same files.
 */
public final class Placement {
    private final ManifestEditor editor = new ManifestEditor();
    private final Renderer renderer;

    /** @param renderer is used for sources that are built, and for no others */
    public Placement(Renderer renderer) {
        this.renderer = new SubstitutingRenderer(new RememberedBuilds(renderer));
    }

    /**
     * All of the changes, or none, as edits of the files that the source's owner reads at this commit.
     *
     * @param owner of the source
     * @param readers of the repository, by all providers; the owner may be among them
     * @param layout how the repository is kept, as far as its users have said
     * @throws dev.landfall.render.RenderException where something is to be built, and this machine cannot
     */
    public Placed place(
            ObjectRef owner,
            GitSource source,
            GitRepository repository,
            CommitId commit,
            List<DesiredChange> changes,
            Readers readers,
            Layout layout) {
        CommitFiles files = CommitFiles.of(repository, commit);
        OtherOwners others = new OtherOwners(owner, source, repository, readers.readers());
        LayoutChoice choice = new LayoutChoice(layout, owner);
        Placed placed = apart(owner, source, choice.warned(changes, placed(source, files, changes, others, choice)));
        Placed proven = provenFor(others, files, readers, placed);
        boolean isObjectedTo = placed.plan() instanceof EditPlan.Edits && proven.plan() instanceof EditPlan.CannotPlace;
        if (!isObjectedTo) return proven;
        return leavingAlone(source, files, changes, others)
                .map(alone -> provenFor(others, files, readers, apart(owner, source, alone)))
                .filter(alone -> alone.plan() instanceof EditPlan.Edits)
                .orElse(proven);
    }

    /** With what is no edit of a file, but a change of the owner's own spec, by itself. */
    private static Placed apart(ObjectRef owner, GitSource source, Placed placed) {
        if (!(placed.plan() instanceof EditPlan.Edits edits)) return placed;
        OwnerSpec spec = new OwnerSpec(source);
        return new Placed(
                new EditPlan.Edits(spec.inFiles(edits.files())), spec.inOwner(owner, edits.files()), placed.proof());
    }

    /** In the files of a chart that nobody else reads; no other form has a second way. */
    private Optional<Placed> leavingAlone(
            GitSource source, CommitFiles all, List<DesiredChange> changes, OtherOwners others) {
        CommitFiles files = all.checkedOut(source.kustomizing().checkedOut());
        return Form.of(source, files) instanceof Form.Charted(Chart chart)
                ? Optional.of(new ChartFolder(renderer, source, chart).place(changes, path -> others.read(all, path)))
                : Optional.empty();
    }

    /**
     * The same of a chart that lies in no repository, so that all of it is changes of what the owner gives it.
     *
     * @throws dev.landfall.render.RenderException where this machine cannot render it
     */
    public Placed place(ObjectRef owner, Layers.ReleasedChart released, List<DesiredChange> changes) {
        return switch (Form.of(released.source(), new GivenFiles(released.files()))) {
            case Form.Unclear unclear -> Placed.cannot(unclear.reason());
            case Form.Plain _, Form.Built _ -> throw new IllegalStateException("a release without a chart");
            case Form.Charted charted -> {
                Placed placed = new ChartFolder(renderer, released.source(), charted.chart())
                        .place(changes, released.files()::containsKey);
                if (!(placed.plan() instanceof EditPlan.Edits edits)) yield placed;
                OwnerSpec spec = new OwnerSpec(released.source());
                yield new Placed(
                        new EditPlan.Edits(spec.inFiles(edits.files())),
                        spec.inOwner(owner, edits.files()),
                        placed.proof());
            }
        };
    }

    /** Where what is rendered here of a release is not what Helm has rendered for it. */
    public List<Deviation> deviations(Layers.ReleasedChart released) {
        AppliedObjects then = AppliedObjects.of(
                YamlDocuments.in(released.manifest().getBytes(StandardCharsets.UTF_8)),
                released.source().defaultNamespace());
        if (!(Form.of(released.source(), new GivenFiles(released.files())) instanceof Form.Charted charted)
                || !(built(released.source(), renderer.render(charted.chart().build()))
                        instanceof BuiltObjects.Built built)) return List.of();
        List<Deviation> deviations = new ArrayList<>();
        then.objects().forEach((ref, object) -> {
            Optional<JsonNode> ours = built.object(ref);
            if (ours.isEmpty()) deviations.add(Deviation.notRendered(ref));
            else if (object.isObject()) deviations.addAll(LiveComparison.of(ours.get(), new LiveObject(object)));
        });
        return deviations;
    }

    private Placed placed(
            GitSource source, CommitFiles all, List<DesiredChange> changes, OtherOwners others, LayoutChoice choice) {
        CommitFiles files = all.checkedOut(source.kustomizing().checkedOut());
        return switch (formFor(changes, source, files)) {
            case Form.Unclear unclear -> Placed.cannot(unclear.reason());
            case Form.Plain plain -> {
                ManifestFolder folder = new ManifestFolder(source, files);
                yield new Placed(folder.plan(editor, changes, choice), Proof.OF_NOTHING);
            }
            case Form.Built(Closure closure) -> {
                Sharing sharing = new Sharing(all, closure, (path, root) -> others.readerOf(all, path, root));
                BuiltFolder folder = new BuiltFolder(renderer, source, files, closure);
                RuledBuild ruled = new RuledBuild(folder, sharing);
                yield ruled.create(changes, choice).orElseGet(() -> {
                    Placed found = folder.place(changes, sharing);
                    return choice.isPassedOver(changes, found.plan())
                            ? ruled.place(changes, choice).orElse(found)
                            : found;
                });
            }
            case Form.Charted charted -> new ChartFolder(renderer, source, charted.chart()).place(changes);
        };
    }

    /** A folder without a file becomes one of plain manifests by the first objects that are put there. */
    private static Form formFor(List<DesiredChange> changes, GitSource source, CommitFiles files) {
        boolean isFirst = changes.stream().allMatch(DesiredChange.CreateObject.class::isInstance)
                && files.below(source.path()).isEmpty();
        return isFirst ? new Form.Plain() : Form.of(source, files);
    }

    private Placed provenFor(OtherOwners owners, CommitFiles files, Readers readers, Placed placed) {
        if (!(placed.plan() instanceof EditPlan.Edits edits)) return placed;
        OtherReaders others = new OtherReaders(renderer, owners, files, edits.files());
        Optional<Reason> objection = others.objection();
        if (objection.isPresent()) return Placed.cannot(objection.get());
        List<Reason> warnings = new ArrayList<>(placed.proof().warnings());
        readers.unread().stream().map(Placement::unseen).forEach(warnings::add);
        warnings.addAll(others.warnings());
        return new Placed(placed.plan(), placed.inOwner(), placed.proof().with(warnings));
    }

    private static Reason unseen(Access unread) {
        return Reason.lasting(
                "readers-unseen",
                "an owner that reads the same files could have been overlooked, since you may not " + unread,
                "grant it by " + unread.rule());
    }

    /**
     * Whether the source says all of it at this commit. A file that cannot be read says nothing: it stops the owner, and
     * takes nothing back.
     */
    public boolean isAsDesired(
            GitSource source, GitRepository repository, CommitId commit, List<DesiredChange> changes) {
        CommitFiles files = CommitFiles.of(repository, commit)
                .checkedOut(source.kustomizing().checkedOut());
        return switch (Form.of(source, files)) {
            case Form.Unclear unclear -> false;
            case Form.Plain plain -> {
                ManifestFolder folder = new ManifestFolder(source, files);
                yield editor.isAsDesired(folder.place(), folder.manifests(), changes);
            }
            case Form.Built built -> new BuiltFolder(renderer, source, files, built.closure()).isAsDesired(changes);
            case Form.Charted charted -> new ChartFolder(renderer, source, charted.chart()).isAsDesired(changes);
        };
    }

    /**
     * What comes out of the source's folder at this commit, without any change.
     *
     * @throws dev.landfall.render.RenderException where something is to be built, and this machine cannot
     */
    public BuiltObjects built(GitSource source, GitRepository repository, CommitId commit) {
        CommitFiles files = CommitFiles.of(repository, commit)
                .checkedOut(source.kustomizing().checkedOut());
        return switch (Form.of(source, files)) {
            case Form.Unclear unclear -> new BuiltObjects.Failing(unclear.reason());
            case Form.Plain plain -> new BuiltObjects.NotBuilt();
            case Form.Built(Closure closure) -> built(source, renderer.render(closure.build()));
            case Form.Charted(Chart chart) -> built(source, renderer.render(chart.build()));
        };
    }

    private static BuiltObjects built(GitSource source, Rendering rendering) {
        return switch (rendering) {
            case Rendering.Failed failed -> new BuiltObjects.Failing(failed.reason());
            case Rendering.Rendered rendered -> {
                Map<ObjectRef, JsonNode> objects =
                        new LinkedHashMap<>(AppliedObjects.of(rendered.objects(), source.defaultNamespace())
                                .objects());
                objects.values().removeIf(JsonNode::isArray);
                yield new BuiltObjects.Built(objects);
            }
        };
    }

    /** Where the source defines an object at this commit, or why that cannot be told; nothing is built for it. */
    public Search find(GitSource source, GitRepository repository, CommitId commit, ObjectRef object) {
        CommitFiles files = CommitFiles.of(repository, commit)
                .checkedOut(source.kustomizing().checkedOut());
        return switch (Form.of(source, files)) {
            case Form.Unclear unclear -> new Search(List.of(), List.of(unclear.reason()));
            case Form.Plain plain -> {
                ManifestFolder folder = new ManifestFolder(source, files);
                yield editor.find(folder.manifests(), folder.namespaces(), object);
            }
            case Form.Built built -> new BuiltFolder(renderer, source, files, built.closure()).find(object);
            case Form.Charted charted -> new ChartFolder(renderer, source, charted.chart()).find(object);
        };
    }
}
