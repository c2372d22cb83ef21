package dev.landfall.remediate.rule;

import dev.landfall.remediate.Clue;
import dev.landfall.remediate.ContainerState;
import dev.landfall.remediate.Snapshot;
import java.util.ArrayList;
import java.util.List;

/** How the trouble of a probe is told. */
final class ProbeTrouble {
    private ProbeTrouble() {}

    static String cause(Probe probe, ProbeAnswer answer, ProbeRepairs repairs) {
        if (repairs.isUnknownName())
            return probe + " names port " + probe.port().orElseThrow().asString()
                    + ", which the container does not have";
        return probe
                + switch (answer.what()) {
                    case WRONG_PATH -> " looks at path " + probe.path() + ", which is not there";
                    case NOT_ALLOWED -> " is not allowed to look at path " + probe.path();
                    case FAULT -> " is answered with a fault of the server";
                    case REFUSED, UNKNOWN ->
                        repairs.isUndeclared()
                                ? " looks at port " + probe.portNumber().orElseThrow()
                                        + ", which the container does not declare"
                                : " fails" + (answer.words().isEmpty() ? "" : ": nothing listens at its port");
                    case SLOW -> " gets no answer within " + probe.timeout() + " s";
                    case NO_TLS -> " speaks HTTPS to a port that speaks HTTP";
                    case TLS -> " speaks HTTP to a port that speaks HTTPS";
                    case OTHER -> " fails";
                };
    }

    static List<Clue> clues(ContainerState state, Probe probe, Snapshot snapshot) {
        List<Clue> clues =
                new ArrayList<>(Clues.ofWarnings(state.pod(), snapshot, ProbeAnswer.fragments(probe.kind())));
        probe.port()
                .ifPresent(port -> clues.add(Clues.ofField(
                        probe.container().workload(),
                        probe.to(probe.target().orElseThrow(), "port"),
                        port.asString())));
        return clues;
    }
}
