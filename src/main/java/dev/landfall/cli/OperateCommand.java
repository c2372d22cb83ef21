package dev.landfall.cli;

import dev.landfall.change.ChangeRequest;
import dev.landfall.operate.Instructions;
import dev.landfall.operate.Instructions.Assignment;
import dev.landfall.operate.Instructions.Manner;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The instructions of {@code landfall operate}. */
final class OperateCommand {
    private OperateCommand() {}

    /** What the instructions have in common: each becomes a request. */
    abstract static class Instruction extends ChangeCommand {
        @Parameters(
                index = "0",
                paramLabel = "KIND/NAME",
                description = "The object, or a Pod or ReplicaSet that belongs to it.")
        String object;

        @Mixin
        ChangeOptions.Asking asking;

        Instruction(Door door) {
            super(door);
        }

        abstract ChangeRequest request(Workplace workplace, Manner manner);

        @Override
        Report run(Workplace workplace, ChangeFlow flow) {
            ChangeRequest request = request(workplace, new Manner(asking.reason, asking.sync));
            return flow.from(workplace.engine().plan(request), asking);
        }
    }

    /** {@code landfall operate scale}. */
    @Command(name = "scale", description = "Set the number of replicas.")
    static final class Scale extends Instruction {
        @Option(names = "--replicas", required = true, paramLabel = "COUNT", description = "How many.")
        String replicas;

        Scale(Door door) {
            super(door);
        }

        @Override
        ChangeRequest request(Workplace workplace, Manner manner) {
            int count = Instructions.replicas(replicas); // before the cluster is asked anything
            return workplace.instructions().scale(workplace.object(object, global.namespace()), count, manner);
        }
    }

    /** {@code landfall operate set-image}. */
    @Command(name = "set-image", description = "Set the image of one or several containers.")
    static final class SetImage extends Instruction {
        @Parameters(
                index = "1..*",
                arity = "1..*",
                paramLabel = "CONTAINER=IMAGE",
                description = "Which image for which container.")
        List<String> assignments;

        SetImage(Door door) {
            super(door);
        }

        @Override
        ChangeRequest request(Workplace workplace, Manner manner) {
            List<Assignment> wanted =
                    assignments.stream().map(Instructions::assignment).toList();
            return workplace.instructions().setImage(workplace.object(object, global.namespace()), wanted, manner);
        }
    }

    /** Only groups the instructions. */
    @Command(name = "operate", description = "Change an object the way it is owned: scale, set-image.")
    static final class Group extends CommandGroup {}
}
