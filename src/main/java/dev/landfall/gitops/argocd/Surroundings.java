package dev.landfall.gitops.argocd;

/**
 * What bears on an Application from outside of it, as it was read beside a snapshot.
 *
 * @param parts of Argo CD, as they run; looked at only once it has been silent for long
 */
record Surroundings(WindowState windows, RollingSync rolling, InstalledParts parts) {

    /** Nothing that would hold the Application. */
    static Surroundings clear() {
        return new Surroundings(new WindowState.Open(), new RollingSync.None(), InstalledParts.notLookedAt());
    }
}
