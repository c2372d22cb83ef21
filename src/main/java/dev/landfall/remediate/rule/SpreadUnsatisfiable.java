package dev.landfall.remediate.rule;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.TemplateChange;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A pod must stand apart from others, and there is no place left that is apart (failure 37). */
final class SpreadUnsatisfiable implements Analyzer.OfWorkloads {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
    private static final String SPREAD = "topologySpreadConstraints";
    private static final int HEAVIEST = 100;

    @Override
    public String rule() {
        return "spread-unsatisfiable";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        return Unscheduled.of(workload, snapshot)
                .filter(pod -> pod.says("anti-affinity", "topology spread"))
                .filter(pod -> !apart(pod).isEmpty() || !strict(pod).isEmpty())
                .map(this::finding);
    }

    /** What other pods must not be on the same node, or in the same zone. */
    private static JsonNode apart(Unscheduled pod) {
        return pod.workload().podSpec().at("/affinity/podAntiAffinity/" + REQUIRED);
    }

    /** The places of the constraints that must hold. */
    private static List<Integer> strict(Unscheduled pod) {
        JsonNode all = pod.workload().podSpec().path(SPREAD);
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i)
                        .path("whenUnsatisfiable")
                        .asString("DoNotSchedule")
                        .equals("DoNotSchedule"))
                .boxed()
                .toList();
    }

    private Finding finding(Unscheduled pod) {
        return pod.finding(
                rule(),
                "its pods must stand apart, and there are not enough places apart for all of them",
                clues(pod),
                repairs(pod),
                Reason.lasting(
                        "no-place-apart",
                        "there are more pods of " + pod.workload().ref() + " than places that are apart",
                        "add nodes or zones, want fewer pods, or let some stand together"));
    }

    private static List<Clue> clues(Unscheduled pod) {
        List<Clue> clues = new ArrayList<>();
        if (!apart(pod).isEmpty())
            clues.add(Clues.ofField(pod.workload(), required(pod), apart(pod).toString()));
        if (!strict(pod).isEmpty())
            clues.add(Clues.ofField(
                    pod.workload(),
                    pod.field(SPREAD),
                    pod.workload().podSpec().path(SPREAD).toString()));
        return clues;
    }

    private static FieldPath required(Unscheduled pod) {
        return antiAffinity(pod).to(new FieldPath.Key(REQUIRED));
    }

    private static FieldPath antiAffinity(Unscheduled pod) {
        return pod.field("affinity").to(new FieldPath.Key("podAntiAffinity"));
    }

    private static List<Repair> repairs(Unscheduled pod) {
        List<TemplateChange> changed = Stream.of("affinity", SPREAD)
                .flatMap(field -> pod.changes(field).stream())
                .toList();
        if (!changed.isEmpty()) return Repairs.takenBack(changed);
        List<Repair> surge = Surge.left(pod.workload(), Confidence.CERTAIN);
        if (!surge.isEmpty()) return surge;
        return Stream.concat(strict(pod).stream().map(at -> relaxed(pod, at)), preferred(pod).stream())
                .toList();
    }

    private static Repair relaxed(Unscheduled pod, int at) {
        FieldPath field = pod.field(SPREAD).to(new FieldPath.Index(at)).to(new FieldPath.Key("whenUnsatisfiable"));
        String key = pod.workload()
                .podSpec()
                .path(SPREAD)
                .get(at)
                .path("topologyKey")
                .asString("");
        return new Repair(
                "spread over " + key + " where it can be",
                List.of(Repairs.set(pod.workload(), field, "ScheduleAnyway")),
                Confidence.LIKELY,
                "the pods then run, though not evenly spread",
                Repairs.UNTRIED);
    }

    private static Optional<Repair> preferred(Unscheduled pod) {
        boolean taken = pod.workload().podSpec().at("/affinity/podAntiAffinity").has(PREFERRED);
        if (apart(pod).isEmpty() || taken) return Optional.empty();
        ArrayNode wished = JSON.arrayNode();
        apart(pod).forEach(term -> wished.addObject().put("weight", HEAVIEST).set("podAffinityTerm", term.deepCopy()));
        return Optional.of(new Repair(
                "have pods stand apart where they can",
                List.of(
                        new DesiredChange.RemoveField(pod.workload().ref(), required(pod)),
                        new DesiredChange.SetField(
                                pod.workload().ref(), antiAffinity(pod).to(new FieldPath.Key(PREFERRED)), wished)),
                Confidence.LIKELY,
                "the pods then run, though some may fail together",
                Repairs.UNTRIED));
    }
}
