package dev.landfall.gitops;

import dev.landfall.cluster.ObjectRef;

/** Sources as plans have them: one folder of one branch, nothing of which is left out or rendered. */
public final class ShopSource {
    private ShopSource() {}

    /** The folder {@code apps} of the branch {@code main}. */
    public static GitSource of(ObjectRef definedBy) {
        return of(definedBy, "https://git.example.org/shop.git", "main", "apps");
    }

    public static GitSource of(ObjectRef definedBy, String repository, String revision, String path) {
        return new GitSource(definedBy, repository, revision, path, file -> true, "", false, Kustomizing.never());
    }
}
