package dev.landfall.placement;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.Layout;
import dev.landfall.gitops.Generation;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Lender;
import dev.landfall.gitops.Readers;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.FieldEdit;
import dev.landfall.manifest.FileEdit;
import dev.landfall.manifest.ManifestEditor;
import dev.landfall.reason.Reason;
import dev.landfall.render.Chart;
import dev.landfall.render.Closure;
import dev.landfall.render.FinishingRenderer;
import dev.landfall.render.PostRenderer;
import dev.landfall.render.RememberedBuilds;
import dev.landfall.render.Renderer;
import dev.landfall.render.SourceFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the files of a source at a commit and places changes in them, so that nothing but these changes reaches the
 * cluster: neither through the source's owner nor through any other that reads the same files.
 */
public final class Placement {
    private final ManifestEditor editor = new ManifestEditor();
    private final Renderer renderer;
    private final SourceContents contents;

    /** @param renderer is used for sources that are built, and for no others */
    public Placement(Renderer renderer) {
        this.renderer = new PostRenderer(new FinishingRenderer(new RememberedBuilds(renderer)));
        this.contents = new SourceContents(this.renderer);
    }

    /** What sources say as they stand; what was built for the one is there for the other. */
    public SourceContents contents() {
        return contents;
    }

    /**
     * All of the changes, or none, as edits of the files that the source's owner reads at this commit; all of one
     * repository, which may be that of another source, from which the source takes files.
     *
     * @param owner of the source
     * @param readers of a repository, by its URL and by all providers; the owner may be among them
     * @param layout how the repository of the source is kept, as far as its users have said
     * @throws dev.landfall.render.RenderException where something is to be built, and this machine cannot
     */
    public Placed place(
            ObjectRef owner,
            Checkout checkout,
            List<DesiredChange> changes,
            Function<String, Readers> readers,
            Layout layout) {
        return placeIn(owner, checkout, changes, readers, layout, false);
    }

    /** The same in the files that decide it for everybody who builds from them: what changes for others is told. */
    public Placed placeForAll(
            ObjectRef owner,
            Checkout checkout,
            List<DesiredChange> changes,
            Function<String, Readers> readers,
            Layout layout) {
        return placeIn(owner, checkout, changes, readers, layout, true);
    }

    private Placed placeIn(
            ObjectRef owner,
            Checkout checkout,
            List<DesiredChange> changes,
            Function<String, Readers> readersOf,
            Layout layout,
            boolean forAll) {
        CheckedOut read = CheckedOut.of(checkout);
        Form form = formFor(changes, read.source(), read.files());
        // It is done while the other owners are listed.
        if (form instanceof Form.Built(Closure closure)) renderer.begin(closure.build());
        OtherOwners others = new OtherOwners(
                owner,
                read.source(),
                checkout.repository(),
                readersOf.apply(read.source().repository()).readers());
        LayoutChoice choice = new LayoutChoice(layout, owner);
        Placed placed = apart(owner, read, choice.warned(changes, placed(read, form, changes, others, choice, forAll)));
        Placed proven = provenFor(owner, read, readersOf, placed, forAll);
        boolean isObjectedTo = placed.plan() instanceof EditPlan.Edits && proven.plan() instanceof EditPlan.CannotPlace;
        if (!isObjectedTo) return proven;
        return leavingAlone(read, changes, others)
                .map(alone -> provenFor(owner, read, readersOf, apart(owner, read, alone), false))
                .filter(alone -> alone.plan() instanceof EditPlan.Edits)
                .orElse(proven);
    }

    /** With what is no edit of a file, but a change of the owner's own spec, by itself; of whose files the others are. */
    private static Placed apart(ObjectRef owner, CheckedOut read, Placed placed) {
        if (!(placed.plan() instanceof EditPlan.Edits edits)) return placed;
        OwnerSpec spec = new OwnerSpec(read.source());
        List<DesiredChange> inOwner = spec.inOwner(owner, edits.files());
        List<FileEdit> inFiles = new ArrayList<>();
        for (FileEdit edit : spec.inFiles(edits.files()))
            inFiles.add(TextFiles.of(read).asText(edit));
        switch (new SpecFileEdits(spec, read.files()).of(owner, edits.files())) {
            case EditPlan.Edits inSpecFiles -> inFiles.addAll(inSpecFiles.files());
            case EditPlan.AlreadyAsDesired _ -> {}
            case EditPlan.CannotPlace(Reason reason) -> {
                return Placed.cannot(reason);
            }
        }
        return switch (LentEdits.of(inFiles, read.source())) {
            case LentEdits.None _ -> new Placed(new EditPlan.Edits(inFiles), inOwner, placed.proof());
            case LentEdits.Several several -> Placed.cannot(several.reason());
            case LentEdits.Of(Lender lender, List<FileEdit> lent) ->
                new Placed(new EditPlan.Edits(lent), inOwner, placed.proof(), Optional.of(lender.name()));
        };
    }

    /** In the files of a chart that nobody else reads; no other form has a second way. */
    private Optional<Placed> leavingAlone(CheckedOut read, List<DesiredChange> changes, OtherOwners others) {
        return Form.of(read.source(), read.files()) instanceof Form.Charted(Chart chart)
                ? Optional.of(new ChartFolder(renderer, read.source(), chart)
                        .place(changes, path -> others.read(read.all(), path)))
                : Optional.empty();
    }

    /**
     * The same of a chart that lies in no repository, so that all of it is changes of what the owner gives it.
     *
     * @throws dev.landfall.render.RenderException where this machine cannot render it
     */
    public Placed place(ObjectRef owner, Layers.ReleasedChart released, List<DesiredChange> changes) {
        return place(owner, released.source(), new GivenFiles(released.files()), changes);
    }

