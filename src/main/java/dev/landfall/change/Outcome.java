package dev.landfall.change;

import dev.landfall.gitops.Evidence;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.stream.Collectors;

/** How a change that is in Git went on, best to worst. */
public sealed interface Outcome {

    /**
     * The controller applied a revision that contains our commit, the live object has our values, it and its pods are
     * healthy and stayed so for the settle window.
     *
     * @param warnings trouble elsewhere in the same owner
     */
    record Verified(List<Evidence> evidence, List<Reason> warnings) implements Outcome {}

    /** Somebody must merge it. */
    record AwaitingMerge(Reason reason) implements Outcome {}

    /** Nobody waited for it. */
    record InProgress(Reason reason) implements Outcome {}

    /** The wait is over and it still progresses. */
    record TimedOut(Reason reason, List<Evidence> evidence) implements Outcome {

        /** Whoever asked waits no longer, whatever else there would be time for. */
        public static TimedOut during(String phase) {
            return new TimedOut(
                    Reason.passing(
                            "timed-out",
                            "not finished when the wait was over: " + phase,
                            "track the change again to go on waiting"),
                    List.of());
        }
    }

    /** A person must act before it goes on. */
    record Blocked(Reason reason) implements Outcome {}

    /** A later commit took our values back or changed them. */
    record Superseded(Reason reason) implements Outcome {}

    /** Its pull request was closed without a merge. */
    record Declined(Reason reason) implements Outcome {}

    /** The change failed, and what it had changed is proven to be as it was. */
    record RolledBack(Reason reason) implements Outcome {}

    /** Our values are live, and the object is not well. */
    record Degraded(Reason reason, List<Evidence> evidence) implements Outcome {}

    /** Our commit does not become live. */
    record Failed(Reason reason, List<Evidence> evidence) implements Outcome {}

    /** As output names it. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** Why it is not verified; what was proven where it is. */
    default Reason reason() {
        return switch (this) {
            case Verified verified -> Reason.lasting("verified", observed(verified.evidence()), "");
            case AwaitingMerge awaiting -> awaiting.reason();
            case InProgress inProgress -> inProgress.reason();
            case TimedOut timedOut -> timedOut.reason();
            case Blocked blocked -> blocked.reason();
            case Superseded superseded -> superseded.reason();
            case Declined declined -> declined.reason();
            case RolledBack back -> back.reason();
            case Degraded degraded -> degraded.reason();
            case Failed failed -> failed.reason();
        };
    }

    /** With the objects' names where there are several. */
    private static String observed(List<Evidence> evidence) {
        boolean several = evidence.stream().map(Evidence::object).distinct().count() > 2;
        return evidence.stream()
                .map(one -> several ? one.object() + ": " + one.observed() : one.observed())
                .collect(Collectors.joining("; "));
    }

    default List<Evidence> evidence() {
        return switch (this) {
            case Verified verified -> verified.evidence();
            case TimedOut timedOut -> timedOut.evidence();
            case Degraded degraded -> degraded.evidence();
            case Failed failed -> failed.evidence();
            case AwaitingMerge _, InProgress _, Blocked _, Superseded _, Declined _, RolledBack _ -> List.of();
        };
    }

    default List<Reason> warnings() {
        return this instanceof Verified verified ? verified.warnings() : List.of();
    }
}
