package dev.landfall.render;

import dev.landfall.manifest.ImageReference;
import dev.landfall.reason.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * As much of Kustomize as the tests of what is built around it need; it passes {@link RendererContract} like the real
 * one, and says so where it is asked for more.
 */
public final class KustomizeLookAlike implements Renderer {
    private static final Set<String> KNOWN = Set.of(
            "apiVersion",
            "kind",
            "resources",
            "components",
            "namePrefix",
            "nameSuffix",
            "namespace",
            "images",
            "replicas",
            "commonAnnotations",
            "patches",
            "patchesStrategicMerge",
            "patchesJson6902",
            "configMapGenerator");

    /** What was built so far. */
    public final List<Build> builds = new ArrayList<>();

    @Override
    public Rendering render(Build build) {
        builds.add(build);
        try {
            return new Rendering.Rendered(List.copyOf(built(build, build.folder())));
        } catch (IllegalArgumentException broken) {
            return new Rendering.Failed(Reason.lasting(
                    "kustomize-build-failed", build.folder() + " does not build: " + broken.getMessage(), ""));
        }
    }

    private List<ObjectNode> built(Build build, String folder) {
        String path = Kustomization.FILE_NAMES.stream()
                .map(name -> RepositoryPath.below(folder, name))
                .filter(build.files()::containsKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kustomization in " + folder));
        Kustomization kustomization = Kustomization.read(path, build.files().get(path));
        List<ObjectNode> objects = new ArrayList<>();
        work(build, kustomization, objects);
        return objects;
    }

    private void work(Build build, Kustomization kustomization, List<ObjectNode> objects) {
        JsonNode content = kustomization.content();
        content.propertyNames().forEach(field -> {
            if (!KNOWN.contains(field)) throw new IllegalStateException("the look-alike knows nothing of " + field);
        });
        for (JsonNode entry : content.path("resources")) {
            String path = resolved(kustomization, entry);
            if (!build.files().containsKey(path)) objects.addAll(built(build, path));
            else documents(build, path).forEach(document -> objects.add((ObjectNode) document.deepCopy()));
        }
        content.path("configMapGenerator").forEach(entry -> objects.add(configMap(build, kustomization, entry)));
        for (JsonNode entry : content.path("components")) {
            String path = RepositoryPath.below(resolved(kustomization, entry), "kustomization.yaml");
            work(build, Kustomization.read(path, build.files().get(path)), objects);
        }
        for (String field : List.of("patchesStrategicMerge", "patches", "patchesJson6902"))
            content.path(field).forEach(entry -> patch(build, kustomization, entry, objects));
        objects.forEach(object -> transform(kustomization, object));
    }

    private static String resolved(Kustomization kustomization, JsonNode entry) {
        return RepositoryPath.resolve(
                kustomization, new Reference("resources", entry.asString(), Reference.Reads.OBJECTS));
    }

    private static List<JsonNode> documents(Build build, String path) {
        return YamlDocuments.in(build.files().get(path));
    }

    private static ObjectNode configMap(Build build, Kustomization kustomization, JsonNode entry) {
        ObjectNode object =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
        ObjectNode data = object.putObject("data");
        for (JsonNode file : entry.path("files")) {
            String path = resolved(kustomization, file);
            data.put(
                    path.substring(path.lastIndexOf('/') + 1),
                    new String(build.files().get(path), StandardCharsets.UTF_8));
        }
        String hash = new Build(
                        "", false, java.util.Map.of("data", data.toString().getBytes(StandardCharsets.UTF_8)))
                .fingerprint()
                .substring(0, 10);
        object.putObject("metadata").put("name", entry.path("name").asString() + "-" + hash);
        return object;
    }

    private static void patch(Build build, Kustomization kustomization, JsonNode entry, List<ObjectNode> objects) {
        String inline =
                entry.isString() ? entry.asString() : entry.path("patch").asString("");
        JsonNode file = entry.isString() ? entry : entry.path("path");
        List<JsonNode> documents = Kustomization.isInline(inline)
                ? YamlDocuments.in(inline.getBytes(StandardCharsets.UTF_8))
                : documents(build, resolved(kustomization, file));
        for (JsonNode patch : documents) {
            JsonNode target = entry.path("target");
            if (patch.isArray()) patch.forEach(operation -> operate(target(objects, target, target), operation));
            else if (target.isObject()) mergeUnnamed(target(objects, target, target), patch);
            else merge(target(objects, patch, patch.path("metadata")), patch);
        }
    }

    /** With a target, the name in the patch means nothing. */
    private static void mergeUnnamed(ObjectNode target, JsonNode patch) {
        String name = name(target);
        merge(target, patch);
        target.withObject("/metadata").put("name", name);
    }

    private static ObjectNode target(List<ObjectNode> objects, JsonNode kind, JsonNode named) {
        String name = named.path("name").asString("");
        return objects.stream()
                .filter(object -> object.path("kind").equals(kind.path("kind"))
                        && name(object).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no resource matches " + name));
    }

    private static void operate(ObjectNode target, JsonNode operation) {
        JsonPointer path = JsonPointer.compile(operation.path("path").asString());
        String last = path.last().getMatchingProperty();
        boolean removes = operation.path("op").asString().equals("remove");
        switch (target.at(path.head())) {
            case ObjectNode object when removes -> object.remove(last);
            case ObjectNode object -> object.set(last, operation.path("value"));
            case ArrayNode list when last.equals("-") -> list.add(operation.path("value"));
            case ArrayNode list -> list.set(Integer.parseInt(last), operation.path("value"));
            default -> throw new IllegalArgumentException("nothing at " + path.head());
        }
    }

    private static void merge(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(field -> {
            JsonNode there = target.get(field.getKey());
            if (there instanceof ObjectNode inner && field.getValue().isObject()) merge(inner, field.getValue());
            else if (there instanceof ArrayNode list && field.getValue().isArray()) mergeItems(list, field.getValue());
            else if (field.getValue().isNull()) target.remove(field.getKey());
            else target.set(field.getKey(), field.getValue());
        });
    }

    /** What the patch names comes first, in the order of the patch. */
    private static void mergeItems(ArrayNode list, JsonNode patch) {
        List<JsonNode> rest = new ArrayList<>(list.valueStream().toList());
        list.removeAll();
        for (JsonNode item : patch) {
            Optional<JsonNode> same = rest.stream()
                    .filter(each -> each.path("name").equals(item.path("name")))
                    .findFirst();
            same.ifPresent(rest::remove);
            same.ifPresent(there -> merge((ObjectNode) there, item));
            list.add(same.orElse(item));
        }
        list.addAll(rest);
    }

    private static void transform(Kustomization kustomization, ObjectNode object) {
        JsonNode content = kustomization.content();
        for (JsonNode replicas : content.path("replicas")) {
            boolean scales = object.path("kind").asString().equals("Deployment");
            if (scales && name(object).equals(replicas.path("name").asString()))
                object.withObject("/spec").set("replicas", replicas.path("count"));
        }
        for (JsonNode container : object.at("/spec/template/spec/containers"))
            content.path("images").forEach(image -> setImage((ObjectNode) container, image));
        ObjectNode metadata = object.withObject("/metadata");
        Naming naming = kustomization.naming();
        metadata.put("name", naming.rendered(object.path("kind").asString(), name(object)));
        content.path("commonAnnotations").properties().forEach(each -> {
            object.withObject("/metadata/annotations").set(each.getKey(), each.getValue());
            if (object.at("/spec/template").isObject())
                object.withObject("/spec/template/metadata/annotations").set(each.getKey(), each.getValue());
        });
        naming.namespace().ifPresent(namespace -> metadata.put("namespace", namespace));
    }

    private static void setImage(ObjectNode container, JsonNode image) {
        ImageReference now = new ImageReference(container.path("image").asString());
        if (!now.repository().equals(image.path("name").asString())) return;
        boolean pins = image.has("newTag") || image.has("digest");
        String tag = pins ? image.path("newTag").asString("") : now.tag();
        String digest = pins ? image.path("digest").asString("") : now.digest();
        String name = image.path("newName").asString(now.repository());
        container.put("image", name + (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest));
    }

    private static String name(JsonNode object) {
        return object.at("/metadata/name").asString("");
    }
}
