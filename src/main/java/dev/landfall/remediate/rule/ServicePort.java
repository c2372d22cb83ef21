package dev.landfall.remediate.rule;

import dev.landfall.manifest.FieldPath;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A port of a Service, and the port of its pods that it leads to.
 *
 * @param index from 0, in the order of the Service
 */
record ServicePort(SelectingService service, int index, JsonNode json) {

    /** @param probed whether a probe of its container asks at it, so that something must listen there */
    record Declared(String name, int number, String protocol, boolean probed) {
        private boolean answers(String target) {
            return target.equals(name) || target.equals(Integer.toString(number));
        }
    }

    static List<ServicePort> of(SelectingService service) {
        JsonNode ports = service.live().at("/spec/ports");
        List<ServicePort> all = new ArrayList<>();
        for (int i = 0; i < ports.size(); i++) all.add(new ServicePort(service, i, ports.get(i)));
        return all;
    }

    /** Whether every port that the Service leads to by name is one of the workload. */
    static boolean fit(SelectingService service, Workload workload) {
        List<Declared> declared = declared(workload.podSpec());
        return of(service).stream()
                .filter(ServicePort::isNamed)
                .allMatch(port -> declared.stream().anyMatch(port::leadsTo));
    }

    /** All that the containers of a pod declare; init containers that go on running are among them. */
    static List<Declared> declared(JsonNode podSpec) {
        Stream<JsonNode> sidecars = podSpec.path("initContainers")
                .valueStream()
                .filter(container ->
                        container.path("restartPolicy").asString("").equals("Always"));
        return Stream.concat(podSpec.path("containers").valueStream(), sidecars)
                .flatMap(container -> container.path("ports").valueStream().map(port -> declared(container, port)))
                .toList();
    }

    private static Declared declared(JsonNode container, JsonNode port) {
        String name = port.path("name").asString("");
        int number = port.path("containerPort").asInt(0);
        boolean probed =
                probes(container).anyMatch(target -> target.equals(name) || target.equals(Integer.toString(number)));
        return new Declared(name, number, port.path("protocol").asString("TCP"), probed);
    }

    /** The ports that probes of a container ask at, as they are written. */
    static Stream<String> probes(JsonNode container) {
        return Stream.of("readinessProbe", "livenessProbe", "startupProbe")
                .map(container::path)
                .flatMap(probe -> Stream.of("httpGet", "tcpSocket", "grpc")
                        .map(probe::path)
                        .map(action -> action.path("port").asString("")))
                .filter(port -> !port.isEmpty());
    }

    /** As it is written; a Service that names none leads to the same number. */
    String target() {
        return json.path("targetPort").asString(number());
    }

    String number() {
        return json.path("port").asString("");
    }

    boolean isNamed() {
        return !target().matches("[0-9]+");
    }

    boolean leadsTo(Declared port) {
        return port.answers(target()) && isOfSameProtocol(port);
    }

    boolean isOfSameProtocol(Declared port) {
        return Objects.equals(port.protocol(), json.path("protocol").asString("TCP"));
    }

    FieldPath field() {
        String name = json.path("name").asString("");
        return FieldPath.parse("spec.ports")
                .to(name.isEmpty() ? new FieldPath.Index(index) : new FieldPath.Item("name", name))
                .to(new FieldPath.Key("targetPort"));
    }
}
