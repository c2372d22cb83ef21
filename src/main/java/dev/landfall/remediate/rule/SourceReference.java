package dev.landfall.remediate.rule;

import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.PodTemplate;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A place in a pod template that names a ConfigMap or a Secret.
 *
 * @param kind {@code ConfigMap} or {@code Secret}
 * @param field the place of the name
 * @param keys what is wanted of it, each with its place; none where everything in it is
 * @param optional whether pods start without it
 */
record SourceReference(String kind, String name, FieldPath field, List<Key> keys, boolean optional, boolean volume) {
    private static final FieldPath.Key NAME = new FieldPath.Key("name");

    /** @param field the place of the key's name */
    record Key(String name, FieldPath field) {}

    SourceReference {
        keys = List.copyOf(keys);
    }

    /** All of them: of the environment of each container, and of volumes. */
    static List<SourceReference> of(Workload workload) {
        List<SourceReference> all = new ArrayList<>();
        PodTemplate template = workload.template().orElse(null);
        if (template == null) return all;
        for (String list : List.of("initContainers", "containers")) {
            FieldPath containers = template.spec().to(new FieldPath.Key(list));
            workload.podSpec().path(list).valueStream().forEach(container -> {
                FieldPath place = containers.to(
                        new FieldPath.Item("name", container.path("name").asString("")));
                addEnvironment(all, container, place);
            });
        }
        FieldPath volumes = template.spec().to(new FieldPath.Key("volumes"));
        workload.podSpec()
                .path("volumes")
                .valueStream()
                .forEach(volume -> addVolume(
                        all,
                        volume,
                        volumes.to(
                                new FieldPath.Item("name", volume.path("name").asString("")))));
        return all;
    }

    private static void addEnvironment(List<SourceReference> all, JsonNode container, FieldPath place) {
        FieldPath env = place.to(new FieldPath.Key("env"));
        for (JsonNode variable : container.path("env")) {
            FieldPath from = env.to(
                            new FieldPath.Item("name", variable.path("name").asString("")))
                    .to(new FieldPath.Key("valueFrom"));
            add(all, variable.path("valueFrom"), from, "configMapKeyRef", "ConfigMap");
            add(all, variable.path("valueFrom"), from, "secretKeyRef", "Secret");
        }
        FieldPath envFrom = place.to(new FieldPath.Key("envFrom"));
        for (int i = 0; i < container.path("envFrom").size(); i++) {
            FieldPath from = envFrom.to(new FieldPath.Index(i));
            add(all, container.path("envFrom").get(i), from, "configMapRef", "ConfigMap");
            add(all, container.path("envFrom").get(i), from, "secretRef", "Secret");
        }
    }

    private static void add(List<SourceReference> all, JsonNode from, FieldPath place, String field, String kind) {
        JsonNode reference = from.path(field);
        if (!reference.isObject()) return;
        FieldPath at = place.to(new FieldPath.Key(field));
        Optional<Key> key = Optional.of(reference.path("key").asString(""))
                .filter(name -> !name.isEmpty())
                .map(name -> new Key(name, at.to(new FieldPath.Key("key"))));
        all.add(new SourceReference(
                kind,
                reference.path("name").asString(""),
                at.to(NAME),
                key.stream().toList(),
                reference.path("optional").asBoolean(false),
                false));
    }

    private static void addVolume(List<SourceReference> all, JsonNode volume, FieldPath place) {
        addVolume(all, volume.path("configMap"), place.to(new FieldPath.Key("configMap")), "ConfigMap", "name");
        addVolume(all, volume.path("secret"), place.to(new FieldPath.Key("secret")), "Secret", "secretName");
        FieldPath sources = place.to(new FieldPath.Key("projected")).to(new FieldPath.Key("sources"));
        JsonNode projected = volume.at("/projected/sources");
        for (int i = 0; i < projected.size(); i++) {
            FieldPath source = sources.to(new FieldPath.Index(i));
            addVolume(
                    all,
                    projected.get(i).path("configMap"),
                    source.to(new FieldPath.Key("configMap")),
                    "ConfigMap",
                    "name");
            addVolume(all, projected.get(i).path("secret"), source.to(new FieldPath.Key("secret")), "Secret", "name");
        }
    }

    private static void addVolume(
            List<SourceReference> all, JsonNode source, FieldPath place, String kind, String nameField) {
        if (!source.isObject()) return;
        List<Key> keys = new ArrayList<>();
        FieldPath items = place.to(new FieldPath.Key("items"));
        for (int i = 0; i < source.path("items").size(); i++)
            keys.add(new Key(
                    source.path("items").get(i).path("key").asString(""),
                    items.to(new FieldPath.Index(i)).to(new FieldPath.Key("key"))));
        all.add(new SourceReference(
                kind,
                source.path(nameField).asString(""),
                place.to(new FieldPath.Key(nameField)),
                keys,
                source.path("optional").asBoolean(false),
                true));
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
