package dev.landfall.mcp;

import dev.landfall.change.Change;
import dev.landfall.change.ChangePlan;
import dev.landfall.report.Report;

/** How a call ended, and what to call next: in words of our own, with nothing in them but names that Landfall gave. */
final class NextCall {
    private NextCall() {}

    static String after(Report report) {
        StringBuilder words = new StringBuilder(
                "Outcome: " + report.outcome() + " (" + report.reason().code() + ").\n");
        report.plan().ifPresent(plan -> words.append("Plan " + plan.id() + ", digest " + plan.digest() + ".\n"));
        report.change().ifPresent(change -> words.append("Change " + change.id() + ".\n"));
        return words.append(next(report)).toString();
    }

    private static String next(Report report) {
        String change = report.change().map(Change::id).orElse("");
        if (change.isEmpty())
            return report.plan().map(plan -> withPlan(report, plan)).orElseGet(() -> without(report));
        return switch (report.outcome()) {
            case "AwaitingMerge", "InProgress", "TimedOut" ->
                "Next: call track with change=" + change + " to go on waiting.\n";
            case "Blocked" -> "Next: a person must act; then call track with change=" + change + ".\n";
            case "Degraded", "Failed" -> "Next: call revert with change=" + change + " to plan the way back.\n";
            default -> "";
        };
    }

    private static String withPlan(Report report, ChangePlan plan) {
        return switch (report.outcome()) {
            case "Planned" ->
                "Next: show the plan to the user; then call apply with plan=" + plan.id() + " and its digest.\n";
            case "NeedsInput" ->
                "Next: a person who wants this runs: landfall apply " + plan.id() + " --digest " + plan.digest() + "\n";
            case "Outdated" -> "Next: plan it again.\n";
            default -> "";
        };
    }

    private static String without(Report report) {
        return switch (report.outcome()) {
            case "NeedsInput" -> "Next: ask the user, then call again with the answer.\n";
            case "Error" -> report.reason().retryable() ? "Next: the same call may succeed later.\n" : "";
            default -> "";
        };
    }
}
