package dev.landfall.health;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a HelmRelease says of itself: well when helm-controller has released the chart and the values of exactly this
 * specification. The rules are those of helm-controller 1.6 ({@code internal/reconcile/atomic_release.go}); how its
 * workloads are, is for {@link ReleasedWorkloads} to see.
 */
final class HelmReleaseHealth {
    /** For something else, which may come by itself. */
    private static final Set<String> WAITS = Set.of("SourceNotReady", "DependencyNotReady", "HealthCheckCanceled");

    /** What came of an action of Helm. */
    private static final Set<String> ACTED = Set.of(
            "InstallFailed",
            "UpgradeFailed",
            "TestFailed",
            "RollbackSucceeded",
            "RollbackFailed",
            "UninstallSucceeded",
            "UninstallFailed");

    private final LiveObject release;
    private final FluxConditions conditions;
    private final Condition ready;
    private final ReleaseChart chart;

    HelmReleaseHealth(LiveObject release, ReleaseChart chart) {
        this.release = release;
        this.conditions = new FluxConditions(release);
        this.ready = conditions.ready();
        this.chart = chart;
    }

    Health judge() {
        return Pause.of(release)
                .or(this::stalled)
                .or(this::notReady)
                .or(this::released)
                .orElseGet(this::atWork);
    }

    private Optional<Health> stalled() {
        Condition stalled = conditions.of("Stalled");
        return stalled.isTrue() ? Optional.of(Health.Degraded.because(failure(stalled))) : Optional.empty();
    }

    private Optional<Health> notReady() {
        if (!ready.isFalse()) return Optional.empty();
        if (WAITS.contains(ready.reason())) return Optional.of(waiting());
        if (ACTED.contains(ready.reason())) return Optional.of(acted());
        // It names when it looks again: so it does while its source is still to come.
        if (ready.message().toLowerCase(Locale.ROOT).contains("retrying in")) return Optional.of(waiting());
        return Optional.of(hanging(PodTrouble.ofWhole(release, ready.reason(), ready.message())));
    }

    private Health waiting() {
        String message = release.ref() + " waits: " + ready.text() + chart.words();
        return new Health.Progressing(
                new Health.Words(message), message, chart.trouble().stream().toList());
    }

    /** As long as it tries again, it may get well; helm-controller says so, and its count of failures does. */
    private Health acted() {
        boolean goesOn = conditions.of("Reconciling").isTrue() || hasRetriesLeft();
        return goesOn
                ? Health.Progressing.as(ready.text() + retry())
                : Health.Degraded.because(failure(conditions.of("Stalled")));
    }

    private static Health hanging(PodTrouble trouble) {
        return new Health.Progressing(new Health.Words(trouble.toString()), trouble.toString(), List.of(trouble));
    }

    /**
     * Also while the next pass begins: the proof is about this specification, and every interval has one. Which commit
     * it was is nowhere told: {@code lastAttemptedRevision} is a version of the chart.
     */
    private Optional<Health> released() {
        if (!ready.isTrue() || outstanding().isPresent()) return Optional.empty();
        String drift = conditions.of("Drifted").isTrue()
                // In mode "warn" Ready stays True; in mode "enabled" helm-controller corrects it in the same pass.
                ? ", and the cluster has drifted from it: "
                        + conditions.of("Drifted").reason()
                : "";
        return Optional.of(Health.Healthy.as("release %s is deployed: chart %s %s%s"
                .formatted(releaseName(), newest("chartName"), newest("chartVersion"), drift)));
    }

    private Health atWork() {
        Condition reconciling = conditions.of("Reconciling");
        if (reconciling.isTrue()) return Health.Progressing.as(reconciling.text() + chart.words());
        if (ready.isTrue()) return Health.Progressing.as(outstanding().orElseThrow());
        return Health.Progressing.as(
                (ready.text().isEmpty() ? "not yet seen by its controller" : ready.text()) + chart.words());
    }

    /** What Ready=True does not prove yet. */
    private Optional<String> outstanding() {
        if (status("observedGeneration") != release.generation())
            return Optional.of("its controller has not ended a pass over this specification yet");
        if (status("lastAttemptedGeneration") != release.generation())
            return Optional.of("its controller has released nothing for this specification yet");
        if (!newest("status").equals("deployed"))
            return Optional.of("release %s is %s, not deployed".formatted(releaseName(), newest("status")));
        return differs("configDigest", "lastAttemptedConfigDigest", "values")
                .or(() -> differs("chartVersion", "lastAttemptedRevision", "a chart version"))
                .or(() -> differs("ociDigest", "lastAttemptedRevisionDigest", "a chart digest"));
    }

    private Optional<String> differs(String released, String tried, String what) {
        String last = release.at("/status").path(tried).asString("");
        if (newest(released).equals(last)) return Optional.empty();
        return Optional.of("release %s has %s other than those tried last".formatted(releaseName(), what));
    }

    private Reason failure(Condition stalled) {
        ObjectRef ref = release.ref();
        String command = "flux reconcile helmrelease %s -n %s ".formatted(ref.name(), ref.namespace());
        if (isBecause("RollbackSucceeded")) {
            return Reason.lasting(
                    "release-rolled-back",
                    "%s was rolled back: its workloads run what was released before (%s)".formatted(ref, why(stalled)),
                    "correct its values or chart; to try the same once more: " + command + "--reset");
        }
        if (isBecause("UninstallSucceeded")) {
            return Reason.lasting(
                    "release-uninstalled",
                    "%s was uninstalled after it failed (%s)".formatted(ref, why(stalled)),
                    "correct its values or chart; to try the same once more: " + command + "--reset");
        }
        boolean noTarget = stalled.reason().equals("MissingRollbackTarget");
        return Reason.lasting(
                "release-failed",
                "%s failed (%s)".formatted(ref, why(stalled)),
                "correct its values or chart; to try the same once more: " + command
                        + (noTarget ? "--force" : "--reset"));
    }

    private boolean isBecause(String reason) {
        Condition remediated = conditions.of("Remediated");
        return ready.isFalseBecause(reason)
                || (!ready.isTrue()
                        && remediated.isTrue()
                        && remediated.reason().equals(reason));
    }

    private String why(Condition stalled) {
        Condition released = conditions.of("Released");
        String first = ready.text();
        String cause = released.isFalse() && !released.reason().equals(ready.reason()) ? "; " + released.text() : "";
        return first + cause + (stalled.isTrue() ? "; " + stalled.text() : "");
    }

    private boolean hasRetriesLeft() {
        return failures() > 0 && (retries() < 0 || failures() <= retries());
    }

    /** {@code ; retry 1 of 3 follows}. */
    private String retry() {
        Condition reconciling = conditions.of("Reconciling");
        if (retries() == 0 || failures() == 0) return reconciling.isTrue() ? "; " + reconciling.message() : "";
        return "; retry %d of %s follows".formatted(failures(), retries() < 0 ? "any number" : retries());
    }

    private long failures() {
        return status(action() + "Failures");
    }

    private long retries() {
        return release.at("/spec/" + action() + "/remediation/retries").asLong(0);
    }

    private String action() {
        return release.at("/status/lastAttemptedReleaseAction").asString("").equals("install") ? "install" : "upgrade";
    }

    private String releaseName() {
        return newest("namespace") + "/" + newest("name") + ".v" + newest("version");
    }

    private String newest(String field) {
        return release.at("/status/history/0").path(field).asString("");
    }

    private long status(String field) {
        return release.at("/status").path(field).asLong(0);
    }
}
