package dev.landfall.placement;

import dev.landfall.gitops.GitSource;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.manifest.Namespaces;
import dev.landfall.manifest.SourceFolder;
import dev.landfall.render.SourceFiles;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** A folder whose files are the objects. */
record ManifestFolder(GitSource source, SourceFiles files) {

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
        Set<String> taken = Set.copyOf(files.below(source.path()));
        return new SourceFolder(
                source.path(),
                namespaces(),
                path -> !taken.contains(inFolder(path)) && source.files().reads(path));
    }

    private String inFolder(String path) {
        return source.path().isEmpty() ? path : source.path() + "/" + path;
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
