package dev.landfall.remediate.rule;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Finding.Remedy;
import dev.landfall.remediate.NearMatch;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A HorizontalPodAutoscaler cannot scale (failure 31): what it scales does not exist, the pods do not request what it
 * measures, nothing serves metrics, or two want to scale the same. New pods have no metrics at first, and one whose
 * target rests has nothing to do.
 */
final class AutoscalerCannotWork implements Analyzer {
    private static final Set<String> KNOWN = Set.of("Deployment", "StatefulSet");
    private static final Map<String, String> USUAL = Map.of("cpu", "100m", "memory", "128Mi");
    private static final List<String> UNSERVED = List.of(
            "unable to fetch metrics",
            "could not find the requested resource",
            "unable to handle the request",
            "no known available metric versions");

    @Override
    public String rule() {
        return "autoscaler-cannot-work";
    }

    @Override
    public List<Finding> findings(Snapshot snapshot) {
        return Autoscaler.all(snapshot)
                .flatMap(scaler -> look(scaler, snapshot).stream())
                .toList();
    }

    private Optional<Finding> look(Autoscaler scaler, Snapshot snapshot) {
        ObjectRef target = scaler.target();
        if (!KNOWN.contains(target.kind()) || !snapshot.isComplete("apps", target.kind())) return Optional.empty();
        Optional<Workload> workload =
                snapshot.workloads().stream().filter(scaler::isFor).findFirst();
        if (workload.isEmpty()) return Optional.of(withoutTarget(scaler, snapshot));
        Condition active = Condition.of(scaler.live(), "ScalingActive");
        if (!active.isFalse() || active.reason().equals("ScalingDisabled")) return Optional.empty();
        return unrequested(scaler, workload.get(), active)
                .or(() -> unserved(scaler, active))
                .or(() -> ambiguous(scaler, active));
    }

    private Finding withoutTarget(Autoscaler scaler, Snapshot snapshot) {
        ObjectRef target = scaler.target();
        List<Workload> scalable = snapshot.workloads().stream()
                .filter(workload -> KNOWN.contains(workload.ref().kind())
                        && workload.ref().namespace().equals(target.namespace()))
                .toList();
        List<Repair> repairs = new ArrayList<>();
        scalable.stream()
                .filter(workload -> workload.ref().name().equals(target.name()))
                .forEach(other -> repairs.add(ofKind(scaler, other)));
        List<String> near = NearMatch.among(
                target.name(),
                scalable.stream()
                        .map(Workload::ref)
                        .filter(ref -> ref.kind().equals(target.kind()))
                        .map(ObjectRef::name)
                        .toList());
        if (repairs.isEmpty()) near.forEach(name -> repairs.add(ofName(scaler, name, near.size())));
        return finding(
                scaler,
                "it scales " + target.kind() + " " + target.name() + ", which does not exist",
                "there is no " + target.kind() + " " + target.name() + " in namespace " + target.namespace(),
                Condition.of(scaler.live(), "AbleToScale"),
                Repairs.orPerson(
                        repairs,
                        Reason.lasting(
                                "scale-target-missing",
                                "nothing there has a name like " + target.name(),
                                "correct spec.scaleTargetRef where "
                                        + scaler.live().ref() + " is defined, or remove it")));
    }

    private static FieldPath reference(String field) {
        return FieldPath.parse("spec.scaleTargetRef." + field);
    }

    private static Repair ofKind(Autoscaler scaler, Workload other) {
        ObjectRef ref = scaler.live().ref();
        return new Repair(
                "scale " + other.ref().kind() + " " + other.ref().name(),
                List.of(Repairs.set(ref, reference("kind"), other.ref().kind())),
                Confidence.CERTAIN,
                "it has the wanted name, and is the only one that has",
                Repairs.FITS);
    }

    private static Repair ofName(Autoscaler scaler, String name, int of) {
        return new Repair(
                "scale " + scaler.target().kind() + " " + name,
                List.of(Repairs.set(scaler.live().ref(), reference("name"), name)),
                of == 1 ? Confidence.CERTAIN : Confidence.LIKELY,
                "it exists, and has a name like the missing one",
                Repairs.FITS);
    }

