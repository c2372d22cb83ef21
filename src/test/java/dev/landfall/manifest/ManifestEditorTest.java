package dev.landfall.manifest;

import static dev.landfall.manifest.Edit.after;
import static dev.landfall.manifest.Edit.file;
import static dev.landfall.manifest.Edit.plan;
import static dev.landfall.manifest.Edit.set;
import static dev.landfall.manifest.Edit.written;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.EditPlan.AlreadyAsDesired;
import dev.landfall.manifest.EditPlan.CannotPlace;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FileEdit.WriteFile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** Whole files, before and after, and the plan that comes with them. */
class ManifestEditorTest {
    private static final String IMAGE = "spec.template.spec.containers[name=web].image";

    @Test
    void changesOneTokenOfAFileThatAPersonWrote() {
        String before = """
                # The shop. Ask team-shop before you touch it.
                --- # the service first
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: shop}
                spec:
                  ports: [{port: 80}]   # http

                ---

                apiVersion: apps/v1
                kind: Deployment
                metadata:
                    name:   "web"
                    namespace: shop
                spec:
                    replicas:   2      # two is enough
                    template:
                        spec:
                            containers:

                            # the sidecar
                            -   name: proxy
                                image: registry/proxy:1.0
                            -   image: 'registry/web:1.0'	# pinned
                                name: web
                ...
                """;

        String after = after("apps/web.yaml", before, set("spec.replicas", 5), set(IMAGE, "registry/web:1.1"));

        assertThat(after)
                .isEqualTo(before.replace("replicas:   2 ", "replicas:   5 ")
                        .replace("registry/web:1.0", "registry/web:1.1"));
    }

    @Test
    void tellsEachFieldWithOldAndNewValueAndLine() {
        WriteFile file = written("apps/web.yaml", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop}
                spec:
                  replicas:
                  paused: false
                """, set("spec.paused", true), set("spec.replicas", 3));

        assertThat(file.path()).isEqualTo("apps/web.yaml");
        assertThat(file.fields())
                .containsExactly(
                        new FieldEdit(
                                Edit.WEB,
                                Optional.of(FieldPath.parse("spec.paused")),
                                Optional.of(JsonNodeFactory.instance.booleanNode(false)),
                                Optional.of(JsonNodeFactory.instance.booleanNode(true)),
                                6),
                        new FieldEdit(
                                Edit.WEB,
                                Optional.of(FieldPath.parse("spec.replicas")),
                                Optional.empty(),
                                Optional.of(JsonNodeFactory.instance.numberNode(3)),
                                5));
        assertThat(new String(file.after().orElseThrow(), UTF_8)).endsWith("spec:\n  replicas: 3\n  paused: true\n");
    }

    @Test
    void linesAreThoseOfTheFileBefore() {
        WriteFile file = written("web.yaml", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop}
                spec:
                  strategy:
                    type:
                      a value over
                      two lines
                  replicas: 1
                """, set("spec.strategy.type", "Recreate"), set("spec.replicas", 2));

