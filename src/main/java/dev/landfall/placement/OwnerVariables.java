package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Substitution;
import dev.landfall.gitops.Substitution.Layer;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldEdit;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FileEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The variables that an owner gives, as if they were in a file: {@link OwnerSpec#VARIABLES}. */
record OwnerVariables(Substitution substitution) {
    private static final JsonMapper MAPPER = new JsonMapper();

    static OwnerVariables of(GitSource source) {
        return new OwnerVariables(source.kustomizing().substitution().orElseGet(() -> new Substitution(List.of())));
    }

    boolean gives(String name) {
        return substitution.values().containsKey(name);
    }

    /** Of the variable where it is given last. */
    FileEdit edit(String name, String value, FieldEdit told) {
        List<Layer> layers = new ArrayList<>(substitution.layers());
        for (int i = layers.size() - 1; i >= 0; i--) {
            Layer layer = layers.get(i);
            if (!layer.values().containsKey(name)) continue;
            Map<String, String> values = new TreeMap<>(layer.values());
            values.put(name, value);
            layers.set(i, new Layer(values, layer.heldBy(), layer.place()));
            return new FileEdit.WriteFile(
                    OwnerSpec.VARIABLES,
                    Optional.of(bytes(substitution.layers())),
                    Optional.of(bytes(layers)),
                    List.of(told));
        }
        throw new IllegalStateException("nobody gives " + name);
    }

    private static byte[] bytes(List<Layer> layers) {
        ArrayNode list = MAPPER.createArrayNode();
        layers.forEach(layer -> list.add(MAPPER.valueToTree(new TreeMap<>(layer.values()))));
        return MAPPER.writeValueAsBytes(list);
    }

    Substitution after(byte[] edited) {
        JsonNode list = MAPPER.readTree(edited);
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < substitution.layers().size(); i++) {
            Layer layer = substitution.layers().get(i);
            Map<String, String> values = new TreeMap<>();
            list.path(i)
                    .properties()
                    .forEach(
                            value -> values.put(value.getKey(), value.getValue().asString()));
            layers.add(new Layer(values, layer.heldBy(), layer.place()));
        }
        return new Substitution(layers);
    }

    List<DesiredChange> changes(ObjectRef owner, byte[] edited) {
        List<Layer> after = after(edited).layers();
        List<DesiredChange> changes = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            Layer layer = after.get(i);
            Map<String, String> before = substitution.layers().get(i).values();
            FieldPath place = FieldPath.parse(layer.place());
            new TreeMap<>(layer.values()).forEach((name, value) -> {
                if (!value.equals(before.get(name)))
                    changes.add(new SetField(
                            layer.heldBy().orElse(owner),
                            place.to(new FieldPath.Key(name)),
                            JsonNodeFactory.instance.stringNode(value)));
            });
        }
        return changes;
    }
}
