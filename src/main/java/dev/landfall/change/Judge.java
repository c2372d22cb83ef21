package dev.landfall.change;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Evidence;
import dev.landfall.gitops.EvidenceClass;
import dev.landfall.gitops.Progress;
import dev.landfall.health.Health;
import dev.landfall.health.HealthReader;
import dev.landfall.health.PodTrouble;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Turns one look at owner and object after the other into a verdict. It remembers only for how long something has been
 * so; time is what has passed since the wait began.
 */
final class Judge {
    private static final Duration OVERRIDDEN = Duration.ofSeconds(10);
    private static final Duration MISSING = Duration.ofSeconds(30);
    private static final Duration BEYOND_OWN_DEADLINE = Duration.ofMinutes(1);

    private final Wanted wanted;
    private final ObjectRef target;
    private final Writer writer;
    private final Patience patience;
    private final Troubles troubles = new Troubles();
    private final Since mismatch = new Since();
    private final Since missing = new Since();
    private final Since healthy = new Since();
    private final Since applied = new Since();
    private long restarts;

    /** Who brings the values to the object. */
    private enum Writer {
        /** It tells when it has applied them. */
        OWNER,
        /** Landfall itself, so that no owner stands behind them. */
        LANDFALL,
        /** It does not tell when it has come to the object: until then that is not as wanted. */
        GENERATOR
    }

    /** @param direct whether Landfall wrote the object itself */
    Judge(List<DesiredChange> wanted, ObjectRef target, boolean direct, Patience patience) {
        this(wanted, target, direct ? Writer.LANDFALL : Writer.OWNER, patience);
    }

    private Judge(List<DesiredChange> wanted, ObjectRef target, Writer writer, Patience patience) {
        this.wanted = new Wanted(wanted, target);
        this.target = target;
        this.writer = writer;
        this.patience = patience;
    }

    /** One whose generator comes to it in a time of its own. */
    static Judge ofGenerated(List<DesiredChange> wanted, ObjectRef target, Patience patience) {
        return new Judge(wanted, target, Writer.GENERATOR, patience);
    }

    /** What follows from a look. */
    sealed interface Step {
        /** @param phase in words for a person */
        record Wait(String phase) implements Step {}

        record End(Outcome outcome) implements Step {}
    }

    Step judge(Progress progress, HealthReader.Look look, Duration now) {
        List<String> differing =
                look.object().map(live -> wanted.differing(live, now)).orElse(List.of());
        Optional<Outcome> vain = vain(progress, look, differing, now);
        if (vain.isPresent()) return new Step.End(vain.get());
        return switch (progress) {
            case Progress.Failed failed -> new Step.End(new Outcome.Failed(failed.reason(), List.of()));
            case Progress.Superseded superseded -> new Step.End(new Outcome.Superseded(superseded.reason()));
            case Progress.Degraded degraded ->
                new Step.End(new Outcome.Degraded(degraded.reason(), List.of(degraded.evidence())));
            case Progress.Blocked blocked
            when blocked.needsPerson() -> new Step.End(new Outcome.Blocked(blocked.reason()));
            case Progress.Blocked blocked -> waitForSync(blocked.reason(), now);
            case Progress.Pending pending -> waitForSync(pending.reason(), now);
            case Progress.Progressing progressing -> waitForSync(progressing.reason(), now);
            case Progress.Succeeded succeeded -> judgeObject(succeeded, look, differing, now);
        };
    }

    /** Why the object does not get well, where that is certain while the owner may still be at work on our commit. */
    private Optional<Outcome> vain(Progress progress, HealthReader.Look look, List<String> differing, Duration now) {
        if (wanted.isRemoval()) return Optional.empty();
        List<PodTrouble> seen = troubles(look.health());
        Optional<PodTrouble> lasting = troubles.lasting(seen, now);
        boolean atWork = progress instanceof Progress.Progressing || progress instanceof Progress.Succeeded;
        if (!atWork || look.object().isEmpty() || !differing.isEmpty()) return Optional.empty();
        if (lasting.isPresent()) return Optional.of(inVain(lasting.get(), progress));
        if (look.health() instanceof Health.Degraded degraded) {
            return Optional.of(new Outcome.Degraded(degraded.reason(), evidence(progress, degraded)));
        }
        return Optional.empty();
    }

