package dev.landfall.cli;

import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Manner;
import dev.landfall.change.RequestException;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.operate.Action;
import dev.landfall.operate.Assignment;
import dev.landfall.operate.TypedInstruction;
import dev.landfall.report.Report;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A typed instruction of {@code landfall operate}: its words become a request, and that goes the way of every change. */
abstract class Instruction extends ChangeCommand {
    @Mixin
    ChangeOptions.Asking asking;

    @Spec
    CommandSpec spec;

    Instruction(Door door) {
        super(door);
    }

    abstract ChangeRequest request(Workplace workplace, Manner manner);

    @Override
    Report run(Workplace workplace, ChangeFlow flow) {
        ChangeRequest request = request(workplace, asking.manner());
        return flow.from(workplace.engine().plan(request), asking);
    }

    final RequestException wrongWords(String message) {
        String command = spec.qualifiedName().replaceFirst("^landfall ", "");
        return RequestException.because("usage", message, "see landfall help " + command);
    }

    /** One about objects that are there, named by {@code KIND/NAME} or selected by labels. */
    abstract static class AboutObjects extends Instruction {
        @Option(
                names = {"-l", "--selector"},
                paramLabel = "LABELS",
                defaultValue = "",
                description = "Select by labels, such as app=web,tier!=cache.")
        String selector;

        AboutObjects(Door door) {
            super(door);
        }

        /** The words that name objects. */
        abstract List<String> names();

        /** Read before the cluster is asked anything. */
        abstract Action action();

        @Override
        final ChangeRequest request(Workplace workplace, Manner manner) {
            Action action = action();
            List<ObjectRef> objects = workplace.selection(global.namespace()).of(names(), selector);
            return workplace.requests().of(List.of(new TypedInstruction(action, objects)), manner);
        }
    }

    /** One whose words are objects. */
    abstract static class OfObjects extends AboutObjects {
        @Parameters(
                index = "0..*",
                arity = "1..*",
                paramLabel = "KIND/NAME",
                description = "The objects; a Pod or ReplicaSet means what it belongs to. With -l only the KIND.")
        List<String> words = List.of();

        OfObjects(Door door) {
            super(door);
        }

        @Override
        final List<String> names() {
            return words;
        }
    }

    /** One whose words are objects first, and then {@code NAME=VALUE} or {@code NAME-}. */
    abstract static class WithAssignments extends AboutObjects {
        @Parameters(
                index = "0..*",
                arity = "1..*",
                paramLabel = "KIND/NAME|NAME=VALUE",
                description = "The objects, as KIND/NAME or with -l only the KIND, and what to set, as NAME=VALUE;"
                        + " a Pod or ReplicaSet means what it belongs to.")
        List<String> words = List.of();

        WithAssignments(Door door) {
            super(door);
        }

        @Override
        final List<String> names() {
            return words.stream().filter(word -> !Assignment.isMeant(word)).toList();
        }

        final List<Assignment> assignments() {
            List<Assignment> all = words.stream()
                    .filter(Assignment::isMeant)
                    .map(Assignment::parse)
                    .toList();
            if (all.isEmpty()) throw wrongWords("no NAME=VALUE is among the words: " + String.join(" ", words));
            return all;
        }
    }
}
