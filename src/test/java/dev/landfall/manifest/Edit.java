package dev.landfall.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.EditPlan.CannotPlace;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FileEdit.WriteFile;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;

/** The words in which the tests of the editor speak. */
final class Edit {
    static final ObjectRef WEB = ObjectRef.of("apps/v1", "Deployment", "shop", "web");
    static final Namespaces SHOP = new Namespaces("shop", false);

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

    static EditPlan plan(List<ManifestFile> files, DesiredChange... changes) {
        return new ManifestEditor().plan(files, SHOP, List.of(changes));
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
