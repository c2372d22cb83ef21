package dev.landfall.cli;

import dev.landfall.change.Narration;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import dev.landfall.report.StyledText;
import java.time.Duration;
import java.util.function.Supplier;

/** Tells a change line by line; at a terminal what is waited for stays on one live line with the time. */
final class Narrator implements Narration {
    private static final int WIDTH = 108;
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Terminal terminal;
    private final Supplier<Duration> elapsed;
    private final Duration start;
    private String lastPhase = "";
    private boolean lineIsOpen;

    Narrator(Terminal terminal, Supplier<Duration> elapsed) {
        this.terminal = terminal;
        this.elapsed = elapsed;
        this.start = elapsed.get();
    }

    @Override
    public void begins(String what) {
        line(Mark.BEGINS.before(what));
    }

    @Override
    public void done(String what) {
        line(Mark.DONE.before(what));
    }

    @Override
    public void warning(Reason reason) {
        line(Mark.WARNING.before(reason.toString()));
    }

    @Override
    public void waiting(String phase) {
        long seconds = elapsed.get().minus(start).toSeconds();
        if (terminal.isLive()) {
            clear();
            terminal.narration().print(Mark.WAITING.before(Printable.line(seconds + " s: " + phase, WIDTH)));
            lineIsOpen = true;
        } else if (!phase.equals(lastPhase)) {
            terminal.tell(Mark.WAITING.before(phase));
        }
        lastPhase = phase;
    }

    void line(StyledText text) {
        if (lineIsOpen) clear();
        lineIsOpen = false;
        terminal.tell(text);
    }

    private void clear() {
        terminal.narration().stream().print(CLEAR_LINE);
    }
}
