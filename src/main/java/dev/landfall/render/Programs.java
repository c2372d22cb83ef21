package dev.landfall.render;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs of this machine, as a user's environment names them. */
record Programs(Map<String, String> environment) {
    private static final long MOST_MEMORY = 4L << 30;
    private static final int MOST_CPU_SECONDS = 120;

    /**
     * The one that a variable names by its whole path; empty where the variable is not set.
     *
     * @throws NoProgram where that is no program
     */
    Optional<Path> named(String variable) throws NoProgram {
        String path = environment.getOrDefault(variable, "");
        if (path.isEmpty()) return Optional.empty();
        Path program = Path.of(path);
        if (program.isAbsolute() && Files.isExecutable(program)) return Optional.of(program);
        throw new NoProgram(variable + " names " + path + ", which is no program");
    }

    /** What a variable names is none. */
    static final class NoProgram extends Exception {
        private static final long serialVersionUID = 1;

        NoProgram(String what) {
            super(what, null, false, false);
        }
    }

    Optional<Path> inPath(String name) {
        return Stream.of(environment.getOrDefault("PATH", "").split(":"))
                .map(Path::of)
                // A relative one would depend on where the user stands, which may be somebody else's folder.
                .filter(Path::isAbsolute)
                .map(folder -> folder.resolve(name))
                .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
                .findFirst();
    }

    /** The beginning of a command that runs a program with little memory and time, where the machine has {@code prlimit}. */
    List<String> limited(Path program) {
        List<String> command = new ArrayList<>();
        inPath("prlimit").ifPresent(limiter -> {
            command.add(limiter.toString());
            command.add("--as=" + MOST_MEMORY);
            command.add("--cpu=" + MOST_CPU_SECONDS);
        });
        command.add(program.toString());
        return command;
    }
}
