package dev.landfall.placement;

import dev.landfall.manifest.FieldPath;
import dev.landfall.render.Kustomization;
import dev.landfall.render.SourceFiles;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** How an overlay keeps its patches: in files of which names, and named in which field. */
record PatchHabit(Kustomization overlay) {

    /**
     * A patch file that is not there yet.
     *
     * @param place the way to the item by which the kustomization names it
     */
    record NewFile(String path, FieldPath place, JsonNode item) {}

    /** Empty where the overlay has no patch in a file, or the names are taken. */
    Optional<NewFile> newFile(String object, SourceFiles files) {
        return inPatches()
                .map(model -> named("patches", model, object))
                .or(() -> inStrategicMerge().map(model -> named("patchesStrategicMerge", model, object)))
                .filter(file -> files.kindOf(file.path()) == SourceFiles.Kind.NOTHING);
    }

    /** The same, where this field names such files. */
    Optional<NewFile> newFile(String field, String object, SourceFiles files) {
        return inField(field)
                .map(model -> named("patches", model, object))
                .filter(file -> files.kindOf(file.path()) == SourceFiles.Kind.NOTHING);
    }

    private Optional<String> inPatches() {
        return inField("patches");
    }

    private Optional<String> inField(String field) {
        return last(overlay.content().path(field).valueStream().map(entry -> entry.path("path")));
    }

    private Optional<String> inStrategicMerge() {
        return last(overlay.content().path("patchesStrategicMerge").valueStream());
    }

    private static Optional<String> last(Stream<JsonNode> texts) {
        return texts.filter(JsonNode::isString)
                .map(JsonNode::asString)
                .filter(text -> !Kustomization.isInline(text) && !text.startsWith(".."))
                .reduce((_, later) -> later);
    }

    private NewFile named(String field, String model, String object) {
        String folder = model.substring(0, model.lastIndexOf('/') + 1);
        boolean wordFirst = model.substring(folder.length()).startsWith("patch-");
        String ending = model.endsWith(".yml") ? ".yml" : ".yaml";
        String name = folder + (wordFirst ? "patch-" + object : object + "-patch") + ending;
        FieldPath list = new FieldPath(List.of(new FieldPath.Key(field)));
        String path = overlay.located(field, name);
        return field.equals("patches")
                ? new NewFile(
                        path,
                        list.to(new FieldPath.Item("path", name)),
                        JsonNodeFactory.instance.objectNode().put("path", name))
                : new NewFile(path, list.to(new FieldPath.Element(name)), JsonNodeFactory.instance.stringNode(name));
    }
}
