package dev.landfall.remediate.rule;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.FieldPath;
import dev.landfall.remediate.Pods;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Service that finds its pods by labels: not one of another name, nor one whose endpoints somebody else writes. */
record SelectingService(LiveObject live, Map<String, String> selector) {
    static final FieldPath SELECTOR = FieldPath.parse("spec.selector");
    private static final String POD_NAME = "statefulset.kubernetes.io/pod-name";

    static Stream<SelectingService> all(Snapshot snapshot) {
        return snapshot.all("", "Service").stream()
                .filter(service -> !service.isBeingDeleted())
                .filter(service -> !service.at("/spec/type").asString("").equals("ExternalName"))
                .filter(service -> !service.at("/spec/selector").isEmpty())
                .map(service -> new SelectingService(service, selector(service)));
    }

    ObjectRef ref() {
        return live.ref();
    }

    boolean isHeadless() {
        return live.at("/spec/clusterIP").asString("").equals("None");
    }

    private static Map<String, String> selector(LiveObject service) {
        Map<String, String> selector = new LinkedHashMap<>();
        service.at("/spec/selector")
                .properties()
                .forEach(entry -> selector.put(entry.getKey(), entry.getValue().asString("")));
        return selector;
    }

    /** {@code app=web,tier=front}. */
    String words() {
        return selector().entrySet().stream().map(Object::toString).collect(Collectors.joining(","));
    }

    boolean selects(Map<String, String> labels) {
        return selector().entrySet().stream()
                .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())));
    }

    /** Those that its endpoints are made of: all but those that are over. */
    List<LiveObject> pods(Snapshot snapshot) {
        return snapshot.pods(ref().namespace(), selector()).stream()
                .filter(pod -> !Pods.isOver(pod))
                .toList();
    }

    /** Workloads whose pods it would select, whether they have any or not. */
    List<Workload> workloads(Snapshot snapshot) {
        return neighbours(snapshot)
                .filter(workload -> selects(TemplateLabels.of(workload)) || isOfOnePod(workload))
                .toList();
    }

    Stream<Workload> neighbours(Snapshot snapshot) {
        return snapshot.workloads().stream()
                .filter(workload -> workload.ref().namespace().equals(ref().namespace()));
    }

    /** Pods of a StatefulSet get a label with their name, for which its template has no place. */
    private boolean isOfOnePod(Workload workload) {
        Map<String, String> labels = new LinkedHashMap<>(TemplateLabels.of(workload));
        String wanted = selector().getOrDefault(POD_NAME, "");
        if (!workload.ref().kind().equals("StatefulSet")
                || !wanted.matches(java.util.regex.Pattern.quote(workload.ref().name()) + "-[0-9]+")) return false;
        labels.put(POD_NAME, wanted);
        return selects(labels);
    }
}
