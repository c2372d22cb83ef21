package dev.landfall.gitops.argocd;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Evidence;
import dev.landfall.gitops.EvidenceClass;
import dev.landfall.gitops.Progress;
import dev.landfall.gitops.Relation;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether our objects are applied, and why not where the comparison knows our commit. */
final class ArrivalRules {
    private static final Duration USUAL_START_OF_A_SYNC = Duration.ofSeconds(60);

    private ArrivalRules() {}

    /** What was applied or compared last contains our commit, but not what it set. */
    static Optional<Verdict> superseded(Snapshot snapshot) {
        Optional<String> applied = snapshot.ourOperation().map(SyncOperation::revision);
        Optional<String> compared = Optional.of(snapshot.application().comparedRevision())
                .filter(revision -> snapshot.isComparedWithOurCommit());
        return compared.filter(revision -> takesOursBack(snapshot, revision))
                .or(() -> applied.filter(revision -> takesOursBack(snapshot, revision)))
                .map(revision ->
                        Verdict.of(new Progress.Superseded(snapshot.history().supersededIn(revision))));
    }

    static Optional<Verdict> applied(Snapshot snapshot) {
        return snapshot.ourOperation()
                .filter(snapshot::appliedOurs)
                .map(operation -> takenBack(snapshot)
                        .orElseGet(() -> succeeded(
                                snapshot, evidenceOf(snapshot, operation), leavesAlone(snapshot, operation))));
    }

    /** An operation at our commit left an object in the cluster that our commit takes out of Git. */
    static Optional<Verdict> pruneSkipped(Snapshot snapshot) {
        return snapshot.ourOperation()
                .filter(operation ->
                        snapshot.history().relationOf(operation.revision()).hasOurs())
                .flatMap(operation -> snapshot.removed().stream()
                        .flatMap(object -> operation.result(object).stream())
                        .filter(AppliedResource::isPruneSkipped)
                        .findFirst())
                .map(kept -> Verdict.of(new Progress.Blocked(
                        Reason.lasting(
                                "prune-skipped",
                                "Argo CD synced our commit, but did not delete %s: %s"
                                        .formatted(kept.object(), kept.message()),
                                "`argocd app sync %s --prune` deletes it".formatted(snapshot.name())),
                        true)));
    }

    /** The target has no such object, though the comparison with our commit went well. */
    static Optional<Verdict> notRendered(Snapshot snapshot) {
        return snapshot.objects().stream()
                .filter(object -> snapshot.application()
                        .entryOf(object)
                        .filter(entry -> !entry.requiresPruning())
                        .isEmpty())
                .findFirst()
                .map(object -> Verdict.of(new Progress.Failed(Reason.lasting(
                        "not-rendered",
                        "Argo CD finds no %s in the source of Application %s at our commit"
                                .formatted(object, snapshot.name()),
                        "see whether the source reads the file: spec.source.directory, its include and exclude"))));
    }

    /**
     * Our objects are as Git has them, though no operation of ours is to be seen: there was nothing to do, or a later
     * operation has taken its place.
     */
    static Optional<Verdict> nothingToApply(Snapshot snapshot) {
        boolean allSynced = snapshot.objects().stream().allMatch(object -> isSynced(snapshot, object))
                && snapshot.removed().stream().allMatch(object -> isGone(snapshot, object));
        if (allSynced) {
            return Optional.of(
                    takenBack(snapshot).orElseGet(() -> succeeded(snapshot, evidenceOf(snapshot), Optional.empty())));
        }
        boolean onlyHooks = snapshot.removed().isEmpty()
                && snapshot.objects().stream().allMatch(object -> isHook(snapshot, object));
        return onlyHooks && snapshot.application().syncStatus().equals("Synced")
                ? Optional.of(Verdict.of(new Progress.Failed(hookNotRun(snapshot))))
                : Optional.empty();
    }

