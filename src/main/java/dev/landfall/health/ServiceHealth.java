package dev.landfall.health;

import dev.landfall.cluster.LiveObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A Service is healthy when traffic to each of its ports gets to some ready address, and where it asks for a load
 * balancer it has its address.
 */
final class ServiceHealth {
    private final LiveObject service;
    private final List<JsonNode> slices;
    private final WorkloadPods selected;

    /**
     * Seen at about the same time.
     *
     * @param slices the EndpointSlices that are labelled with its name
     * @param selected the pods that its selector selects
     */
    ServiceHealth(LiveObject service, List<LiveObject> slices, List<LiveObject> selected) {
        this.service = service;
        this.slices = slices.stream().map(LiveObject::json).toList();
        this.selected = new WorkloadPods(selected);
    }

    Health judge() {
        if (type().equals("ExternalName"))
            return Health.Healthy.as("Service is another name of "
                    + service.at("/spec/externalName").asString(""));
        Optional<String> outstanding = hasSelector() ? withoutEndpoint().or(this::portWithoutTarget) : Optional.empty();
        return outstanding
                .or(this::withoutAddress)
                .<Health>map(Health.Progressing::as)
                .orElseGet(() -> Health.Healthy.as(found()));
    }

    private Optional<String> withoutEndpoint() {
        if (readyEndpoints() > 0) return Optional.empty();
        return Optional.of(
                selected.count() == 0
                        ? "Service has no endpoints: no pod has the labels " + selector()
                        : "Service has no ready endpoints: " + selected.ready() + " of " + selected.count()
                                + " pods with the labels " + selector() + " are ready");
    }

    /** A port whose target is a name that no container port has appears in no slice. */
    private Optional<String> portWithoutTarget() {
        List<String> served = slices.stream()
                .filter(slice -> slice.path("endpoints").valueStream().anyMatch(ServiceHealth::isReady))
                .flatMap(slice -> slice.path("ports").valueStream())
                .map(port -> port.path("name").asString(""))
                .toList();
        return service.at("/spec/ports")
                .valueStream()
                .filter(port -> !served.contains(port.path("name").asString("")))
                .findFirst()
                .map(port -> "port " + port.path("port").asString("") + " of the Service reaches no container port "
                        + port.path("targetPort").asString(""));
    }

    private Optional<String> withoutAddress() {
        boolean waits = type().equals("LoadBalancer") && addresses().isEmpty();
        return waits
                ? Optional.of("Service has no address yet: no load balancer controller has given it one")
                : Optional.empty();
    }

    private String found() {
        String endpoints = "Service has " + readyEndpoints() + " ready endpoints"
                + (hasSelector() ? "" : " of its own, since it selects no pods");
        return addresses().isEmpty() ? endpoints : endpoints + " and the address " + addresses();
    }

    private String addresses() {
        return service.at("/status/loadBalancer/ingress")
                .valueStream()
                .map(entry -> entry.path("ip").asString(entry.path("hostname").asString("")))
                .collect(Collectors.joining(", "));
    }

    /** Each pod once: with two address families it stands in two slices. */
    private long readyEndpoints() {
        return slices.stream()
                .flatMap(slice -> slice.path("endpoints").valueStream())
                .filter(ServiceHealth::isReady)
                .map(endpoint -> endpoint.at("/targetRef/uid")
                        .asString(endpoint.at("/addresses/0").asString("")))
                .distinct()
                .count();
    }

    /** No condition means ready: so the API says. */
    private static boolean isReady(JsonNode endpoint) {
        return endpoint.at("/conditions/ready").asBoolean(true);
    }

    private boolean hasSelector() {
        return !service.at("/spec/selector").isEmpty();
    }

    private String selector() {
        return Stream.of(service.at("/spec/selector"))
                .flatMap(labels -> labels.properties().stream())
                .map(label -> label.getKey() + "=" + label.getValue().asString(""))
                .collect(Collectors.joining(","));
    }

    private String type() {
        return service.at("/spec/type").asString("");
    }
}
