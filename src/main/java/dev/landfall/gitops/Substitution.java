package dev.landfall.gitops;

import dev.landfall.cluster.ObjectRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Values that an owner puts in the place of {@code ${name}} in what comes out of its build.
 *
 * @param layers the last one that has a variable wins
 */
public record Substitution(List<Layer> layers) {
    public Substitution {
        layers = List.copyOf(layers);
    }

    /**
     * Where variables are given.
     *
     * @param heldBy another object that has them for the owner, such as a ConfigMap; empty where its own spec has them
     * @param place of them in that object, such as {@code spec.postBuild.substitute}
     */
    public record Layer(Map<String, String> values, Optional<ObjectRef> heldBy, String place) {
        public Layer {
            values = Map.copyOf(values);
        }
    }

    public Map<String, String> values() {
        Map<String, String> all = new TreeMap<>();
        layers.forEach(layer -> all.putAll(layer.values()));
        return all;
    }
}
