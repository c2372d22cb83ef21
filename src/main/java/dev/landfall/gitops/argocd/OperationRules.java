package dev.landfall.gitops.argocd;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Progress;
import dev.landfall.gitops.Relation;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the operation of an Application says: queued, running, held, failed. */
final class OperationRules {
    private static final String HELD = "Sync operation blocked by sync window";
    private static final String SHARED = "Shared resource found";
    private static final int MOST_NAMED = 5;
    private static final String PRUNE_CONFIRMATION = "waiting for pruning confirmation";
    private static final String TERMINATED = "Operation terminated";

    /** gitops-engine/pkg/sync/sync_context.go: a group, which may be empty, a kind and a name, then how many more. */
    private static final Pattern WAITED_FOR = Pattern.compile(
            "waiting for (?:healthy state|completion|deletion) of (?:hook )?([^/ ]*)/([^/ ]+)/([^/ ]+)");

    private static final Duration USUAL_FOLLOW_UP = Duration.ofSeconds(60);
    private static final Pattern COMMIT = Pattern.compile("\\b[0-9a-f]{40}\\b");

    private OperationRules() {}

    static Optional<Verdict> heldByWindow(Snapshot snapshot) {
        if (!isHeld(snapshot.application())) return Optional.empty();
        return WindowRules.closed(snapshot)
                .or(() -> Optional.of(blocked(
                        Reason.passing(
                                "sync-window",
                                "a sync window of its AppProject holds the sync of Application " + snapshot.name(),
                                "wait for the window, see `argocd proj windows list`"),
                        false)));
    }

    /** The operation stays queued or running, and nothing else can start. */
    static boolean isHeld(Application application) {
        return application
                .operation()
                .filter(operation -> operation.isActive() && operation.message().startsWith(HELD))
                .isPresent();
    }

    /** A commit is taken up only once this has ended. A mere sync under way has, before anybody reads of it. */
    static Optional<Reason> delay(Application application) {
        return application
                .operation()
                .filter(operation ->
                        operation.isWaitingForRetry() || operation.message().contains(PRUNE_CONFIRMATION))
                .map(operation -> Reason.passing(
                        "other-operation",
                        "Application %s is busy with an older operation: %s"
                                .formatted(application.qualifiedName(), operation.message()),
                        "wait for it, or end it with `argocd app terminate-op %s`"
                                .formatted(application.qualifiedName())));
    }

    static Optional<Verdict> waitingForPruneConfirmation(Snapshot snapshot) {
        return ourActive(snapshot)
                .filter(operation -> operation.message().contains(PRUNE_CONFIRMATION))
                .map(operation -> blocked(
                        Reason.passing(
                                "prune-confirmation",
                                "the sync of Application %s is %s".formatted(snapshot.name(), operation.message()),
                                "confirm with `argocd app confirm-deletion %s`".formatted(snapshot.name())),
                        true));
    }

    static Optional<Verdict> waitingForRetry(Snapshot snapshot) {
        return ourActive(snapshot)
                .filter(SyncOperation::isWaitingForRetry)
                .map(operation -> Verdict.of(new Progress.Progressing(Reason.passing(
                        "sync-retry",
                        "the sync of Application %s failed and is tried again (attempt %d of %s%s): %s"
                                .formatted(
                                        snapshot.name(),
                                        operation.retries(),
                                        operation.retryLimit(),
                                        operation
                                                .nextAttempt()
                                                .map(at -> ", next at " + at)
                                                .orElse(""),
                                        failures(operation)),
                        "see `argocd app get %s`".formatted(snapshot.name())))));
    }

    static Optional<Verdict> running(Snapshot snapshot) {
        return ourActive(snapshot)
                .map(operation -> Verdict.of(new Progress.Progressing(Reason.passing(
                        "syncing",
                        "Application %s is syncing our commit%s%s"
                                .formatted(snapshot.name(), detail(operation), whose(snapshot, operation)),
                        ""))));
    }

