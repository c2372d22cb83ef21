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
 * The Helm of this machine: the program that the variable {@code LANDFALL_HELM} names, else that of the {@code PATH}
 * which has the owner's major version, by the names {@code helm}, {@code helm4}, {@code helm3}; else the first of these.
 */
record HelmProgram(Path program, Programs programs) implements ProgramTitles.Program {
    static final String VARIABLE = "LANDFALL_HELM";
    private static final Pattern VERSION = Pattern.compile("v\\d+\\.\\d+[-+.0-9A-Za-z]*");
    private static final Pattern MAJOR = Pattern.compile("v(\\d{1,3})\\.");
    private static final List<String> NAMES = List.of("helm", "helm4", "helm3");
    private static final Duration TO_TELL_ITS_VERSION = Duration.ofSeconds(20);

    /**
     * Those that may be taken, the first one where none fits better.
     *
     * @throws RenderException where there is none
     */
    static List<HelmProgram> find(Programs programs) {
        List<HelmProgram> found = candidates(programs)
                .map(program -> new HelmProgram(program, programs))
                .toList();
        if (!found.isEmpty()) return found;
        throw missing(
                "the source is a chart, and this machine has no helm in its PATH",
                "install helm 3.16 or newer, of the owner's major version, or name the program by " + VARIABLE);
    }

    private static Stream<Path> candidates(Programs programs) {
        try {
            // Whoever names one means it, whatever the owner runs.
            Optional<Path> named = programs.named(VARIABLE);
            return named.isPresent() ? named.stream() : NAMES.stream().flatMap(name -> programs.inPath(name).stream());
        } catch (Programs.NoProgram none) {
            throw missing(none.getMessage(), "name the program by its whole path, or unset the variable");
        }
    }

    private static RenderException missing(String what, String remedy) {
        return new RenderException(Reason.lasting("helm-missing", what, remedy), null);
    }

    /** @param values files, the last one wins; their paths are ours, since Helm splits them at commas */
    List<String> template(Release release, Path chart, List<Path> values) {
        List<String> command = new ArrayList<>(programs.limited(program));
        command.addAll(List.of("template", release.name(), chart.toString()));
        if (!release.namespace().isEmpty()) command.add("--namespace=" + release.namespace());
        if (release.definesKinds()) command.add("--include-crds");
        if (release.leavesOutTests()) command.add("--skip-tests");
        if (!release.checksSchema()) command.add("--skip-schema-validation");
        if (!release.kubernetes().isEmpty()) command.add("--kube-version=" + release.kubernetes());
        release.apis().forEach(api -> command.add("--api-versions=" + api));
        values.forEach(file -> command.add("--values=" + file));
        return command;
    }

    /** Its major version by its title; 0 where that does not tell. */
    static int major(String title) {
        Matcher version = MAJOR.matcher(title);
        return version.find() ? Integer.parseInt(version.group(1)) : 0;
    }

    @Override
    public String name() {
        return "helm";
    }

    @Override
    public String title(Path emptyHome) {
        try {
            ChildProcess.Ended ended =
                    ChildProcess.run(List.of(program.toString(), "version", "--short"), emptyHome, TO_TELL_ITS_VERSION);
            Matcher version = VERSION.matcher(ended.output());
            return version.find() ? name() + " " + version.group() : name();
        } catch (IOException | ChildProcess.Stopped untold) {
            return name();
        }
    }
}
