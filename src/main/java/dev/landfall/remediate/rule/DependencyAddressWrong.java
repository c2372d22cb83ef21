package dev.landfall.remediate.rule;

import dev.landfall.cluster.LiveObject;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.ContainerState;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.NearMatch;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.TemplateChange;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A variable names a Service or a port that does not exist (failure 18). Where all is ready, it is told only if it can be
 * nothing else: a Service that has not the port, or one that is misspelt.
 */
final class DependencyAddressWrong implements Analyzer.OfWorkloads {
    @Override
    public String rule() {
        return "dependency-address-wrong";
    }

    /** @param service that it names; empty where there is none of that name */
    private record Wrong(
            TemplateContainer container, Variable setting, ServiceAddress address, Optional<LiveObject> service) {
        String variable() {
            return setting.name();
        }

        FieldPath field() {
            return setting.field();
        }
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        if (workload.pods().isEmpty() || !snapshot.isComplete("", "Service")) return Optional.empty();
        return workload.containers()
                .flatMap(
                        json -> TemplateContainer.of(workload, json.path("name").asString("")).stream())
                .flatMap(container -> wrong(container, snapshot))
                .filter(wrong -> isToldAbout(wrong, snapshot))
                .findFirst()
                .map(wrong -> finding(wrong, snapshot));
    }

    private static Stream<Wrong> wrong(TemplateContainer container, Snapshot snapshot) {
        String namespace = container.workload().ref().namespace();
        return Variable.of(container, snapshot)
                .flatMap(variable -> ServiceAddress.of(variable.value(), namespace)
                        .filter(address -> isKnown(address.namespace(), namespace))
                        .map(address -> new Wrong(
                                container,
                                variable,
                                address,
                                snapshot.named("", "Service", address.namespace(), address.service())))
                        .stream())
                .filter(DependencyAddressWrong::isWrong);
    }

    /** A snapshot of one namespace tells nothing of another. */
    private static boolean isKnown(String named, String own) {
        return named.equals(own);
    }

    private static boolean isWrong(Wrong wrong) {
        return wrong.service()
                .map(service -> isLackingPort(service, wrong.address()))
                .orElse(true);
    }

    /** One without an address of its own leads to the pods, whatever their ports. */
    private static boolean isLackingPort(LiveObject service, ServiceAddress address) {
        boolean direct = service.at("/spec/clusterIP").asString("").equals("None")
                || service.at("/spec/type").asString("").equals("ExternalName");
        return !direct
                && address.port()
                        .map(port -> ports(service).noneMatch(port::equals))
                        .orElse(false);
    }

    private static Stream<Long> ports(LiveObject service) {
        return service.at("/spec/ports")
                .valueStream()
                .map(port -> port.path("port").asLong(0));
    }

    private static boolean isToldAbout(Wrong wrong, Snapshot snapshot) {
        boolean trouble = wrong.container().workload().states().anyMatch(state -> isTroubled(state, wrong));
        if (wrong.service().isPresent()) return true;
        return trouble
                ? wrong.address().isSurelyService() || !near(wrong, snapshot).isEmpty()
                : isMisspelt(wrong, snapshot);
    }

    private static boolean isTroubled(ContainerState state, Wrong wrong) {
        return state.name().equals(wrong.container().name())
                && (state.endsAgainAndAgain() || (state.isRunning() && !state.isReady()));
    }

    private static boolean isMisspelt(Wrong wrong, Snapshot snapshot) {
        List<String> near = near(wrong, snapshot);
        return near.size() == 1 && NearMatch.isMisspelt(wrong.address().service(), near.getFirst());
    }

    /** Services with nearly the name, that have the port. */
    private static List<String> near(Wrong wrong, Snapshot snapshot) {
        List<String> fitting = snapshot.all("", "Service", wrong.address().namespace()).stream()
                .filter(service -> !isLackingPort(service, wrong.address()))
                .map(service -> service.ref().name())
                .toList();
        return NearMatch.among(wrong.address().service(), fitting);
    }

