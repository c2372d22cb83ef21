package dev.landfall.cli;

import dev.landfall.change.Approved;
import dev.landfall.change.Change;
import dev.landfall.change.ChangeEngine;
import dev.landfall.change.ChangePlan;
import dev.landfall.change.Landed;
import dev.landfall.change.Outcome;
import dev.landfall.change.Patience;
import dev.landfall.change.PlanPart;
import dev.landfall.change.Planned;
import dev.landfall.change.PullRequestLink;
import dev.landfall.change.Verdict;
import dev.landfall.gitops.Evidence;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The way of every change through a terminal or a script: show the plan, ask, land, watch, tell. */
final class ChangeFlow {
    private final ChangeEngine engine;
    private final Terminal terminal;
    private final Narrator narrator;
    private final Situation situation;
    private final ChangeOptions.Waiting waiting;
    private final Supplier<Patience> patience;

    ChangeFlow(
            ChangeEngine engine,
            Terminal terminal,
            Narrator narrator,
            Situation situation,
            ChangeOptions.Waiting waiting,
            Supplier<Patience> patience) {
        this.engine = engine;
        this.terminal = terminal;
        this.narrator = narrator;
        this.situation = situation;
        this.waiting = waiting;
        this.patience = patience;
    }

    /** From what planning came to. */
    Report from(Planned planned, ChangeOptions.Asking asking) {
        return switch (planned) {
            case Planned.Refused refused -> Report.without(ExitStatus.NOT_LANDED, "Refused", refused.reason());
            case Planned.NeedsInput needs -> Report.without(ExitStatus.NOT_LANDED, "NeedsInput", needs.question());
            case Planned.NothingToDo nothing -> nothingToDo(nothing);
            case Planned.AlreadyDesired desired -> alreadyDesired(desired, asking);
            case Planned.Ready ready -> ready(ready.plan(), asking);
        };
    }

    /** From a plan that was stored before. */
    Report apply(ChangePlan plan, Optional<String> digest) {
        situation.planned(plan);
        if (digest.isPresent() && !digest.get().equals(plan.digest())) {
            Reason reason = Reason.lasting(
                    "digest-differs",
                    "the plan " + plan.id() + " has the digest " + plan.digest() + ", not the given one",
                    "look at the plan again and approve what it says");
            return Report.about(plan, ExitStatus.NOT_LANDED, "Outdated", reason);
        }
        if (digest.isPresent()) return land(new Approved(plan, "--digest"));
        narrator.line(PlanText.of(plan));
        return ask(plan);
    }

    /** From a change that was landed before. */
    Report track(Change change) {
        situation.landed(change);
        narrator.begins("watching change " + change.id() + ": "
                + change.plan().request().what() + " for "
                + change.plan().request().about());
        return watch(change);
    }

    private static Report nothingToDo(Planned.NothingToDo nothing) {
        String observed = nothing.evidence().stream().map(Evidence::observed).collect(Collectors.joining("; "));
        Reason reason = Reason.lasting("nothing-to-do", observed, "");
        List<Report.Part> parts = nothing.parts().stream()
                .map(part -> new Report.Part(part, Optional.empty(), "NothingToDo", reason, evidenceOf(part, nothing)))
                .toList();
        return new Report(ExitStatus.DONE, "NothingToDo", reason, Optional.empty(), Optional.empty(), parts, List.of());
    }

    private static List<Evidence> evidenceOf(PlanPart part, Planned.NothingToDo nothing) {
        return nothing.evidence().stream()
                .filter(evidence -> part.targets().stream().anyMatch(evidence.object()::isSameObjectAs))
                .toList();
    }

    /** There is nothing to approve, for nothing is written; what is defined already is watched to its verdict. */
    private Report alreadyDesired(Planned.AlreadyDesired desired, ChangeOptions.Asking asking) {
        ChangePlan plan = desired.plan();
        plan.parts().forEach(part -> narrator.done(part.place() + " has the value already"));
        if (asking.dryRun || waiting.noWait) {
            Reason reason =
                    Reason.passing("already-desired", "the value is there already; it is not live and healthy yet", "");
            return Report.about(plan, ExitStatus.NOT_FINISHED, "InProgress", reason);
        }
        Verdict verdict = engine.trackDesired(desired, patience.get(), narrator);
        Outcome outcome = verdict.worst();
        return Report.about(plan, ExitStatus.of(outcome), outcome.name(), outcome.reason())
                .with(verdict, outcome.warnings());
    }

    private Report ready(ChangePlan plan, ChangeOptions.Asking asking) {
        situation.planned(plan);
        narrator.line(PlanText.of(plan));
        if (asking.dryRun) return planned(plan, asking.exitCode ? ExitStatus.PENDING : ExitStatus.DONE);
        if (asking.yes) return land(new Approved(plan, "--yes"));
        return ask(plan);
    }

    private static Report planned(ChangePlan plan, ExitStatus status) {
        Reason reason = Reason.lasting(
                "planned", plan.request().what() + " for " + plan.request().about() + " is planned", approval(plan));
        return Report.about(plan, status, "Planned", reason);
    }

