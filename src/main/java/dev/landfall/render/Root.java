package dev.landfall.render;

import java.util.List;
import java.util.Optional;

/**
 * Where a build begins, and how its owner has it done.
 *
 * @param folder empty for the repository's root
 * @param loadsOutside whether a kustomization may load files from outside of its own folder
 * @param line of Kustomize that the owner builds with, such as {@code 5.8}; empty where that is not known
 * @param generated whether a kustomization that names all manifests is made up where the folder has none
 * @param namespace put in the place of the kustomization's own; empty for none
 * @param additions to the kustomization of the folder, in this order
 * @param metadata that is put on every object that comes out
 * @param variables whose values are put into what comes out; empty where there is no such thing
 */
public record Root(
        String folder,
        boolean loadsOutside,
        String line,
        boolean generated,
        String namespace,
        List<Addition> additions,
        CommonMetadata metadata,
        Optional<Variables> variables) {
    public Root {
        additions = List.copyOf(additions);
    }

    /** One without additions. */
    public Root(String folder, boolean loadsOutside, boolean generated, String namespace) {
        this(folder, loadsOutside, "", generated, namespace, List.of(), CommonMetadata.none(), Optional.empty());
    }

    /** Whether the kustomization of the folder is another than that in Git. */
    boolean rewrites() {
        return !namespace.isEmpty()
                || additions.stream().anyMatch(addition -> !addition.value().isMissingNode());
    }
}
