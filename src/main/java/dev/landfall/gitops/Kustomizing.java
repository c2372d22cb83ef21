package dev.landfall.gitops;

import java.util.Set;

/**
 * What an owner makes of kustomizations in its folder.
 *
 * @param loadsOutside whether a kustomization may load files from outside of its own folder
 * @param overrides the names of files in the folder by which the owner changes its own spec before it builds
 * @param checkedOut which files of the repository the owner has at all, by their path from the root
 */
public record Kustomizing(When when, boolean loadsOutside, Set<String> overrides, FileSelection checkedOut) {
    public Kustomizing {
        overrides = Set.copyOf(overrides);
    }

    /** Whether it builds. */
    public enum When {
        /** Never: a kustomization is read like any manifest. */
        NEVER,
        /** Where the folder itself has a kustomization; in folders below it is read like any manifest. */
        AT_THE_ROOT,
        /** Always; where the folder has no kustomization, one is made up that names everything below it. */
        ALWAYS
    }

    /** An owner that reads plain manifests only. */
    public static Kustomizing never() {
        return new Kustomizing(When.NEVER, false, Set.of(), path -> true);
    }
}
