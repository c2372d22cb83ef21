package dev.landfall.report;

import dev.landfall.change.Outcome;

/** What the process's exit status says: who must act. */
public enum ExitStatus {
    DONE(0, "done, nothing to do, or landed with --no-wait"),
    PENDING(1, "a change is pending (only with --exit-code)"),
    USAGE(2, "usage or configuration: unknown kind or container, no such object, bad value, host not allowed"),
    RIGHTS(3, "authentication or rights: forbidden, wrong password, ownership that may not be read"),
    UNREACHABLE(4, "the API server or the Git host cannot be reached"),
    NOT_WELL(5, "landed, but Degraded, Failed, RolledBack, Superseded or Unverified"),
    NOT_FINISHED(6, "not finished: TimedOut, InProgress, Blocked after landing, AwaitingMerge"),
    NOT_LANDED(7, "not landed: Refused, NeedsInput (no terminal and no --yes), Outdated, Declined"),
    OUR_FAULT(70, "a fault of Landfall itself; it prints what to report"),
    NO_JDK(78, "no JDK 25 or newer was found (said by the launcher)"),
    INTERRUPTED(130, "interrupted; it prints whether the change was pushed and how to go on");

    private final int code;
    private final String meaning;

    ExitStatus(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }

    public static ExitStatus of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Verified verified -> DONE;
            case Outcome.AwaitingMerge awaiting -> NOT_FINISHED;
            case Outcome.InProgress inProgress -> NOT_FINISHED;
            case Outcome.TimedOut timedOut -> NOT_FINISHED;
            case Outcome.Blocked blocked -> NOT_FINISHED;
            case Outcome.Superseded superseded -> NOT_WELL;
            case Outcome.Declined declined -> NOT_LANDED;
            case Outcome.RolledBack back -> NOT_WELL;
            case Outcome.Degraded degraded -> NOT_WELL;
            case Outcome.Failed failed -> NOT_WELL;
        };
    }
}
