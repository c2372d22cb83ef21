package dev.landfall.placement;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Readers;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.ManifestEditor;
import dev.landfall.manifest.Search;
import dev.landfall.reason.Reason;
import dev.landfall.render.Closure;
import dev.landfall.render.RememberedBuilds;
import dev.landfall.render.Renderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        CommitFiles files = CommitFiles.of(repository, commit);
        OtherOwners others = new OtherOwners(owner, source, repository, readers.readers());
        Placed placed = placed(source, files, changes, others);
        if (!(placed.plan() instanceof EditPlan.Edits edits)) return placed;
        OwnerSpec spec = new OwnerSpec(source);
        Placed apart = new Placed(
                new EditPlan.Edits(spec.inFiles(edits.files())), spec.inOwner(owner, edits.files()), placed.proof());
        return provenFor(new OtherReaders(renderer, others, files, spec.inFiles(edits.files())), readers, apart);
    }

    private Placed placed(GitSource source, CommitFiles all, List<DesiredChange> changes, OtherOwners others) {
        CommitFiles files = all.checkedOut(source.kustomizing().checkedOut());
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
    private static Form formFor(List<DesiredChange> changes, GitSource source, CommitFiles files) {
        boolean isFirst = changes.stream().allMatch(DesiredChange.CreateObject.class::isInstance)
                && files.below(source.path()).isEmpty();
        return isFirst ? new Form.Plain() : Form.of(source, files);
    }

    private static Placed provenFor(OtherReaders others, Readers readers, Placed placed) {
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