    /** By what the template says; the message only tells that it matters now. */
    private Optional<Finding> unrequested(Autoscaler scaler, Workload workload, Condition active) {
        List<DesiredChange> changes = new ArrayList<>();
        List<String> words = new ArrayList<>();
        relative(scaler.live())
                .forEach(metric -> workload.containers()
                        .filter(container -> isMeasured(metric, container) && !requests(metric, container))
                        .forEach(container -> {
                            String resource = metric.path("name").asString("");
                            String name = container.path("name").asString("");
                            changes.add(Repairs.set(workload, request(workload, name, resource), USUAL.get(resource)));
                            words.add(resource + " of " + name + " " + USUAL.get(resource));
                        }));
        if (changes.isEmpty()) return Optional.empty();
        return Optional.of(finding(
                scaler,
                "it cannot compute how many replicas are needed: " + active.message(),
                workload.ref() + " does not request what it is measured by",
                active,
                new Remedy.Repairs(List.of(new Repair(
                        "request " + String.join(", ", words),
                        changes,
                        Confidence.LIKELY,
                        "the measure is relative to the request, and this is usual for a small container",
                        Repairs.UNTRIED)))));
    }

    /** Metrics that are a part of what pods request, of resources that nodes measure. */
    private static Stream<JsonNode> relative(LiveObject scaler) {
        return scaler.at("/spec/metrics")
                .valueStream()
                .flatMap(metric -> Stream.of(metric.path("resource"), metric.path("containerResource")))
                .filter(metric -> metric.at("/target/type").asString("").equals("Utilization")
                        && USUAL.containsKey(metric.path("name").asString("")));
    }

    /** Init containers that end count for nothing. */
    private static boolean isMeasured(JsonNode metric, JsonNode container) {
        return !metric.has("container") || Objects.equals(metric.get("container"), container.get("name"));
    }

    private static boolean requests(JsonNode metric, JsonNode container) {
        String resource = metric.path("name").asString("");
        return container.at("/resources/requests").has(resource)
                || container.at("/resources/limits").has(resource);
    }

    private static FieldPath request(Workload workload, String container, String resource) {
        return workload.template()
                .flatMap(template -> template.container(workload.live(), container))
                .orElseThrow()
                .to(new FieldPath.Key("resources"))
                .to(new FieldPath.Key("requests"))
                .to(new FieldPath.Key(resource));
    }

    private Optional<Finding> unserved(Autoscaler scaler, Condition active) {
        String words = active.message().toLowerCase(Locale.ROOT);
        boolean silent = words.contains("no metrics returned") || words.contains("did not receive metrics");
        if (silent || UNSERVED.stream().noneMatch(words::contains)) return Optional.empty();
        return Optional.of(finding(
                scaler,
                "it gets no metrics: " + active.message(),
                "nothing serves the metrics that it wants",
                active,
                new Remedy.PersonDecides(Reason.lasting(
                        "metrics-not-served",
                        "the API server has nothing that serves the metrics of "
                                + scaler.live().ref(),
                        "see `kubectl get apiservices | grep metrics`: metrics-server or the adapter is missing or"
                                + " does not answer"))));
    }

    private Optional<Finding> ambiguous(Autoscaler scaler, Condition active) {
        if (!active.reason().equals("AmbiguousSelector")) return Optional.empty();
        return Optional.of(finding(
                scaler,
                "it does not scale, since another one scales the same pods: " + active.message(),
                "two autoscalers want to scale the same pods",
                active,
                new Remedy.PersonDecides(Reason.lasting(
                        "two-autoscalers",
                        "several HorizontalPodAutoscalers select the pods of " + scaler.target(),
                        "remove one of them where it is defined"))));
    }

    private Finding finding(Autoscaler scaler, String sign, String cause, Condition said, Remedy remedy) {
        ObjectRef ref = scaler.live().ref();
        List<Clue> clues = new ArrayList<>();
        clues.add(new Clue(
                Clue.Source.SPEC,
                ref,
                "spec.scaleTargetRef is " + scaler.target().kind() + " "
                        + scaler.target().name()));
        if (said.isFalse()) clues.add(new Clue(Clue.Source.STATUS, ref, said.text()));
        return new Finding(rule(), ref, sign, cause, clues, remedy, Finding.LEAST_SETTLE);
    }
}
