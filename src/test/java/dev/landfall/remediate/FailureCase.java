package dev.landfall.remediate;

import dev.landfall.cluster.EventNote;
import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ObjectText;
import dev.landfall.cluster.ResourceType;
import dev.landfall.gitops.argocd.ArgoCdProvider;
import dev.landfall.gitops.flux.FluxProvider;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.remediate.rule.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A namespace in trouble and what must be found in it, as a file of {@code src/test/resources/failures} has them: objects,
 * one a document, and a last document with {@code events}, {@code logs}, {@code denied} and {@code then}. To be short,
 * objects are in namespace {@code shop} if they say nothing else, have a uid of kind and name, and say who controls them by
 * {@code metadata.by: KIND/NAME}.
 */
record FailureCase(Path file, List<LiveObject> objects, JsonNode last) {
    static final Path FOLDER = Path.of("src/test/resources/failures");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);

    static List<FailureCase> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(FailureCase::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static FailureCase read(Path file) {
        try {
            List<JsonNode> documents = Stream.of(Files.readString(file).split("(?m)^---\\s*$"))
                    .filter(text -> !text.isBlank())
                    .map(text -> ObjectText.object(text).json())
                    .toList();
            List<LiveObject> objects = documents.subList(0, documents.size() - 1).stream()
                    .map(FailureCase::completed)
                    .toList();
            JsonNode last = documents.getLast();
            if (!last.has("then")) throw new IllegalStateException(file + " does not end with what must be found");
            return new FailureCase(file, objects, last);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static LiveObject completed(JsonNode document) {
        ObjectNode metadata = (ObjectNode) document.path("metadata");
        String kind = document.path("kind").asString();
        boolean scoped = !CLUSTER_SCOPED.contains(kind);
        if (scoped && !metadata.has("namespace")) metadata.put("namespace", "shop");
        if (!metadata.has("uid"))
            metadata.put("uid", kind + "/" + metadata.path("name").asString());
        JsonNode by = metadata.remove("by");
        if (by != null) {
            String[] parts = by.asString().split("/", -1);
            metadata.putArray("ownerReferences")
                    .addObject()
                    .put("apiVersion", apiVersionOf(parts[0]))
                    .put("kind", parts[0])
                    .put("name", parts[1])
                    .put("uid", by.asString())
                    .put("controller", true);
        }
        return new LiveObject(document);
    }

    private static String apiVersionOf(String kind) {
        return switch (kind) {
            case "ReplicaSet", "Deployment", "StatefulSet", "DaemonSet" -> "apps/v1";
            case "Job", "CronJob" -> "batch/v1";
            default -> "example.com/v1";
        };
    }

    private static final List<String> CLUSTER_SCOPED = List.of(
            "Node",
            "StorageClass",
            "PersistentVolume",
            "PriorityClass",
            "IngressClass",
            "Namespace",
            "RuntimeClass",
            "ValidatingWebhookConfiguration",
            "MutatingWebhookConfiguration");

    /** What must be found, each as {@link #told} has it. */
    List<String> expected() {
        List<String> expected = new ArrayList<>();
        last.path("then").forEach(one -> expected.add(expected(one)));
        return expected;
    }

    private static String expected(JsonNode one) {
        StringBuilder text = new StringBuilder();
        for (String field : List.of("rule", "subject", "sign", "cause"))
            text.append(field).append(": ").append(one.path(field).asString("")).append('\n');
        if (one.has("settle"))
            text.append("settle: ").append(one.path("settle").asString()).append('\n');
        if (one.has("person"))
            text.append("person: ").append(one.path("person").asString()).append('\n');
        for (JsonNode repair : one.path("repairs")) {
            for (String confidence : List.of("certain", "likely"))
                if (repair.has(confidence))
                    text.append(confidence)
                            .append(": ")
                            .append(repair.path(confidence).asString())
                            .append('\n');
            new TreeMap<>(fields(repair.path("changes")))
                    .forEach((path, value) -> text.append("  ")
                            .append(path)
                            .append(" = ")
                            .append(value)
                            .append('\n'));
        }
        return text.toString();
    }

    private static Map<String, String> fields(JsonNode changes) {
        Map<String, String> fields = new TreeMap<>();
        changes.properties().forEach(entry -> fields.put(entry.getKey(), shown(entry.getValue())));
        return fields;
    }

    private static String shown(JsonNode value) {
        return value.isNull() ? "not set" : value.isValueNode() ? value.asString() : value.toString();
    }

    /** What was found, in the words of the file. */
    List<String> found() {
        return found(rules());
    }

    List<String> found(List<Analyzer> rules) {
        return diagnosis(rules).findings().stream()
                .map(finding -> told(finding, last))
                .toList();
    }

    Diagnosis diagnosis() {
        return diagnosis(rules());
    }

    private Diagnosis diagnosis(List<Analyzer> rules) {
        InMemoryCluster cluster = cluster();
        return new Remediation(cluster, cluster, rules, CLOCK).diagnose(new Scope.OfNamespace("shop"));
    }

    /** All that there are; those about owners ask them in this cluster. */
    List<Analyzer> rules() {
        InMemoryCluster cluster = cluster();
        return Rules.all(
                List.of(new ArgoCdProvider(cluster, cluster, CLOCK), new FluxProvider(cluster, cluster, CLOCK)));
    }

    private String told(Finding finding, JsonNode file) {
        StringBuilder text = new StringBuilder();
        text.append("rule: ").append(finding.rule()).append('\n');
        text.append("subject: ").append(finding.subject()).append('\n');
        text.append("sign: ").append(finding.sign()).append('\n');
        text.append("cause: ").append(finding.cause()).append('\n');
        boolean timed = file.path("then").valueStream().anyMatch(one -> one.has("settle"));
        if (timed) text.append("settle: ").append(finding.settle().toSeconds()).append(" s\n");
        switch (finding.remedy()) {
            case Finding.Remedy.PersonDecides(var reason) ->
                text.append("person: ").append(reason.code()).append('\n');
            case Finding.Remedy.Repairs(List<Repair> repairs) -> repairs.forEach(repair -> tell(text, repair, finding));
        }
        return text.toString();
    }

    private static void tell(StringBuilder text, Repair repair, Finding finding) {
        text.append(repair.confidence().name().toLowerCase(Locale.ROOT))
                .append(": ")
                .append(repair.what())
                .append('\n');
        Map<String, String> fields = new TreeMap<>();
        repair.changes().forEach(change -> fields.put(place(change, finding), value(change)));
        fields.forEach((path, value) ->
                text.append("  ").append(path).append(" = ").append(value).append('\n'));
    }

    private static String place(DesiredChange change, Finding finding) {
        boolean same = change.object().isSameObjectAs(finding.subject());
        return (same ? "" : change.object() + " ") + change.field();
    }

    private static String value(DesiredChange change) {
        return switch (change) {
            case DesiredChange.SetField set -> shown(set.value());
            case DesiredChange.AddListItem add -> shown(add.item());
            case DesiredChange.RemoveField _, DesiredChange.RemoveListItem _ -> "not set";
            case DesiredChange.CreateObject create -> create.content().toString();
            case DesiredChange.DeleteObject _ -> "gone";
        };
    }

    InMemoryCluster cluster() {
        InMemoryCluster cluster = new InMemoryCluster();
        types().forEach(cluster::serving);
        objects.forEach(cluster::with);
        for (JsonNode event : last.path("events")) addEvent(cluster, event);
        for (JsonNode log : last.path("logs"))
            cluster.withLog(
                    new ObjectRef("", "v1", "Pod", "shop", log.path("pod").asString()),
                    log.path("container").asString(),
                    log.path("previous").asBoolean(false),
                    log.path("text").asString());
        for (JsonNode denied : last.path("denied")) {
            String[] words = denied.asString().split(" ", -1);
            cluster.denying(
                    words[0], words[1], words.length > 2 ? "" : "shop"); // "everywhere" where it has no namespace
        }
        return cluster;
    }

    private void addEvent(InMemoryCluster cluster, JsonNode event) {
        String about = event.path("about").asString();
        Optional<LiveObject> object =
                objects.stream().filter(one -> one.uid().equals(about)).findFirst();
        if (object.isEmpty()) throw new IllegalStateException(file + ": no object " + about + " for the event");
        cluster.withEvent(
                about,
                new EventNote(
                        NOW.minusSeconds(30),
                        "Warning",
                        event.path("reason").asString(),
                        event.path("message").asString(),
                        1));
    }

    /** Every kind that rules read, so that one that is misspelt in a rule finds nothing in any case. */
    private static final Map<String, String> KINDS = kinds();

    static List<ResourceType> types() {
        return KINDS.entrySet().stream()
                .map(kind -> type(kind.getKey(), kind.getValue()))
                .toList();
    }

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new TreeMap<>();
        for (String kind : List.of(
                "Pod",
                "Service",
                "ConfigMap",
                "Secret",
                "ServiceAccount",
                "PersistentVolumeClaim",
                "PersistentVolume",
                "ResourceQuota",
                "LimitRange",
                "Node",
                "Namespace",
                "Event",
                "ReplicationController")) kinds.put(kind, "");
        for (String kind : List.of("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ControllerRevision"))
            kinds.put(kind, "apps");
        for (String kind : List.of("Job", "CronJob")) kinds.put(kind, "batch");
        for (String kind : List.of("Ingress", "IngressClass", "NetworkPolicy")) kinds.put(kind, "networking.k8s.io");
        kinds.put("ValidatingWebhookConfiguration", "admissionregistration.k8s.io");
        kinds.put("MutatingWebhookConfiguration", "admissionregistration.k8s.io");
        kinds.put("StorageClass", "storage.k8s.io");
        kinds.put("EndpointSlice", "discovery.k8s.io");
        kinds.put("HorizontalPodAutoscaler", "autoscaling");
        kinds.put("PodDisruptionBudget", "policy");
        kinds.put("PriorityClass", "scheduling.k8s.io");
        for (String kind : List.of("Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"))
            kinds.put(kind, "rbac.authorization.k8s.io");
        kinds.put("Application", "argoproj.io");
        kinds.put("Kustomization", "kustomize.toolkit.fluxcd.io");
        kinds.put("HelmRelease", "helm.toolkit.fluxcd.io");
        kinds.put("GitRepository", "source.toolkit.fluxcd.io");
        return kinds;
    }

    private static ResourceType type(String kind, String group) {
        String singular = kind.toLowerCase(Locale.ROOT);
        String plural = singular.endsWith("s")
                ? singular + "es"
                : singular.endsWith("y") ? singular.replaceAll("y$", "ies") : singular + "s";
        return new ResourceType(group, "v1", kind, plural, singular, List.of(), !CLUSTER_SCOPED.contains(kind));
    }

    @Override
    public String toString() {
        return FOLDER.relativize(file).toString();
    }
}