    /** The same of a published chart. */
    public Placed place(ObjectRef owner, Layers.ChartAlone chart, List<DesiredChange> changes) {
        return place(owner, chart.source(), PublishedFiles.of(chart.source(), new GivenFiles(Map.of())), changes);
    }

    private Placed place(ObjectRef owner, GitSource source, SourceFiles files, List<DesiredChange> changes) {
        return switch (Form.of(source, files)) {
            case Form.Unclear unclear -> Placed.cannot(unclear.reason());
            case Form.Plain _, Form.Built _ -> throw new IllegalStateException("a release without a chart");
            case Form.Charted charted -> {
                Placed placed = new ChartFolder(renderer, source, charted.chart())
                        .place(changes, path -> files.kindOf(path) == SourceFiles.Kind.FILE);
                if (!(placed.plan() instanceof EditPlan.Edits edits)) yield placed;
                OwnerSpec spec = new OwnerSpec(source);
                yield new Placed(
                        new EditPlan.Edits(spec.inFiles(edits.files())),
                        spec.inOwner(owner, edits.files()),
                        placed.proof());
            }
        };
    }

    /**
     * Where a change of a generated owner comes about.
     *
     * @param told what it brings about, for people; of a file that is edited for it
     * @param checkouts of the repositories that parameters come from
     */
    public GeneratedPlace place(
            LiveObject owner,
            Generation.FromTemplate generation,
            List<DesiredChange> wanted,
            List<FieldEdit> told,
            Function<GitSource, Checkout> checkouts) {
        return new GeneratedSearch(generation, owner, checkouts).place(wanted, told);
    }

    /**
     * Edits of files that a generator takes parameters from, proven for everybody else who reads them.
     *
     * @param generator whose source it is
     */
    public Placed proven(
            ObjectRef generator, Checkout checkout, EditPlan.Edits edits, Function<String, Readers> readers) {
        return provenFor(generator, CheckedOut.of(checkout), readers, new Placed(edits, Proof.OF_NOTHING), false);
    }

    /**
     * Files as they were before a change, proven to bring back what was true then, for their owner and for everybody else
     * who reads them; empty where they do not, or where that cannot be told.
     *
     * @param lender whose files they are, by path from the root of its repository; empty where they are the source's own
     * @param former what was true
     * @param forAll whether others may get something else by it, which is then told
     */
    public Optional<Placed> restored(
            ObjectRef owner,
            Checkout checkout,
            Optional<Lender> lender,
            List<DesiredChange> former,
            EditPlan.Edits edits,
            Function<String, Readers> readers,
            boolean forAll) {
        CheckedOut read = CheckedOut.of(checkout);
        List<FileEdit> here = lender.map(other -> edits.files().stream()
                        .flatMap(edit -> other.here(edit.path()).map(edit::at).stream())
                        .toList())
                .orElse(edits.files());
        return new RestoredFiles(editor, renderer, read)
                .proof(former, here)
                .map(proof -> new Placed(edits, List.of(), proof, lender.map(Lender::name)))
                .map(placed -> provenFor(owner, read, readers, placed, forAll))
                .filter(placed -> placed.plan() instanceof EditPlan.Edits);
    }

    private Placed placed(
            CheckedOut read,
            Form form,
            List<DesiredChange> changes,
            OtherOwners others,
            LayoutChoice choice,
            boolean forAll) {
        GitSource source = read.source();
        SourceFiles files = read.files();
        return switch (form) {
            case Form.Unclear unclear -> Placed.cannot(unclear.reason());
            case Form.Plain plain -> {
                ManifestFolder folder = new ManifestFolder(source, files);
                yield new Placed(folder.plan(editor, changes, choice), Proof.OF_NOTHING);
            }
            case Form.Built(Closure closure) -> {
                Sharing sharing = new Sharing(
                        read.all(), closure, (path, root) -> others.readerOf(read.all(), path, root), forAll);
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
        boolean isFirst = source.chart().isEmpty()
                && changes.stream().allMatch(DesiredChange.CreateObject.class::isInstance)
                && files.below(source.path()).isEmpty();
        return isFirst ? new Form.Plain() : Form.of(source, files);
    }

    /** What else of the owner's sources would change by edits of one; empty where nothing does. */
    public static Optional<Reason> objectionOfOthers(
            ObjectRef owner, List<Checkout> others, GitSource edited, List<FileEdit> edits) {
        return new OwnOtherSources(owner, edited, edits).objection(others);
    }

    /** For the other owners that read the repository whose files are edited. */
    private Placed provenFor(
            ObjectRef owner, CheckedOut read, Function<String, Readers> readersOf, Placed placed, boolean forAll) {
        if (!(placed.plan() instanceof EditPlan.Edits edits)) return placed;
        Optional<Checkout> lender = placed.lender().map(read.checkout().lenders()::get);
        Checkout edited = lender.orElse(read.checkout());
        Readers readers = readersOf.apply(edited.source().repository());
        OtherOwners owners = new OtherOwners(owner, edited.source(), edited.repository(), readers.readers());
        EditedReaders others = EditedReaders.of(renderer, read, lender, owners.readers(), edits.files(), forAll);
        Optional<Reason> objection = others.objection();
        if (objection.isPresent()) return Placed.cannot(objection.get());
        List<Reason> warnings = new ArrayList<>(placed.proof().warnings());
        readers.unread().stream().map(Placement::unseen).forEach(warnings::add);
        warnings.addAll(others.warnings());
        return placed.affecting(others.affected())
                .with(placed.proof().with(warnings).leaving(others.unchanged()));
    }

    private static Reason unseen(Access unread) {
        return Reason.lasting(
                "readers-unseen",
                "an owner that reads the same files could have been overlooked, since you may not " + unread,
                "grant it by " + unread.rule());
    }
}
