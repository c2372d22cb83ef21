package dev.landfall.health;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A Kustomization, or a source of one: well when its controller ended a pass over this specification without trouble.
 * A failure that the controller tries again, or that another object must clear, is waited for.
 */
final class FluxObjectHealth {
    private static final Set<String> CHECKED = Set.of("HealthCheckFailed", "HealthCheckCanceled");

    /** Of a Kustomization: the same again comes of the same revision. */
    private static final Set<String> FINAL = Set.of(
            "BuildFailed",
            "PruneFailed",
            "HealthCheckFailed",
            "AccessDenied",
            "InvalidCELExpression",
            "FeatureGateDisabled");

    /** How an API server words that it will not take an object as it is. */
    private static final List<String> REFUSALS =
            List.of("(Invalid)", "(Forbidden)", "is immutable", "denied the request");

    /** Whoever wrote the specification must act, unless what it names comes within seconds, out of the same commit. */
    private static final Set<String> WANTING =
            Set.of("AuthenticationFailed", "URLInvalid", "InvalidProviderConfiguration", "InvalidChartReference");

    private final LiveObject object;
    private final FluxConditions conditions;
    private final Condition ready;

    FluxObjectHealth(LiveObject object) {
        this.object = object;
        this.conditions = new FluxConditions(object);
        this.ready = conditions.ready();
    }

    Health judge() {
        if (isStatic())
            return Health.Healthy.as(object.ref().kind() + " of type oci exists; nothing is fetched for it");
        return Pause.of(object)
                .or(this::stalled)
                .or(this::failed)
                .or(this::well)
                .orElseGet(this::atWork);
    }

    /** Whether a Kustomization has applied its spec as it is now: its health check comes after that. */
    Health applied() {
        return ready.isFalse() && CHECKED.contains(ready.reason())
                ? Health.Healthy.as("applied (" + ready.text() + ")")
                : judge();
    }

    /** Since Flux 2.3 such a one has no status. */
    private boolean isStatic() {
        return object.ref().kind().equals("HelmRepository")
                && object.at("/spec/type").asString("").equals("oci");
    }

    private Optional<Health> stalled() {
        Condition stalled = conditions.of("Stalled");
        return stalled.isTrue() ? Optional.of(degraded("is stalled: " + stalled.text())) : Optional.empty();
    }

    private Optional<Health> failed() {
        if (!ready.isFalse()) return Optional.empty();
        if (isFinal()) return Optional.of(degraded("is not well: " + ready.text()));
        Stream<PodTrouble> trouble =
                isWanting() ? Stream.of(PodTrouble.ofWhole(object, ready.reason(), ready.message())) : Stream.of();
        String message = "Ready is False (" + ready.text() + ")";
        return Optional.of(new Health.Progressing(new Health.Words(message), message, trouble.toList()));
    }

    private boolean isFinal() {
        boolean refused = ready.reason().equals("ReconciliationFailed")
                && REFUSALS.stream().anyMatch(ready.message()::contains);
        return refused || FINAL.contains(ready.reason());
    }

    private boolean isWanting() {
        boolean unverified = conditions.of("SourceVerified").isFalse();
        return unverified || WANTING.contains(ready.reason()) || ready.message().contains("path not found");
    }

    private Optional<Health> well() {
        boolean seen = ObservedGeneration.isBehindOrMissing(object).isEmpty();
        return ready.isTrue() && seen
                ? Optional.of(Health.Healthy.as("Ready is True (" + ready.text() + ")"))
                : Optional.empty();
    }

    private Health atWork() {
        Condition reconciling = conditions.of("Reconciling");
        String text = reconciling.isTrue() ? reconciling.text() : ready.text();
        return Health.Progressing.as(text.isEmpty() ? "not yet seen by its controller" : text);
    }

    private Health degraded(String how) {
        return Health.Degraded.because(Reason.lasting(
                "object-degraded",
                object.ref() + " " + how,
                "correct what the message names, in Git, or revert the change"));
    }
}