    /** The last rule: our objects differ from Git, and nothing is under way. */
    static Optional<Verdict> waitingForSync(Snapshot snapshot) {
        boolean automated = snapshot.application().syncsByItself();
        return WindowRules.rolling(snapshot)
                .or(() -> askedSync(snapshot))
                .or(() -> pruningOff(snapshot))
                .or(() -> automated || isKeptFromAsking(snapshot) ? WindowRules.closed(snapshot) : Optional.empty())
                .or(() -> Optional.of(automated ? waitingForAutoSync(snapshot) : manualSync(snapshot)));
    }

    private static boolean isKeptFromAsking(Snapshot snapshot) {
        return snapshot.hop().syncAsked() && !WindowRules.allowAskedSync(snapshot);
    }

    /** Automated sync without pruning starts no sync where only pruning is left to do. */
    private static Optional<Verdict> pruningOff(Snapshot snapshot) {
        Application application = snapshot.application();
        boolean onlyPruningIsLeft = application.resources().stream()
                .filter(entry -> entry.status().equals("OutOfSync"))
                .allMatch(ResourceEntry::requiresPruning);
        boolean waits = !snapshot.removed().isEmpty() && onlyPruningIsLeft && application.syncsByItself();
        return waits && !Pruning.isOn(application)
                ? Optional.of(Verdict.of(new Progress.Blocked(Pruning.off(application), true)))
                : Optional.empty();
    }

    /** The sync that the user asked for, where it is still to be requested or to start. */
    static Optional<Verdict> askedSync(Snapshot snapshot) {
        Requests requests = snapshot.requests();
        if (!snapshot.hop().syncAsked() || !requests.syncAllowed() || !WindowRules.allowAskedSync(snapshot))
            return Optional.empty();
        boolean waits = requests.syncs() > 0
                && snapshot.awaited() == Verdict.Awaited.ASKED_SYNC
                && snapshot.waited().compareTo(USUAL_START_OF_A_SYNC) < 0;
        if (requests.syncs() > 0 && !waits) return Optional.empty();
        Progress progress = new Progress.Pending(
                Reason.passing("sync-asked", "Landfall asks Argo CD to sync Application " + snapshot.name(), ""));
        Verdict.Ask ask = waits ? Verdict.Ask.NOTHING : Verdict.Ask.SYNC;
        return Optional.of(new Verdict(progress, ask, Verdict.Awaited.ASKED_SYNC));
    }

    private static Verdict manualSync(Snapshot snapshot) {
        return Verdict.of(new Progress.Blocked(Obstacles.manualSync(snapshot.application()), true));
    }

    private static Verdict waitingForAutoSync(Snapshot snapshot) {
        if (snapshot.waitedFor(Verdict.Awaited.AUTO_SYNC).compareTo(USUAL_START_OF_A_SYNC) < 0) {
            Reason reason = Reason.passing(
                    "awaiting-auto-sync", "Argo CD knows our commit and will sync Application " + snapshot.name(), "");
            return new Verdict(new Progress.Pending(reason), Verdict.Ask.NOTHING, Verdict.Awaited.AUTO_SYNC);
        }
        boolean ran = snapshot.ourOperation()
                .filter(operation -> !operation.isActive())
                .isPresent();
        Progress progress = ran
                ? new Progress.Failed(stillOutOfSync(snapshot))
                : new Progress.Blocked(autoSyncStuck(snapshot), false);
        return new Verdict(progress, Verdict.Ask.HARD_REFRESH, Verdict.Awaited.AUTO_SYNC);
    }

    private static Reason stillOutOfSync(Snapshot snapshot) {
        return Reason.lasting(
                "still-out-of-sync",
                "Argo CD synced Application %s with our commit, but %s still differs from Git"
                        .formatted(snapshot.name(), outOfSync(snapshot)),
                "see `argocd app diff %s`: another controller or a webhook may set it back".formatted(snapshot.name()));
    }

    private static Reason autoSyncStuck(Snapshot snapshot) {
        String unknown = snapshot.around()
                .windows()
                .unknown(snapshot.name())
                .map(reason -> "; " + reason.message())
                .orElse("");
        return Reason.passing(
                "auto-sync-stuck",
                "Argo CD knows our commit but starts no sync of Application %s%s".formatted(snapshot.name(), unknown),
                "run `argocd app sync %s`, or ask for the sync with --sync".formatted(snapshot.name()));
    }

