package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.git.TreeFile;
import dev.landfall.gitops.GitSource;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.ManifestEditor;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.manifest.Namespaces;
import dev.landfall.manifest.Search;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the files of a source at a commit and places changes in them. */
public final class Placement {
    /** Their presence makes an owner render instead of reading plain manifests, whatever else the folder holds. */
    private static final Set<String> KUSTOMIZE = Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private final ManifestEditor editor = new ManifestEditor();

    /** All of the changes, or none, as edits of the files that the source's owner reads at this commit. */
    public EditPlan place(GitSource source, GitRepository repository, CommitId commit, List<DesiredChange> changes) {
        List<TreeFile> tree = repository.files(commit, source.path());
        Optional<Reason> obstacle = obstacle(source, tree);
        if (obstacle.isPresent()) return new EditPlan.CannotPlace(obstacle.get());
        return editor.plan(manifests(source, repository, commit, tree), namespaces(source), changes);
    }

    /** Where the source defines an object at this commit, or why that cannot be told. */
    public Search find(GitSource source, GitRepository repository, CommitId commit, ObjectRef object) {
        List<TreeFile> tree = repository.files(commit, source.path());
        Optional<Reason> obstacle = obstacle(source, tree);
        if (obstacle.isPresent()) return new Search(List.of(), List.of(obstacle.get()));
        return editor.find(manifests(source, repository, commit, tree), namespaces(source), object);
    }

    private static Optional<Reason> obstacle(GitSource source, List<TreeFile> tree) {
        if (tree.isEmpty()) return Optional.of(noSuchFolder(source));
        for (TreeFile file : tree) {
            String name = file.path().substring(file.path().lastIndexOf('/') + 1);
            if (KUSTOMIZE.contains(name)) return Optional.of(rendered("kustomize-files", "Kustomize", file));
            if (file.path().equals(inFolder(source, "Chart.yaml")))
                return Optional.of(rendered("helm-chart", "Helm", file));
        }
        return Optional.empty();
    }

    private static Reason noSuchFolder(GitSource source) {
        return Reason.lasting(
                "path-not-in-git",
                source.definedBy() + " applies from the folder \"" + source.path() + "\", which holds no file",
                "mend the path in its specification, or the repository");
    }

    private static Reason rendered(String code, String tool, TreeFile file) {
        return Reason.lasting(
                code,
                file.path() + " makes the folder one that is rendered by " + tool
                        + ", and Landfall edits plain manifests only so far",
                "make this change by hand in the repository");
    }

    private List<ManifestFile> manifests(
            GitSource source, GitRepository repository, CommitId commit, List<TreeFile> tree) {
        List<String> paths = tree.stream()
                .filter(file -> switch (file.kind()) {
                    case REGULAR, EXECUTABLE -> true;
                    case SYMLINK, SUBMODULE -> false;
                })
                .map(TreeFile::path)
                .filter(path -> source.files().reads(relative(source, path)))
                .toList();
        Map<String, byte[]> contents = repository.read(commit, paths);
        List<ManifestFile> files = new ArrayList<>();
        for (String path : paths) {
            byte[] content = contents.get(path);
            if (source.files().readsContent(content)) files.add(new ManifestFile(path, content));
        }
        return files;
    }

    private static Namespaces namespaces(GitSource source) {
        return new Namespaces(source.defaultNamespace(), source.overridesNamespace());
    }

    private static String inFolder(GitSource source, String name) {
        return source.path().isEmpty() ? name : source.path() + "/" + name;
    }

    private static String relative(GitSource source, String path) {
        return source.path().isEmpty() ? path : path.substring(source.path().length() + 1);
    }
}
