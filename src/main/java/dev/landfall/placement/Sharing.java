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

    /** What kustomizations outside name inside, with the first of them. */
    private final Map<String, String> named;

    /** @param otherOwner the first that reads a file, but for those that read the second one as well */
    Sharing(SourceFiles files, Closure closure, BiFunction<String, String, Optional<ObjectRef>> otherOwner) {
        this.files = files;
        this.closure = closure;
        this.otherOwner = otherOwner;
        this.named = namedFromOutside();
    }

    /** As if nobody shared anything: for an edit that is meant for all. */
    static Sharing byNobody(SourceFiles files, Closure closure) {
        return new Sharing(files, closure);
    }

    private Sharing(SourceFiles files, Closure closure) {
        this.files = files;
        this.closure = closure;
        this.otherOwner = (_, _) -> Optional.empty();
        this.named = Map.of();
    }

    private Map<String, String> namedFromOutside() {
        List<String> outside = files.below("").stream()
                .filter(path -> Kustomization.isNamedSo(path) && !closure.reads(path))
                .toList();
        Map<String, String> named = new LinkedHashMap<>();
        files.contents(outside)
                .forEach((path, content) ->
                        Kustomization.named(path, content).forEach(each -> named.putIfAbsent(each, path)));
        named.remove(root().folder());
        return named;
    }

    private Kustomization root() {
        return closure.kustomizations().getFirst();
    }

    /** Who shares the file, for people; empty where nobody does. */
    Optional<String> with(String path) {
        if (path.equals(root().path())) return Optional.empty();
        return otherOwner.apply(path, root().path()).map(ObjectRef::toString).or(() -> withKustomization(path));
    }

    private Optional<String> withKustomization(String path) {
        return named.entrySet().stream()
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
