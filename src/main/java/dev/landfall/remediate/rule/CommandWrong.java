package dev.landfall.remediate.rule;

import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.ContainerState;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.TemplateChange;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What a container is told to run is not there, may not be run, or is no program (failure 19). */
final class CommandWrong implements Analyzer.OfWorkloads {
    private static final Set<String> NOT_STARTED = Set.of("StartError", "ContainerCannotRun");
    private static final Set<String> WAITING = Set.of("RunContainerError", "CreateContainerError");
    private static final List<String> SIGNS = List.of(
            "executable file not found",
            "no such file or directory",
            "permission denied",
            "exec format error",
            "no command specified");
    /** A mount that fails is told by the same reason and the same words. */
    private static final List<String> OF_MOUNTS = List.of("not a directory", "mounting ", "error mounting");

    @Override
    public String rule() {
        return "command-wrong";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        return Stream.concat(
                        workload.states()
                                .flatMap(state -> trouble(workload, state, (_, one) -> notStarted(one)).stream()),
                        workload.ending(snapshot.now())
                                .flatMap(
                                        state -> trouble(
                                                workload,
                                                state,
                                                (container, one) -> failedInShell(container, one, snapshot))
                                                .stream()))
                .findFirst()
                .map(trouble -> finding(trouble, snapshot));
    }

    /** @param words of the runtime or of the shell */
    private record Trouble(TemplateContainer container, ContainerState state, String words) {
        /** Without the chain of those who pass it on. */
        String said() {
            return words.replaceFirst("(?s)^.*container process: (?:error during container init: )?", "");
        }

        boolean isOtherArchitecture() {
            return words.toLowerCase(Locale.ROOT).contains("exec format error");
        }
    }

    private static Optional<Trouble> trouble(
            Workload workload,
            ContainerState state,
            BiFunction<TemplateContainer, ContainerState, Optional<String>> words) {
        return TemplateContainer.of(workload, state.name())
                .flatMap(container -> words.apply(container, state).map(said -> new Trouble(container, state, said)));
    }

    private static Optional<String> notStarted(ContainerState state) {
        Stream<String> waiting = WAITING.contains(state.waitingFor()) ? Stream.of(state.waitingMessage()) : Stream.of();
        Stream<String> ended = state.lastEnd().stream()
                .filter(end -> NOT_STARTED.contains(end.reason()) && !state.isRunning())
                .map(ContainerState.Ended::message);
        return Stream.concat(ended, waiting).filter(CommandWrong::isOfProgram).findFirst();
    }

    private static boolean isOfProgram(String message) {
        String words = message.toLowerCase(Locale.ROOT);
        return SIGNS.stream().anyMatch(words::contains) && OF_MOUNTS.stream().noneMatch(words::contains);
    }

    /** A shell says with 126 and 127 that it could not run a program, and with 2 that it cannot read its script. */
    private static Optional<String> failedInShell(
            TemplateContainer container, ContainerState state, Snapshot snapshot) {
        int code = state.lastEnd().map(ContainerState.Ended::exitCode).orElse(0);
        if (isNotRun(state))
            return Optional.of(LastWords.of(state, snapshot)
                    .lastWith("not found", "permission denied", "no such file")
                    .orElse("exit code " + code));
        if (code != 2 || !new Command(container).isShell()) return Optional.empty();
        return LastWords.of(state, snapshot).lastWith("syntax error", "unexpected", "unterminated");
    }

    /** Whether a shell could not run what it was told to. */
    static boolean isNotRun(ContainerState state) {
        return state.lastEnd()
                .map(end -> end.exitCode() == 126 || end.exitCode() == 127)
                .orElse(false);
    }

    private Finding finding(Trouble trouble, Snapshot snapshot) {
        TemplateContainer container = trouble.container();
        return new Finding(
                rule(),
                container.workload().ref(),
                "container " + container.name() + " cannot run what it is told: " + trouble.said(),
                cause(trouble),
                clues(trouble, snapshot),
                Repairs.orPerson(trouble.isOtherArchitecture() ? List.of() : repairs(trouble), person(trouble)),
                Finding.LEAST_SETTLE);
    }

    private static String cause(Trouble trouble) {
        if (trouble.isOtherArchitecture()) return "its program is made for another processor than the node's";
        Command command = new Command(trouble.container());
        if (!command.isGiven()) return "the image's own program does not run";
        if (command.isWholeLine())
            return "its command is a whole line in one word, and is taken for the name of a program";
        return "its command is " + command + ", which does not run";
    }

    private static List<Clue> clues(Trouble trouble, Snapshot snapshot) {
        List<Clue> clues = new ArrayList<>(Clues.ofEnd(trouble.state()));
        if (!trouble.state().waitingFor().isEmpty()) clues.add(Clues.ofWaiting(trouble.state()));
        changes(trouble.container())
                .forEach(change -> clues.add(new Clue(
                        Clue.Source.SPEC, trouble.container().workload().ref(), change.toString())));
        clues.addAll(LastWords.of(trouble.state(), snapshot).clues());
        return clues;
    }

    private static List<TemplateChange> changes(TemplateContainer container) {
        return Stream.of("command", "args")
                .flatMap(field -> container.changes(field).stream())
                .toList();
    }

    private static List<Repair> repairs(Trouble trouble) {
        TemplateContainer container = trouble.container();
        List<Repair> former = Repairs.takenBack(changes(container));
        if (!former.isEmpty()) return former;
        List<Repair> image = Repairs.takenBack(container.changes("image"));
        if (!image.isEmpty()) return image;
        return new Command(container).repairs(trouble.words());
    }

    private static Reason person(Trouble trouble) {
        TemplateContainer container = trouble.container();
        String what =
                "container " + container.name() + " of " + container.workload().ref();
        if (trouble.isOtherArchitecture())
            return Reason.lasting(
                    "other-architecture",
                    what + " has an image for another processor than its node has",
                    "push the image for this one, too, or have the pods go to nodes that it is for (kubernetes.io/arch)");
        return Reason.lasting(
                "command-unknown",
                "nothing here tells what " + what + " should run",
                "see what the image has, and set command and args where the workload is defined");
    }
}