        assertThat(file.fields()).extracting(FieldEdit::line).containsExactly(7, 9);
        assertThat(new String(file.after().orElseThrow(), UTF_8))
                .endsWith("    type:\n      Recreate\n  replicas: 2\n");
    }

    @Test
    void changesJsonFilesAsJson() {
        String before = """
                {
                \t"apiVersion": "apps/v1", "kind": "Deployment",
                \t"metadata": {"name": "web", "namespace": "shop", "annotations": {"example.org\\/who": "me"}},
                \t"spec": {"replicas": 2, "paused": null}
                }""";

        assertThat(after("web.json", before, set("spec.replicas", 3), set("spec.paused", "a \"text\"\t")))
                .isEqualTo(before.replace("2,", "3,").replace("null", "\"a \\\"text\\\"\\t\""));
    }

    @Test
    void findsAnObjectInsideAList() {
        String before = """
                apiVersion: v1
                kind: List
                items:
                - apiVersion: v1
                  kind: ConfigMap
                  metadata: {name: web}
                - apiVersion: apps/v1
                  kind: Deployment
                  metadata: {name: web}
                  spec: {replicas: 2}
                """;

        assertThat(after("all.yaml", before, set("spec.replicas", 3)))
                .isEqualTo(before.replace("replicas: 2", "replicas: 3"));
    }

    @Test
    void readsIdentityThroughAliasesAndMergeKeys() {
        String before = """
                common: &common {namespace: shop, labels: {a: b}}
                name: &name web
                apiVersion: apps/v1
                kind: Deployment
                metadata: {<<: *common, name: *name}
                spec: {replicas: 2}
                """;

        assertThat(after("web.yaml", before, set("spec.replicas", 3)))
                .isEqualTo(before.replace("replicas: 2", "replicas: 3"));
    }

    @Test
    void theApiVersionIsNoPartOfIdentityButTheGroupIs() {
        List<ManifestFile> files = List.of(
                file(
                        "a.yaml",
                        "{apiVersion: apps/v1beta2, kind: Deployment, metadata: {name: web}, spec: {replicas: 1}}"),
                file(
                        "b.yaml",
                        "{apiVersion: example.org/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 1}}"));

        assertThat(plan(files, set("spec.replicas", 2)))
                .isInstanceOfSatisfying(
                        Edits.class,
                        edits -> assertThat(edits.files())
                                .extracting(FileEdit::path)
                                .containsExactly("a.yaml"));
    }

    @Test
    void namespaceIsTheNamedOneOrTheDefaultOrTheOverride() {
        List<ManifestFile> files = List.of(
                file("a.yaml", "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}}"),
                file("b.yaml", "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: other}}"));
        ObjectRef elsewhere = ObjectRef.of("apps/v1", "Deployment", "other", "web");

        assertThat(find(files, new Namespaces("shop", false), Edit.WEB)).containsExactly("a.yaml:1");
        assertThat(find(files, new Namespaces("shop", false), elsewhere)).containsExactly("b.yaml:1");
        assertThat(find(files, new Namespaces("shop", true), Edit.WEB)).containsExactly("a.yaml:1", "b.yaml:1");
        assertThat(find(files, new Namespaces("shop", true), elsewhere)).isEmpty();
    }

    @Test
    void aClusterScopedObjectHasNoNamespaceWhateverTheDefault() {
        List<ManifestFile> files =
                List.of(file("ns.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: shop}}"));
        ObjectRef namespace = ObjectRef.of("v1", "Namespace", "", "shop");

        assertThat(find(files, new Namespaces("shop", true), namespace)).containsExactly("ns.yaml:1");
    }

    @Test
    void findsEveryPlaceAndNamesWhatCannotBeRead() {
        List<ManifestFile> files = List.of(
                file("a.yaml", "---\n---\n# c\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n"),
                file("b.yaml", "a: b: c\n"));

        Search search = new ManifestEditor().find(files, Edit.SHOP, Edit.WEB);

        assertThat(search.found()).containsExactly(new FoundObject("a.yaml", 1, 4));
        assertThat(search.unreadable()).extracting(reason -> reason.code()).containsExactly("file-does-not-parse");
    }

    @Test
    void saysWhereTheValueStandsIfNothingIsToDo() {
        String text = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  replicas: 3 # three\n";

        assertThat(plan(List.of(file("web.yaml", text)), set("spec.replicas", 3)))
                .isEqualTo(new AlreadyAsDesired("web.yaml", 5));
    }

    @Test
    void whatIsAsDesiredAlreadyIsNoPartOfTheEdit() {
        WriteFile file = written(
                "web.yaml",
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 3, paused: true}}",
                set("spec.replicas", 3),
                set("spec.paused", false));

        assertThat(file.fields())
                .extracting(field -> field.path().orElseThrow().toString())
                .containsExactly("spec.paused");
    }

    @Test
    void severalObjectsInSeveralFilesAreOnePlan() {
        ObjectRef api = ObjectRef.of("apps/v1", "Deployment", "shop", "api");
        List<ManifestFile> files = List.of(
                file("web.yaml", "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 1}}"),
                file(
                        "api.yaml",
                        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: api}, spec: {replicas: 1}}"));
        DesiredChange forApi =
                new SetField(api, FieldPath.parse("spec.replicas"), JsonNodeFactory.instance.numberNode(2));
        DesiredChange impossible =
                new SetField(api, FieldPath.parse("spec.replicas.most"), JsonNodeFactory.instance.booleanNode(true));

        assertThat(plan(files, set("spec.replicas", 2), forApi))
                .isInstanceOfSatisfying(
                        Edits.class,
                        edits -> assertThat(edits.files())
                                .extracting(FileEdit::path)
                                .containsExactly("web.yaml", "api.yaml"));
        assertThat(plan(files, set("spec.replicas", 2), impossible)).isInstanceOf(CannotPlace.class);
    }

    @Test
    void theSameChangeTwiceIsOneEdit() {
        WriteFile file = written(
                "web.yaml",
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 1}}",
                set("spec.replicas", 3),
                set("spec.replicas", 3));

        assertThat(file.fields()).hasSize(1);
    }

    private static List<String> find(List<ManifestFile> files, Namespaces namespaces, ObjectRef object) {
        return new ManifestEditor()
                .find(files, namespaces, object).found().stream()
                        .map(FoundObject::toString)
                        .toList();
    }
}
