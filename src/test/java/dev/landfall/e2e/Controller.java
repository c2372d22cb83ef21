package dev.landfall.e2e;

import java.util.List;

/** The program that delivers for a tool, which a test can stop for a while. */
record Controller(String program, GitOpsTool tool) {
    static Controller of(Testbed testbed, GitOpsTool tool) {
        return new Controller(Testbed.where(testbed.controller(), "E2E_CONTROLLER"), tool);
    }

    /** Stops it until the answer is closed. */
    Stopped stopped() {
        act("stop");
        return () -> act("start");
    }

    private void act(String what) {
        Command.of(List.of(program, what, tool.provider())).output();
    }

    @FunctionalInterface
    interface Stopped extends AutoCloseable {
        @Override
        void close();
    }
}
