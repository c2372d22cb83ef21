package dev.landfall.render;

import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds with the Kustomize of this machine (see {@link KustomizeProgram} for which one), as a process that sees the
 * files of the build in a folder of its own and nothing of the user's.
 */
public final class KustomizeBuild implements Renderer {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final KustomizeChoice choice;
    private final Duration deadline;

    /** @param environment for {@code LANDFALL_KUSTOMIZE} and {@code PATH}; looked at when something is to be built */
    public KustomizeBuild(Map<String, String> environment) {
        this(environment, DEADLINE);
    }

    KustomizeBuild(Map<String, String> environment, Duration deadline) {
        this.choice = new KustomizeChoice(new Programs(Map.copyOf(environment)));
        this.deadline = deadline;
    }

    @Override
    public Rendering render(Build build) {
        KustomizeProgram found = choice.of(build.line());
        try (Room room = Room.open()) {
            return renderIn(room, found, build);
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

    /**
     * That it is built with another line of Kustomize than the owner's.
     *
     * @throws RenderException where this machine cannot build anything
     */
    @Override
    public Optional<Reason> doubt(Build build) {
        if (build.line().isEmpty()) return Optional.empty();
        String title = choice.title(choice.of(build.line()));
        return KustomizeProgram.line(title)
                .filter(line -> !line.equals(build.line()))
                .map(_ -> Reason.lasting(
                        "kustomize-other-line",
                        "%s is built with %s, while its owner builds with Kustomize %s"
                                .formatted(place(build), title, build.line()),
                        "put Kustomize %1$s into the PATH, as kustomize-%1$s".formatted(build.line())));
    }

    private static String place(Build build) {
        return build.folder().isEmpty() ? "the root" : "the folder " + build.folder();
    }

    private Rendering renderIn(Room room, KustomizeProgram found, Build build) throws IOException {
        for (var file : build.files().entrySet()) room.write(file.getKey(), file.getValue());
        List<String> command = found.build(room.source().resolve(build.folder()), build.loadsOutside());
        try {
            ChildProcess.Ended ended = ChildProcess.run(command, room.home(), deadline);
            if (ended.status() != 0) return failed(build, choice.title(found), words(ended, room.source()));
            return new Rendering.Rendered(YamlDocuments.in(ended.bytes()));
        } catch (ChildProcess.Stopped stopped) {
            return failed(build, choice.title(found), stopped.getMessage());
        } catch (IllegalArgumentException unreadable) {
            return failed(build, choice.title(found), "(unreadable output) " + unreadable.getMessage());
        }
    }

    private static String words(ChildProcess.Ended ended, Path source) {
        if (ended.errors().isBlank()) return "(nothing, and it ended with status " + ended.status() + ")";
        return ended.errors().replace(source + "/", "").replace(source.toString(), "the root");
    }

    private static Rendering failed(Build build, String title, String words) {
        return new Rendering.Failed(Reason.lasting(
                "kustomize-build-failed",
                "%s does not build; %s says: %s"
                        .formatted(place(build), title, Printable.line(words).replaceFirst("^Error: ", "")),
                "mend the repository so that it builds"));
    }
}
