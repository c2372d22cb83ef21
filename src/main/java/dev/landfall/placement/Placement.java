package dev.landfall.placement;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.gitops.GitSource;
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
import java.util.ArrayList;
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
        this.renderer = new RememberedBuilds(renderer);
    }

    /**
     * All of the changes, or none, as edits of the files that the source's owner reads at this commit.
     *
     * @param owner of the source
     * @param readers of the repository, by all providers; the owner may be among them
     * @throws dev.landfall.render.RenderException where something is to be built, and this machine cannot
     */
    public Placed place(
            ObjectRef owner,
            GitSource source,
            GitRepository repository,
            CommitId commit,
            List<DesiredChange> changes,
            Readers readers) {
        return place(owner, new Checkout(source, repository, commit), changes, _ -> readers);
    }

    /**
     * The same where sources of other repositories may lend files to the source; all edits are of one repository.
     *
     * @param readers of a repository, by its URL
     */
    public Placed place(
            ObjectRef owner, Checkout checkout, List<DesiredChange> changes, Function<String, Readers> readers) {
        GitSource source = checkout.source();
        CommitFiles all = checkout.all();
        Readers own = readers.apply(source.repository());
        OtherOwners others = new OtherOwners(owner, source, checkout.repository(), own.readers());
        Placed placed = placed(checkout, all, changes, others);
        if (!(placed.plan() instanceof EditPlan.Edits edits)) return placed;
        OwnerSpec spec = new OwnerSpec(source);
        List<FileEdit> inFiles = spec.inFiles(edits.files());
        List<DesiredChange> inOwner = spec.inOwner(owner, edits.files());
        return switch (LentEdits.of(inFiles, source)) {
            case LentEdits.None _ ->
                provenFor(
                        new OtherReaders(renderer, others, all, inFiles),
                        own,
                        new Placed(new EditPlan.Edits(inFiles), inOwner, placed.proof()));
            case LentEdits.Several several -> Placed.cannot(several.reason());
            case LentEdits.Of of -> {
                Checkout lender = checkout.lenders().get(of.lender().name());
                Readers there = readers.apply(lender.source().repository());
                OtherOwners othersThere = new OtherOwners(owner, lender.source(), lender.repository(), there.readers());
                yield provenFor(
                        new OtherReaders(renderer, othersThere, lender.all(), of.edits()),
                        there,
                        new Placed(
                                new EditPlan.Edits(of.edits()),
                                inOwner,
                                placed.proof(),
                                Optional.of(of.lender().name())));
            }
        };
    }

    private Placed placed(Checkout checkout, CommitFiles all, List<DesiredChange> changes, OtherOwners others) {
        GitSource source = checkout.source();
        SourceFiles files = checkout.files(all);
        return switch (formFor(changes, source, files)) {
            case Form.Unclear unclear -> Placed.cannot(unclear.reason());
            case Form.Plain plain -> {
                ManifestFolder folder = new ManifestFolder(source, files);
                yield new Placed(folder.plan(editor, changes), Proof.OF_NOTHING);
            }
            case Form.Built(Closure closure) ->
                new BuiltFolder(renderer, source, files, closure)
                        .place(changes, new Sharing(all, closure, (path, root) -> others.readerOf(all, path, root)));
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
            GitSource source = each.source();
            SourceFiles files = each.files();
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

    private static Placed provenFor(OtherReaders others, Readers readers, Placed placed) {
        Optional<Reason> objection = others.objection();
        if (objection.isPresent()) return Placed.cannot(objection.get());
        List<Reason> warnings = new ArrayList<>(placed.proof().warnings());
        readers.unread().stream().map(Placement::unseen).forEach(warnings::add);
        warnings.addAll(others.warnings());
        return placed.with(placed.proof().with(warnings));
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
    public boolean isAsDesired(Checkout checkout, List<DesiredChange> changes) {
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
    public BuiltObjects built(Checkout checkout) {
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
    public Search find(Checkout checkout, ObjectRef object) {
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
