package dev.landfall.render;

import dev.landfall.reason.Reason;
import java.util.List;

/**
 * Everything that the build of a folder reads, recursively, and nothing else.
 *
 * @param kustomizations from the root down
 * @param resources the files that define objects, each with what becomes of the names in it
 * @param generating the kustomizations that make objects themselves, each with what becomes of the names there; inner
 *     ones first
 */
public record Closure(
        Build build, List<Kustomization> kustomizations, List<Resource> resources, List<Resource> generating) {
    public Closure {
        kustomizations = List.copyOf(kustomizations);
        resources = List.copyOf(resources);
        generating = List.copyOf(generating);
    }

    /** A file that defines objects; one that is built in several times is there with each naming. */
    public record Resource(String path, Naming naming) {}

    /** Whether it could be told what is read. */
    public sealed interface Reading {
        record Complete(Closure closure) implements Reading {}

        /** The build would read what is not in the repository or must not be run, or its files cannot be understood. */
        record Impossible(Reason reason) implements Reading {}
    }

    public static Reading of(SourceFiles files, Root root) {
        try {
            return new Reading.Complete(new ClosureWalk(files, root).closure());
        } catch (Unbuildable unbuildable) {
            return new Reading.Impossible(unbuildable.reason());
        }
    }

    /** The kustomization of a folder, if it has one. */
    public static boolean hasKustomization(SourceFiles files, String folder) {
        return ClosureWalk.kustomizationsIn(files, folder).findAny().isPresent();
    }

    public boolean reads(String path) {
        return build.files().containsKey(path);
    }
}