    private Finding finding(Wrong wrong, Snapshot snapshot) {
        return new Finding(
                rule(),
                wrong.container().workload().ref(),
                "variable " + wrong.variable() + " of container "
                        + wrong.container().name() + " leads to " + wrong.address() + ", which does not answer",
                cause(wrong),
                clues(wrong, snapshot),
                Repairs.orPerson(repairs(wrong, snapshot), person(wrong)),
                Finding.LEAST_SETTLE);
    }

    private static String cause(Wrong wrong) {
        return wrong.service()
                .map(service -> "Service " + service.ref().name() + " has no port "
                        + wrong.address().port().orElseThrow() + ", but "
                        + String.join(", ", ports(service).map(String::valueOf).toList()))
                .orElse("there is no Service " + wrong.address().service() + " in namespace "
                        + wrong.address().namespace());
    }

    /** The value itself may have a password in it, and is not quoted. */
    private static List<Clue> clues(Wrong wrong, Snapshot snapshot) {
        List<Clue> clues = new ArrayList<>();
        clues.add(new Clue(
                Clue.Source.SPEC,
                wrong.setting().object(),
                wrong.field() + " is one that leads to " + wrong.address()));
        wrong.container()
                .workload()
                .states()
                .filter(state -> isTroubled(state, wrong))
                .findFirst()
                .ifPresent(state -> LastWords.of(state, snapshot)
                        .lastWith(wrong.address().service(), "no such host", "connection refused", "timed out")
                        .ifPresent(line ->
                                clues.add(new Clue(Clue.Source.LOG, state.pod().ref(), line))));
        return clues;
    }

    private static List<Repair> repairs(Wrong wrong, Snapshot snapshot) {
        List<Repair> former = former(wrong, snapshot);
        if (!former.isEmpty()) return former;
        if (wrong.service().isPresent())
            return otherPorts(wrong, wrong.service().get());
        List<String> near = near(wrong, snapshot);
        Confidence confidence = near.size() == 1 ? Confidence.CERTAIN : Confidence.LIKELY;
        return near.stream()
                .map(name -> to(
                        wrong,
                        wrong.address().at(name),
                        "Service " + name,
                        confidence,
                        "it exists, has a name like the missing one, and the port"))
                .toList();
    }

    private static List<Repair> former(Wrong wrong, Snapshot snapshot) {
        String namespace = wrong.address().namespace();
        List<TemplateChange> changed = wrong.container().changes("env").stream()
                .filter(change -> change.path().equals(wrong.field()))
                .filter(change -> change.then()
                        .flatMap(then -> ServiceAddress.of(then.asString(""), namespace))
                        .flatMap(address -> snapshot.named("", "Service", address.namespace(), address.service())
                                .filter(service -> !isLackingPort(service, address)))
                        .isPresent())
                .toList();
        return Repairs.takenBack(changed);
    }

    private static List<Repair> otherPorts(Wrong wrong, LiveObject service) {
        List<Long> ports = ports(service).toList();
        Confidence confidence = ports.size() == 1 ? Confidence.CERTAIN : Confidence.LIKELY;
        return ports.stream()
                .map(port -> to(
                        wrong,
                        wrong.address().at(port),
                        "port " + port + " of Service " + service.ref().name(),
                        confidence,
                        "the Service has it"))
                .toList();
    }

    private static Repair to(Wrong wrong, String value, String where, Confidence confidence, String because) {
        return new Repair(
                "lead " + wrong.variable() + " of " + wrong.container().name() + " to " + where,
                List.of(Repairs.set(wrong.setting().object(), wrong.field(), value)),
                confidence,
                because,
                Repairs.FITS);
    }

    private static Reason person(Wrong wrong) {
        return Reason.lasting(
                "dependency-missing",
                wrong.variable() + " of " + wrong.container().workload().ref() + " leads to " + wrong.address()
                        + ", and nothing there has a name like it",
                "make the Service, or set the variable with landfall operate set-env");
    }
}
