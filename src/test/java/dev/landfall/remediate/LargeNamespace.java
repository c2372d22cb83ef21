package dev.landfall.remediate;

import dev.landfall.cluster.ObjectText;
import dev.landfall.cluster.ObjectsOverHttp;
import dev.landfall.cluster.ResourceType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A namespace {@code shop} of 200 workloads and 2,000 pods with 10,000 events, half of them warnings, and 100 MB of logs.
 * Twenty workloads are ill, in five ways; everything about it follows from the numbers of workload and pod.
 */
final class LargeNamespace {
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    static final int WORKLOADS = 200;
    static final int PODS_OF_EACH = 10;
    static final int EVENTS = 10_000;
    static final int LOG_BYTES = 100_000_000;

    private static final int STATEFUL = 20;
    private static final int FORMER_REVISIONS = 2;
    private static final int NODES = 20;
    private static final int ILL_OF_A_KIND = 4;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** How a workload is ill, the rule that must say so, and what its pods show. */
    enum Illness {
        NO_IMAGE("image-not-found", """
                {ready: false, restartCount: 0, state: {waiting: {reason: ImagePullBackOff, message: "manifest unknown"}}}"""),
        CRASHES("crash-loop", """
                {ready: false, restartCount: 9, state: {waiting: {reason: CrashLoopBackOff}},
                 lastState: {terminated: {exitCode: 1, reason: Error,
                   startedAt: "2026-03-01T09:57:00Z", finishedAt: "2026-03-01T09:57:20Z"}}}"""),
        NO_MEMORY("out-of-memory", """
                {ready: false, restartCount: 9, state: {waiting: {reason: CrashLoopBackOff}},
                 lastState: {terminated: {exitCode: 137, reason: OOMKilled,
                   startedAt: "2026-03-01T09:57:00Z", finishedAt: "2026-03-01T09:57:20Z"}}}"""),
        NOT_READY("readiness-probe-fails", """
                {ready: false, started: true, restartCount: 0, state: {running: {startedAt: "2026-03-01T09:30:00Z"}}}"""),
        NO_CONFIGURATION("environment-source-missing", """
                {ready: false, restartCount: 0, state: {waiting: {reason: CreateContainerConfigError,
                  message: "configmap \\"settings-gone\\" not found"}}}""");

        final String rule;
        final String containerStatus;

        Illness(String rule, String containerStatus) {
            this.rule = rule;
            this.containerStatus = containerStatus;
        }

        boolean writesLogs() {
            return this == CRASHES || this == NO_MEMORY || this == NOT_READY;
        }
    }

    private final Map<String, ResourceType> types = new LinkedHashMap<>();
    private final Map<String, List<JsonNode>> objects = new HashMap<>();
    private final List<String> podsWithLogs = new ArrayList<>();

    LargeNamespace() {
        FailureCase.types().forEach(type -> types.put(type.plural(), type));
        IntStream.range(0, WORKLOADS).forEach(this::addWorkload);
        IntStream.range(0, NODES).forEach(this::addNode);
        add("{apiVersion: v1, kind: ServiceAccount, metadata: {name: default}}");
        addEvents();
    }

    static Optional<Illness> illness(int workload) {
        int place = workload - STATEFUL;
        boolean ill = place >= 0 && place < ILL_OF_A_KIND * Illness.values().length;
        return ill ? Optional.of(Illness.values()[place / ILL_OF_A_KIND]) : Optional.empty();
    }

    /** What must be found, as {@code RULE KIND/NAME}. */
    static List<String> expected() {
        return IntStream.range(0, WORKLOADS)
                .boxed()
                .flatMap(number -> illness(number).map(ill -> ill.rule + " Deployment/web-" + number).stream())
                .toList();
    }

    ObjectsOverHttp served() {
        ObjectsOverHttp served = new ObjectsOverHttp(types.values());
        types.keySet().forEach(plural -> served.with(plural, objects.getOrDefault(plural, List.of())));
        podsWithLogs.forEach(pod -> served.withLog(pod, log(pod)));
        return served;
    }

