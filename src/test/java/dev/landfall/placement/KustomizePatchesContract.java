package dev.landfall.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FieldPath;
import dev.landfall.render.TextFiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Fields that a patch decides: the value in the patch is edited, wherever the patch stands. */
abstract class KustomizePatchesContract extends PlacementFixture {
    private static final String OVERLAY = "== prod/kustomization.yaml\nresources: [../base]\nnamespace: shop\n";

    private static SetField level(String value) {
        return new SetField(
                WEB,
                FieldPath.parse("spec.template.spec.containers[name=web].env[name=LEVEL].value"),
                JsonNodeFactory.instance.stringNode(value));
    }

    /** The line by which the file's text differs, which must be the only one. */
    private String editedLine(DesiredChange change, String path, String... files) {
        commit(files);
        String file = Arrays.stream(files)
                .reduce(TextFiles.of(""), TextFiles::with, (one, _) -> one)
                .files()
                .get(path);
        List<String> before = new ArrayList<>(file.lines().toList());
        Placed placed = place(source("prod"), change);
        List<String> after = edited(placed, path).lines().toList();
        assertThat(((Edits) placed.plan()).files()).hasSize(1);
        assertThat(after).hasSameSizeAs(before);
        List<String> differing =
                after.stream().filter(line -> !before.remove(line)).toList();
        assertThat(differing).hasSize(1);
        return differing.getFirst();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            patches: [{path: patch.yaml}]
            patchesStrategicMerge: [patch.yaml]
            patches: [{path: patch.yaml, target: {kind: Deployment}}]
            """)
    void theValueInAPatchFileIsEdited(String field) {
        String patch = """
                == prod/patch.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: 5   # for the sale
                  template:
                    spec:
                      containers:
                        - name: web
                          env:
                            - name: LEVEL
                              value: "info"
                """;
        String overlay = OVERLAY + field.replace("Deployment}", "Deployment, name: web}") + "\n";

        assertThat(editedLine(replicas(WEB, 3), "prod/patch.yaml", SHOP, overlay, patch))
                .isEqualTo("  replicas: 3   # for the sale");
        assertThat(editedLine(level("debug"), "prod/patch.yaml", SHOP, overlay, patch))
                .isEqualTo("              value: \"debug\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            patches:               | '  - patch: |-'
            patches:               | '  - patch: |'
            patchesStrategicMerge: | '  - |'
            """)
    void theValueInAnInlinePatchIsEditedWhereItStands(String field, String header) {
        String overlay = OVERLAY + field + "\n" + header + """

                      apiVersion: apps/v1
                      kind: Deployment
                      metadata:
                        name: web
                      spec:
                        replicas: 5   # for the sale
                commonAnnotations: {}
                """.indent(0);

        assertThat(editedLine(replicas(WEB, 3), "prod/kustomization.yaml", SHOP, overlay)
                        .strip())
                .isEqualTo("replicas: 3   # for the sale");
        assertThat(((Edits) place(source("prod"), replicas(WEB, 3)).plan())
                        .files()
                        .getFirst()
                        .fields()
                        .getFirst()
                        .line())
                .isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            patches: [{path: operations.yaml, target: {kind: Deployment, name: web}}]
            patchesJson6902: [{path: operations.yaml, target: {group: apps, version: v1, kind: Deployment, name: web}}]
            """)
    void theValueOfAnOperationIsEdited(String field) {
        String operations = """
                == prod/operations.yaml
                - op: replace
                  path: /spec/replicas
                  value: 5   # for the sale
                - op: replace
                  path: /spec/template/spec/containers/0/image
                  value: web:2.0
                - op: add
                  path: /spec/template/spec/containers/0/env
                  value: [{name: OTHER, value: x}]
                - op: add
                  path: /spec/template/spec/containers/0/env/-
                  value:
                    name: LEVEL
                    value: info
                """;
        String[] files = {SHOP, OVERLAY + field + "\n", operations};

        assertThat(editedLine(replicas(WEB, 3), "prod/operations.yaml", files))
                .isEqualTo("  value: 3   # for the sale");
        assertThat(editedLine(image("web:3.0"), "prod/operations.yaml", files)).isEqualTo("  value: web:3.0");
        assertThat(editedLine(level("debug"), "prod/operations.yaml", files)).isEqualTo("    value: debug");
    }

    @Test
    void theValueOfAnInlineOperationIsEditedWhereItStands() {
        String overlay = OVERLAY + """
                patches:
                  - target: {kind: Deployment, name: web}
                    patch: '[{"op": "replace", "path": "/spec/replicas", "value": 5}]'
                """;

        assertThat(editedLine(replicas(WEB, 3), "prod/kustomization.yaml", SHOP, overlay))
                .isEqualTo("    patch: '[{\"op\": \"replace\", \"path\": \"/spec/replicas\", \"value\": 3}]'");
    }

    @Test
    void ofSeveralPatchesTheLastOneThatSetsTheFieldIsEdited() {
        String patch = """
                == prod/%s.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec: {replicas: %d}
                """;
        String overlay = OVERLAY + "patches: [{path: first.yaml}, {path: last.yaml}]\n";

        assertThat(editedLine(
                        replicas(WEB, 3),
                        "prod/last.yaml",
                        SHOP,
                        overlay,
                        patch.formatted("first", 4),
                        patch.formatted("last", 5)))
                .isEqualTo("spec: {replicas: 3}");
    }

    @Test
    void ofAPatchFileWithSeveralObjectsTheRightOneIsEdited() {
        String overlay = OVERLAY + "patches: [{path: patch.yaml}]\n";
        String patch = """
                == base/kustomization.yaml
                resources: [web.yaml, api.yaml]
                == base/api.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: api}
                spec: {replicas: 1}
                == prod/patch.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: api}
                spec: {replicas: 4}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec: {replicas: 5}
                """;
        commit(SHOP, overlay, patch);

        assertThat(edited(place(source("prod"), replicas(WEB, 3)), "prod/patch.yaml"))
                .contains("spec: {replicas: 4}\n---", "spec: {replicas: 3}\n");
    }

    @Test
    void whatOnlyAPatchBringsIsTakenOutOfThePatch() {
        commit(SHOP, OVERLAY + "patches: [{path: patch.yaml}]\n", """
                == prod/patch.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  paused: true
                  replicas: 5
                """);

        assertThat(edited(
                        place(source("prod"), new RemoveField(WEB, FieldPath.parse("spec.paused"))), "prod/patch.yaml"))
                .endsWith("spec:\n  replicas: 5\n");
    }

    @Test
    void anImageThatAPatchNamesAndAnEntryTagsIsEditedInTheEntry() {
        commit(SHOP, OVERLAY + "images: [{name: fork, newTag: '2'}]\npatches: [{path: patch.yaml}]\n", """
                == prod/patch.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec: {template: {spec: {containers: [{name: web, image: "fork:1"}]}}}
                """);

        assertThat(edited(place(source("prod"), image("fork:3")), "prod/kustomization.yaml"))
                .contains("images: [{name: fork, newTag: '3'}]");
    }
}
