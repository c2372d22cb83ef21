package dev.landfall.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.AddListItem;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FileEdit;
import dev.landfall.reason.Reason;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** Fields that a base decides from which others build as well: the overlay says what it alone shall have. */
abstract class KustomizeSharedBaseContract extends PlacementFixture {
    private static final String STAGING = "== staging/kustomization.yaml\nresources: [../base]\nnamespace: staging\n";
    private static final String PATCH = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: %s
            spec:
              paused: true
            """;

    private static final String API = """
            == prod/api.yaml
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: api}
            spec: {replicas: 1}
            """;

    private static SetField paused(boolean value) {
        return new SetField(WEB, FieldPath.parse("spec.paused"), JsonNodeFactory.instance.booleanNode(value));
    }

    private static SetField memory(String value) {
        return new SetField(
                WEB,
                FieldPath.parse("spec.template.spec.containers[name=web].resources.limits.memory"),
                JsonNodeFactory.instance.stringNode(value));
    }

    private static String prod(String fields) {
        return "== prod/kustomization.yaml\nresources: [../base]\nnamespace: shop\n" + fields;
    }

    /** The overlay's kustomization, where the only edit is; and that staging applies what it applied. */
    private String overlay(DesiredChange change) {
        Placed placed = place(source("prod"), change, reader("staging", "staging"));
        String after = edited(placed, "prod/kustomization.yaml");
        assertThat(((Edits) placed.plan()).files()).hasSize(1);
        assertThat(placed.proof().renderedDifferences())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("Deployment shop/web "));
        return after;
    }

    @Test
    void replicasAreSaidByAnEntry() {
        commit(SHOP, STAGING);

        assertThat(overlay(replicas(WEB, 3)))
                .isEqualTo("resources: [../base]\nnamespace: shop\nreplicas:\n- name: web\n  count: 3\n");
    }

    @Test
    void anEntryComesBehindThoseThatAreThere() {
        commit(SHOP, STAGING, prod("images:\n- name: other\n  newTag: '1'   # fixed\n"));

        assertThat(overlay(image("web:2.0"))).endsWith("""
                images:
                - name: other
                  newTag: '1'   # fixed
                - name: web
                  newTag: "2.0"
                """);
    }

    @Test
    void anOverlayThatPatchesByOperationsGetsOneMore() {
        commit(SHOP, STAGING, prod("""
                patches:
                - target: {kind: Deployment, name: web}
                  patch: |-
                    - op: add   # for the migration
                      path: /spec/minReadySeconds
                      value: 5
                """));

        assertThat(overlay(paused(true))).endsWith("""
                    - op: add   # for the migration
                      path: /spec/minReadySeconds
                      value: 5
                    - op: add
                      path: /spec/paused
                      value: true
                """);
        assertThat(overlay(memory("1Gi"))).endsWith("""
                    - op: add
                      path: /spec/template/spec/containers/0/resources
                      value:
                        limits:
                          memory: 1Gi
                """);
    }

    @Test
    void anOverlayThatPatchesOthersByOperationsGetsAPatchOfOperations() {
        commit(SHOP, STAGING, prod("""
                resources: [../base, api.yaml]
                patches:
                - target: {kind: Deployment, name: api}
                  patch: |-
                    - op: replace
                      path: /spec/replicas
                      value: 5
                """).replaceFirst("resources: \\[../base]\n", ""), API);

        assertThat(overlay(paused(true))).endsWith("""
                - target:
                    kind: Deployment
                    name: web
                  patch: |-
                    - op: add
                      path: /spec/paused
                      value: true
                """);
    }

    @Test
    void anOverlayThatKeepsOperationsInFilesGetsAFile() {
        commit(SHOP, STAGING, prod("""
                resources: [../base, api.yaml]
                patches:
                - target: {kind: Deployment, name: api}
                  path: api-patch.yaml
                """).replaceFirst("resources: \\[../base]\n", ""), API, """
                == prod/api-patch.yaml
                - op: replace
                  path: /spec/replicas
                  value: 5
                """);
        Placed placed = place(source("prod"), paused(true), reader("staging", "staging"));

        assertThat(edited(placed, "prod/web-patch.yaml")).isEqualTo("""
                - op: add
                  path: /spec/paused
                  value: true
                """);
        assertThat(edited(placed, "prod/kustomization.yaml")).endsWith("""
                - target:
                    kind: Deployment
                    name: web
                  path: web-patch.yaml
                """);
    }

    @Test
    void aBaseIsLeftAloneForAKustomizationThatNobodyAppliesToo() {
        commit(SHOP, STAGING);

        assertThat(edited(place(source("prod"), replicas(WEB, 3)), "prod/kustomization.yaml"))
                .endsWith("count: 3\n");
    }

    @Test
    void aBaseIsLeftAloneEvenWhereTheOthersSetTheFieldThemselves() {
        commit(SHOP, STAGING + "replicas: [{name: web, count: 2}]\n");

        assertThat(overlay(replicas(WEB, 3))).endsWith("count: 3\n");
    }

    @Test
    void whoBuildsTheOverlayAsAWholeDoesNotShareItsBase() {
        commit(SHOP, "== kustomization.yaml\nresources: [prod]\n");

        assertThat(edited(place(source("prod"), replicas(WEB, 3)), "base/web.yaml"))
                .contains("replicas: 3");
    }

    @Test
    void anEntryOfASharedBaseIsOverriddenInTheOverlay() {
        commit(SHOP, STAGING, "== base/kustomization.yaml\nresources: [web.yaml]\nreplicas: [{name: web, count: 4}]\n");

        assertThat(overlay(replicas(WEB, 3))).endsWith("count: 3\n");
    }

    @Test
    void aFieldWithoutAnEntryIsSaidByAnInlinePatch() {
        commit(SHOP, STAGING);

        assertThat(overlay(memory("64Mi"))).isEqualTo("""
                resources: [../base]
                namespace: shop
                patches:
                - patch: |-
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata:
                      name: web
                    spec:
                      template:
                        spec:
                          containers:
                            - name: web
                              resources:
                                limits:
                                  memory: 64Mi
                """);
    }

    @Test
    void whatTheBaseSaysIsTakenOutByAPatch() {
        commit(SHOP, STAGING);

        assertThat(overlay(new RemoveField(WEB, FieldPath.parse("spec.replicas"))))
                .contains("    spec:\n", "      replicas: null\n");
    }

    @Test
    void aPatchOfTheObjectThatTheOverlayHasIsExtended() {
        commit(SHOP, STAGING, prod("patches: [{path: web.yaml}]\n"), "== prod/web.yaml\n" + PATCH.formatted("web"));
        Placed placed = place(source("prod"), memory("64Mi"), reader("staging", "staging"));

        assertThat(edited(placed, "prod/web.yaml")).isEqualTo(PATCH.formatted("web") + """
                  template:
                    spec:
                      containers:
                      - name: web
                        resources:
                          limits:
                            memory: 64Mi
                """);
        assertThat(((Edits) placed.plan()).files()).hasSize(1);
    }

    @Test
    void anOverlayThatKeepsItsPatchesInFilesGetsAnotherFile() {
        commit(
                SHOP,
                STAGING,
                "== base/kustomization.yaml\nresources: [web.yaml, api.yaml]\n== base/api.yaml\n"
                        + PATCH.formatted("api"),
                prod("patches:\n  - path: patches/api-patch.yaml\n"),
                "== prod/patches/api-patch.yaml\n" + PATCH.formatted("api").replace("true", "false"));
        Placed placed = place(source("prod"), paused(true), reader("staging", "staging"));

        assertThat(edited(placed, "prod/patches/web-patch.yaml")).isEqualTo(PATCH.formatted("web"));
        assertThat(edited(placed, "prod/kustomization.yaml"))
                .endsWith("patches:\n  - path: patches/api-patch.yaml\n  - path: patches/web-patch.yaml\n");
        assertThat(((Edits) placed.plan()).files())
                .extracting(FileEdit::path, file -> file.fields().size())
                .containsExactly(tuple("prod/patches/web-patch.yaml", 1), tuple("prod/kustomization.yaml", 0));
    }

    @Test
    void whereNoWayInTheOverlayIsProvenItIsRefused() {
        commit(SHOP, STAGING);
        AddListItem argument = new AddListItem(
                WEB,
                FieldPath.parse("spec.template.spec.containers[name=web].args[=x]"),
                JsonNodeFactory.instance.stringNode("x"));

        assertThat(refusal(source("prod"), argument, reader("staging", "staging")))
                .extracting(Reason::code, Reason::message)
                .containsExactly(
                        "shared-base",
                        "base/web.yaml decides spec.template.spec.containers[name=web].args[=x] of Deployment shop/web,"
                                + " and Kustomization flux-system/staging builds from it as well; no way to say it in"
                                + " the overlay could be proven");
    }
}
