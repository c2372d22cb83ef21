package dev.landfall.gitops.flux;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import dev.landfall.gitops.Applied;
import dev.landfall.reason.Printable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A typed look at one snapshot of a HelmRelease and of the HelmChart that source-controller makes for it.
 *
 * @param chart empty where it is not there yet, or takes its chart from elsewhere
 */
record ReleaseStatus(LiveObject release, Optional<LiveObject> chart) {
    private static final String MANAGER = "helm-controller";

    /** What came of an action of Helm that did not work. */
    private static final Set<String> FAILURES = Set.of(
            "InstallFailed",
            "UpgradeFailed",
            "TestFailed",
            "RollbackSucceeded",
            "RollbackFailed",
            "UninstallSucceeded",
            "UninstallFailed");

    static ReleaseStatus of(Cluster cluster, LiveObject release) {
        // namespace/name
        String[] name = release.at("/status/helmChart").asString("").split("/", 2);
        if (name.length < 2) return new ReleaseStatus(release, Optional.empty());
        return new ReleaseStatus(
                release,
                cluster.typeOf("source.toolkit.fluxcd.io", "HelmChart")
                        .map(type -> type.named(name[0], name[1]))
                        .flatMap(cluster::get));
    }

    /** Of the GitRepository, at which the chart was looked at last. */
    FluxRevision chartCommit() {
        return FluxRevision.parse(chart.map(live ->
                        live.at("/status/observedSourceArtifactRevision").asString(""))
                .orElse(""));
    }

    /** The version of the chart that was made last; {@code lastAttemptedRevision} of the release is one, too. */
    String chartVersion() {
        return Printable.line(
                chart.map(live -> live.at("/status/artifact/revision").asString(""))
                        .orElse(""));
    }

    Condition ready() {
        return Condition.of(release, "Ready");
    }

    /** Why no chart can be made; empty where one can. */
    Optional<Condition> chartFailure() {
        return chart.flatMap(live -> List.of("Stalled", "BuildFailed", "FetchFailed").stream()
                .map(type -> Condition.of(live, type))
                .filter(Condition::isTrue)
                .findFirst());
    }

    /** Whether helm-controller has begun with the chart that was made last. */
    boolean isAttempted() {
        return !chartVersion().isEmpty() && chartVersion().equals(text("lastAttemptedRevision"));
    }

    /** Whether that chart is released, with the values of the present specification. */
    boolean isReleased() {
        return isAttempted()
                && ready().isTrue()
                && release.at("/status/observedGeneration").asLong(0) == release.generation()
                && newest("status").equals("deployed")
                && newest("chartVersion").equals(chartVersion())
                && newest("configDigest").equals(text("lastAttemptedConfigDigest"));
    }

    /** Whether the attempt has failed, and helm-controller does not try it again. */
    boolean hasFailed() {
        boolean goesOn = Condition.of(release, "Reconciling").isTrue();
        return Stalled.of(release).isPresent() || (ready().isFalse() && FAILURES.contains(ready().reason()) && !goesOn);
    }

    /** {@code shop/web.v3}. */
    String newestRelease() {
        return newest("namespace") + "/" + newest("name") + ".v" + newest("version");
    }

    private String newest(String field) {
        return Printable.line(release.at("/status/history/0").path(field).asString(""));
    }

    private String text(String field) {
        return release.at("/status").path(field).asString("");
    }

    /** What the inventory lists, from the commit of which the chart was made. */
    Optional<Applied> applied() {
        List<ObjectRef> objects = release.at("/status/inventory/entries")
                .valueStream()
                .flatMap(entry -> Inventory.object(entry).stream())
                .toList();
        if (objects.isEmpty()) return Optional.empty();
        return CommitId.parse(chartCommit().commit())
                .map(commit -> new Applied(commit, objects, isReleased(), MANAGER));
    }
}