    private static List<PodTrouble> troubles(Health health) {
        return switch (health) {
            case Health.Progressing progressing -> progressing.troubles();
            case Health.Degraded degraded -> degraded.troubles();
            case Health.Healthy healthy -> List.of();
            case Health.Suspended suspended -> List.of();
            case Health.Missing missing -> List.of();
        };
    }

    private Outcome inVain(PodTrouble trouble, Progress progress) {
        String remedy = "revert the change, or mend its cause and track it again";
        Reason reason = trouble.isOfFlux()
                ? Reason.lasting("object-degraded", trouble.toString(), remedy)
                : Reason.lasting("pod-does-not-start", trouble.toString(), remedy);
        return new Outcome.Degraded(reason, evidence(progress, List.of(trouble)));
    }

    private List<Evidence> evidence(Progress progress, Health.Degraded degraded) {
        List<Evidence> evidence = evidence(progress, degraded.troubles());
        evidence.add(new Evidence(
                EvidenceClass.OBJECT_ONLY, "", target, degraded.reason().message()));
        return evidence;
    }

    private List<Evidence> evidence(Progress progress, List<PodTrouble> seen) {
        List<Evidence> evidence = new ArrayList<>();
        if (progress instanceof Progress.Succeeded succeeded) evidence.add(succeeded.evidence());
        for (PodTrouble trouble : seen) {
            evidence.add(new Evidence(EvidenceClass.OBJECT_ONLY, "", trouble.pod(), trouble.toString()));
        }
        return evidence;
    }

    private Step waitForSync(Reason why, Duration now) {
        applied.no();
        healthy.no();
        if (now.compareTo(patience.sync()) < 0) return new Step.Wait(why.toString());
        return timedOut(
                "the owner did not apply the commit within " + words(patience.sync()) + ": " + why.message(),
                List.of());
    }

    private Reason notYet(List<String> differing) {
        return Reason.passing(
                "generator-at-work",
                "what generates %s has not come to it yet: %s".formatted(target, String.join(", ", differing)),
                "");
    }

    private Step judgeObject(
            Progress.Succeeded progress, HealthReader.Look look, List<String> differing, Duration now) {
        if (writer == Writer.GENERATOR && !differing.isEmpty()) return waitForSync(notYet(differing), now);
        Duration sinceApplied = applied.yes(now);
        if (wanted.isRemoval()) return judgeRemoval(progress, look, sinceApplied, now);
        if (!differing.isEmpty()) return overridden(progress, look.object().orElseThrow(), differing, now);
        mismatch.no();
        if (!isWell(look.health())) healthy.no();
        if (!(look.health() instanceof Health.Missing)) missing.no();
        return switch (look.health()) {
            case Health.Missing gone -> missing(progress, now);
            case Health.Suspended suspended
            when wanted.isAskedFor(suspended) -> settle(asAsked(suspended), progress, now);
            case Health.Suspended suspended -> new Step.End(new Outcome.Blocked(suspended.reason()));
            case Health.Degraded degraded -> throw new IllegalStateException("judged before");
            case Health.Progressing rollout ->
                rollout(rollout, progress, look.object().orElseThrow(), sinceApplied);
            case Health.Healthy well -> settle(well, progress, now);
        };
    }

    private boolean isWell(Health health) {
        return health instanceof Health.Healthy
                || (health instanceof Health.Suspended suspended && wanted.isAskedFor(suspended));
    }

    private static Health.Healthy asAsked(Health.Suspended suspended) {
        return new Health.Healthy(
                new Health.Words("as asked for: " + suspended.reason().message()), 0, 0);
    }

    private Step rollout(Health.Progressing rollout, Progress progress, LiveObject object, Duration sinceApplied) {
        Duration own = OwnDeadline.of(object).plus(BEYOND_OWN_DEADLINE);
        Duration limit = own.compareTo(patience.rollout()) > 0 ? own : patience.rollout();
        if (sinceApplied.compareTo(limit) < 0) return new Step.Wait("rollout: " + rollout.message());
        return timedOut(
                "the rollout did not end within " + words(limit) + ": " + rollout.message(),
                evidence(progress, rollout.troubles()));
    }