    private static Reason hookNotRun(Snapshot snapshot) {
        return Reason.lasting(
                "hook-not-run",
                "our commit only changes hooks, which Argo CD runs with a sync, and nothing else is to be synced in %s"
                        .formatted(snapshot.name()),
                "run `argocd app sync %s`".formatted(snapshot.name()));
    }

    private static boolean takesOursBack(Snapshot snapshot, String revision) {
        return snapshot.history().relationOf(revision) == Relation.DESCENDANT
                && !snapshot.history().survivesIn(revision);
    }

    private static boolean isSynced(Snapshot snapshot, ObjectRef object) {
        return snapshot.application()
                .entryOf(object)
                .filter(entry -> entry.status().equals("Synced"))
                .isPresent();
    }

    /** Argo CD lists what is live or in Git; what it lists no more is neither. */
    private static boolean isGone(Snapshot snapshot, ObjectRef object) {
        return snapshot.application().entryOf(object).isEmpty();
    }

    private static boolean isHook(Snapshot snapshot, ObjectRef object) {
        return snapshot.application()
                .entryOf(object)
                .filter(ResourceEntry::hook)
                .isPresent();
    }

    private static String outOfSync(Snapshot snapshot) {
        return snapshot.touched().stream()
                .filter(object ->
                        snapshot.removed().contains(object) ? !isGone(snapshot, object) : !isSynced(snapshot, object))
                .map(ObjectRef::toString)
                .collect(Collectors.joining(", "));
    }

    /** Asked before it counts as arrived: what lies on the branch by now will be applied next. */
    private static Optional<Verdict> takenBack(Snapshot snapshot) {
        return snapshot.history().takenBack().map(Verdict::of);
    }

    private static Verdict succeeded(Snapshot snapshot, Evidence evidence, Optional<Reason> leavesAlone) {
        List<Reason> warnings = new Neighbours(snapshot).warnings();
        return Verdict.of(new Progress.Succeeded(evidence, warnings, leavesAlone));
    }

    /**
     * What others have changed since a sync that went well. Argo CD notes no time of a comparison that a live object has
     * caused, so that what it says now is believed only where the live object differs for a while.
     */
    private static Optional<Reason> leavesAlone(Snapshot snapshot, SyncOperation operation) {
        Application application = snapshot.application();
        boolean differs = snapshot.objects().stream()
                .flatMap(object -> application.entryOf(object).stream())
                .anyMatch(entry -> entry.status().equals("OutOfSync"));
        return operation.phase().equals("Succeeded") && differs && !application.healsItself()
                ? Optional.of(selfHealOff(application))
                : Optional.empty();
    }

    private static Reason selfHealOff(Application application) {
        return Reason.lasting(
                "self-heal-off",
                "Git has it as wanted, Application %s does not set back what others change (selfHeal)"
                        .formatted(application.qualifiedName()),
                "`argocd app sync %s` sets it back; whoever changed it may do so again"
                        .formatted(application.qualifiedName()));
    }

    private static Evidence evidenceOf(Snapshot snapshot, SyncOperation operation) {
        String applied = snapshot.touched().stream()
                .map(object -> object
                        + (snapshot.removed().contains(object) ? " Pruned: " : " Synced: ")
                        + operation.result(object).orElseThrow().message())
                .collect(Collectors.joining(", "));
        return new Evidence(
                snapshot.history().relationOf(operation.revision()) == Relation.SAME
                        ? EvidenceClass.EXACT
                        : EvidenceClass.CONTAINED,
                operation.revision(),
                snapshot.application().ref(),
                "operation %s at %s, syncResult %s".formatted(operation.phase(), operation.revision(), applied));
    }

    private static Evidence evidenceOf(Snapshot snapshot) {
        String synced = snapshot.touched().stream()
                .map(object -> object + (snapshot.removed().contains(object) ? " gone" : ""))
                .collect(Collectors.joining(", "));
        String revision = snapshot.application().comparedRevision();
        return new Evidence(
                EvidenceClass.NO_DIFF,
                revision,
                snapshot.application().ref(),
                "compared at %s, Synced: %s".formatted(revision, synced));
    }
}
