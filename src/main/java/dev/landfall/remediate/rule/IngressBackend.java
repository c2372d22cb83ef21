package dev.landfall.remediate.rule;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.FieldPath;
import dev.landfall.remediate.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Where an Ingress leads to.
 *
 * @param place of the Service in the Ingress
 */
record IngressBackend(LiveObject ingress, JsonNode service, FieldPath place) {

    static Stream<IngressBackend> all(Snapshot snapshot) {
        return snapshot.all("networking.k8s.io", "Ingress").stream()
                .filter(ingress -> !ingress.isBeingDeleted())
                .flatMap(ingress -> of(ingress).stream());
    }

    /** The default one first; what leads to no Service, and what only an annotation explains, is left out. */
    static List<IngressBackend> of(LiveObject ingress) {
        List<IngressBackend> all = new ArrayList<>();
        add(all, ingress, FieldPath.parse("spec.defaultBackend.service"));
        JsonNode rules = ingress.at("/spec/rules");
        for (int rule = 0; rule < rules.size(); rule++)
            for (int path = 0; path < rules.get(rule).at("/http/paths").size(); path++)
                add(all, ingress, FieldPath.parse("spec.rules[" + rule + "].http.paths[" + path + "].backend.service"));
        return all;
    }

    private static void add(List<IngressBackend> all, LiveObject ingress, FieldPath place) {
        place.in(ingress.json())
                .filter(service -> !service.at("/port/name").asString("").equals("use-annotation"))
                .ifPresent(service -> all.add(new IngressBackend(ingress, service, place)));
    }

    String name() {
        return service.path("name").asString("");
    }

    /** By name or by number. */
    String port() {
        return service.at("/port/name").asString(service.at("/port/number").asString(""));
    }

    boolean isNamedPort() {
        return service.at("/port/name").isString();
    }

    boolean isService(ObjectRef other) {
        return ingress.ref().namespace().equals(other.namespace()) && name().equals(other.name());
    }

    /** One of another name needs no ports. */
    boolean hasPort(LiveObject of) {
        if (of.at("/spec/type").asString("").equals("ExternalName")) return true;
        return of.at("/spec/ports").valueStream().anyMatch(port -> Objects.equals(port(), wanted(port)));
    }

    private String wanted(JsonNode port) {
        return port.path(isNamedPort() ? "name" : "port").asString("");
    }
}
