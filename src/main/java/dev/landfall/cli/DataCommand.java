package dev.landfall.cli;

import dev.landfall.report.Fault;
import dev.landfall.report.Report;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that only reads and ends in data, or in the error that kept it from them. */
abstract class DataCommand implements Callable<Integer> {
    private final Door door;

    @Mixin
    GlobalOptions global;

    DataCommand(Door door) {
        this.door = door;
    }

    abstract Answer read(Workplace workplace);

    @Override
    public Integer call() {
        Answer answer = answer();
        answer.show(global.format(), door.terminal());
        return answer.status().code();
    }

    private Answer answer() {
        try (Workplace workplace = door.opener().open(global)) {
            return read(workplace);
        } catch (RuntimeException thrown) {
            FaultTrace.print(thrown, door.terminal());
            return Answer.of(Report.of(Fault.of(thrown)));
        }
    }
}
