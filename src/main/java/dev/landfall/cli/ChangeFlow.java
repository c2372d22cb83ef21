package dev.landfall.cli;

import dev.landfall.change.Approved;
import dev.landfall.change.Change;
import dev.landfall.change.ChangeEngine;
import dev.landfall.change.ChangePlan;
import dev.landfall.change.Landed;
import dev.landfall.change.Outcome;
import dev.landfall.change.Patience;
import dev.landfall.change.Planned;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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
            case Planned.NothingToDo nothing -> nothingToDo(nothing);
            case Planned.AlreadyInGit inGit -> alreadyInGit(inGit, asking);
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
                + change.plan().part().target());
        return watch(change);
    }

    private Report nothingToDo(Planned.NothingToDo nothing) {
        Reason reason =
                Reason.lasting("nothing-to-do", nothing.evidence().getFirst().observed(), "");
        return new Report(
                ExitStatus.DONE,
                "NothingToDo",
                reason,
                Optional.empty(),
                Optional.empty(),
                Optional.of(nothing.part()),
                nothing.evidence(),
                List.of());
    }

    /** There is nothing to approve, for nothing is written; what is in Git already is watched to its verdict. */
    private Report alreadyInGit(Planned.AlreadyInGit inGit, ChangeOptions.Asking asking) {
        ChangePlan plan = inGit.plan();
        String commit = plan.part().base().substring(0, 7);
        narrator.done("the head " + commit + " of " + plan.part().branch() + " has the value already");
        if (asking.dryRun || waiting.noWait) {
            Reason reason =
                    Reason.passing("already-in-git", "Git has the value already; it is not live and healthy yet", "");
            return Report.about(plan, ExitStatus.NOT_FINISHED, "InProgress", reason);
        }
        Outcome outcome = engine.trackHead(inGit, patience.get(), narrator);
        return Report.about(plan, ExitStatus.of(outcome), outcome.name(), outcome.reason())
                .with(outcome.evidence(), outcome.warnings());
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
                "planned", plan.request().what() + " for " + plan.part().target() + " is planned", approval(plan));
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
        situation.landingBegins();
        try {
            return switch (engine.land(approved, narrator)) {
                case Landed.Outdated outdated ->
                    Report.about(plan, ExitStatus.NOT_LANDED, "Outdated", outdated.reason());
                case Landed.Refused refused -> Report.about(plan, ExitStatus.NOT_LANDED, "Refused", refused.reason());
                case Landed.Pushed pushed -> landed(pushed.change());
            };
        } finally {
            situation.landingEnds();
        }
    }

    private Report landed(Change change) {
        situation.landed(change);
        situation.landingEnds();
        if (!waiting.noWait) return watch(change);
        Reason reason = Reason.passing(
                "landed",
                "the commit is pushed; nobody waited for its sync",
                "landfall track " + change.id() + " waits");
        return Report.about(change, ExitStatus.DONE, "InProgress", reason);
    }

    private Report watch(Change change) {
        Outcome outcome = engine.track(change, patience.get(), narrator);
        Change seen = engine.storedChange(change.id());
        return Report.about(seen, ExitStatus.of(outcome), outcome.name(), goingOn(outcome, seen))
                .with(outcome.evidence(), warnings(outcome, seen));
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
            case Outcome.InProgress inProgress -> "landfall track " + change.id();
            case Outcome.TimedOut timedOut -> "landfall track " + change.id();
            case Outcome.Blocked blocked -> "then landfall track " + change.id();
            case Outcome.Superseded superseded -> "";
            case Outcome.Degraded degraded -> "landfall revert " + change.id();
            case Outcome.Failed failed -> "landfall revert " + change.id();
        };
        if (command.isEmpty()) return reason;
        String remedy = reason.remedy().isEmpty() ? command : reason.remedy() + ": " + command;
        return new Reason(reason.code(), reason.message(), remedy, reason.retryable());
    }
}
