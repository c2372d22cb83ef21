package dev.landfall.manifest;

import static dev.landfall.manifest.Edit.deletion;
import static dev.landfall.manifest.Edit.file;
import static dev.landfall.manifest.Edit.plan;
import static dev.landfall.manifest.Edit.results;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.manifest.DesiredChange.DeleteObject;
import dev.landfall.manifest.EditPlan.AlreadyAsDesired;
import dev.landfall.manifest.EditPlan.Edits;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** What of a file goes with an object, and what stays. */
class DeleteObjectTest {
    private static final DeleteObject WEB = deletion("apps/v1", "Deployment", "web");
    private static final String A = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n";
    private static final String B = "apiVersion: v1\nkind: Service\nmetadata: {name: b}\n";
    private static final String OBJECT = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web} # c\n";

    static final List<Arguments> DOCUMENTS = List.of(
            row(A + "---\n" + OBJECT + "---\n" + B, A + "---\n" + B),
            row(A + "---\n" + OBJECT, A),
            row(A + "\n---\n" + OBJECT, A),
            row(A + "---\n" + OBJECT.strip(), A.strip()),
            row(OBJECT + "---\n" + B, B),
            row("---\n" + OBJECT + "---\n" + B, "---\n" + B),
            row("# Copyright\n\n# about web\n" + OBJECT + "---\n" + B, "# Copyright\n\n" + B),
            row("# about web\n" + OBJECT + "---\n" + B, B),
            row(A + "---\n# about web\n" + OBJECT + "# more\n---\n# about b\n" + B, A + "---\n# about b\n" + B),
            row(A + "---\n" + OBJECT + "\n# about b\n---\n" + B, A + "# about b\n---\n" + B),
            row("%YAML 1.2\n---\n" + OBJECT + "...\n---\n" + B, "---\n" + B),
            row(A + "...\n---\n" + OBJECT + "...\n", A + "...\n"),
            row(A + "--- # web\n" + OBJECT + "--- # b\n" + B, A + "--- # b\n" + B),
            row(OBJECT + "--- # b\n" + B, "--- # b\n" + B),
            row("\uFEFF" + OBJECT + "---\n" + B, "\uFEFF" + B),
            row(
                    "apiVersion: v1\nkind: List\nitems:\n# about web\n- "
                            + OBJECT.strip().replace("\n", "\n  ") + "\n- "
                            + B.strip().replace("\n", "\n  ") + "\n",
                    "apiVersion: v1\nkind: List\nitems:\n- " + B.strip().replace("\n", "\n  ") + "\n"));

    @ParameterizedTest
    @FieldSource("DOCUMENTS")
    void theDocumentGoesWithItsSeparatorAndItsComments(String before, String after) {
        assertThat(results(plan(List.of(file("all.yaml", before)), WEB))).isEqualTo(Map.of("all.yaml", after));
    }

    @ParameterizedTest
    @FieldSource("DOCUMENTS")
    void inWindowsFilesAsWell(String before, String after) {
        assertThat(results(plan(List.of(file("all.yaml", before.replace("\n", "\r\n"))), WEB)))
                .isEqualTo(Map.of("all.yaml", after.replace("\n", "\r\n")));
    }

    static final List<Arguments> ALONE = List.of(
            Arguments.of(OBJECT),
            Arguments.of("# c\n---\n" + OBJECT + "---\n---\n# nothing\n"),
            Arguments.of("{\"apiVersion\": \"apps/v1\", \"kind\": \"Deployment\", \"metadata\": {\"name\": \"web\"}}"),
            Arguments.of(
                    "apiVersion: v1\nkind: List\nitems:\n- " + OBJECT.strip().replace("\n", "\n  ") + "\n"));

    @ParameterizedTest
    @FieldSource("ALONE")
    void theFileGoesWithItsLastObject(String before) {
        assertThat(results(plan(List.of(file("web.yaml", before)), WEB)))
                .isEqualTo(Collections.singletonMap("web.yaml", null));
    }

    @Test
    void tellsWhatTheObjectWas() {
        Edits edits = (Edits) plan(List.of(file("web.yaml", "# c\n" + OBJECT)), WEB);

        FieldEdit field = edits.files().getFirst().fields().getFirst();
        assertThat(field.path()).isEmpty();
        assertThat(field.after()).isEmpty();
        assertThat(field.line()).isEqualTo(2);
        assertThat(field.before().orElseThrow().at("/metadata/name").asString()).isEqualTo("web");
    }

    @Test
    void anObjectThatIsInNoFileIsAsDesired() {
        assertThat(plan(List.of(file("a.yaml", A)), WEB)).isInstanceOf(AlreadyAsDesired.class);
    }

    @Test
    void oneThatIsDefinedTwiceIsRefused() {
        assertThat(Edit.refusal(List.of(file("a.yaml", OBJECT), file("b.yaml", OBJECT)), WEB)
                        .code())
                .isEqualTo("defined-twice");
    }

    @Test
    void severalOfOneFileTakeItAway() {
        List<ManifestFile> files = List.of(file("all.yaml", A + "---\n" + OBJECT + "---\n" + B));

        assertThat(results(plan(files, WEB, deletion("v1", "Service", "a")))).isEqualTo(Map.of("all.yaml", B));
        assertThat(results(plan(files, WEB, deletion("v1", "Service", "a"), deletion("v1", "Service", "b"))))
                .isEqualTo(Collections.singletonMap("all.yaml", null));
    }

    private static Arguments row(String before, String after) {
        return Arguments.of(before, after);
    }
}
