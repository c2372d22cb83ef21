package dev.landfall.manifest;

import dev.landfall.manifest.yaml.NodePath;
import dev.landfall.manifest.yaml.YamlNode;
import dev.landfall.manifest.yaml.YamlNode.Mapping;
import dev.landfall.manifest.yaml.YamlNode.Sequence;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The kustomization files among those of a source: where there is one, a manifest is read only if its {@code resources}
 * name it.
 */
record Kustomizations(List<EditedFile> files) {
    /** As Kustomize looks for them (api/konfig/general.go, RecognizedKustomizationFileNames). */
    private static final Set<String> NAMES = Set.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    private static final String RESOURCES = "resources";

    static Kustomizations among(Collection<EditedFile> files) {
        return new Kustomizations(
                files.stream().filter(file -> isName(file.path())).toList());
    }

    static boolean isName(String path) {
        return NAMES.contains(path.substring(path.lastIndexOf('/') + 1));
    }

    /** Has the kustomization that is nearest above a new file name it. */
    void add(String path) {
        Optional<EditedFile> nearest = nearest(path);
        if (nearest.isEmpty()) return;
        JsonNode name = JsonNodeFactory.instance.stringNode(
                relative(folder(nearest.get().path()), path));
        addResource(nearest.get(), name);
    }

    /** Takes a deleted file out of every kustomization that names it. */
    void remove(String path) {
        files.forEach(file -> removeResources(file, path));
    }

    private Optional<EditedFile> nearest(String path) {
        for (String folder = folder(path); ; folder = folder(folder)) {
            String here = folder;
            Optional<EditedFile> found = files.stream()
                    .filter(file -> folder(file.path()).equals(here))
                    .findFirst();
            if (found.isPresent() || folder.isEmpty()) return found;
        }
    }

    private static void addResource(EditedFile file, JsonNode name) {
        NodePath root = NodePath.root(0);
        ValueEditing values = new ValueEditing(file, RESOURCES);
        Reach reach = new Reach(file.now());
        if (!(file.yaml().documents().stream().findFirst().orElse(null) instanceof Mapping mapping))
            throw notAMapping(file);
        int entry = ManifestObject.entry(mapping, RESOURCES);
        if (entry < 0)
            values.add(root, RESOURCES, JsonNodeFactory.instance.arrayNode().add(name));
        else {
            NodePath list = root.to(entry);
            reach.requireOwn(file.at(list), RESOURCES);
            if (!(file.at(list) instanceof Sequence) && !FieldSearch.isNull(file.at(list))) throw notAMapping(file);
            values.add(list, file.at(list).children().size(), name);
        }
    }

    private static Refusal notAMapping(EditedFile file) {
        return new Refusal(
                "wrong-shape",
                file.path() + " is not what Kustomize reads: a mapping with a list of resources",
                "mend the file in the repository");
    }

    private static void removeResources(EditedFile file, String path) {
        if (!(file.yaml().documents().stream().findFirst().orElse(null) instanceof Mapping mapping)) return;
        int entry = ManifestObject.entry(mapping, RESOURCES);
        if (entry < 0 || !(mapping.entries().get(entry).value() instanceof Sequence list)) return;
        for (int i = list.items().size() - 1; i >= 0; i--)
            if (isNameOf(list.items().get(i), folder(file.path()), path))
                new ValueEditing(file, RESOURCES)
                        .remove(NodePath.root(0).to(entry).to(i));
    }

    private static boolean isNameOf(YamlNode item, String folder, String path) {
        return item.resolved() instanceof YamlNode.Scalar scalar
                && resolved(folder, scalar.value()).equals(Optional.of(path));
    }

    /** Empty for a path that leads out of the repository, or for a URL. */
    private static Optional<String> resolved(String folder, String relative) {
        Deque<String> parts = new ArrayDeque<>(folder.isEmpty() ? List.of() : List.of(folder.split("/", -1)));
        for (String part : relative.split("/", -1)) {
            if (part.equals("..") && parts.pollLast() == null) return Optional.empty();
            if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) parts.addLast(part);
        }
        return Optional.of(String.join("/", parts));
    }

    private static String folder(String path) {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    private static String relative(String folder, String path) {
        return folder.isEmpty() ? path : path.substring(folder.length() + 1);
    }
}