    private Report ask(ChangePlan plan) {
        if (!terminal.canAsk()) {
            Reason reason = Reason.lasting(
                    "approval-missing",
                    "the plan needs somebody's yes, and there is no terminal to ask at",
                    approval(plan));
            return Report.about(plan, ExitStatus.NOT_LANDED, "NeedsInput", reason);
        }
        if (terminal.confirms("Land it?")) return land(new Approved(plan, "prompt"));
        Reason reason = Reason.lasting("declined", "you said no; nothing was changed", "");
        return Report.about(plan, ExitStatus.NOT_LANDED, "Declined", reason);
    }

    private static String approval(ChangePlan plan) {
        return "landfall apply " + plan.id() + " --digest " + plan.digest() + " lands it";
    }

    private Report land(Approved approved) {
        ChangePlan plan = approved.plan();
        engine.checkMerge(plan, waiting.merge);
        situation.landingBegins();
        try {
            return switch (engine.land(approved, narrator)) {
                case Landed.Outdated outdated ->
                    Report.about(plan, ExitStatus.NOT_LANDED, "Outdated", outdated.reason());
                case Landed.Refused refused -> Report.about(plan, ExitStatus.NOT_LANDED, "Refused", refused.reason());
                case Landed.Partly partly -> partly(partly);
                case Landed.Complete complete -> landed(complete.change());
            };
        } finally {
            situation.landingEnds();
        }
    }

    /** What has landed stays unless it is to be taken back; nobody waits for it, since the whole cannot become true. */
    private Report partly(Landed.Partly partly) {
        situation.landed(partly.change());
        Reason why = partly.reason();
        if (waiting.rollback) return partlyRolledBack(partly.change(), why);
        Reason reason = new Reason(
                why.code(),
                "only a part of the change has landed (" + partly.change().toldByPlace() + "): " + why.message(),
                "landfall apply " + partly.change().plan().id() + " tries the rest again, landfall revert "
                        + partly.change().id() + " takes back what has landed",
                why.retryable());
        return Report.about(partly.change(), ExitStatus.NOT_WELL, "Failed", reason);
    }

    private Report partlyRolledBack(Change change, Reason why) {
        Reason half =
                Reason.lasting(why.code(), "only a part of the change has landed: " + why.message(), why.remedy());
        Outcome outcome =
                engine.rollBack(change, new Outcome.Failed(half, List.of()), waiting.merge, patience.get(), narrator);
        return Report.about(change, ExitStatus.of(outcome), outcome.name(), goingOn(outcome, change));
    }

    private Report landed(Change change) {
        situation.landed(change);
        situation.landingEnds();
        if (!waiting.noWait) return watch(change);
        if (change.awaitsMerge()) return proposed(change);
        Reason reason = Reason.passing(
                "landed",
                "the change has landed; nobody waited for it to become live",
                "landfall track " + change.id() + " waits");
        return Report.about(change, ExitStatus.DONE, "InProgress", reason);
    }

    private static Report proposed(Change change) {
        String where =
                change.pullRequests().stream().map(PullRequestLink::toString).collect(Collectors.joining(", "));
        Reason reason = Reason.passing(
                "proposed",
                where.isEmpty()
                        ? "the change is on a branch of its own, for a pull request that a person opens"
                        : "the change waits to be merged by pull request " + where,
                "landfall track " + change.id() + " waits");
        return Report.about(change, ExitStatus.DONE, "AwaitingMerge", reason);
    }

    private Report watch(Change change) {
        Verdict verdict = engine.track(change, waiting.merge, patience.get(), narrator);
        Outcome outcome = verdict.worst();
        Change seen = engine.storedChange(change.id());
        if (waiting.rollback || engine.isBeingTakenBack(seen))
            outcome = engine.rollBack(seen, outcome, waiting.merge, patience.get(), narrator);
        return Report.about(seen, ExitStatus.of(outcome), outcome.name(), goingOn(outcome, seen))
                .with(verdict, warnings(outcome, seen));
    }

    private static List<Reason> warnings(Outcome outcome, Change change) {
        List<Reason> all = new ArrayList<>(change.plan().warnings());
        all.addAll(outcome.warnings());
        return all;
    }

    /** The reason with the command that goes on from here. */
    private static Reason goingOn(Outcome outcome, Change change) {
        Reason reason = outcome.reason();
        String command = switch (outcome) {
            case Outcome.Verified verified -> "";
            case Outcome.AwaitingMerge awaiting -> "landfall track " + change.id();
            case Outcome.InProgress inProgress -> "landfall track " + change.id();
            case Outcome.TimedOut timedOut -> "landfall track " + change.id();
            case Outcome.Blocked blocked -> "then landfall track " + change.id();
            case Outcome.Superseded _, Outcome.Declined _, Outcome.RolledBack _ -> "";
            case Outcome.Degraded degraded -> "landfall revert " + change.id();
            case Outcome.Failed failed -> "landfall revert " + change.id();
        };
        if (command.isEmpty() || reason.remedy().contains(command)) return reason;
        String remedy = reason.remedy().isEmpty() ? command : reason.remedy() + ": " + command;
        return new Reason(reason.code(), reason.message(), remedy, reason.retryable());
    }
}
