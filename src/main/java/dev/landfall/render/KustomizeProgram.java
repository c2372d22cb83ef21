package dev.landfall.render;

import dev.landfall.reason.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Kustomize of this machine: the program that the variable {@code LANDFALL_KUSTOMIZE} names, else {@code kustomize}
 * of the {@code PATH}, else the one inside of {@code kubectl} there.
 *
 * @param limiter {@code prlimit} of util-linux, where the machine has it
 */
record KustomizeProgram(Path program, boolean isKubectl, Optional<Path> limiter) {
    static final String VARIABLE = "LANDFALL_KUSTOMIZE";
    private static final Pattern VERSION = Pattern.compile("v\\d+\\.\\d+\\.\\d+[-+.0-9A-Za-z]*");
    private static final Pattern OF_KUBECTL = Pattern.compile("\"kustomizeVersion\": *\"([^\"]*)\"");
    private static final Duration TO_TELL_ITS_VERSION = Duration.ofSeconds(20);
    private static final long MOST_MEMORY = 4L << 30;
    private static final int MOST_CPU_SECONDS = 120;

    /** @throws RenderException where there is none */
    static KustomizeProgram find(Map<String, String> environment) {
        Optional<Path> limiter = inPath("prlimit", environment);
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isEmpty()) return new KustomizeProgram(named(named), false, limiter);
        return inPath("kustomize", environment)
                .map(program -> new KustomizeProgram(program, false, limiter))
                .or(() -> inPath("kubectl", environment).map(program -> new KustomizeProgram(program, true, limiter)))
                .orElseThrow(KustomizeProgram::missing);
    }

    private static Path named(String path) {
        Path program = Path.of(path);
        if (program.isAbsolute() && Files.isExecutable(program)) return program;
        throw new RenderException(
                Reason.lasting(
                        "kustomize-missing",
                        VARIABLE + " names " + path + ", which is no program",
                        "name the program by its whole path, or unset the variable"),
                null);
    }

    private static RenderException missing() {
        return new RenderException(
                Reason.lasting(
                        "kustomize-missing",
                        "the source is built with Kustomize, and this machine has neither kustomize nor kubectl in its"
                                + " PATH",
                        "install kustomize 5 or newer, or name the program by " + VARIABLE),
                null);
    }

    private static Optional<Path> inPath(String name, Map<String, String> environment) {
        return Stream.of(environment.getOrDefault("PATH", "").split(":"))
                .map(Path::of)
                // A relative one would depend on where the user stands, which may be somebody else's folder.
                .filter(Path::isAbsolute)
                .map(folder -> folder.resolve(name))
                .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
                .findFirst();
    }

    List<String> build(Path folder, boolean loadsOutside) {
        List<String> command = new ArrayList<>();
        limiter.ifPresent(path -> {
            command.add(path.toString());
            command.add("--as=" + MOST_MEMORY);
            command.add("--cpu=" + MOST_CPU_SECONDS);
        });
        command.add(program.toString());
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
