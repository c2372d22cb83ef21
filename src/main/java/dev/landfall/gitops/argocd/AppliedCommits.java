package dev.landfall.gitops.argocd;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import dev.landfall.gitops.Applied;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

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
            all.addAll(applied(application.live().at("/status/sync"), true));
        lastSynced().ifPresent(entry -> all.addAll(applied(entry, false)));
        all.removeIf(applied -> applied.objects().isEmpty());
        return all;
    }

    /** @param status with the revision, or the revisions of its sources */
    private List<Applied> applied(JsonNode status, boolean isSynced) {
        List<Applied.SourceCommit> commits = application.bySource().stream()
                .flatMap(source -> commit(source, status).stream())
                .toList();
        List<Applied.SourceChart> charts = application.bySource().stream()
                .flatMap(source -> chart(source, status).stream())
                .toList();
        if (commits.isEmpty() && charts.isEmpty()) return List.of();
        return List.of(new Applied(
                commits.stream().findFirst().map(Applied.SourceCommit::commit),
                objects(isSynced),
                isSynced,
                MANAGER,
                application.hasSeveralSources() ? commits : List.of(),
                charts));
    }

    private static Optional<Applied.SourceChart> chart(Application source, JsonNode status) {
        String version = source.revisionIn(status);
        return source.takesPublishedChart() && !version.isEmpty()
                ? Optional.of(new Applied.SourceChart(
                        source.editedSource().path("repoURL").asString(""),
                        source.editedSource().path("chart").asString(""),
                        version))
                : Optional.empty();
    }

    private Optional<Applied.SourceCommit> commit(Application source, JsonNode status) {
        if (source.takesPublishedChart()) return Optional.empty();
        String branch = TargetRevision.branch(
                        source.editedSource().path("targetRevision").asString(""))
                .orElse("");
        return edited(source.revisionIn(status))
                .map(commit -> new Applied.SourceCommit(
                        source.editedSource().path("repoURL").asString(""), branch, commit));
    }

    private List<ObjectRef> objects(boolean isSynced) {
        return application.resources().stream()
                .filter(ResourceEntry::provesOwnership)
                .filter(entry -> !entry.hook() && !entry.requiresPruning())
                .filter(entry -> entry.status().equals("Synced") == isSynced)
                .map(ResourceEntry::object)
                .toList();
    }

    private Optional<JsonNode> lastSynced() {
        return application.live().at("/status/history").valueStream().reduce((_, later) -> later);
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