    /** A wave waits for one object before the next wave, perhaps with ours, is applied. */
    private static String whose(Snapshot snapshot, SyncOperation operation) {
        Matcher waited = WAITED_FOR.matcher(operation.message());
        if (!waited.find()) return "";
        boolean ours = snapshot.touched().stream()
                .anyMatch(object -> object.group().equals(waited.group(1))
                        && object.kind().equals(waited.group(2))
                        && object.name().equals(waited.group(3)));
        return ours ? ", which our commit changes" : ", which our commit does not touch";
    }

    /** An older operation that is retried can even bring an older commit back; ours waits behind it. */
    static Optional<Verdict> otherRunning(Snapshot snapshot) {
        return active(snapshot)
                .map(operation -> blocked(
                        Reason.passing(
                                isOlder(snapshot, operation) ? "older-operation" : "other-operation",
                                "Application %s is busy with %s%s"
                                        .formatted(snapshot.name(), other(snapshot, operation), detail(operation)),
                                "wait for it, or end it with `argocd app terminate-op %s`".formatted(snapshot.name())),
                        false));
    }

    /** What fails at a commit that others have followed up is not the last word: theirs may mend it. */
    static Optional<Verdict> failedBeforeALaterCommit(Snapshot snapshot) {
        if (snapshot.waitedFor(Verdict.Awaited.LATER_COMMIT).compareTo(USUAL_FOLLOW_UP) >= 0) return Optional.empty();
        return snapshot.ourOperation()
                .filter(SyncOperation::hasFailed)
                .filter(operation -> !snapshot.isOfHead(operation.revision()))
                .map(operation -> new Verdict(
                        new Progress.Pending(Reason.passing(
                                "later-commit",
                                "the sync of %s failed at %s, and the branch has gone on since: what it has now may sync"
                                        .formatted(snapshot.name(), Printable.line(operation.revision())),
                                "")),
                        Verdict.Ask.REFRESH,
                        Verdict.Awaited.LATER_COMMIT));
    }

    /** Ranks above a comparison: an object that was refused is not where Git wants it, whatever a comparison ignores. */
    static Optional<Verdict> failedForOurs(Snapshot snapshot) {
        Optional<SyncOperation> operation = snapshot.ourOperation().filter(SyncOperation::hasFailed);
        return operation
                .flatMap(failed -> failed.results().stream()
                        .filter(result -> result.hasFailed() && snapshot.isOurs(result.object()))
                        .findFirst())
                .map(result -> syncAgainOr(
                        snapshot,
                        "sync-failed",
                        "Argo CD could not apply %s: %s; %s"
                                .formatted(
                                        result.object(),
                                        result.message(),
                                        reached(snapshot, operation.orElseThrow()))));
    }

    /** Which objects are in the cluster as our commit has them, and which are not. */
    private static String reached(Snapshot snapshot, SyncOperation operation) {
        if (operation.message().contains("(dry run)")) return "nothing was applied, since a dry run of all comes first";
        List<ObjectRef> live = operation.results().stream()
                .filter(result -> result.isApplied() || result.isPruned())
                .map(AppliedResource::object)
                .toList();
        List<ObjectRef> missing = Stream.concat(
                        operation.results().stream()
                                .filter(AppliedResource::hasFailed)
                                .map(AppliedResource::object),
                        snapshot.touched().stream()
                                .filter(object -> operation.result(object).isEmpty()))
                .toList();
        return "applied at the new commit: %s; not applied: %s".formatted(named(live), named(missing));
    }

    private static String named(List<ObjectRef> objects) {
        if (objects.isEmpty()) return "nothing";
        String names =
                objects.stream().limit(MOST_NAMED).map(ObjectRef::toString).collect(Collectors.joining(", "));
        return objects.size() <= MOST_NAMED ? names : names + " and %d more".formatted(objects.size() - MOST_NAMED);
    }

