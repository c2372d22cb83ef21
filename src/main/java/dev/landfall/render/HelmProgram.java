package dev.landfall.render;

import dev.landfall.reason.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Helm of this machine: the program that the variable {@code LANDFALL_HELM} names, else {@code helm} of the {@code PATH}. */
record HelmProgram(Path program, Programs programs) {
    static final String VARIABLE = "LANDFALL_HELM";
    private static final Pattern VERSION = Pattern.compile("v\\d+\\.\\d+[-+.0-9A-Za-z]*");
    private static final Duration TO_TELL_ITS_VERSION = Duration.ofSeconds(20);

    /** @throws RenderException where there is none */
    static HelmProgram find(Programs programs) {
        try {
            return programs.named(VARIABLE)
                    .or(() -> programs.inPath("helm"))
                    .map(program -> new HelmProgram(program, programs))
                    .orElseThrow(() -> missing(
                            "the source is a chart, and this machine has no helm in its PATH",
                            "install helm 3.16 or newer, of the owner's major version, or name the program by "
                                    + VARIABLE));
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

    /** Such as {@code helm v4.3}; without the number where it does not tell. */
    String title(Path emptyHome) {
        try {
            ChildProcess.Ended ended =
                    ChildProcess.run(List.of(program.toString(), "version", "--short"), emptyHome, TO_TELL_ITS_VERSION);
            Matcher version = VERSION.matcher(ended.output());
            return version.find() ? "helm " + version.group() : "helm";
        } catch (IOException | ChildProcess.Stopped untold) {
            return "helm";
        }
    }
}
