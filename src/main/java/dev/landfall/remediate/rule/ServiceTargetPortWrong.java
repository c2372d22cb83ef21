package dev.landfall.remediate.rule;

import dev.landfall.cluster.LiveObject;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.NearMatch;
import dev.landfall.remediate.Pods;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Pods are ready, and a Service leads to a port that they do not have (failure 15). A name that no container port has is
 * certain to be wrong; a number that none declares may be right all the same, so it counts only where a declared port is
 * left that no Service leads to.
 */
final class ServiceTargetPortWrong implements Analyzer {
    @Override
    public String rule() {
        return "service-target-port-wrong";
    }

    @Override
    public List<Finding> findings(Snapshot snapshot) {
        return SelectingService.all(snapshot)
                .flatMap(service -> look(service, snapshot).stream())
                .toList();
    }

    private Optional<Finding> look(SelectingService service, Snapshot snapshot) {
        List<JsonNode> ready = service.pods(snapshot).stream()
                .filter(Pods::isReady)
                .map(pod -> pod.at("/spec"))
                .toList();
        if (ready.isEmpty()) return Optional.empty();
        List<ServicePort.Declared> declared = ready.stream()
                .flatMap(spec -> ServicePort.declared(spec).stream())
                .distinct()
                .toList();
        return ServicePort.of(service).stream()
                .filter(port -> declared.stream().noneMatch(port::leadsTo))
                .filter(port -> port.isNamed() || isNumberWrong(port, ready, declared, snapshot))
                .findFirst()
                .map(port -> finding(port, declared, left(port, declared, snapshot)));
    }

    /** What listens undeclared is not rare: something must speak against it. */
    private static boolean isNumberWrong(
            ServicePort port, List<JsonNode> ready, List<ServicePort.Declared> declared, Snapshot snapshot) {
        boolean probed = ready.stream()
                .flatMap(spec -> spec.path("containers").valueStream())
                .flatMap(ServicePort::probes)
                .anyMatch(port.target()::equals);
        return !probed && !left(port, declared, snapshot).isEmpty();
    }

    /** Declared ports to which no Service of these pods leads yet; those that a probe asks at, if there are any. */
    private static List<ServicePort.Declared> left(
            ServicePort port, List<ServicePort.Declared> declared, Snapshot snapshot) {
        List<ServicePort> others = SelectingService.all(snapshot)
                .filter(other ->
                        other.ref().namespace().equals(port.service().ref().namespace()))
                .filter(other -> !other.pods(snapshot).isEmpty()
                        && port.service().pods(snapshot).containsAll(other.pods(snapshot)))
                .flatMap(other -> ServicePort.of(other).stream())
                .toList();
        List<ServicePort.Declared> left = declared.stream()
                .filter(port::isOfSameProtocol)
                .filter(one -> others.stream().noneMatch(other -> other.leadsTo(one)))
                .toList();
        List<ServicePort.Declared> probed =
                left.stream().filter(ServicePort.Declared::probed).toList();
        return probed.isEmpty() ? left : probed;
    }

    private Finding finding(
            ServicePort port, List<ServicePort.Declared> declared, List<ServicePort.Declared> candidates) {
        String words = declared.isEmpty()
                ? "declare no ports"
                : "declare "
                        + declared.stream().map(ServiceTargetPortWrong::shown).collect(Collectors.joining(", "));
        LiveObject service = port.service().live();
        return new Finding(
                rule(),
                service.ref(),
                "port " + port.number() + " of the Service leads to " + port.target()
                        + ", which its ready pods do not have",
                "its pods " + words,
                List.of(new Clue(Clue.Source.SPEC, service.ref(), port.field() + " is " + port.target())),
                Repairs.orPerson(repairs(port, candidates), person(port)),
                Finding.LEAST_SETTLE);
    }

    private static String shown(ServicePort.Declared port) {
        return port.number() + (port.name().isEmpty() ? "" : " (" + port.name() + ")");
    }

    private static List<Repair> repairs(ServicePort port, List<ServicePort.Declared> candidates) {
        List<ServicePort.Declared> near = nearest(port, candidates);
        boolean one = near.size() == 1 && (port.isNamed() || near.getFirst().probed());
        List<Repair> repairs = new ArrayList<>();
        for (ServicePort.Declared each : near)
            repairs.add(new Repair(
                    "lead port " + port.number() + " to " + value(port, each).asString(""),
                    List.of(Repairs.set(port.service().ref(), port.field(), value(port, each))),
                    one ? Confidence.CERTAIN : Confidence.LIKELY,
                    each.probed()
                            ? "the pods are ready by a probe at it, and no Service leads there"
                            : "the pods declare it, and no Service leads there",
                    Repairs.FITS));
        return repairs;
    }

    private static List<ServicePort.Declared> nearest(ServicePort port, List<ServicePort.Declared> candidates) {
        List<String> names = NearMatch.among(
                port.target(),
                candidates.stream()
                        .map(ServicePort.Declared::name)
                        .filter(name -> !name.isEmpty())
                        .toList());
        List<ServicePort.Declared> near =
                candidates.stream().filter(each -> names.contains(each.name())).toList();
        return near.isEmpty() ? candidates : near;
    }

    /** A name stays a name where the port has one. */
    private static JsonNode value(ServicePort port, ServicePort.Declared to) {
        return port.isNamed() && !to.name().isEmpty()
                ? JsonNodeFactory.instance.stringNode(to.name())
                : JsonNodeFactory.instance.numberNode(to.number());
    }

    private static Reason person(ServicePort port) {
        return Reason.lasting(
                "port-unknown",
                "nothing tells at which port the pods of " + port.service().ref() + " listen",
                "set " + port.field() + " to the port at which they listen, or name it in their ports");
    }
}
