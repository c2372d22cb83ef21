package dev.landfall.mcp;

import dev.landfall.Program;
import dev.landfall.cluster.ObjectText;
import dev.landfall.cluster.ObjectsOverHttp;
import dev.landfall.cluster.ResourceType;
import dev.landfall.soak.LoopbackApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A cluster with a workload that fails, an owner that fails, and a kind of somebody else's, in which everything that
 * others write in their own words says the same: events, logs, last words of containers, statuses, annotations, and
 * what a schema says of a field. It grants every right, and changes nothing whatever it is asked.
 */
final class WordsOfTheCluster implements AutoCloseable {
    private final Path home;
    private final String words;
    private final ObjectsOverHttp served;
    private final LoopbackApi api;

    WordsOfTheCluster(Path home, String words) {
        this.home = home;
        this.words = words;
        this.served = new ObjectsOverHttp(types());
        this.api = LoopbackApi.start(served);
        serveWorkload();
        serveOwner();
        serveSchema();
        write("landfall.yaml", "gitops: {settle: 0s}\n");
        write("kubeconfig", """
                apiVersion: v1
                kind: Config
                current-context: here
                clusters: [{name: here, cluster: {server: "%s"}}]
                contexts: [{name: here, context: {cluster: here, user: nobody, namespace: shop}}]
                users: [{name: nobody, user: {}}]
                """.formatted(api.url()));
    }

    private static List<ResourceType> types() {
        List<ResourceType> types = new ArrayList<>();
        for (String kind : List.of("Pod", "Service", "ConfigMap", "Secret", "PersistentVolumeClaim", "Event"))
            types.add(ObjectText.type("", "v1", kind));
        types.add(new ResourceType("", "v1", "Namespace", "namespaces", "namespace", List.of(), false));
        for (String kind : List.of("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"))
            types.add(ObjectText.type("apps", "v1", kind));
        types.add(ObjectText.type("kustomize.toolkit.fluxcd.io", "v1", "Kustomization"));
        types.add(ObjectText.type("cert-manager.io", "v1", "Certificate"));
        return types;
    }

    private void serveWorkload() {
        serve("Deployment", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, generation: 2}
                spec:
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec:
                      containers:
                        - {name: web, image: "web:1", env: [{name: MODE, value: fsat}]}
                """);
        serve("ReplicaSet", set(1, "fast"), set(2, "fsat"));
        serve("Pod", """
                apiVersion: v1
                kind: Pod
                metadata: {name: web-2-a, labels: {app: web}, BY: ReplicaSet/web-2}
                spec: {nodeName: one, containers: [{name: web, image: "web:1"}]}
                status:
                  phase: Running
                  message: WORDS
                  containerStatuses:
                    - name: web
                      ready: false
                      restartCount: 4
                      state: {waiting: {reason: CrashLoopBackOff, message: WORDS}}
                      lastState:
                        terminated: {exitCode: 1, reason: Error, message: WORDS,
                          startedAt: "2026-03-01T09:50:00Z", finishedAt: "2026-03-01T09:50:50Z"}
                """);
        serve("Event", """
                apiVersion: v1
                kind: Event
                metadata: {name: one}
                involvedObject: {apiVersion: v1, kind: Pod, namespace: shop, name: web-2-a, uid: Pod/web-2-a}
                type: Warning
                reason: BackOff
                message: WORDS
                lastTimestamp: "2026-03-01T09:50:00Z"
                """);
        served.withLog("web-2-a", (words + "\nunknown mode: fsat\n" + words + "\n").getBytes(StandardCharsets.UTF_8));
        serve("ConfigMap", """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: marked, annotations: {argocd.argoproj.io/tracking-id: WORDS}}
                """);
        serve("Namespace", "{apiVersion: v1, kind: Namespace, metadata: {name: shop}}");
    }

    private static String set(int revision, String mode) {
        return """
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata: {name: web-%1$d, BY: Deployment/web, annotations: {deployment.kubernetes.io/revision: "%1$d"}}
                spec:
                  template:
                    spec:
                      containers:
                        - {name: web, image: "web:1", env: [{name: MODE, value: %2$s}]}
                """.formatted(revision, mode);
    }

    private void serveOwner() {
        serve("Kustomization", """
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: others, generation: 1}
                spec: {sourceRef: {kind: GitRepository, name: others}, path: ./apps, interval: 1m, prune: true}
                status:
                  observedGeneration: 1
                  conditions:
                    - {type: Ready, status: "False", reason: BuildFailed, message: WORDS, observedGeneration: 1,
                       lastTransitionTime: "2026-03-01T09:00:00Z"}
                """);
    }

    private void serveSchema() {
        served.answering("openapi/v3", ObjectText.json("""
                {paths: {apis/cert-manager.io/v1: {serverRelativeURL: /openapi/v3/apis/cert-manager.io/v1}}}"""));
        served.answering("cert-manager.io/v1", saying(ObjectText.json("""
                components:
                  schemas:
                    Certificate:
                      type: object
                      description: WORDS
                      properties:
                        apiVersion: {type: string}
                        kind: {type: string}
                        metadata: {type: object}
                        spec:
                          type: object
                          required: [secretName]
                          properties: {secretName: {type: string, description: WORDS}}
                      x-kubernetes-group-version-kind: [{group: cert-manager.io, kind: Certificate, version: v1}]
                """)));
    }

    private void serve(String kind, String... documents) {
        String plural = kind.toLowerCase(Locale.ROOT) + "s";
        served.with(plural, Stream.of(documents).map(this::completed).toList());
    }

    private ObjectNode completed(String document) {
        ObjectNode object = (ObjectNode) saying(ObjectText.json(document));
        ObjectNode metadata = object.withObject("/metadata");
        String name = metadata.path("name").asString();
        metadata.put("namespace", "shop")
                .put("uid", object.path("kind").asString() + "/" + name)
                .put("resourceVersion", "7");
        metadata.withObject("/annotations").put("example.com/note", words);
        JsonNode by = metadata.remove("BY");
        if (by == null) return object;
        String[] owner = by.asString().split("/", -1);
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", "apps/v1")
                .put("kind", owner[0])
                .put("name", owner[1])
                .put("uid", by.asString())
                .put("controller", true);
        return object;
    }

    /** With the words wherever a text is WORDS. */
    private JsonNode saying(JsonNode node) {
        return ObjectText.saying(node, "WORDS", words);
    }

    private void write(String name, String text) {
        try {
            Files.writeString(home.resolve(name), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Program.Ended run(String line) {
        return Program.in(home).run(Arrays.asList(line.split(" ")).toArray(String[]::new));
    }

    ModelClient client() {
        return ModelClient.of(Program.in(home).modelDoor());
    }

    /** What was asked of the API server: method and path. */
    List<String> asked() {
        return served.asked().stream()
                .map(one -> one.replaceFirst("\\?.*", ""))
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        api.close();
    }
}
