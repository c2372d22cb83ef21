package dev.landfall.render;

import dev.landfall.render.Reference.Reads;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file that says how its folder is built (kustomize, api/types/kustomization.go).
 *
 * @param path of the file
 * @param content what Kustomize is given for it, which may differ from the file in Git where the owner rewrites it
 * @param given which parts of that the owner gives
 */
public record Kustomization(String path, ObjectNode content, List<Given> given) {
    public Kustomization {
        given = List.copyOf(given);
    }

    /** As in Git. */
    public Kustomization(String path, ObjectNode content) {
        this(path, content, List.of());
    }

    /**
     * One that an owner makes up of nothing else, to build a single file.
     *
     * @param first the number of the first of these additions among all of the owner's
     */
    public static Kustomization over(String file, List<Addition> additions, int first) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.putArray("resources").add(file);
        List<Given> given = new ArrayList<>();
        for (int i = 0; i < additions.size(); i++) {
            ArrayNode list = content.withArrayProperty(additions.get(i).field());
            list.add(additions.get(i).value());
            given.add(new Given(additions.get(i).field(), list.size() - 1, first + i));
        }
        return new Kustomization(FILE_NAMES.getFirst(), content, given);
    }

    /**
     * A part that the owner gives.
     *
     * @param index in the list of the field, or {@link #WHOLE}
     * @param addition its number among the owner's additions, counted from 0
     */
    public record Given(String field, int index, int addition) {
        public static final int WHOLE = -1;
    }

    static final List<String> FILE_NAMES = List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    /** The fields whose entries make objects, with the kind of these. */
    public static final SortedMap<String, String> GENERATORS = Collections.unmodifiableSortedMap(
            new TreeMap<>(Map.of("configMapGenerator", "ConfigMap", "secretGenerator", "Secret")));

    private static final Set<String> CHARTS = Set.of("helmCharts", "helmChartInflationGenerator");

    static Kustomization read(String path, byte[] content) {
        try {
            List<JsonNode> documents = YamlDocuments.in(content);
            if (documents.size() == 1 && documents.getFirst() instanceof ObjectNode object)
                return new Kustomization(path, object);
            throw unreadable(path, "it is not one mapping");
        } catch (IllegalArgumentException malformed) {
            throw unreadable(path, malformed.getMessage());
        }
    }

    private static Unbuildable unreadable(String path, String why) {
        return new Unbuildable(
                "kustomization-unreadable", path + " cannot be read: " + why, "mend the file in the repository first");
    }

    /** Whether a path is that of such a file. */
    public static boolean isNamedSo(String path) {
        return FILE_NAMES.contains(path.substring(path.lastIndexOf('/') + 1));
    }

    public String folder() {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    /** The path from the repository's root of a file that it names, which the walk of its closure has found there. */
    public String located(String field, String text) {
        return RepositoryPath.resolve(this, Reference.data(field, text));
    }

    /** The same of all files that an entry of a generator reads. */
    public List<String> located(String field, JsonNode generator) {
        return Reference.inGenerator(field, generator)
                .map(reference -> RepositoryPath.resolve(this, reference))
                .toList();
    }

    /** The paths from the repository's root that a kustomization names, as far as it can be read. */
    public static Set<String> named(String path, byte[] content) {
        Set<String> named = new LinkedHashSet<>();
        try {
            Kustomization kustomization = read(path, content);
            for (Reference reference : kustomization.references())
                named.add(RepositoryPath.resolve(kustomization, reference));
        } catch (Unbuildable _) {
            // What comes after an address outside of the repository is not built by Landfall either.
            return named;
        }
        return named;
    }

    /** The same, as a file. */
    public byte[] bytes() {
        return content.toString().getBytes(StandardCharsets.UTF_8);
    }

    boolean generates() {
        return GENERATORS.keySet().stream()
                .anyMatch(field -> !content.path(field).isEmpty());
    }

    Naming naming() {
        String namespace = content.path("namespace").asString("");
        return new Naming(
                content.path("namePrefix").asString(""),
                content.path("nameSuffix").asString(""),
                Optional.of(namespace).filter(text -> !text.isEmpty()));
    }

    /** Everything that it names, each once, in the order of the fields. */
    List<Reference> references() {
        refuseCharts();
        List<Reference> all = new ArrayList<>();
        texts("resources").forEach(text -> all.add(new Reference("resources", text, Reads.OBJECTS)));
        texts("bases").forEach(text -> all.add(new Reference("bases", text, Reads.OBJECTS)));
        texts("components").forEach(text -> all.add(new Reference("components", text, Reads.COMPONENT)));
        for (String field : List.of("generators", "transformers", "validators"))
            texts(field).forEach(text -> addPlugIn(field, text, all::add));
        for (String field : List.of("crds", "configurations"))
            texts(field).forEach(text -> all.add(Reference.data(field, text)));
        texts("patchesStrategicMerge")
                .filter(text -> !isInline(text))
                .forEach(text -> all.add(Reference.data("patchesStrategicMerge", text)));
        text(content.at("/openapi/path")).forEach(text -> all.add(Reference.data("openapi", text)));
        for (String field : List.of("patches", "patchesJson6902", "replacements"))
            content.path(field)
                    .forEach(entry -> text(entry.path("path")).forEach(text -> all.add(Reference.data(field, text))));
        for (String field : GENERATORS.keySet())
            content.path(field)
                    .forEach(entry -> Reference.inGenerator(field, entry).forEach(all::add));
        return List.copyOf(all);
    }

    private void addPlugIn(String field, String text, Consumer<Reference> each) {
        if (isInline(text))
            PlugIns.references(path, field, text.getBytes(StandardCharsets.UTF_8))
                    .forEach(each);
        else each.accept(new Reference(field, text, Reads.PLUG_INS));
    }

    private void refuseCharts() {
        CHARTS.stream()
                .filter(field -> !content.path(field).isEmpty())
                .findFirst()
                .ifPresent(field -> {
                    throw new Unbuildable(
                            "kustomize-helm-charts",
                            path + " has " + field + ", which Landfall does not render yet",
                            "make this change by hand in the repository");
                });
    }

    private Stream<String> texts(String field) {
        return content.path(field).valueStream().flatMap(Kustomization::text);
    }

    static Stream<String> text(JsonNode node) {
        return node.isString() && !node.asString().isEmpty() ? Stream.of(node.asString()) : Stream.empty();
    }

    /** Kustomize takes YAML in the place of a file's name, too. */
    public static boolean isInline(String text) {
        return text.contains("\n") || text.contains(": ") || text.startsWith("{");
    }
}