    private Step settle(Health.Healthy well, Progress.Succeeded progress, Duration now) {
        // A container that starts anew was not stable, however healthy it looks in between.
        if (well.restarts() != restarts) healthy.no();
        restarts = well.restarts();
        return stays(well, progress, now);
    }

    private Step stays(Health.Healthy well, Progress.Succeeded progress, Duration now) {
        Duration stable = healthy.yes(now);
        Duration window = patience.settle().plusSeconds(well.minReadySeconds());
        if (stable.compareTo(window) < 0) {
            return new Step.Wait(well.observed() + ", stays so for " + words(stable) + " of " + words(window));
        }
        List<Evidence> evidence = List.of(
                progress.evidence(),
                new Evidence(
                        progress.evidence().evidenceClass(),
                        progress.evidence().revision(),
                        target,
                        observed(well, stable)));
        List<Reason> warnings = new ArrayList<>(progress.warnings());
        warnings.addAll(wanted.warnings());
        return new Step.End(new Outcome.Verified(evidence, warnings));
    }

    private Step judgeRemoval(
            Progress.Succeeded progress, HealthReader.Look look, Duration sinceApplied, Duration now) {
        if (look.object().isEmpty())
            return stays(new Health.Healthy(new Health.Words(target + " is gone"), 0, 0), progress, now);
        healthy.no();
        LiveObject live = look.object().get();
        if (!live.isBeingDeleted()) return overridden(progress, live, List.of(target + " is still there"), now);
        String finalizers = String.join(
                ", ",
                live.at("/metadata/finalizers")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList());
        String phase = target + " is being deleted" + (finalizers.isEmpty() ? "" : ", which waits for " + finalizers);
        if (sinceApplied.compareTo(patience.rollout()) < 0) return new Step.Wait(phase);
        return timedOut(phase, List.of(progress.evidence()));
    }

    private static String observed(Health.Healthy well, Duration stable) {
        return switch (well.observed()) {
            case Health.Pods pods -> pods + " for " + words(stable) + ", " + well.restarts() + " restarts";
            case Health.Words told -> told + ", so for " + words(stable);
        };
    }

    private Step missing(Progress.Succeeded progress, Duration now) {
        if (missing.yes(now).compareTo(MISSING) < 0) return new Step.Wait(target + " is not there yet");
        String gone = target + " does not exist although its owner applied the commit";
        if (progress.leavesAlone().isPresent())
            return leftAlone(progress.leavesAlone().get(), gone);
        Reason reason = Reason.lasting("object-missing", gone, "");
        return new Step.End(new Outcome.Degraded(reason, List.of()));
    }

    private Step overridden(Progress.Succeeded progress, LiveObject live, List<String> differing, Duration now) {
        healthy.no();
        if (mismatch.yes(now).compareTo(OVERRIDDEN) < 0) return new Step.Wait(String.join(", ", differing));
        String since = String.join(", ", differing) + "; the fields of " + target + " are also written by "
                + String.join(", ", FieldManagers.of(live));
        return switch (writer) {
            case LANDFALL -> overwritten(since);
            case OWNER, GENERATOR ->
                progress.leavesAlone().map(why -> leftAlone(why, since)).orElseGet(() -> overridden(since));
        };
    }

    private static Step overwritten(String since) {
        return new Step.End(new Outcome.Superseded(Reason.lasting(
                "overwritten",
                "the object was written, and somebody has changed it since: " + since,
                "settle it with whoever changed it, then plan anew")));
    }

    private static Step overridden(String since) {
        Reason reason = Reason.lasting(
                "overridden-field",
                "the owner applied the commit, but " + since,
                "find who writes the field: an autoscaler, an admission webhook, or a rule that ignores differences");
        return new Step.End(new Outcome.Failed(reason, List.of()));
    }

    private static Step leftAlone(Reason why, String what) {
        return new Step.End(
                new Outcome.Blocked(Reason.lasting(why.code(), why.message() + ", and " + what, why.remedy())));
    }

    private static Step timedOut(String message, List<Evidence> evidence) {
        Reason reason = Reason.passing("timed-out", message, "it may still get there: track the change again");
        return new Step.End(new Outcome.TimedOut(reason, evidence));
    }

    private static String words(Duration duration) {
        return duration.toSeconds() + " s";
    }
}
