package dev.landfall.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange.AddListItem;
import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.manifest.DesiredChange.DeleteObject;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.RemoveListItem;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.EditPlan.CannotPlace;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FileEdit.WriteFile;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The words in which the tests of the editor speak. */
final class Edit {
    static final ObjectRef WEB = ObjectRef.of("apps/v1", "Deployment", "shop", "web");
    static final Namespaces SHOP = new Namespaces("shop", false);

    private static final JsonMapper JSON = new JsonMapper();

    private Edit() {}

    static ManifestFile file(String path, String text) {
        return new ManifestFile(path, text.getBytes(UTF_8));
    }

    static DesiredChange set(String path, int value) {
        return new SetField(WEB, FieldPath.parse(path), JsonNodeFactory.instance.numberNode(value));
    }

    static DesiredChange set(String path, boolean value) {
        return new SetField(WEB, FieldPath.parse(path), JsonNodeFactory.instance.booleanNode(value));
    }

    static DesiredChange set(String path, String value) {
        return new SetField(WEB, FieldPath.parse(path), JsonNodeFactory.instance.stringNode(value));
    }

    static DesiredChange set(String path, double value) {
        return set(path, JsonNodeFactory.instance.numberNode(value));
    }

    static DesiredChange set(String path, JsonNode value) {
        return new SetField(WEB, FieldPath.parse(path), value);
    }

    static DesiredChange remove(String path) {
        return new RemoveField(WEB, FieldPath.parse(path));
    }

    static DesiredChange addItem(String path, JsonNode item) {
        return new AddListItem(WEB, FieldPath.parse(path), item);
    }

    static DesiredChange removeItem(String path) {
        return new RemoveListItem(WEB, FieldPath.parse(path));
    }

    /** JSON with single quotes. */
    static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }

    /** The object of a manifest written as JSON with single quotes. */
    static CreateObject creation(String namespace, String content) {
        ObjectNode object = (ObjectNode) json(content);
        return new CreateObject(ref(object, namespace), object);
    }

    static DeleteObject deletion(String apiVersion, String kind, String name) {
        return new DeleteObject(ObjectRef.of(apiVersion, kind, "shop", name));
    }

    private static ObjectRef ref(ObjectNode object, String namespace) {
        return ObjectRef.of(
                object.get("apiVersion").asString(),
                object.get("kind").asString(),
                namespace,
                object.get("metadata").get("name").asString());
    }

    /** What the files of the plan are then; a deleted one is {@code null}. */
    static Map<String, String> results(EditPlan plan) {
        assertThat(plan).isInstanceOf(Edits.class);
        Map<String, String> results = new TreeMap<>();
        for (FileEdit edit : ((Edits) plan).files())
            results.put(
                    edit.path(),
                    edit.after().map(bytes -> new String(bytes, UTF_8)).orElse(null));
        return results;
    }

    static EditPlan plan(List<ManifestFile> files, DesiredChange... changes) {
        return plan(new SourceFolder("", SHOP, path -> path.matches(".*\\.(ya?ml|json)")), files, changes);
    }

    static EditPlan plan(SourceFolder folder, List<ManifestFile> files, DesiredChange... changes) {
        return new ManifestEditor().plan(folder, files, List.of(changes));
    }

    /** The one file after the edit. */
    static String after(String path, String before, DesiredChange... changes) {
        return new String(written(path, before, changes).after().orElseThrow(), UTF_8);
    }

    static WriteFile written(String path, String before, DesiredChange... changes) {
        EditPlan plan = plan(List.of(file(path, before)), changes);
        assertThat(plan).isInstanceOf(Edits.class);
        List<FileEdit> files = ((Edits) plan).files();
        assertThat(files).hasSize(1);
        return (WriteFile) files.getFirst();
    }

    static Reason refusal(List<ManifestFile> files, DesiredChange... changes) {
        EditPlan plan = plan(files, changes);
        assertThat(plan).isInstanceOf(CannotPlace.class);
        return ((CannotPlace) plan).reason();
    }

    static List<ManifestFile> files(String... texts) {
        return Stream.of(texts)
                .map(text -> file("apps/web" + (text.equals(texts[0]) ? "" : "-2") + ".yaml", text))
                .toList();
    }
}
