package dev.landfall.remediate;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.Diagnostics;
import dev.landfall.cluster.EventNote;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import dev.landfall.reason.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A namespace, or all of them, as far as analyzers ask for it: each kind is listed once, when it is first asked for, and
 * kept without what no analyzer reads. What may not be read counts as none there, and is told in the end. Not for
 * several threads.
 */
public final class Snapshot {
    private static final int WARNINGS_KEPT = 5;
    private static final int LONGEST_SETTING = 200;

    private final Cluster cluster;
    private final Diagnostics diagnostics;
    private final String namespace;
    private final Instant now;
    private final Map<String, List<LiveObject>> objects = new HashMap<>();
    private final Map<String, List<Keys>> keys = new HashMap<>();
    private final Map<String, Optional<String>> logs = new HashMap<>();
    private final Map<String, Reason> unread = new LinkedHashMap<>();
    private final Set<ObjectRef> explained = new HashSet<>();
    private Predicate<ObjectRef> asked = _ -> true;
    private final Map<String, Map<String, List<LiveObject>>> byNamespace = new HashMap<>();
    private Map<String, List<LiveObject>> podsByLabel;
    private Map<String, List<EventNote>> warnings;
    private List<Workload> workloads;

    /** @param namespace empty for all of them */
    Snapshot(Cluster cluster, Diagnostics diagnostics, String namespace, Instant now) {
        this.cluster = cluster;
        this.diagnostics = diagnostics;
        this.namespace = namespace;
        this.now = now;
    }

    /**
     * The names of what a ConfigMap or Secret holds.
     *
     * @param settings the values of a ConfigMap that are short enough to be settings; none of a Secret
     */
    public record Keys(ObjectRef object, String type, List<String> names, Map<String, String> settings) {
        public Keys {
            names = List.copyOf(names);
            settings = Map.copyOf(settings);
        }
    }

    /** When it was taken, by our clock; good for telling how old something is, not for deciding. */
    public Instant now() {
        return now;
    }

    /** All objects of a kind, in the order of the server. */
    public List<LiveObject> all(String group, String kind) {
        return objects.computeIfAbsent(group + "/" + kind, _ -> list(group, kind));
    }

    public List<LiveObject> all(String group, String kind, String in) {
        return byNamespace
                .computeIfAbsent(
                        group + "/" + kind,
                        _ -> all(group, kind).stream()
                                .collect(Collectors.groupingBy(
                                        object -> object.ref().namespace())))
                .getOrDefault(in, List.of());
    }

    /** Pods of a namespace that have all of these labels, of which there is one at least. */
    public List<LiveObject> pods(String in, Map<String, String> labels) {
        if (podsByLabel == null) podsByLabel = podsByLabel();
        return labels.entrySet().stream()
                .map(label -> podsByLabel.getOrDefault(in + " " + label, List.of()))
                .min(Comparator.comparingInt(List::size))
                .orElseThrow()
                .stream()
                .filter(pod -> pod.labels().entrySet().containsAll(labels.entrySet()))
                .toList();
    }

    private Map<String, List<LiveObject>> podsByLabel() {
        Map<String, List<LiveObject>> byLabel = new HashMap<>();
        for (LiveObject pod : all("", "Pod"))
            for (Map.Entry<String, String> label : pod.labels().entrySet())
                byLabel.computeIfAbsent(pod.ref().namespace() + " " + label, _ -> new ArrayList<>())
                        .add(pod);
        return byLabel;
    }

    public Optional<LiveObject> named(String group, String kind, String in, String name) {
        return all(group, kind, in).stream()
                .filter(object -> object.ref().name().equals(name))
                .findFirst();
    }

    /** @param kind {@code ConfigMap} or {@code Secret} */
    public List<Keys> keys(String kind, String in) {
        return keys.computeIfAbsent(kind, this::listKeys).stream()
                .filter(one -> one.object().namespace().equals(in))
                .toList();
    }

    /** Whether everything of the kind could be read: only then does its absence mean anything. */
    public boolean isComplete(String group, String kind) {
        if (kind.equals("Secret") || kind.equals("ConfigMap")) keys(kind, namespace);
        else all(group, kind);
        return !unread.containsKey(group + "/" + kind);
    }

