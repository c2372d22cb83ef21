package dev.landfall.render;

import dev.landfall.reason.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** One look at a chart: what it needs is there, and nothing of it leads elsewhere. */
final class ChartReading {
    private static final int MOST_FILES = 5_000;
    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef", "$schema");

    private final SourceFiles files;
    private final ChartRoot root;
    private final Map<String, byte[]> read = new TreeMap<>();
    private final Map<String, byte[]> inside = new TreeMap<>();
    private final List<String> unreadable = new ArrayList<>();

    ChartReading(SourceFiles files, ChartRoot root) {
        this.files = files;
        this.root = root;
    }

    Chart chart() {
        requireRelease();
        requireNoLinks();
        List<String> valueFiles =
                root.valueFiles().stream().filter(this::isValueFile).toList();
        Set<String> paths = new TreeSet<>(files.below(root.folder()));
        if (paths.size() > MOST_FILES)
            throw new Unbuildable(
                    "helm-chart-too-large",
                    "the chart " + place() + " has " + paths.size() + " files, and more than " + MOST_FILES
                            + " are not read",
                    "move what is not part of the chart out of its folder");
        if (root.replacesValues() && !valueFiles.isEmpty()) paths.remove(inChart("values.yaml"));
        paths.addAll(valueFiles);
        root.texts().forEach(text -> paths.add(requireFile(text.path())));
        read.putAll(files.contents(paths));
        lookInside();
        requireDependencies();
        return new Chart(
                new ChartBuild(root.folder(), release(), valueFiles, given(), read, root.postRenderers()), doubts());
    }

    private List<GivenValues> given() {
        List<GivenValues> given = new ArrayList<>(root.given());
        for (TextValue text : root.texts()) {
            JsonNode value =
                    JsonNodeFactory.instance.stringNode(new String(read.get(text.path()), StandardCharsets.UTF_8));
            for (String key : text.way().reversed())
                value = JsonNodeFactory.instance.objectNode().set(key, value);
            given.add(new GivenValues(text.path(), value.toString()));
        }
        return given;
    }

    /** The files of the chart, and those of the packaged charts in it. */
    private void lookInside() {
        read.forEach((path, content) -> {
            if (!path.startsWith(inChart(""))) return;
            inside.put(path, content);
            if (!path.endsWith(".tgz")) return;
            try {
                ChartArchive.files(content).forEach((name, packed) -> inside.put(path + "/" + name, packed));
            } catch (IOException unpackable) {
                unreadable.add(path);
            }
        });
    }

    private boolean isReadable() {
        return unreadable.isEmpty();
    }

    private String place() {
        return root.folder().isEmpty() ? "in the root" : root.folder();
    }

    private String inChart(String path) {
        return RepositoryPath.below(root.folder(), path);
    }

    private void requireRelease() {
        String fault = root.release().fault();
        if (!fault.isEmpty())
            throw new Unbuildable(
                    "helm-argument",
                    "the chart " + place() + " is rendered for " + fault + ", which Helm would not take",
                    "mend the owner's specification");
    }

    private void requireNoLinks() {
        files.links(root.folder()).stream().findFirst().ifPresent(link -> {
            throw new Unbuildable(
                    "helm-link",
                    link + " is a symbolic link or a submodule in the chart " + place()
                            + ", which Landfall does not follow",
                    "put the file itself there, or make this change by hand");
        });
    }

    private boolean isValueFile(String path) {
        return switch (files.kindOf(path)) {
            case FILE -> true;
            case LINK ->
                throw new Unbuildable(
                        "helm-link",
                        "the value file " + path + " is or lies behind a symbolic link or a submodule, which Landfall"
                                + " does not follow",
                        "put the file itself there, or make this change by hand");
            case FOLDER, NOTHING -> {
                if (root.ignoresMissing()) yield false;
                throw missing(path);
            }
        };
    }

    private Unbuildable missing(String path) {
        return new Unbuildable(
                "helm-missing-file",
                "the chart " + place() + " is rendered with " + path + ", which is no file of the repository",
                "mend the repository, or the owner's specification");
    }

    private String requireFile(String path) {
        if (!isValueFile(path)) throw missing(path);
        return path;
    }

