package dev.landfall.remediate.rule;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Repair;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Repairs of where a probe looks, and how; none takes a probe away. */
final class ProbeRepairs {
    private static final Pattern LISTENING =
            Pattern.compile("(?i)\\b(?:listen|serv|start|bound)\\w*\\b.*?[: ](\\d{2,5})\\b");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Probe probe;
    private final ProbeAnswer answer;
    private final LastWords log;

    /** @param log of the run that the probe looks at */
    ProbeRepairs(Probe probe, ProbeAnswer answer, LastWords log) {
        this.probe = probe;
        this.answer = answer;
        this.log = log;
    }

    /** What the revision before had, else what the answer and the rest of the container say. */
    List<Repair> all() {
        List<Repair> former =
                Repairs.takenBack(probe.container().changes(probe.kind().field()));
        if (!former.isEmpty()) return former;
        if (isUnknownName()) return ports();
        return switch (answer.what()) {
            case WRONG_PATH -> path();
            case REFUSED, UNKNOWN -> ports();
            case NO_TLS -> scheme("HTTP", "it was answered without TLS");
            case TLS -> scheme("HTTPS", "it was answered with TLS");
            case SLOW -> longer();
            case NOT_ALLOWED -> List.of(socket("its path asks for credentials"));
            case FAULT, OTHER -> List.of();
        };
    }

    /** A name that no port of the container has. */
    boolean isUnknownName() {
        return probe.port().isPresent() && probe.portNumber().isEmpty();
    }

    /** Whether it looks at a port that the container does not declare; no proof, since declaring is optional. */
    boolean isUndeclared() {
        List<JsonNode> declared = declared();
        return !declared.isEmpty()
                && probe.portNumber()
                        .map(number -> declared.stream()
                                .noneMatch(port -> port.path("containerPort").asLong(0) == number))
                        .orElse(false);
    }

    private List<JsonNode> declared() {
        return probe.container().json().path("ports").valueStream().toList();
    }

    private List<Repair> ports() {
        if (!isUnknownName() && !isUndeclared())
            return listening().map(this::logged).stream().toList();
        List<JsonNode> declared = declared();
        Confidence confidence = declared.size() == 1 ? Confidence.CERTAIN : Confidence.LIKELY;
        return declared.stream().map(port -> declared(port, confidence)).toList();
    }

    private Repair declared(JsonNode port, Confidence confidence) {
        JsonNode value = isUnknownName() && port.has("name") ? port.path("name") : port.path("containerPort");
        return port(value, confidence, "the container declares this port, and not the one that is probed");
    }

    /** A port that the process said it listens on. */
    private Optional<Long> listening() {
        return log.lines().reversed().stream()
                .map(LISTENING::matcher)
                .filter(Matcher::find)
                .map(found -> Long.parseLong(found.group(1)))
                .filter(number -> !probe.portNumber().equals(Optional.of(number)))
                .findFirst();
    }

    private Repair logged(long number) {
        return port(JSON.numberNode(number), Confidence.LIKELY, "its log says that it listens there");
    }

    private Repair port(JsonNode value, Confidence confidence, String because) {
        return new Repair(
                "have " + probe + " look at port " + value.asString(),
                List.of(set(value, probe.target().orElseThrow(), "port")),
                confidence,
                because,
                Repairs.FITS);
    }

    private List<Repair> path() {
        List<Repair> repairs = new ArrayList<>();
        probe.siblings().stream()
                .filter(Probe::isHttp)
                .filter(sibling -> !sibling.path().equals(probe.path()))
                .filter(sibling -> Objects.equals(sibling.portNumber(), probe.portNumber()))
                .map(sibling -> path(
                        sibling.path(),
                        Confidence.CERTAIN,
                        "the " + sibling.kind().word() + " probe looks there"))
                .forEach(repairs::add);
        if (!repairs.isEmpty()) return repairs;
        if (!probe.path().equals("/")) repairs.add(path("/", Confidence.LIKELY, "most servers answer it"));
        repairs.add(socket("something answers at the port"));
        return repairs;
    }

    private Repair path(String path, Confidence confidence, String because) {
        return new Repair(
                "have " + probe + " look at path " + path,
                List.of(set(JSON.stringNode(path), "httpGet", "path")),
                confidence,
                because,
                Repairs.FITS);
    }

    /** The same probe, that only asks whether somebody listens. */
    private Repair socket(String because) {
        return new Repair(
                "have " + probe + " only open a connection",
                List.of(
                        new DesiredChange.RemoveField(
                                probe.container().workload().ref(), probe.to("httpGet")),
                        set(probe.port().orElse(JSON.numberNode(80)), "tcpSocket", "port")),
                Confidence.LIKELY,
                because + "; it proves less than before",
                Repairs.UNTRIED);
    }

    private List<Repair> scheme(String scheme, String because) {
        if (!probe.isHttp()) return List.of();
        return List.of(new Repair(
                "have " + probe + " speak " + scheme,
                List.of(set(JSON.stringNode(scheme), "httpGet", "scheme")),
                Confidence.CERTAIN,
                because,
                Repairs.FITS));
    }

    private List<Repair> longer() {
        long seconds = Math.max(5, probe.timeout() * 2);
        return List.of(new Repair(
                "let " + probe + " wait " + seconds + " s for an answer",
                List.of(set(JSON.numberNode(seconds), "timeoutSeconds")),
                Confidence.LIKELY,
                "it waits " + probe.timeout() + " s, and no answer comes in that time",
                Repairs.UNTRIED));
    }

    private DesiredChange set(JsonNode value, String... keys) {
        return new DesiredChange.SetField(probe.container().workload().ref(), probe.to(keys), value);
    }
}
