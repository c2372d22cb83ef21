package dev.landfall.cli;

import dev.landfall.change.Patience;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.Fault;
import dev.landfall.report.Report;
import dev.landfall.report.StyledText;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;

/** A command that ends in a report about a change, also when it fails or is interrupted. */
abstract class ChangeCommand implements Callable<Integer> {
    private static final long PUSH_SECONDS = 10;

    private final Door door;

    @Mixin
    GlobalOptions global;

    @Mixin
    ChangeOptions.Waiting waiting;

    ChangeCommand(Door door) {
        this.door = door;
    }

    final Door door() {
        return door;
    }

    abstract Report run(Workplace workplace, ChangeFlow flow);

    /** How the report is told. */
    Answer answer(Report report) {
        return Answer.of(report);
    }

    @Override
    public Integer call() {
        Situation situation = new Situation();
        Thread hook = Thread.ofPlatform().unstarted(() -> interrupted(situation));
        Runtime.getRuntime().addShutdownHook(hook);
        Report report = report(situation);
        // The hook, once it runs, tells; this thread then has nothing more to say.
        if (!situation.isToldByMe()) return ExitStatus.INTERRUPTED.code();
        tell(report);
        return report.status().code();
    }

    private Report report(Situation situation) {
        Narrator narrator = new Narrator(door.terminal(), door.elapsed());
        try (Workplace workplace = door.opener().open(global)) {
            Supplier<Patience> patience = () ->
                    waiting.patience(workplace.configuration().configuration().gitops());
            workplace.configuration(); // its faults come first
            ChangeFlow flow =
                    new ChangeFlow(workplace.engine(), door.terminal(), narrator, situation, waiting, patience);
            return run(workplace, flow);
        } catch (RuntimeException thrown) {
            FaultTrace.print(thrown, door.terminal());
            return failed(situation, Fault.of(thrown));
        } finally {
            narrator.line(new StyledText());
        }
    }

    /** With what is known of the plan and the change, so that a script can go on from there. */
    private static Report failed(Situation situation, Fault fault) {
        if (situation.change().isPresent()) {
            return Report.about(situation.change().get(), fault.status(), "Error", fault.reason());
        }
        return situation
                .plan()
                .map(plan -> Report.about(plan, fault.status(), "Error", fault.reason()))
                .orElseGet(() -> Report.of(fault));
    }

    private void interrupted(Situation situation) {
        try {
            Report report = Interruption.report(situation, PUSH_SECONDS);
            if (situation.isToldByMe()) tell(report);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Report report) {
        answer(report).show(global.format(), door.terminal());
    }
}
