package dev.landfall.cli;

import dev.landfall.reason.Reason;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

/** A command that only reads and ends in data, or in the error that kept it from them. */
abstract class DataCommand implements Callable<Integer> {
    private final Door door;

    @Mixin
    GlobalOptions global;

    DataCommand(Door door) {
        this.door = door;
    }

    /** The data, for people and for programs. */
    record Data(ExitStatus status, String text, ObjectNode document) {
        boolean isError() {
            return document.path("outcome").asString("").equals("Error");
        }
    }

    abstract Data read(Workplace workplace);

    @Override
    public Integer call() {
        Data data = data();
        switch (global.format()) {
            case text -> door.terminal().printOrTell(data.text(), data.isError());
            case json, yaml -> Documents.print(data.document(), global.format(), door.terminal());
        }
        return data.status().code();
    }

    private Data data() {
        try (Workplace workplace = door.opener().open(global)) {
            return read(workplace);
        } catch (RuntimeException thrown) {
            FaultTrace.print(thrown, door.terminal());
            Fault fault = Fault.of(thrown);
            return new Data(fault.status(), "ERROR: " + lines(fault.reason()), error(fault));
        }
    }

    private static ObjectNode error(Fault fault) {
        return Report.without(fault.status(), "Error", fault.reason()).document();
    }

    static String lines(Reason reason) {
        return reason.message() + "\n" + (reason.remedy().isEmpty() ? "" : "  → " + reason.remedy() + "\n");
    }
}