    /** Helm would fetch nothing while it renders; that is told here by name. */
    private void requireDependencies() {
        Set<String> vendored = vendored();
        Stream.of("Chart.yaml", "requirements.yaml")
                .map(this::inChart)
                .filter(read::containsKey)
                .flatMap(path -> document(path).path("dependencies").valueStream())
                .map(dependency -> dependency.path("name").asString(""))
                .filter(name -> vendored.stream().noneMatch(there -> isOf(name, there)))
                .findFirst()
                .ifPresent(name -> {
                    throw new Unbuildable(
                            "helm-dependency",
                            "the chart " + place() + " depends on " + name + ", which is not in " + inChart("charts")
                                    + ", and Landfall fetches none",
                            "run `helm dependency build` and commit the folder charts, or make this change by hand");
                });
    }

    /** Names of folders with a chart, names of those charts, and archives. */
    private Set<String> vendored() {
        Set<String> vendored = new TreeSet<>();
        String charts = inChart("charts/");
        for (String path : read.keySet()) {
            if (!path.startsWith(charts)) continue;
            String below = path.substring(charts.length());
            if (below.matches("[^/]+/Chart\\.yaml"))
                vendored.add(document(path).path("name").asString(""));
            else if (below.matches("[^/]+\\.tgz")) vendored.add(below);
        }
        return vendored;
    }

    private static boolean isOf(String name, String vendored) {
        return vendored.equals(name) || (vendored.endsWith(".tgz") && vendored.startsWith(name + "-"));
    }

    private JsonNode document(String path) {
        return document(path, read.get(path));
    }

    private static JsonNode document(String path, byte[] content) {
        try {
            List<JsonNode> documents = YamlDocuments.in(content);
            if (documents.size() == 1 && documents.getFirst().isObject()) return documents.getFirst();
            throw unreadable(path, "it is not one mapping");
        } catch (IllegalArgumentException malformed) {
            throw unreadable(path, malformed.getMessage());
        }
    }

    private static Unbuildable unreadable(String path, String why) {
        return new Unbuildable(
                "helm-unreadable", path + " cannot be read: " + why, "mend the file in the repository first");
    }

    /** What a schema refers to is read from wherever it says; an archive that cannot be looked into could have one. */
    private Release release() {
        Release release = root.release();
        if (release.checksSchema() && isReadable())
            inside.forEach((path, content) -> {
                if (path.endsWith("values.schema.json")) requireClosed(path, content);
            });
        return new Release(
                release.name(),
                release.namespace(),
                release.definesKinds(),
                release.leavesOutTests(),
                release.checksSchema() && isReadable(),
                release.kubernetes(),
                asking().isPresent() || !isReadable() ? release.apis() : List.of(),
                release.helm());
    }

    private void requireClosed(String schema, byte[] content) {
        if (refersElsewhere(document(schema, content)))
            throw new Unbuildable(
                    "helm-schema-remote",
                    schema + " refers to another file or address, which Landfall does not read",
                    "write the schema out in one file, or make this change by hand");
    }

    private static boolean refersElsewhere(JsonNode node) {
        boolean here = node.properties().stream()
                .filter(field ->
                        REFERENCES.contains(field.getKey()) && field.getValue().isString())
                .anyMatch(field -> !isWithin(field.getValue().asString()));
        return here || node.valueStream().anyMatch(ChartReading::refersElsewhere);
    }

    private static boolean isWithin(String reference) {
        return reference.startsWith("#") || reference.matches("https?://json-schema\\.org/[-a-z0-9/]*schema#?");
    }

    private List<Reason> doubts() {
        List<Reason> doubts = new ArrayList<>();
        Release release = root.release();
        if (release.checksSchema() && !isReadable())
            doubts.add(Reason.lasting(
                    "helm-schema-unchecked",
                    unreadable.getFirst()
                            + " cannot be looked into, so that the values were not checked against the schema of the chart "
                            + place(),
                    "run `helm lint` with the values"));
        if (release.apis().isEmpty() || release.kubernetes().isEmpty())
            asking().ifPresent(template -> doubts.add(Reason.lasting(
                    "helm-capabilities",
                    template + " asks which APIs or which version the cluster has, and Landfall renders with those that"
                            + " Helm assumes",
                    "look whether what it makes of the answer has to do with the change")));
        return doubts;
    }

    private Optional<String> asking() {
        return inside.entrySet().stream()
                .filter(file -> file.getKey().contains("templates/"))
                .filter(file -> new String(file.getValue(), StandardCharsets.UTF_8).contains(".Capabilities."))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
