package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GitSource;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.ManifestEditor;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.manifest.Namespaces;
import dev.landfall.manifest.RuledFile;
import dev.landfall.manifest.SourceFolder;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import dev.landfall.render.SourceFiles;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A folder whose files are the objects. */
record ManifestFolder(GitSource source, SourceFiles files) {

    /** Links are not followed; where one could be what is missed, the refusal says so. */
    EditPlan plan(ManifestEditor editor, List<DesiredChange> changes, LayoutChoice choice) {
        EditPlan plan = editor.plan(place(choice::newFile), manifests(), changes);
        List<String> links = files.links(source.path());
        boolean isMissed = plan instanceof EditPlan.CannotPlace(Reason reason)
                && reason.code().equals("object-not-in-git")
                && !links.isEmpty();
        return isMissed ? new EditPlan.CannotPlace(notFollowed(((EditPlan.CannotPlace) plan).reason(), links)) : plan;
    }

    private static Reason notFollowed(Reason missed, List<String> links) {
        return Reason.lasting(
                "link-not-followed",
                missed.message() + "; Landfall does not follow " + Printable.line(links.getFirst())
                        + ", a symbolic link or a submodule",
                "put the file itself there, or make the change by hand where it leads");
    }

    List<ManifestFile> manifests() {
        return manifests(files.below(source.path()));
    }

    /** Those of these files that the owner reads. */
    List<ManifestFile> manifests(Collection<String> paths) {
        List<String> selected = paths.stream().filter(this::reads).toList();
        return files.contents(selected).entrySet().stream()
                .filter(file -> source.files().readsContent(file.getValue()))
                .map(file -> new ManifestFile(file.getKey(), file.getValue()))
                .toList();
    }

    /** Where a new object may go: a file that the owner would read, and that is not there. */
    SourceFolder place() {
        return place(object -> Optional.empty());
    }

    private SourceFolder place(Function<ObjectRef, Optional<RuledFile>> newFiles) {
        Set<String> taken = Set.copyOf(files.below(source.path()));
        return new SourceFolder(
                source.path(),
                namespaces(),
                path -> isFree(source.inFolder(path), taken) && source.files().reads(path),
                newFiles);
    }

    private boolean isFree(String path, Set<String> taken) {
        return !taken.contains(path) && files.take(path);
    }

    private boolean reads(String path) {
        boolean inside = source.path().isEmpty() || path.startsWith(source.path() + "/");
        if (!inside || files.kindOf(path) != SourceFiles.Kind.FILE) return false;
        return source.files()
                .reads(
                        source.path().isEmpty()
                                ? path
                                : path.substring(source.path().length() + 1));
    }

    Namespaces namespaces() {
        return new Namespaces(source.defaultNamespace(), source.overridesNamespace());
    }
}
