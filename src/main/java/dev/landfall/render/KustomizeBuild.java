package dev.landfall.render;

import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Builds with the Kustomize of this machine (see {@link KustomizeProgram} for which one), as a process that sees the
 * files of the build in a folder of its own and nothing of the user's.
 */
public final class KustomizeBuild implements Renderer {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Map<String, String> environment;
    private final Duration deadline;
    private KustomizeProgram program;

    /** @param environment for {@code LANDFALL_KUSTOMIZE} and {@code PATH}; looked at when something is to be built */
    public KustomizeBuild(Map<String, String> environment) {
        this(environment, DEADLINE);
    }

    KustomizeBuild(Map<String, String> environment, Duration deadline) {
        this.environment = Map.copyOf(environment);
        this.deadline = deadline;
    }

    @Override
    public Rendering render(Build build) {
        KustomizeProgram found = program();
        try {
            Path room = room();
            try {
                return renderIn(room, found, build);
            } finally {
                delete(room);
            }
        } catch (IOException failed) {
            throw new RenderException(
                    Reason.passing(
                            "kustomize-not-run",
                            found.program() + " could not be run: "
                                    + Printable.line(String.valueOf(failed.getMessage())),
                            "check the program, and the disk and the rights of the folder for temporary files"),
                    failed);
        }
    }

    private synchronized KustomizeProgram program() {
        if (program == null) program = KustomizeProgram.find(environment);
        return program;
    }

    /** Its true path, which is what Kustomize will print. */
    private static Path room() throws IOException {
        var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        return Files.createTempDirectory("landfall-build-", mine).toRealPath();
    }

    private Rendering renderIn(Path room, KustomizeProgram found, Build build) throws IOException {
        Path home = Files.createDirectory(room.resolve("home"));
        Path source = Files.createDirectory(room.resolve("source"));
        for (var file : build.files().entrySet()) {
            Path path = source.resolve(file.getKey()).normalize();
            if (!path.startsWith(source)) throw new IllegalStateException("out of the room: " + file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        List<String> command = found.build(source.resolve(build.folder()), build.loadsOutside());
        try {
            ChildProcess.Ended ended = ChildProcess.run(command, home, deadline);
            if (ended.status() != 0) return failed(build, found.title(home), words(ended, source));
            return new Rendering.Rendered(YamlDocuments.in(ended.bytes()));
        } catch (ChildProcess.Stopped stopped) {
            return failed(build, found.title(home), stopped.getMessage());
        } catch (IllegalArgumentException unreadable) {
            return failed(build, found.title(home), "(unreadable output) " + unreadable.getMessage());
        }
    }

    private static String words(ChildProcess.Ended ended, Path source) {
        if (ended.errors().isBlank()) return "(nothing, and it ended with status " + ended.status() + ")";
        return ended.errors().replace(source + "/", "").replace(source.toString(), "the root");
    }

    private static Rendering failed(Build build, String title, String words) {
        String folder = build.folder().isEmpty() ? "the root" : "the folder " + build.folder();
        return new Rendering.Failed(Reason.lasting(
                "kustomize-build-failed",
                "%s does not build; %s says: %s"
                        .formatted(folder, title, Printable.line(words).replaceFirst("^Error: ", "")),
                "mend the repository so that it builds"));
    }

    private static void delete(Path room) throws IOException {
        try (Stream<Path> all = Files.walk(room)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }
}