    /** What a container wrote: lines of all lengths, as real logs have them. */
    private byte[] log(String pod) {
        int length = LOG_BYTES / podsWithLogs.size();
        StringBuilder text = new StringBuilder(length + 10_000);
        for (int line = 0; text.length() < length; line++)
            text.append("2026-03-01T09:57:20Z ")
                    .append(pod)
                    .append(" handled request ")
                    .append(line)
                    .append(' ')
                    .append("x".repeat(line % 100 == 0 ? 8_000 : line % 60))
                    .append('\n');
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode add(String yaml) {
        ObjectNode object = (ObjectNode) ObjectText.json(yaml);
        add(object);
        return object;
    }

    private void add(ObjectNode object) {
        String kind = object.path("kind").asString();
        ResourceType type = types.values().stream()
                .filter(each -> each.kind().equals(kind))
                .findFirst()
                .orElseThrow();
        ObjectNode metadata = object.withObject("/metadata");
        if (type.namespaced()) metadata.put("namespace", "shop");
        metadata.put("uid", kind + "/" + metadata.path("name").asString());
        objects.computeIfAbsent(type.plural(), _ -> new ArrayList<>()).add(object);
    }

    private void addWorkload(int number) {
        String name = "web-" + number;
        Optional<Illness> ill = illness(number);
        boolean stateful = number < STATEFUL;
        add("{apiVersion: v1, kind: ConfigMap, metadata: {name: settings-%d}, data: {COLOUR: green}}"
                .formatted(number));
        add("{apiVersion: v1, kind: Secret, metadata: {name: secret-%d}, type: Opaque, data: {TOKEN: eA==}}"
                .formatted(number));
        add("""
                {apiVersion: v1, kind: Service, metadata: {name: %1$s},
                 spec: {clusterIP: 10.0.0.1, selector: {app: %1$s}, ports: [{port: 80, targetPort: 8080}]}}""".formatted(name));
        ObjectNode top =
                add("""
                {apiVersion: apps/v1, kind: %s, metadata: {name: %s, generation: 1},
                 spec: {replicas: %d, selector: {matchLabels: {app: %s}}},
                 status: {observedGeneration: 1, updateRevision: %s}}""".formatted(stateful ? "StatefulSet" : "Deployment", name, PODS_OF_EACH, name, name + "-hash"));
        ObjectNode template = template(number, ill);
        top.withObject("/spec").set("template", template);
        String owner = stateful ? "StatefulSet/" + name : "ReplicaSet/" + addRevisions(name, template);
        for (int pod = 0; pod < PODS_OF_EACH; pod++) addPod(name, pod, owner, template, ill);
    }

    private static ObjectNode template(int number, Optional<Illness> ill) {
        String settings = ill.equals(Optional.of(Illness.NO_CONFIGURATION)) ? "settings-gone" : "settings-" + number;
        ObjectNode template = (ObjectNode) ObjectText.json("""
                metadata: {labels: {app: web-%1$d}}
                spec:
                  serviceAccountName: default
                  containers:
                    - name: web
                      image: registry.example.org/shop/web-%1$d:1.4
                      ports: [{containerPort: 8080}]
                      resources: {requests: {cpu: 10m, memory: 32Mi}, limits: {memory: 64Mi}}
                      readinessProbe: {httpGet: {path: /ready, port: 8080}, periodSeconds: 5}
                      envFrom: [{configMapRef: {name: %2$s}}, {secretRef: {name: secret-%1$d}}]
                """.formatted(number, settings));
        ArrayNode variables = ((ObjectNode) template.at("/spec/containers/0")).putArray("env");
        for (int i = 0; i < 20; i++)
            variables.addObject().put("name", "SETTING_" + i).put("value", "value of setting " + i + " of " + number);
        return template;
    }

    /** @return the name of the newest */
    private String addRevisions(String name, ObjectNode template) {
        for (int revision = 0; revision <= FORMER_REVISIONS; revision++) {
            ObjectNode set = add("""
                    {apiVersion: apps/v1, kind: ReplicaSet,
                     metadata: {name: %s-%d, annotations: {deployment.kubernetes.io/revision: "%d"}}, spec: {}}""".formatted(name, revision, revision));
            own(set, "Deployment", name);
            set.withObject("/spec").set("template", template.deepCopy());
        }
        return name + "-" + FORMER_REVISIONS;
    }

    private static void own(ObjectNode object, String kind, String name) {
        object.withObject("/metadata")
                .putArray("ownerReferences")
                .addObject()
                .put("apiVersion", "apps/v1")
                .put("kind", kind)
                .put("name", name)
                .put("uid", kind + "/" + name)
                .put("controller", true);
    }

    private void addPod(String workload, int number, String owner, ObjectNode template, Optional<Illness> ill) {
        String name = workload + "-pod-" + number;
        ObjectNode pod = JSON.objectNode().put("apiVersion", "v1").put("kind", "Pod");
        pod.putObject("metadata")
                .put("name", name)
                .put("creationTimestamp", "2026-03-01T09:00:00Z")
                .putObject("labels")
                .put("app", workload)
                .put("controller-revision-hash", workload + "-hash");
        own(pod, owner.substring(0, owner.indexOf('/')), owner.substring(owner.indexOf('/') + 1));
        pod.set("spec", template.path("spec").deepCopy());
        pod.withObject("/spec").put("nodeName", "node-" + number);
        pod.set("status", status(ill));
        addManagedFields(pod);
        add(pod);
        if (ill.map(Illness::writesLogs).orElse(false)) podsWithLogs.add(name);
    }

    private static JsonNode status(Optional<Illness> ill) {
        ObjectNode status = (ObjectNode) ObjectText.json("""
                phase: Running
                conditions: [{type: PodScheduled, status: "True"}, {type: Ready, status: "%s"}]
                """.formatted(ill.isEmpty() ? "True" : "False"));
        ObjectNode container =
                (ObjectNode) ObjectText.json(ill.map(one -> one.containerStatus).orElse("""
                {ready: true, started: true, restartCount: 0, state: {running: {startedAt: "2026-03-01T09:01:00Z"}}}"""));
        status.putArray("containerStatuses").add(container.put("name", "web"));
        return status;
    }

    /** As large as those of a real pod. */
    private static void addManagedFields(ObjectNode pod) {
        ObjectNode entry = pod.withObject("/metadata").putArray("managedFields").addObject();
        entry.put("manager", "kubelet").put("operation", "Update").put("apiVersion", "v1");
        ObjectNode fields = entry.putObject("fieldsV1");
        for (int i = 0; i < 60; i++)
            fields.withObject("/f:spec/f:containers/f:variable-" + i)
                    .putObject("f:value")
                    .putObject(".");
    }

    private void addNode(int number) {
        add(
                "{apiVersion: v1, kind: Node, metadata: {name: node-%d}, status: {allocatable: {cpu: \"8\", memory: 32Gi, pods: \"250\"}}}"
                        .formatted(number));
    }

    /** One half tells of good things; of the warnings the most are about what is ill. */
    private void addEvents() {
        List<JsonNode> pods = objects.get("pods");
        List<JsonNode> ill = pods.stream()
                .filter(pod -> pod.at("/status/conditions/1/status").asString().equals("False"))
                .toList();
        for (int number = 0; number < EVENTS; number++) {
            boolean warning = number % 2 == 0;
            JsonNode about = warning && number % 5 > 0 ? ill.get(number % ill.size()) : pods.get(number % pods.size());
            add(event(number, warning, about));
        }
    }

    private static ObjectNode event(int number, boolean warning, JsonNode about) {
        ObjectNode event = JSON.objectNode().put("apiVersion", "v1").put("kind", "Event");
        event.putObject("metadata").put("name", "event-" + number);
        event.putObject("involvedObject")
                .put("apiVersion", "v1")
                .put("kind", "Pod")
                .put("namespace", "shop")
                .put("name", about.at("/metadata/name").asString())
                .put("uid", about.at("/metadata/uid").asString());
        return event.put("type", warning ? "Warning" : "Normal")
                .put("reason", warning ? "BackOff" : "Pulled")
                .put("message", "number %d of what the kubelet says, ".formatted(number) + "and more ".repeat(40))
                .put("lastTimestamp", NOW.minusSeconds(number % 3600).toString())
                .put("count", 1 + number % 7);
    }
}
