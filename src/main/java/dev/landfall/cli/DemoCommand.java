package dev.landfall.cli;

import dev.landfall.change.Change;
import dev.landfall.change.ChangePlan;
import dev.landfall.change.Outcome;
import dev.landfall.change.Trace;
import dev.landfall.change.Verdict;
import dev.landfall.reason.Reason;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.Fault;
import dev.landfall.report.PlanText;
import dev.landfall.report.Report;
import dev.landfall.report.StyledText;
import dev.landfall.report.TraceRendering;
import dev.landfall.sandbox.Demo;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code landfall demo}: all of it is data, so that all of it goes to standard output in its order. */
@Command(
        name = "demo",
        description = "Show Landfall at work in a sandbox, without a cluster, in less than a minute.",
        footer = {"", "Examples:", "  landfall demo", "  landfall demo --keep"})
final class DemoCommand implements Callable<Integer> {
    private final Door door;

    @Option(names = "--keep", description = "Leave the repositories and the journal, and say where they are.")
    boolean keep;

    DemoCommand(Door door) {
        this.door = door;
    }

    @Override
    public Integer call() {
        try (Workplace workplace = door.opener().open(new GlobalOptions())) {
            List<String> differences = workplace.demo().tell(keep, new Told());
            differences.forEach(difference -> door.terminal().tell(StyledText.of("ERROR: " + difference)));
            return (differences.isEmpty() ? ExitStatus.DONE : ExitStatus.OUR_FAULT).code();
        } catch (RuntimeException thrown) {
            FaultTrace.print(thrown, door.terminal());
            Fault fault = Fault.of(thrown);
            Answer.of(Report.of(fault)).show(GlobalOptions.Format.text, door.terminal());
            return fault.status().code();
        }
    }

    /** Prints a story as the other commands print what they do. */
    private final class Told implements Demo.Audience {
        private String lastPhase = "";

        @Override
        public void hears(String text) {
            door.terminal().print("\n" + text + "\n");
        }

        @Override
        public void reads(Trace trace) {
            door.terminal().print(new TraceRendering(trace).text().indent(2));
        }

        @Override
        public void reads(ChangePlan plan) {
            door.terminal().print(StyledText.of("\n").append(PlanText.of(plan)));
        }

        @Override
        public void sees(Change change, Verdict verdict) {
            Outcome outcome = verdict.worst();
            Report report = Report.about(change, ExitStatus.of(outcome), outcome.name(), outcome.reason())
                    .with(verdict, outcome.warnings());
            door.terminal().print(report.text());
            lastPhase = "";
        }

        @Override
        public void begins(String what) {
            print(Mark.BEGINS, what);
        }

        @Override
        public void done(String what) {
            print(Mark.DONE, what);
        }

        @Override
        public void waiting(String phase) {
            if (!phase.equals(lastPhase)) print(Mark.WAITING, phase);
            lastPhase = phase;
        }

        @Override
        public void warning(Reason reason) {
            print(Mark.WARNING, reason.toString());
        }

        private void print(Mark mark, String text) {
            door.terminal().print(mark.before(text + "\n"));
        }
    }
}