    static Optional<Verdict> failed(Snapshot snapshot) {
        return snapshot.ourOperation()
                .filter(SyncOperation::hasFailed)
                .map(operation -> operation.message().startsWith(SHARED)
                        ? Verdict.of(new Progress.Failed(
                                Obstacles.sharedResource(snapshot.application(), operation.message())))
                        : syncAgainOr(snapshot, failureCode(operation), failure(snapshot, operation)));
    }

    private static String failureCode(SyncOperation operation) {
        return operation.message().startsWith(TERMINATED) ? "sync-terminated" : "sync-failed";
    }

    private static String failure(Snapshot snapshot, SyncOperation operation) {
        String by = !operation.message().startsWith(TERMINATED)
                ? ""
                : operation.message().contains("controller sync timeout")
                        ? " (by Argo CD's own time-out for syncs, controller.sync.timeout.seconds)"
                        : " (by somebody)";
        return "the sync of our commit ended before our objects were applied%s: %s; %s"
                .formatted(by, failures(operation), reached(snapshot, operation));
    }

    /** Argo CD tries a commit once, with its retries, and then leaves it. */
    static Optional<Verdict> givenUp(Snapshot snapshot) {
        return snapshot.application()
                .condition("SyncError")
                .filter(message -> message.contains("auto-sync will wipe out all resources")
                        || (message.startsWith("Failed last sync attempt") && namesOurCommit(snapshot, message)))
                .map(message -> syncAgainOr(
                        snapshot,
                        "auto-sync-given-up",
                        "Argo CD does not try to sync Application %s again: %s".formatted(snapshot.name(), message)));
    }

    /** Of the operation, and of the objects that it failed for. */
    static String failures(SyncOperation operation) {
        Stream<String> objects = operation.results().stream()
                .filter(AppliedResource::hasFailed)
                .limit(3)
                .map(result -> result.object() + ": " + result.message());
        return Stream.concat(Stream.of(operation.message()), objects).collect(Collectors.joining("; "));
    }

    private static Verdict syncAgainOr(Snapshot snapshot, String code, String message) {
        Reason reason = Reason.lasting(
                code,
                message,
                "mend it in Git, or sync again with `argocd app sync %s` or --sync".formatted(snapshot.name()));
        return ArrivalRules.askedSync(snapshot).orElseGet(() -> Verdict.of(new Progress.Failed(reason)));
    }

    private static boolean namesOurCommit(Snapshot snapshot, String message) {
        List<String> commits =
                COMMIT.matcher(message).results().map(MatchResult::group).toList();
        return commits.stream()
                .anyMatch(commit -> snapshot.history().relationOf(commit).hasOurs());
    }

    private static String other(Snapshot snapshot, SyncOperation operation) {
        String revision = Printable.line(operation.revision());
        if (isOlder(snapshot, operation)) return "a sync of the older commit " + revision;
        return revision.isEmpty() ? "another operation" : "another operation, at revision " + revision;
    }

    private static boolean isOlder(Snapshot snapshot, SyncOperation operation) {
        return snapshot.history().relationOf(operation.revision()) == Relation.ANCESTOR;
    }

    private static String detail(SyncOperation operation) {
        String attempt = operation.retries() > 0 ? " (attempt %d)".formatted(operation.retries()) : "";
        return attempt + (operation.message().isEmpty() ? "" : ": " + operation.message());
    }

    private static Optional<SyncOperation> active(Snapshot snapshot) {
        return snapshot.application().operation().filter(SyncOperation::isActive);
    }

    private static Optional<SyncOperation> ourActive(Snapshot snapshot) {
        return snapshot.ourOperation().filter(SyncOperation::isActive);
    }

    private static Verdict blocked(Reason reason, boolean needsPerson) {
        return Verdict.of(new Progress.Blocked(reason, needsPerson));
    }
}
