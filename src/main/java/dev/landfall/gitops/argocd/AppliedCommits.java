package dev.landfall.gitops.argocd;

import dev.landfall.git.CommitId;
import dev.landfall.gitops.Applied;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From which commits an Application has what it lists: what is Synced is as the compared commit wants it, and all else
 * was applied by the last sync at best.
 */
record AppliedCommits(Application application) {
    /** gitops-engine, common.ArgoCDSSAManager; older ones are {@code argocd-application-controller}. */
    private static final String MANAGER = "argocd";

    List<Applied> all() {
        List<Applied> all = new ArrayList<>();
        if (application.isComparedToSpec())
            edited(application.comparedRevision()).ifPresent(commit -> all.add(applied(commit, true)));
        lastSynced().flatMap(this::edited).ifPresent(commit -> all.add(applied(commit, false)));
        all.removeIf(applied -> applied.objects().isEmpty());
        return all;
    }

    private Applied applied(CommitId commit, boolean isSynced) {
        return new Applied(
                commit,
                application.resources().stream()
                        .filter(ResourceEntry::provesOwnership)
                        .filter(entry -> !entry.hook() && !entry.requiresPruning())
                        .filter(entry -> entry.status().equals("Synced") == isSynced)
                        .map(ResourceEntry::object)
                        .toList(),
                isSynced,
                MANAGER);
    }

    private Optional<String> lastSynced() {
        return application
                .live()
                .at("/status/history")
                .valueStream()
                .map(entry -> entry.path("revision").asString(""))
                .reduce((_, later) -> later);
    }

    /** The commit that people made; of what the hydrator made of it only the last is known. */
    private Optional<CommitId> edited(String revision) {
        String commit = application
                .hydration()
                .map(hydration -> hydration.hydrated().equals(revision) ? hydration.hydratedDry() : "")
                .orElse(revision);
        return CommitId.parse(commit);
    }
}
