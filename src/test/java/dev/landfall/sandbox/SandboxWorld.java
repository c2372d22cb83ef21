package dev.landfall.sandbox;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.sandbox.cluster.SandboxCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The look-alikes, at the speed of tests. */
final class SandboxWorld implements DeliveryWorld {
    private static final Images IMAGES = new Images("web:1.0", "web:1.1", "web:does-not-exist");
    private static final String NAMESPACE = "shop";

    private final Sandbox sandbox;
    private final SandboxCluster cluster;

    SandboxWorld(Path folder) {
        this.sandbox = Sandbox.open(
                folder,
                "landfall",
                "secret",
                new dev.landfall.sandbox.workload.Images(Set.of(IMAGES.old(), IMAGES.renewed())),
                Speed.quick());
        this.cluster = sandbox.cluster();
        sandbox.apply("{apiVersion: v1, kind: Namespace, metadata: {name: " + NAMESPACE + "}}");
        sandbox.git().create("shop", "main");
    }

    @Override
    public String namespace() {
        return NAMESPACE;
    }

    @Override
    public String argocdNamespace() {
        return "argocd";
    }

    @Override
    public String repositoryUrl() {
        return sandbox.git().url("shop").text();
    }

    @Override
    public Images images() {
        return IMAGES;
    }

    @Override
    public String push(Map<String, String> files) {
        Map<String, String> changes = new LinkedHashMap<>();
        files.forEach((path, text) -> changes.put(path, text.isEmpty() ? null : text));
        return sandbox.git().commit("shop", "main", changes).hex();
    }

    @Override
    public void apply(String yaml) {
        sandbox.apply(yaml);
    }

    @Override
    public void patch(String resource, String namespace, String name, String patch) {
        JsonNode merge = new JsonMapper().readTree(patch);
        sandbox.store().update(ref(resource, namespace, name), "ada", object -> merge(object, merge));
    }

    /** RFC 7396. */
    private static void merge(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) target.remove(field.getKey());
            else if (field.getValue().isObject()) merge(target.withObject(field.getKey()), field.getValue());
            else target.set(field.getKey(), field.getValue());
        });
    }

    @Override
    public void delete(String resource, String namespace, String name) {
        sandbox.store().delete(ref(resource, namespace, name));
    }

    @Override
    public JsonNode get(String resource, String namespace, String name) {
        return cluster.get(ref(resource, namespace, name))
                .map(LiveObject::json)
                .orElseGet(JsonNodeFactory.instance::missingNode);
    }

    @Override
    public JsonNode pods(String app) {
        ArrayNode pods = JsonNodeFactory.instance.arrayNode();
        cluster.scan(cluster.typeNamed("pods"), NAMESPACE, "app=" + app, pod -> pods.add(pod.json()));
        return pods;
    }

    private ObjectRef ref(String resource, String namespace, String name) {
        return cluster.typeNamed(resource).named(namespace, name);
    }

    @Override
    public int progressDeadline() {
        return 1;
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(15);
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
