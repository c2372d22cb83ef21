package dev.landfall.render;

import dev.landfall.reason.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Kustomize of this machine: the program that the variable {@code LANDFALL_KUSTOMIZE} names, else that of the
 * {@code PATH} which has the owner's version, by the names {@code kustomize-5.8} (of the line 5.8), {@code kustomize} and
 * {@code kubectl}, which has one inside; else the first of these.
 */
record KustomizeProgram(Path program, boolean isKubectl, Programs programs) implements ProgramTitles.Program {
    static final String VARIABLE = "LANDFALL_KUSTOMIZE";
    private static final Pattern VERSION = Pattern.compile("v\\d+\\.\\d+\\.\\d+[-+.0-9A-Za-z]*");
    private static final Pattern LINE = Pattern.compile("v(\\d+\\.\\d+)\\.");
    private static final Pattern OF_KUBECTL = Pattern.compile("\"kustomizeVersion\": *\"([^\"]*)\"");
    private static final Duration TO_TELL_ITS_VERSION = Duration.ofSeconds(20);

    /**
     * Those that may be taken, the first one where none fits better.
     *
     * @param line that the owner builds with; empty where that is not known
     * @throws RenderException where there is none
     */
    static List<KustomizeProgram> find(Programs programs, String line) {
        try {
            Optional<Path> named = programs.named(VARIABLE);
            // Whoever names one means it, whatever the owner runs.
            if (named.isPresent()) return List.of(new KustomizeProgram(named.get(), false, programs));
        } catch (Programs.NoProgram none) {
            throw missing(none.getMessage(), "name the program by its whole path, or unset the variable");
        }
        List<KustomizeProgram> found = inPath(programs, line);
        if (!found.isEmpty()) return found;
        throw missing(
                "the source is built with Kustomize, and this machine has neither kustomize nor kubectl in its PATH",
                "install kustomize 5 or newer, or name the program by " + VARIABLE);
    }

    private static List<KustomizeProgram> inPath(Programs programs, String line) {
        Stream<String> names = line.isEmpty() ? Stream.of("kustomize") : Stream.of("kustomize-" + line, "kustomize");
        return Stream.concat(
                        names.flatMap(name -> programs.inPath(name).stream())
                                .map(program -> new KustomizeProgram(program, false, programs)),
                        programs.inPath("kubectl").stream()
                                .map(program -> new KustomizeProgram(program, true, programs)))
                .toList();
    }

    private static RenderException missing(String what, String remedy) {
        return new RenderException(Reason.lasting("kustomize-missing", what, remedy), null);
    }

    List<String> build(Path folder, boolean loadsOutside) {
        List<String> command = new ArrayList<>(programs.limited(program));
        command.add(isKubectl ? "kustomize" : "build");
        command.add("--load-restrictor=" + (loadsOutside ? "LoadRestrictionsNone" : "LoadRestrictionsRootOnly"));
        command.add(folder.toString());
        return command;
    }

    /** Its line by its title; empty where that does not tell. */
    static Optional<String> line(String title) {
        Matcher version = LINE.matcher(title);
        return version.find() ? Optional.of(version.group(1)) : Optional.empty();
    }

    @Override
    public String name() {
        return isKubectl ? "kubectl kustomize" : "kustomize";
    }

    @Override
    public String title(Path emptyHome) {
        List<String> command = isKubectl
                ? List.of(program.toString(), "version", "--client", "--output=json")
                : List.of(program.toString(), "version");
        try {
            ChildProcess.Ended ended = ChildProcess.run(command, emptyHome, TO_TELL_ITS_VERSION);
            Matcher inKubectl = OF_KUBECTL.matcher(ended.output());
            Matcher version =
                    VERSION.matcher(isKubectl ? (inKubectl.find() ? inKubectl.group(1) : "") : ended.output());
            return version.find() ? name() + " " + version.group() : name();
        } catch (IOException | ChildProcess.Stopped untold) {
            return name();
        }
    }
}
