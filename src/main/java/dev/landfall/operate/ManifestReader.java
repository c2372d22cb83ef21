package dev.landfall.operate;

import dev.landfall.change.RequestException;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.reason.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the objects that a user brings in a file or on the standard input, as YAML or JSON. */
public final class ManifestReader {
    private static final int MOST_CHARACTERS = 5 * 1024 * 1024;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Cluster cluster;
    private final String namespace;
    private final boolean namespaceSaid;

    /**
     * @param namespace of objects that name none
     * @param namespaceSaid whether the user said it, so that an object of another one is a mistake
     */
    public ManifestReader(Cluster cluster, String namespace, boolean namespaceSaid) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.namespaceSaid = namespaceSaid;
    }

    /**
     * @param name of the file, for messages
     * @throws RequestException with the place of the first fault
     */
    public List<CreateObject> read(String name, String text) {
        List<CreateObject> objects = new ArrayList<>();
        int document = 0;
        for (JsonNode tree : documents(name, text)) {
            document++;
            if (tree.isNull()) continue;
            collect(name + ", document " + document, tree, objects);
        }
        if (objects.isEmpty())
            throw RequestException.because(
                    "no-objects", name + " defines no object", "write a manifest with apiVersion, kind and metadata");
        return objects;
    }

    private static List<JsonNode> documents(String name, String text) {
        if (text.length() > MOST_CHARACTERS)
            throw RequestException.because("file-too-large", name + " has more than 5 million characters", "split it");
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setAllowDuplicateKeys(false)
                .setCodePointLimit(MOST_CHARACTERS)
                .build();
        try {
            List<JsonNode> documents = new ArrayList<>();
            for (Object tree : new Load(settings).loadAllFromString(text)) documents.add(MAPPER.valueToTree(tree));
            return documents;
        } catch (MarkedYamlEngineException broken) {
            String place = broken.getProblemMark()
                    .map(mark -> ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                    .orElse("");
            throw RequestException.because(
                    "broken-yaml", name + place + ": " + Printable.line(broken.getProblem(), 200), "mend the file");
        } catch (YamlEngineException broken) {
            throw RequestException.because(
                    "broken-yaml", name + ": " + Printable.line(broken.getMessage(), 200), "mend the file");
        }
    }

    private void collect(String place, JsonNode tree, List<CreateObject> objects) {
        if (tree.path("kind").asString("").endsWith("List")
                && tree.path("items").isArray()) {
            tree.path("items").forEach(item -> collect(place, item, objects));
            return;
        }
        if (!(tree instanceof ObjectNode object))
            throw RequestException.because("no-object", place + " is no object", "mend the file");
        CreateObject wanted = object(place, object.deepCopy());
        if (objects.stream().anyMatch(other -> other.object().isSameObjectAs(wanted.object())))
            throw RequestException.because(
                    "defined-twice", place + " defines " + wanted.object() + " a second time", "leave one of them out");
        objects.add(wanted);
    }

    private CreateObject object(String place, ObjectNode object) {
        String apiVersion = required(place, object, "apiVersion");
        String kind = required(place, object, "kind");
        if (!(object.path("metadata") instanceof ObjectNode metadata))
            throw RequestException.because("no-name", place + " has no metadata", "write metadata with a name");
        if (metadata.path("name").asString("").isEmpty() && metadata.has("generateName"))
            throw RequestException.because(
                    "generated-name",
                    place + " has generateName, so that it would be another object each time",
                    "give it a metadata.name");
        String name = required(place + ", metadata", metadata, "name");
        ObjectRef named = ObjectRef.of(apiVersion, kind, "", name);
        ResourceType type = cluster.typeOf(named.group(), kind)
                .orElseThrow(() -> RequestException.because(
                        "kind-not-served",
                        place + ": the cluster serves no kind " + kind + " of " + apiVersion,
                        "install what brings the kind, or correct apiVersion and kind"));
        ObjectRef ref = new ObjectRef(named.group(), named.version(), kind, namespace(place, type, metadata), name);
        object.remove("status");
        return new CreateObject(ref, object);
    }

    private String namespace(String place, ResourceType type, ObjectNode metadata) {
        if (!type.namespaced()) {
            metadata.remove("namespace");
            return "";
        }
        String named = metadata.path("namespace").asString("");
        if (named.isEmpty()) metadata.put("namespace", namespace);
        else if (namespaceSaid && !named.equals(namespace))
            throw RequestException.because(
                    "other-namespace",
                    place + " is for namespace " + named + ", and -n says " + namespace,
                    "leave one of them out");
        return named.isEmpty() ? namespace : named;
    }

    private static String required(String place, ObjectNode node, String field) {
        String text = node.path(field).asString("");
        if (!text.isEmpty()) return text;
        throw RequestException.because("no-" + field.toLowerCase(Locale.ROOT), place + " has no " + field, "add it");
    }
}
