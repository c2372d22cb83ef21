package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.render.Closure;
import dev.landfall.render.Kustomization;
import dev.landfall.render.Root;
import dev.landfall.render.SourceFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Who else builds from the files that a folder is built from: other owners, and kustomizations of the repository that
 * nobody need apply yet. Who builds the folder as a whole shares none of them: it gets what the folder says.
 */
final class Sharing {
    private final SourceFiles files;
    private final Closure closure;
    private final BiFunction<String, String, Optional<ObjectRef>> otherOwner;
    private final boolean isForAll;

    /** What kustomizations outside name inside, with the first of them; empty until it is asked for. */
    private Optional<Map<String, String>> named = Optional.empty();

    /**
     * @param otherOwner the first that reads a file, but for those that read the second one as well
     * @param isForAll whether an edit is meant for all that build from a file, so that nobody counts as sharing it
     */
    Sharing(
            SourceFiles files,
            Closure closure,
            BiFunction<String, String, Optional<ObjectRef>> otherOwner,
            boolean isForAll) {
        this.files = files;
        this.closure = closure;
        this.otherOwner = otherOwner;
        this.isForAll = isForAll;
    }

    private Map<String, String> named() {
        if (named.isEmpty()) named = Optional.of(namedFromOutside());
        return named.get();
    }

    private Map<String, String> namedFromOutside() {
        List<String> outside = files.below("").stream()
                .filter(path -> Kustomization.isNamedSo(path) && !closure.reads(path))
                .toList();
        Map<String, String> found = new LinkedHashMap<>();
        files.contents(outside)
                .forEach((path, content) ->
                        Kustomization.named(path, content).forEach(each -> found.putIfAbsent(each, path)));
        found.remove(root().folder());
        return found;
    }

    private Kustomization root() {
        return closure.kustomizations().getFirst();
    }

    /** Who shares the file, for people; empty where nobody does. */
    Optional<String> with(String path) {
        return isForAll ? Optional.empty() : otherReader(path);
    }

    /** Who else reads the file, whomever an edit is meant for. */
    Optional<String> otherReader(String path) {
        if (path.equals(root().path())) return Optional.empty();
        return otherOwner.apply(path, root().path()).map(ObjectRef::toString).or(() -> withKustomization(path));
    }

    private Optional<String> withKustomization(String path) {
        return named().entrySet().stream()
                .filter(each -> each.getKey().equals(path) || builds(each.getKey(), path))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Whether the build of a folder reads a file; only folders count that the own build reads as well. */
    boolean builds(String folder, String path) {
        boolean own = closure.kustomizations().stream()
                .anyMatch(kustomization -> kustomization.folder().equals(folder));
        return own
                && Closure.of(files, new Root(folder, true, false, ""))
                        instanceof Closure.Reading.Complete(Closure inner)
                && inner.reads(path);
    }
}
