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

/**
 * The Kustomize of this machine: the program that the variable {@code LANDFALL_KUSTOMIZE} names, else {@code kustomize}
 * of the {@code PATH}, else the one inside of {@code kubectl} there.
 */
record KustomizeProgram(Path program, boolean isKubectl, Programs programs) {
    static final String VARIABLE = "LANDFALL_KUSTOMIZE";
    private static final Pattern VERSION = Pattern.compile("v\\d+\\.\\d+\\.\\d+[-+.0-9A-Za-z]*");
    private static final Pattern OF_KUBECTL = Pattern.compile("\"kustomizeVersion\": *\"([^\"]*)\"");
    private static final Duration TO_TELL_ITS_VERSION = Duration.ofSeconds(20);

    /** @throws RenderException where there is none */
    static KustomizeProgram find(Programs programs) {
        try {
            Optional<Path> named = programs.named(VARIABLE);
            if (named.isPresent()) return new KustomizeProgram(named.get(), false, programs);
        } catch (Programs.NoProgram none) {
            throw missing(none.getMessage(), "name the program by its whole path, or unset the variable");
        }
        return programs.inPath("kustomize")
                .map(program -> new KustomizeProgram(program, false, programs))
                .or(() -> programs.inPath("kubectl").map(program -> new KustomizeProgram(program, true, programs)))
                .orElseThrow(() -> missing(
                        "the source is built with Kustomize, and this machine has neither kustomize nor kubectl in its"
                                + " PATH",
                        "install kustomize 5 or newer, or name the program by " + VARIABLE));
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

    /** Such as {@code kustomize v5.8.3}; without the number where it does not tell. */
    String title(Path emptyHome) {
        String name = isKubectl ? "kubectl kustomize" : "kustomize";
        List<String> command = isKubectl
                ? List.of(program.toString(), "version", "--client", "--output=json")
                : List.of(program.toString(), "version");
        try {
            ChildProcess.Ended ended = ChildProcess.run(command, emptyHome, TO_TELL_ITS_VERSION);
            Matcher inKubectl = OF_KUBECTL.matcher(ended.output());
            Matcher version =
                    VERSION.matcher(isKubectl ? (inKubectl.find() ? inKubectl.group(1) : "") : ended.output());
            return version.find() ? name + " " + version.group() : name;
        } catch (IOException | ChildProcess.Stopped untold) {
            return name;
        }
    }
}
