package dev.landfall.cli;

import dev.landfall.change.Approved;
import dev.landfall.change.Change;
import dev.landfall.change.ChangeEngine;
import dev.landfall.change.ChangePlan;
import dev.landfall.change.Landed;
import dev.landfall.change.Outcome;
import dev.landfall.change.Patience;
import dev.landfall.change.Planned;
import dev.landfall.change.Verdict;
import dev.landfall.operate.TypedRequest;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Concern;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.LandedReports;
import dev.landfall.report.PlanText;
import dev.landfall.report.PlannedReports;
import dev.landfall.report.Report;
import dev.landfall.report.StyledText;
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

    /** What a sentence was taken to mean, before anything is planned. */
    void understood(TypedRequest request) {
        request.commands().forEach(command -> narrator.begins("understood: " + command));
        request.notes().forEach(note -> narrator.line(StyledText.of("  " + note)));
    }

    /** What a complaint was taken to mean, before anything is looked at. */
    void understood(Concern concern) {
        narrator.begins("understood: " + concern);
    }

    /** From what planning came to. */
    Report from(Planned planned, ChangeOptions.Asking asking) {
        return switch (planned) {
            case Planned.Refused refused -> PlannedReports.of(refused);
            case Planned.NeedsInput needs -> PlannedReports.of(needs);
            case Planned.NothingToDo nothing -> PlannedReports.of(nothing);
            case Planned.AlreadyDesired desired -> alreadyDesired(desired, asking);
            case Planned.Ready ready -> ready(ready.plan(), asking);
        };
    }

    /** From a plan that was stored before. */
    Report apply(ChangePlan plan, Optional<String> digest) {
        situation.planned(plan);
        if (digest.isPresent() && !digest.get().equals(plan.digest())) {
            return PlannedReports.digestDiffers(plan);
        }
        if (digest.isPresent()) return land(new Approved(plan, "--digest"));
        narrator.line(PlanText.of(plan));
        return ask(plan);
    }

    /** From a change that was landed before. */
    Report track(Change change) {
        situation.landed(change);
        narrator.begins("watching change " + change.id() + ": "
                + change.plan().request().told());
        return watch(change);
    }

    /** There is nothing to approve, for nothing is written; what is defined already is watched to its verdict. */
    private Report alreadyDesired(Planned.AlreadyDesired desired, ChangeOptions.Asking asking) {
        ChangePlan plan = desired.plan();
        plan.parts().forEach(part -> narrator.done(part.place() + " has the value already"));
        if (asking.dryRun || waiting.noWait) {
            return PlannedReports.of(desired);
        }
        Verdict verdict = engine.trackDesired(desired, patience.get(), narrator);
        Outcome outcome = verdict.worst();
        return Report.about(plan, ExitStatus.of(outcome), outcome.name(), outcome.reason())
                .with(verdict, outcome.warnings());
    }

    private Report ready(ChangePlan plan, ChangeOptions.Asking asking) {
        situation.planned(plan);
        narrator.line(PlanText.of(plan));
        if (asking.dryRun) return PlannedReports.planned(plan, asking.exitCode ? ExitStatus.PENDING : ExitStatus.DONE);
        if (asking.yes) return land(new Approved(plan, "--yes"));
        return ask(plan);
    }

    private Report ask(ChangePlan plan) {
        if (!terminal.canAsk()) {
            return PlannedReports.approvalMissing(
                    plan, "the plan needs somebody's yes, and there is no terminal to ask at");
        }
        if (terminal.confirms("Land it?")) return land(new Approved(plan, "prompt"));
        Reason reason = Reason.lasting("declined", "you said no; nothing was changed", "");
        return Report.about(plan, ExitStatus.NOT_LANDED, "Declined", reason);
    }

    private Report land(Approved approved) {
        ChangePlan plan = approved.plan();
        engine.checkMerge(plan, waiting.merge);
        situation.landingBegins();
        try {
            return switch (engine.land(approved, narrator)) {
                case Landed.Outdated outdated -> LandedReports.of(plan, outdated);
                case Landed.Refused refused -> LandedReports.of(plan, refused);
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
        return waiting.rollback ? partlyRolledBack(partly.change(), partly.reason()) : LandedReports.of(partly);
    }

    private Report partlyRolledBack(Change change, Reason why) {
        Reason half =
                Reason.lasting(why.code(), "only a part of the change has landed: " + why.message(), why.remedy());
        Outcome outcome =
                engine.rollBack(change, new Outcome.Failed(half, List.of()), waiting.merge, patience.get(), narrator);
        return Report.about(change, ExitStatus.of(outcome), outcome.name(), LandedReports.goingOn(outcome, change));
    }

    private Report landed(Change change) {
        situation.landed(change);
        situation.landingEnds();
        return waiting.noWait ? LandedReports.landed(change) : watch(change);
    }

    private Report watch(Change change) {
        Verdict verdict = engine.track(change, waiting.merge, patience.get(), narrator);
        Outcome outcome = verdict.worst();
        Change seen = engine.storedChange(change.id());
        if (waiting.rollback || engine.isBeingTakenBack(seen))
            outcome = engine.rollBack(seen, outcome, waiting.merge, patience.get(), narrator);
        return LandedReports.seen(seen, verdict, outcome);
    }
}
