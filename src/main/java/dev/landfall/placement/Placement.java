package dev.landfall.placement;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.Layout;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Lender;
import dev.landfall.gitops.Readers;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.FileEdit;
import dev.landfall.manifest.ManifestEditor;
import dev.landfall.manifest.Search;
import dev.landfall.reason.Reason;
import dev.landfall.render.Chart;
import dev.landfall.render.Closure;
import dev.landfall.render.RememberedBuilds;
import dev.landfall.render.Renderer;
import dev.landfall.render.Rendering;
import dev.landfall.render.SourceFiles;
import dev.landfall.render.SubstitutingRenderer;
import dev.landfall.render.YamlDocuments;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
        return place(owner, new Checkout(source, repository, commit), changes, _ -> readers, layout);
    }

    /**
     * The same where sources of other repositories may lend files to the source; all edits are of one repository.
     *
     * @param readers of a repository, by its URL
     * @param layout of the repository of the source itself
     */
    public Placed place(
            ObjectRef owner,
            Checkout checkout,
            List<DesiredChange> changes,
            Function<String, Readers> readers,
            Layout layout) {
        return placeIn(owner, checkout.resolved(), changes, readers, layout, false);
    }

    /** The same in the files that decide it for everybody who builds from them: what changes for others is told. */
    public Placed placeForAll(
            ObjectRef owner,
            Checkout checkout,
            List<DesiredChange> changes,
            Function<String, Readers> readers,
            Layout layout) {
        return placeIn(owner, checkout.resolved(), changes, readers, layout, true);
    }

    private Placed placeIn(
            ObjectRef owner,
            Checkout checkout,
            List<DesiredChange> changes,
            Function<String, Readers> readers,
            Layout layout,
            boolean forAll) {
        GitSource source = checkout.source();
        CommitFiles all = checkout.all();
        Map<String, Readers> read = new HashMap<>();
        Function<String, Readers> readersOf = url -> read.computeIfAbsent(url, readers);
        OtherOwners others = new OtherOwners(
                owner,
                source,
                checkout.repository(),
                readersOf.apply(source.repository()).readers());
        LayoutChoice choice = new LayoutChoice(layout, owner);
        Placed placed = apart(
                owner,
                source,
                checkout.files(all),
                choice.warned(changes, placed(checkout, all, changes, others, choice, forAll)));
        Placed proven = provenFor(owner, checkout, all, readersOf, placed, forAll);
        boolean isObjectedTo = placed.plan() instanceof EditPlan.Edits && proven.plan() instanceof EditPlan.CannotPlace;
        if (!isObjectedTo) return proven;
        return leavingAlone(checkout, all, changes, others)
                .map(alone -> provenFor(
                        owner, checkout, all, readersOf, apart(owner, source, checkout.files(all), alone), false))
                .filter(alone -> alone.plan() instanceof EditPlan.Edits)
                .orElse(proven);
    }

    /** With what is no edit of a file, but a change of the owner's own spec, by itself; of whose files the others are. */
    private static Placed apart(ObjectRef owner, GitSource source, SourceFiles files, Placed placed) {
        if (!(placed.plan() instanceof EditPlan.Edits edits)) return placed;
        OwnerSpec spec = new OwnerSpec(source);
        List<DesiredChange> inOwner = spec.inOwner(owner, edits.files());
        List<FileEdit> inFiles = new ArrayList<>(spec.inFiles(edits.files()));
        switch (new SpecFileEdits(spec, files).of(owner, edits.files())) {
            case EditPlan.Edits inSpecFiles -> inFiles.addAll(inSpecFiles.files());
            case EditPlan.AlreadyAsDesired _ -> {}
            case EditPlan.CannotPlace(Reason reason) -> {
                return Placed.cannot(reason);
            }
        }
        return switch (LentEdits.of(inFiles, source)) {
            case LentEdits.None _ -> new Placed(new EditPlan.Edits(inFiles), inOwner, placed.proof());
            case LentEdits.Several several -> Placed.cannot(several.reason());
            case LentEdits.Of(Lender lender, List<FileEdit> lent) ->
                new Placed(new EditPlan.Edits(lent), inOwner, placed.proof(), Optional.of(lender.name()));
        };
    }

    /** In the files of a chart that nobody else reads; no other form has a second way. */
    private Optional<Placed> leavingAlone(
            Checkout checkout, CommitFiles all, List<DesiredChange> changes, OtherOwners others) {
        GitSource source = checkout.source();
        return Form.of(source, checkout.files(all)) instanceof Form.Charted(Chart chart)
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
            Checkout checkout,
            CommitFiles all,
            List<DesiredChange> changes,
            OtherOwners others,
            LayoutChoice choice,
            boolean forAll) {
        GitSource source = checkout.source();
        SourceFiles files = checkout.files(all);
        return switch (formFor(changes, source, files)) {
            case Form.Unclear unclear -> Placed.cannot(unclear.reason());
            case Form.Plain plain -> {
                ManifestFolder folder = new ManifestFolder(source, files);
                yield new Placed(folder.plan(editor, changes, choice), Proof.OF_NOTHING);
            }
            case Form.Built(Closure closure) -> {
                Sharing sharing = forAll
                        ? Sharing.byNobody(all, closure)
                        : new Sharing(all, closure, (path, root) -> others.readerOf(all, path, root));
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
    private static Form formFor(List<DesiredChange> changes, GitSource source, SourceFiles files) {
        boolean isFirst = changes.stream().allMatch(DesiredChange.CreateObject.class::isInstance)
                && files.below(source.path()).isEmpty();
        return isFirst ? new Form.Plain() : Form.of(source, files);
    }

    /**
     * Those of an owner's sources that make an object, as far as that can be told.
     *
     * @throws dev.landfall.render.RenderException where something is to be built, and this machine cannot
     */
    public Holders holders(List<Checkout> sources, ObjectRef object) {
        List<Checkout> holding = new ArrayList<>();
        List<Reason> unclear = new ArrayList<>();
        for (Checkout each : sources) {
            Checkout resolved = each.resolved();
            GitSource source = resolved.source();
            SourceFiles files = resolved.files();
            switch (Form.of(source, files)) {
                case Form.Unclear cannot -> unclear.add(cannot.reason());
                case Form.Plain plain -> {
                    if (!find(each, object).found().isEmpty()) holding.add(each);
                }
                case Form.Built(Closure closure) ->
                    add(each, renderer.render(closure.build()), object, holding, unclear);
                case Form.Charted(Chart chart) -> add(each, renderer.render(chart.build()), object, holding, unclear);
            }
        }
        return new Holders(holding, unclear);
    }

    private static void add(
            Checkout source, Rendering rendering, ObjectRef object, List<Checkout> holding, List<Reason> unclear) {
        switch (built(source.source(), rendering)) {
            case BuiltObjects.Failing failing -> unclear.add(failing.reason());
            case BuiltObjects.Built built -> {
                if (built.object(object).isPresent()) holding.add(source);
            }
            case BuiltObjects.NotBuilt _ -> {}
        }
    }

    /**
     * Which sources make an object.
     *
     * @param unclear why it cannot be told of others
     */
    public record Holders(List<Checkout> holding, List<Reason> unclear) {}

    /** What else of the owner's sources would change by edits of one; empty where nothing does. */
    public static Optional<Reason> objectionOfOthers(
            ObjectRef owner, List<Checkout> others, GitSource edited, List<FileEdit> edits) {
        return new OwnOtherSources(owner, edited, edits).objection(others);
    }

    /** For the other owners that read the repository whose files are edited. */
    private Placed provenFor(
            ObjectRef owner,
            Checkout checkout,
            CommitFiles all,
            Function<String, Readers> readersOf,
            Placed placed,
            boolean forAll) {
        if (!(placed.plan() instanceof EditPlan.Edits edits)) return placed;
        Checkout edited = placed.lender().map(checkout.lenders()::get).orElse(checkout);
        Readers readers = readersOf.apply(edited.source().repository());
        OtherOwners owners = new OtherOwners(owner, edited.source(), edited.repository(), readers.readers());
        OtherReaders others = new OtherReaders(
                renderer, owners, placed.lender().isPresent() ? edited.all() : all, edits.files(), forAll);
        Optional<Reason> objection = others.objection();
        if (objection.isPresent()) return Placed.cannot(objection.get());
        List<Reason> warnings = new ArrayList<>(placed.proof().warnings());
        readers.unread().stream().map(Placement::unseen).forEach(warnings::add);
        warnings.addAll(others.warnings());
        return placed.affecting(others.affected()).with(placed.proof().with(warnings));
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
        return isAsDesired(new Checkout(source, repository, commit), changes);
    }

    /** The same where other repositories may lend files to the source. */
    public boolean isAsDesired(Checkout unresolved, List<DesiredChange> changes) {
        Checkout checkout = unresolved.resolved();
        GitSource source = checkout.source();
        SourceFiles files = checkout.files();
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
    public BuiltObjects built(Checkout unresolved) {
        Checkout checkout = unresolved.resolved();
        GitSource source = checkout.source();
        return switch (Form.of(source, checkout.files())) {
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
        return find(new Checkout(source, repository, commit), object);
    }

    /** The same where other repositories may lend files to the source. */
    public Search find(Checkout unresolved, ObjectRef object) {
        Checkout checkout = unresolved.resolved();
        GitSource source = checkout.source();
        SourceFiles files = checkout.files();
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
