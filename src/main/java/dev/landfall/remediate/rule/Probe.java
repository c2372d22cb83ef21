package dev.landfall.remediate.rule;

import dev.landfall.manifest.FieldPath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A probe as the pod template has it. */
record Probe(TemplateContainer container, Kind kind, JsonNode json) {

    enum Kind {
        STARTUP("startupProbe", "startup"),
        LIVENESS("livenessProbe", "liveness"),
        READINESS("readinessProbe", "readiness");

        private final String field;
        private final String word;

        Kind(String field, String word) {
            this.field = field;
            this.word = word;
        }

        String field() {
            return field;
        }

        /** As the kubelet begins its events with it. */
        String word() {
            return word;
        }
    }

    static Optional<Probe> of(TemplateContainer container, Kind kind) {
        JsonNode json = container.json().path(kind.field());
        return json.isObject() ? Optional.of(new Probe(container, kind, json)) : Optional.empty();
    }

    /** The other probes of the container. */
    List<Probe> siblings() {
        return Stream.of(Kind.values())
                .filter(other -> other != kind)
                .flatMap(other -> of(container, other).stream())
                .toList();
    }

    /** For how long it may fail before it counts. */
    Duration budget() {
        return Duration.ofSeconds(seconds("initialDelaySeconds", 0) + failures() * period());
    }

    long period() {
        return Math.max(1, seconds("periodSeconds", 10));
    }

    long timeout() {
        return seconds("timeoutSeconds", 1);
    }

    long failures() {
        return seconds("failureThreshold", 3);
    }

    private long seconds(String field, long otherwise) {
        return json.path(field).asLong(otherwise);
    }

    /** Such as {@code httpGet}; empty where it runs a command, which has no target. */
    Optional<String> target() {
        return Stream.of("httpGet", "tcpSocket", "grpc").filter(json::has).findFirst();
    }

    boolean isHttp() {
        return json.has("httpGet");
    }

    String path() {
        return json.at("/httpGet/path").asString("/");
    }

    /** As it stands there, a number or the name of a port. */
    Optional<JsonNode> port() {
        return target().map(way -> json.path(way).path("port")).filter(port -> !port.isMissingNode());
    }

    Optional<Long> portNumber() {
        return port().flatMap(port -> container
                .json()
                .path("ports")
                .valueStream()
                .filter(declared -> declared.path("name").equals(port))
                .map(declared -> declared.path("containerPort").asLong(0))
                .findFirst()
                .or(() -> Optional.of(port.asLong(0)).filter(number -> number > 0)));
    }

    FieldPath to(String... keys) {
        FieldPath field = container.to(kind.field());
        for (String key : keys) field = field.to(new FieldPath.Key(key));
        return field;
    }

    @Override
    public String toString() {
        return "the " + kind.word() + " probe of container " + container.name();
    }
}
