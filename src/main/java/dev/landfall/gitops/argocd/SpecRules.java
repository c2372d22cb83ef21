package dev.landfall.gitops.argocd;

import dev.landfall.gitops.Progress;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.Optional;

/** What makes the rest of the status history: the Application itself is not what the change was planned for. */
final class SpecRules {
    private static final Duration PATIENCE_WITH_INVALID_SPEC = Duration.ofSeconds(30);

    private SpecRules() {}

    static Progress gone(String name) {
        return new Progress.Failed(Reason.lasting(
                "application-deleted",
                "Application %s does not exist any more".formatted(name),
                "trace the object again to see who owns it now"));
    }

    static Progress recreated(String name) {
        return new Progress.Failed(Reason.lasting(
                "application-recreated",
                "Application %s was deleted and made anew".formatted(name),
                "trace the object again and plan anew"));
    }

    static Optional<Verdict> deleting(Snapshot snapshot) {
        return Obstacles.deleting(snapshot.application()).map(reason -> Verdict.of(new Progress.Failed(reason)));
    }

    static Optional<Verdict> skipsReconcile(Snapshot snapshot) {
        return Obstacles.skipsReconcile(snapshot.application())
                .map(reason -> Verdict.of(new Progress.Blocked(reason, true)));
    }

    static Optional<Verdict> retargeted(Snapshot snapshot) {
        ApplicationSource source = new ApplicationSource(snapshot.application());
        if (source.stillFrom(snapshot.hop().source()).isPresent()) return Optional.empty();
        return Optional.of(Verdict.of(new Progress.Failed(Reason.lasting(
                "target-changed",
                "Application %s has another source since the change was planned, now %s"
                        .formatted(snapshot.name(), source.described()),
                "plan anew for the source that it has now"))));
    }

    /** The time of reconciliation does not move here: only a refresh request that is gone tells that it was looked at. */
    static Optional<Verdict> invalid(Snapshot snapshot) {
        Application application = snapshot.application();
        Optional<String> error =
                application.condition("InvalidSpecError").or(() -> application.condition("UnknownError"));
        if (Obstacles.statusTooLarge(application).isPresent()) return Optional.empty();
        boolean seen = !application.isRefreshPending();
        if (error.isEmpty() || !application.isSyncStatusUnknown()) return Optional.empty();
        if (!seen && snapshot.awaited() != Verdict.Awaited.VALID_SPEC) return Optional.empty();
        Reason reason = Reason.lasting(
                "invalid-spec",
                "Argo CD refuses Application %s: %s".formatted(snapshot.name(), error.get()),
                "mend the Application or its AppProject, see `argocd app get %s`".formatted(snapshot.name()));
        boolean patient =
                !seen || snapshot.waitedFor(Verdict.Awaited.VALID_SPEC).compareTo(PATIENCE_WITH_INVALID_SPEC) < 0;
        Progress progress = patient ? new Progress.Pending(reason) : new Progress.Failed(reason);
        Verdict.Ask ask = seen ? Verdict.Ask.REFRESH : Verdict.Ask.NOTHING;
        return Optional.of(new Verdict(progress, ask, Verdict.Awaited.VALID_SPEC));
    }
}
