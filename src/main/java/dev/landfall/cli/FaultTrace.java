package dev.landfall.cli;

import dev.landfall.report.ExitStatus;
import dev.landfall.report.Fault;
import dev.landfall.report.StyledText;
import java.io.PrintWriter;
import java.io.StringWriter;

/** The whole trace of a fault, for who wants to report it. */
final class FaultTrace {
    private FaultTrace() {}

    static void print(Throwable thrown, Terminal terminal) {
        if (Fault.of(thrown).status() != ExitStatus.OUR_FAULT || !terminal.tracesFaults()) return;
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        terminal.tell(StyledText.of(text.toString()));
    }
}
