package dev.landfall.render;

import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * Renders with the Helm of this machine (see {@link HelmProgram} for which one), as a process that sees the chart and
 * its value files in a folder of its own and nothing of the user's: no kubeconfig, no plug-ins, no cache of charts.
 */
public final class HelmTemplate {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final HelmChoice choice;
    private final Duration deadline;
    private final Semaphore atOnce =
            new Semaphore(Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4));

    /** @param environment for {@code LANDFALL_HELM} and {@code PATH}; looked at when something is to be rendered */
    public HelmTemplate(Map<String, String> environment) {
        this(environment, DEADLINE);
    }

    HelmTemplate(Map<String, String> environment, Duration deadline) {
        this.choice = new HelmChoice(new Programs(Map.copyOf(environment)));
        this.deadline = deadline;
    }

    /** @throws RenderException where this machine cannot render anything */
    public Rendering render(ChartBuild build) {
        HelmProgram found = choice.of(build.release().helm());
        atOnce.acquireUninterruptibly();
        try (Room room = Room.open()) {
            return renderIn(room, found, build);
        } catch (IOException failed) {
            throw new RenderException(
                    Reason.passing(
                            "helm-not-run",
                            found.program() + " could not be run: "
                                    + Printable.line(String.valueOf(failed.getMessage())),
                            "check the program, and the disk and the rights of the folder for temporary files"),
                    failed);
        } finally {
            atOnce.release();
        }
    }

    /**
     * That it is rendered with a Helm of another major version than the owner's.
     *
     * @throws RenderException where this machine cannot render anything
     */
    Optional<Reason> doubt(ChartBuild build) {
        int wanted = build.release().helm();
        if (wanted == 0) return Optional.empty();
        String title = choice.title(choice.of(wanted));
        int major = HelmProgram.major(title);
        return major == 0 || major == wanted
                ? Optional.empty()
                : Optional.of(Reason.lasting(
                        "helm-other-major",
                        "%s is rendered with %s, while its owner runs Helm %d".formatted(place(build), title, wanted),
                        "put a Helm %1$d into the PATH, as helm or helm%1$d, or name it by LANDFALL_HELM"
                                .formatted(wanted)));
    }

    private Rendering renderIn(Room room, HelmProgram found, ChartBuild build) throws IOException {
        for (var file : build.files().entrySet())
            if (build.isOfChart(file.getKey()))
                room.write("chart/" + RepositoryPath.relative(build.folder(), file.getKey()), file.getValue());
        List<Path> values = values(room, build);
        List<String> command = found.template(build.release(), room.source().resolve("chart"), values);
        try {
            ChildProcess.Ended ended = ChildProcess.run(command, room.home(), deadline);
            if (ended.status() != 0) return failed(build, choice.title(found), words(ended, room, build, values));
            return new Rendering.Rendered(YamlDocuments.in(ended.bytes()));
        } catch (ChildProcess.Stopped stopped) {
            return failed(build, choice.title(found), stopped.getMessage());
        } catch (IllegalArgumentException unreadable) {
            return failed(build, choice.title(found), "(unreadable output) " + unreadable.getMessage());
        }
    }

    private static List<Path> values(Room room, ChartBuild build) throws IOException {
        List<Path> values = new ArrayList<>();
        for (String path : build.valueFiles())
            values.add(written(room, values.size(), build.files().get(path)));
        for (GivenValues given : build.given())
            values.add(written(room, values.size(), given.yaml().getBytes(StandardCharsets.UTF_8)));
        return values;
    }

    private static Path written(Room room, int number, byte[] content) throws IOException {
        String path = "values/" + number + ".yaml";
        room.write(path, content);
        return room.source().resolve(path);
    }

    private static String words(ChildProcess.Ended ended, Room room, ChartBuild build, List<Path> values) {
        String said = withoutStack(ended.errors());
        if (said.isBlank()) return "(nothing, and it ended with status " + ended.status() + ")";
        List<String> names = Stream.concat(
                        build.valueFiles().stream(), build.given().stream().map(GivenValues::name))
                .toList();
        for (int i = 0; i < names.size(); i++) said = said.replace(values.get(i).toString(), names.get(i));
        return said.replace(room.source() + "/chart/", RepositoryPath.below(build.folder(), ""))
                .replace(room.source() + "/chart", place(build))
                .replace("Use --debug flag to render out invalid YAML", "");
    }

    /** A Go program that runs out of memory prints all that it was doing. */
    private static String withoutStack(String errors) {
        int crash = errors.indexOf("fatal error: ");
        if (crash < 0) return errors;
        int end = errors.indexOf('\n', crash);
        return end < 0 ? errors.substring(crash) : errors.substring(crash, end);
    }

    private static Rendering failed(ChartBuild build, String title, String words) {
        return new Rendering.Failed(Reason.lasting(
                "helm-render-failed",
                "%s does not render; %s says: %s"
                        .formatted(place(build), title, Printable.line(words).replaceFirst("^Error: ", "")),
                "mend the chart or its values, so that `helm template` renders it"));
    }

    private static String place(ChartBuild build) {
        return build.folder().isEmpty() ? "the chart in the root" : "the chart " + build.folder();
    }
}
