package dev.landfall.health;

import dev.landfall.cluster.EventNote;
import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A cluster as YAML documents, in namespace shop unless they say otherwise, and how well the first object in it is. */
final class Scene {
    private static final JsonMapper JSON = new JsonMapper();

    final InMemoryCluster cluster = new InMemoryCluster();
    private final ObjectRef looked;
    private final String uid;

    private Scene(LiveObject first) {
        for (String type : List.of(
                "apps/ReplicaSet",
                "apps/ControllerRevision",
                "/Pod",
                "/Event",
                "/Service",
                "discovery.k8s.io/EndpointSlice",
                "storage.k8s.io/StorageClass")) serve(type.split("/", -1)[0], type.split("/", -1)[1]);
        this.looked = first.ref();
        this.uid = first.uid();
        add(first);
    }

    static Scene of(String documents) {
        List<String> texts = Arrays.asList(documents.split("(?m)^---\\n", -1));
        Scene scene = new Scene(object(texts.getFirst()));
        texts.subList(1, texts.size()).forEach(scene::and);
        return scene;
    }

    Scene and(String document) {
        add(object(document));
        return this;
    }

    /**
     * A pod with the label app=web.
     *
     * @param owner uid of what controls it
     * @param state {@code ready}, {@code starting}, {@code ending}, or the reason for which its container waits
     */
    Scene pod(String name, String owner, String revision, String state) {
        String ready = state.equals("ready") || state.equals("ending") ? "True" : "False";
        String waiting = state.matches("[a-z]+") ? "" : "waiting: {reason: " + state + "}";
        return and("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s
                  labels: {app: web, controller-revision-hash: %s}
                  ownerReferences: [{apiVersion: v1, kind: Owner, name: owner, uid: %s, controller: true}]
                  %s
                spec: {nodeName: node-of-%s}
                status:
                  conditions: [{type: Ready, status: "%s"}]
                  containerStatuses: [{name: web, restartCount: 0, state: {%s}}]
                """.formatted(
                        name,
                        revision,
                        owner,
                        state.equals("ending") ? "deletionTimestamp: \"2026-03-01T10:00:00Z\"" : "",
                        name,
                        ready,
                        waiting));
    }

    /** About the object that is looked at, after those before. */
    Scene event(String reason, String message) {
        cluster.withEvent(uid, new EventNote(Instant.EPOCH, "Warning", reason, message, 1));
        return this;
    }

    ObjectRef looked() {
        return looked;
    }

    Health health() {
        return new HealthReader(cluster).look(looked).health();
    }

    String verdict() {
        return switch (health()) {
            case Health.Healthy well -> "Healthy: " + well.observed();
            case Health.Progressing progressing ->
                "Progressing: " + progressing.message() + told(progressing.troubles());
            case Health.Degraded degraded -> "Degraded: " + degraded.reason().message() + told(degraded.troubles());
            case Health.Suspended suspended ->
                "Suspended by " + suspended.field() + ": " + suspended.reason().message();
            case Health.Missing missing -> "Missing";
        };
    }

    /** {@code Ready=False/Reason/a message; Stalled=True} as {@code status.conditions}. */
    static String conditions(String typed) {
        return Arrays.stream(typed.split(";", -1))
                .map(text -> text.strip().split("[=/]", 4))
                .map(part -> "{type: %s, status: \"%s\", reason: \"%s\", message: \"%s\"}"
                        .formatted(part[0], part[1], part.length > 2 ? part[2] : "", part.length > 3 ? part[3] : ""))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String told(List<PodTrouble> troubles) {
        return troubles.stream().map(trouble -> "; trouble: " + trouble).collect(Collectors.joining());
    }

    private void add(LiveObject object) {
        serve(object.ref().group(), object.ref().kind());
        cluster.with(object);
    }

    private void serve(String group, String kind) {
        String plural = kind.toLowerCase(Locale.ROOT) + "s";
        boolean namespaced = !List.of("Namespace", "StorageClass").contains(kind);
        if (cluster.typeOf(group, kind).isEmpty())
            cluster.serving(new ResourceType(group, "v1", kind, plural, "", List.of(), namespaced));
    }

    private static LiveObject object(String document) {
        ObjectNode json = JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(document));
        boolean namespaced =
                !List.of("Namespace", "StorageClass").contains(json.path("kind").asString(""));
        if (namespaced && !json.at("/metadata/namespace").isString()) {
            json.withObject("metadata").put("namespace", "shop");
        }
        return new LiveObject(json);
    }
}
