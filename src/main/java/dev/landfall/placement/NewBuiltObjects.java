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
import dev.landfall.render.Closure;
import dev.landfall.render.Kustomization;
import dev.landfall.render.SourceFiles;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Puts new objects into a folder that Kustomize builds: beside their like, where the nearest kustomization then names
 * them. What Kustomize makes of them is for a build to prove.
 *
 * @param newFiles the file that is laid down for a new object, if any
 */
record NewBuiltObjects(
        GitSource source, SourceFiles files, Closure closure, Function<ObjectRef, Optional<RuledFile>> newFiles) {

    EditPlan plan(List<DesiredChange> creations) {
        return new ManifestEditor().plan(folder(), known(), creations);
    }

    /** Those that define objects, and the kustomizations that name them. */
    private List<ManifestFile> known() {
        Set<String> paths = new LinkedHashSet<>();
        closure.resources().forEach(resource -> paths.add(resource.path()));
        closure.build().files().keySet().stream()
                .filter(Kustomization::isNamedSo)
                .forEach(paths::add);
        List<ManifestFile> known = new ArrayList<>();
        for (String path : paths) {
            byte[] content = closure.build().files().get(path);
            if (isBelow(path) && content != null) known.add(new ManifestFile(path, content));
        }
        return known;
    }

    private boolean isBelow(String path) {
        return source.path().isEmpty() || path.startsWith(source.path() + "/");
    }

    private static boolean isManifest(String path) {
        return path.endsWith(".yaml") || path.endsWith(".yml");
    }

    private SourceFolder folder() {
        Set<String> taken = Set.copyOf(files.below(source.path()));
        return new SourceFolder(
                source.path(),
                new Namespaces(source.defaultNamespace(), source.overridesNamespace()),
                path -> isManifest(path) && !taken.contains(source.inFolder(path)) && files.take(source.inFolder(path)),
                newFiles);
    }
}
