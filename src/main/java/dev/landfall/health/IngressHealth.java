package dev.landfall.health;

import dev.landfall.cluster.LiveObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * An Ingress is healthy when the Services and ports that it names exist. Many clusters give it no address, so that one
 * is told but not waited for.
 */
final class IngressHealth {
    private final LiveObject ingress;
    private final List<LiveObject> services;

    /** @param services of its namespace */
    IngressHealth(LiveObject ingress, List<LiveObject> services) {
        this.ingress = ingress;
        this.services = services;
    }

    Health judge() {
        List<String> faults = backends()
                .flatMap(backend -> fault(backend).stream())
                .distinct()
                .toList();
        if (!faults.isEmpty()) return Health.Progressing.as("Ingress points at nothing: " + String.join(", ", faults));
        String names = backends()
                .map(backend -> backend.path("name").asString(""))
                .distinct()
                .collect(Collectors.joining(", "));
        return Health.Healthy.as("Ingress leads to " + (names.isEmpty() ? "no Service" : names) + ", " + address());
    }

    private Stream<JsonNode> backends() {
        Stream<JsonNode> ofPaths = ingress.at("/spec/rules")
                .valueStream()
                .flatMap(rule -> rule.at("/http/paths").valueStream())
                .map(path -> path.at("/backend/service"));
        return Stream.concat(Stream.of(ingress.at("/spec/defaultBackend/service")), ofPaths)
                .filter(JsonNode::isObject);
    }

    private Optional<String> fault(JsonNode backend) {
        String name = backend.path("name").asString("");
        Optional<LiveObject> service =
                services.stream().filter(each -> each.ref().name().equals(name)).findFirst();
        if (service.isEmpty()) return Optional.of("there is no Service " + name);
        return hasPort(service.get(), backend.path("port"))
                ? Optional.empty()
                : Optional.of("Service " + name + " has no port "
                        + backend.at("/port/name")
                                .asString(backend.at("/port/number").asString("")));
    }

    private static boolean hasPort(LiveObject service, JsonNode wanted) {
        if (service.at("/spec/type").asString("").equals("ExternalName")) return true; // it needs no ports
        return service.at("/spec/ports")
                .valueStream()
                .anyMatch(port -> wanted.has("name")
                        ? Objects.equals(port.get("name"), wanted.get("name"))
                        : port.path("port").asInt(0) == wanted.path("number").asInt(-1));
    }

    private String address() {
        String addresses = ingress.at("/status/loadBalancer/ingress")
                .valueStream()
                .map(entry -> entry.path("ip").asString(entry.path("hostname").asString("")))
                .collect(Collectors.joining(", "));
        return addresses.isEmpty() ? "no address yet" : "address " + addresses;
    }
}
