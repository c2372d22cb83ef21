package dev.landfall.manifest;

import dev.landfall.cluster.LiveObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The way to what an object says of its pods: a template, or the object itself where it is a pod.
 *
 * @param path to the template; empty for a Pod, which is its own
 */
public record PodTemplate(Optional<FieldPath> path) {
    private static final List<FieldPath> PLACES =
            List.of(FieldPath.parse("spec.template"), FieldPath.parse("spec.jobTemplate.spec.template"));

    /** Empty where the object has no pods of its own. */
    public static Optional<PodTemplate> of(LiveObject object) {
        if (object.ref().kind().equals("Pod")) return Optional.of(new PodTemplate(Optional.empty()));
        return PLACES.stream()
                .filter(place -> place.in(object.json())
                        .map(found -> found.path("spec").path("containers").isArray())
                        .orElse(false))
                .findFirst()
                .map(place -> new PodTemplate(Optional.of(place)));
    }

    /** To a field of the template, such as {@code metadata} or {@code spec}. */
    public FieldPath to(String field) {
        FieldPath.Key key = new FieldPath.Key(field);
        return path.map(template -> template.to(key)).orElseGet(() -> new FieldPath(List.of(key)));
    }

    public FieldPath spec() {
        return to("spec");
    }

    /** To a container or init container of this name; empty where there is none. */
    public Optional<FieldPath> container(LiveObject object, String name) {
        return Stream.of("containers", "initContainers")
                .map(list -> spec().to(new FieldPath.Key(list)).to(new FieldPath.Item("name", name)))
                .filter(place -> place.in(object.json()).isPresent())
                .findFirst();
    }

    /** The names of the containers, and behind them those of the init containers. */
    public List<String> containers(LiveObject object) {
        List<String> names = new ArrayList<>(names(object, "containers"));
        names.addAll(names(object, "initContainers"));
        return names;
    }

    /** @param list {@code containers} or {@code initContainers} */
    public List<String> names(LiveObject object, String list) {
        return spec().to(new FieldPath.Key(list)).in(object.json()).stream()
                .flatMap(JsonNode::valueStream)
                .map(item -> item.path("name").asString(""))
                .toList();
    }
}
