package dev.landfall.remediate.rule;

import dev.landfall.cluster.LiveObject;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.NearMatch;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** An Ingress leads to a Service or to a port of it that does not exist (failure 33). */
final class IngressBackendWrong implements Analyzer {
    @Override
    public String rule() {
        return "ingress-backend-wrong";
    }

    @Override
    public List<Finding> findings(Snapshot snapshot) {
        if (!snapshot.isComplete("", "Service")) return List.of();
        return snapshot.all("networking.k8s.io", "Ingress").stream()
                .filter(ingress -> !ingress.isBeingDeleted())
                .flatMap(ingress -> IngressBackend.of(ingress).stream()
                        .flatMap(backend -> look(backend, snapshot).stream())
                        .limit(1))
                .toList();
    }

    private Optional<Finding> look(IngressBackend backend, Snapshot snapshot) {
        String namespace = backend.ingress().ref().namespace();
        Optional<LiveObject> service = snapshot.named("", "Service", namespace, backend.name());
        if (service.isEmpty()) return Optional.of(withoutService(backend, snapshot.all("", "Service", namespace)));
        return backend.hasPort(service.get()) ? Optional.empty() : Optional.of(withoutPort(backend, service.get()));
    }

    private Finding withoutService(IngressBackend backend, List<LiveObject> services) {
        List<String> fitting = services.stream()
                .filter(backend::hasPort)
                .map(service -> service.ref().name())
                .toList();
        List<String> near = NearMatch.among(backend.name(), fitting);
        FieldPath field = backend.place().to(new FieldPath.Key("name"));
        List<Repair> repairs = near.stream()
                .map(name -> new Repair(
                        "lead to Service " + name + " in place of " + backend.name(),
                        List.of(Repairs.set(backend.ingress().ref(), field, name)),
                        near.size() == 1 ? Confidence.CERTAIN : Confidence.LIKELY,
                        "it exists, has a name like the missing one, and has the wanted port",
                        Repairs.FITS))
                .toList();
        return finding(
                backend,
                "it leads to Service " + backend.name() + ", which does not exist",
                "there is no Service " + backend.name() + " in namespace "
                        + backend.ingress().ref().namespace(),
                repairs,
                Reason.lasting(
                        "backend-missing",
                        "no Service there has a name like " + backend.name() + " and the port " + backend.port(),
                        "add the Service, or correct " + field + " where "
                                + backend.ingress().ref() + " is defined"));
    }

    private Finding withoutPort(IngressBackend backend, LiveObject service) {
        List<JsonNode> ports = service.at("/spec/ports").valueStream().toList();
        List<JsonNode> near = nearest(backend, ports);
        List<Repair> repairs = near.stream()
                .map(port -> repair(backend, port, near.size() == 1))
                .toList();
        return finding(
                backend,
                "it leads to port " + backend.port() + " of Service " + backend.name() + ", which has none such",
                "Service " + backend.name() + " has the ports "
                        + String.join(
                                ", ",
                                ports.stream().map(IngressBackendWrong::shown).toList()),
                repairs,
                Reason.lasting(
                        "backend-missing",
                        service.ref() + " has no ports",
                        "add the port to the Service, or lead to another one"));
    }

    private static List<JsonNode> nearest(IngressBackend backend, List<JsonNode> ports) {
        String field = backend.isNamedPort() ? "name" : "targetPort";
        // The number that is wanted is often that of the pods.
        Stream<JsonNode> same =
                ports.stream().filter(port -> port.path(field).asString("").equals(backend.port()));
        List<String> names = NearMatch.among(
                backend.port(),
                ports.stream().map(port -> port.path("name").asString("")).toList());
        List<JsonNode> near = backend.isNamedPort()
                ? ports.stream()
                        .filter(port -> names.contains(port.path("name").asString("")))
                        .toList()
                : same.toList();
        return near.isEmpty() ? ports : near;
    }

    private static Repair repair(IngressBackend backend, JsonNode port, boolean only) {
        boolean byName = backend.isNamedPort() && port.path("name").isString();
        JsonNode value = byName
                ? JsonNodeFactory.instance.objectNode().set("name", port.path("name"))
                : JsonNodeFactory.instance.objectNode().set("number", port.path("port"));
        boolean sameForm = byName == backend.isNamedPort();
        FieldPath field = backend.place().to(new FieldPath.Key("port"));
        return new Repair(
                "lead to port " + shown(port) + " of Service " + backend.name(),
                List.of(
                        sameForm
                                ? Repairs.set(
                                        backend.ingress().ref(),
                                        field.to(new FieldPath.Key(byName ? "name" : "number")),
                                        port.path(byName ? "name" : "port"))
                                : Repairs.set(backend.ingress().ref(), field, value)),
                only ? Confidence.CERTAIN : Confidence.LIKELY,
                only ? "no other port of the Service comes near" : "it is a port of the Service",
                Repairs.FITS);
    }

    private static String shown(JsonNode port) {
        String name = port.path("name").asString("");
        return port.path("port").asString("") + (name.isEmpty() ? "" : " (" + name + ")");
    }

    private Finding finding(IngressBackend backend, String sign, String cause, List<Repair> repairs, Reason person) {
        return new Finding(
                rule(),
                backend.ingress().ref(),
                sign,
                cause,
                List.of(new Clue(
                        Clue.Source.SPEC,
                        backend.ingress().ref(),
                        backend.place() + " is " + backend.name() + ", port " + backend.port())),
                Repairs.orPerson(repairs, person),
                Finding.LEAST_SETTLE);
    }
}