    /** Workloads that people write, each with the pods that belong to it. */
    public List<Workload> workloads() {
        if (workloads == null) workloads = new WorkloadSearch(this).workloads();
        return workloads;
    }

    /** Those that are asked about, and that no rule has found anything of. */
    public List<Workload> unexplained() {
        return workloads().stream()
                .filter(workload -> asked.test(workload.ref()) && !explained.contains(workload.ref()))
                .toList();
    }

    /** From now on only these are asked about. */
    void focus(Predicate<ObjectRef> on) {
        asked = on;
    }

    /** What a later rule would find of it are consequences. */
    void explained(ObjectRef subject) {
        explained.add(subject);
    }

    /** The latest warnings about an object, newest last. */
    public List<EventNote> warnings(LiveObject object) {
        if (warnings == null) warnings = readWarnings();
        return warnings.getOrDefault(object.uid(), List.of());
    }

    /** The last lines that a container wrote; empty where there are none, or where they may not be read. */
    public Optional<String> log(LiveObject pod, String container, boolean previous) {
        return logs.computeIfAbsent(
                pod.uid() + " " + container + " " + previous, _ -> readLog(pod, container, previous));
    }

    List<Reason> unread() {
        return List.copyOf(unread.values());
    }

    private List<LiveObject> list(String group, String kind) {
        List<LiveObject> found = new ArrayList<>();
        cluster.typeOf(group, kind)
                .ifPresent(type -> readable(
                        group,
                        kind,
                        () -> cluster.scan(
                                type, type.namespaced() ? namespace : "", "", object -> found.add(trimmed(object)))));
        return List.copyOf(found);
    }

    private List<Keys> listKeys(String kind) {
        List<Keys> found = new ArrayList<>();
        Optional<ResourceType> type = cluster.typeOf("", kind);
        type.ifPresent(known ->
                readable("", kind, () -> cluster.scan(known, namespace, "", object -> found.add(keysOf(object)))));
        return List.copyOf(found);
    }

    private static Keys keysOf(LiveObject object) {
        List<String> names = new ArrayList<>();
        for (String field : List.of("data", "binaryData"))
            names.addAll(object.json().path(field).propertyNames());
        Map<String, String> settings = new LinkedHashMap<>();
        if (object.ref().kind().equals("ConfigMap"))
            object.json().path("data").properties().stream()
                    .filter(entry -> entry.getValue().asString("").length() <= LONGEST_SETTING)
                    .forEach(entry ->
                            settings.put(entry.getKey(), entry.getValue().asString("")));
        return new Keys(object.ref(), object.json().path("type").asString(""), names, settings);
    }

    private Map<String, List<EventNote>> readWarnings() {
        Map<String, List<EventNote>> byUid = new HashMap<>();
        readable(
                "",
                "Event",
                () -> diagnostics.warnings(namespace, warning -> {
                    List<EventNote> kept = byUid.computeIfAbsent(warning.uid(), _ -> new ArrayList<>());
                    kept.add(warning.note());
                    kept.sort(Comparator.comparing(EventNote::at));
                    if (kept.size() > WARNINGS_KEPT) kept.removeFirst();
                }));
        return byUid;
    }

    private Optional<String> readLog(LiveObject pod, String container, boolean previous) {
        List<String> read = new ArrayList<>();
        readable(
                "",
                "pods/log",
                () -> diagnostics.log(pod.ref(), container, previous).ifPresent(read::add));
        return read.stream().findFirst();
    }

    private void readable(String group, String kind, Runnable read) {
        try {
            read.run();
        } catch (ClusterException refused) {
            if (refused.fault() != ClusterException.Fault.RIGHTS) throw refused;
            unread.put(group + "/" + kind, refused.reason());
        }
    }

    /** Managed fields are most of an object and tell an analyzer nothing. The object itself is the cluster's, and stays. */
    private static LiveObject trimmed(LiveObject object) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        object.json().properties().forEach(field -> kept.set(field.getKey(), field.getValue()));
        ObjectNode metadata = kept.putObject("metadata");
        object.json().path("metadata").properties().forEach(field -> metadata.set(field.getKey(), field.getValue()));
        metadata.remove("managedFields");
        return new LiveObject(kept);
    }
}
