package dev.landfall.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Readers;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.EditPlan.CannotPlace;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FileEdit;
import dev.landfall.render.KustomizeBuild;
import dev.landfall.render.RealKustomize;
import dev.landfall.render.Renderer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Fields that replacements and variables of a kustomization decide, or parts of which they decide. */
@Execution(ExecutionMode.CONCURRENT)
@RealKustomize
class KustomizeReplacementsTest extends PlacementFixture {
    private static final ObjectRef SERVICE = new ObjectRef("", "v1", "Service", "shop", "web");

    private static final String SERVICE_FILE = """
            == base/kustomization.yaml
            resources: [web.yaml, service.yaml]
            == base/service.yaml
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {ports: [{port: 80}]}
            """;

    @Override
    Renderer renderer() {
        return new KustomizeBuild(System.getenv());
    }

    private void commitOverlay(String fields, String... files) {
        commit(
                SHOP,
                "== prod/kustomization.yaml\nresources: [../base]\nnamespace: shop\n" + fields,
                String.join("", files));
    }

    private static SetField set(ObjectRef object, String field, String value) {
        return new SetField(object, FieldPath.parse(field), JsonNodeFactory.instance.stringNode(value));
    }

    private Placed place(DesiredChange... changes) {
        return place(PROD, source("prod"), List.of(changes), new Readers(List.of(), List.of()));
    }

    private static List<String> edits(Placed placed) {
        if (placed.plan() instanceof CannotPlace refused) throw new AssertionError(refused.reason());
        return ((Edits) placed.plan()).files().stream().map(FileEdit::path).toList();
    }

    @Test
    void whatAReplacementBringsIsEditedInItsSource() {
        commitOverlay("""
                replacements:
                - source: {kind: ConfigMap, name: facts, fieldPath: data.version}
                  targets:
                  - select: {kind: Deployment, name: web}
                    fieldPaths: ['spec.template.metadata.annotations.[example.org/version]']
                    options: {create: true}
                """, """
                == base/kustomization.yaml
                resources: [web.yaml, facts.yaml]
                == base/facts.yaml
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: facts
                  annotations: {config.kubernetes.io/local-config: "true"}
                data:
                  version: v1   # by hand
                """);
        Placed placed = place(set(WEB, "spec.template.metadata.annotations[\"example.org/version\"]", "v2"));

        assertThat(edited(placed, "base/facts.yaml")).endsWith("  version: v2   # by hand\n");
        assertThat(placed.proof().renderedDifferences())
                .containsExactly(
                        "Deployment shop/web spec.template.metadata.annotations[\"example.org/version\"]: v1 -> v2");
    }

    @Test
    void aSourceThatIsAppliedItselfIsNotEditedForItsTargetAlone() {
        commitOverlay(
                """
                replacements:
                - path: replacement.yaml
                """,
                """
                == prod/replacement.yaml
                source: {kind: Service, name: web, fieldPath: metadata.labels.version}
                targets:
                - select: {kind: Deployment, name: web}
                  fieldPaths: [metadata.labels.version]
                  options: {create: true}
                """,
                SERVICE_FILE.replace("metadata: {name: web}", "metadata: {name: web, labels: {version: v1}}"));

        assertThat(refusal(source("prod"), set(WEB, "metadata.labels.version", "v2"))
                        .message())
                .isEqualTo("editing base/service.yaml for Deployment shop/web would change more than that: Service"
                        + " shop/web metadata.labels.version: v1 -> v2");
        Placed both = place(set(WEB, "metadata.labels.version", "v2"), set(SERVICE, "metadata.labels.version", "v2"));
        assertThat(edited(both, "base/service.yaml")).contains("labels: {version: v2}");
    }

    @Test
    void aVariableIsEditedWhereItIsTakenFrom() {
        commitOverlay("""
                vars:
                - name: GREETING
                  objref: {apiVersion: v1, kind: ConfigMap, name: facts}
                  fieldref: {fieldpath: data.greeting}
                """, """
                == base/kustomization.yaml
                resources: [web.yaml, facts.yaml]
                == base/facts.yaml
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: facts, annotations: {config.kubernetes.io/local-config: "true"}}
                data: {greeting: hello}
                == base/web.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec: {template: {spec: {containers: [{name: web, image: "web:1.0", args: ["$(GREETING)"]}]}}}
                """);

        assertThat(edited(place(set(WEB, "spec.template.spec.containers[name=web].args[0]", "bye")), "base/facts.yaml"))
                .endsWith("data: {greeting: bye}\n");
    }

    private static final String FACTS = """
            == base/kustomization.yaml
            resources: [web.yaml, facts.yaml]
            == base/facts.yaml
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: facts, annotations: {config.kubernetes.io/local-config: "true"}}
            data:
              version: v1   # of the shop
              image: registry.example.org/web:v1
            """;

    private static String replacing(String source, String options) {
        return """
                replacements:
                - source: {kind: ConfigMap, name: facts, %s}
                  targets:
                  - select: {kind: Deployment, name: web}
                    fieldPaths: ['spec.template.spec.containers.[name=web].image']
                    options: {%s}
                """.formatted(source, options);
    }

    private static final String TAG = replacing("fieldPath: data.version", "delimiter: ':', index: 1");

    private static String written(String image) {
        return """
                == base/web.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec: {template: {spec: {containers: [{name: web, image: "%s"}]}}}
                """.formatted(image);
    }

    @Test
    void thePartOfATextThatASourceDecidesIsEditedThere() {
        commitOverlay(TAG, FACTS, written("web:TAG"));
        Placed placed = place(image("web:v2"));

        assertThat(edits(placed)).containsExactly("base/facts.yaml");
        assertThat(edited(placed, "base/facts.yaml")).contains("  version: v2   # of the shop\n");
        assertThat(placed.proof().renderedDifferences())
                .containsExactly("Deployment shop/web spec.template.spec.containers[name=web].image: web:v1 -> web:v2");
    }

    @Test
    void thePartOfASourceIsChangedAndItsRestStays() {
        commitOverlay(
                replacing("fieldPath: data.image, options: {delimiter: ':', index: 1}", "delimiter: ':', index: 1"),
                FACTS,
                written("web:TAG"));

        assertThat(edited(place(image("web:v2")), "base/facts.yaml"))
                .endsWith("  image: registry.example.org/web:v2\n");
    }

    @Test
    void whatStandsBesideThePartIsEditedWhereItStands() {
        commitOverlay(TAG, FACTS, written("web:TAG"));
        Placed placed = place(image("shop/web:v1"));

        assertThat(edits(placed)).containsExactly("base/web.yaml");
        assertThat(edited(placed, "base/web.yaml")).contains("image: \"shop/web:TAG\"");
    }

    @Test
    void whatStandsBesideThePartIsEditedInThePatchThatSaysIt() {
        commitOverlay(TAG + """
                patches:
                - patch: |-
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: web}
                    spec: {template: {spec: {containers: [{name: web, image: "api:TAG"}]}}}
                """, FACTS, written("web"));
        Placed placed = place(image("shop/web:v1"));

        assertThat(edits(placed)).containsExactly("prod/kustomization.yaml");
        assertThat(edited(placed, "prod/kustomization.yaml")).contains("image: \"shop/web:TAG\"");
    }

    @Test
    void bothAreEditedEachInItsPlace() {
        commitOverlay(TAG, FACTS, written("web:TAG"));
        Placed placed = place(image("shop/web:v2"));

        assertThat(edits(placed)).containsExactlyInAnyOrder("base/facts.yaml", "base/web.yaml");
        assertThat(edited(placed, "base/facts.yaml")).contains("  version: v2");
        assertThat(edited(placed, "base/web.yaml")).contains("image: \"shop/web:TAG\"");
    }

    @Test
    void aPartIsPutBehindTheText() {
        commitOverlay(replacing("fieldPath: data.version", "delimiter: ':', index: 9"), FACTS, written("web"));

        assertThat(edited(place(image("web:v2")), "base/facts.yaml")).contains("  version: v2");
        assertThat(edited(place(image("shop/web:v1")), "base/web.yaml")).contains("image: \"shop/web\"");
    }

    @Test
    void aSourceThatDecidesForOthersAsWellIsRefusedWithTheirNames() {
        commitOverlay(TAG + """
                  - select: {kind: Service, name: web}
                    fieldPaths: [metadata.labels.version]
                    options: {create: true}
                """, FACTS.replace("facts.yaml]", "facts.yaml, service.yaml]"), written("web:TAG"), """
                == base/service.yaml
                apiVersion: v1
                kind: Service
                metadata: {name: web}
                spec: {ports: [{port: 80}]}
                """);

        assertThat(refusal(source("prod"), image("web:v2")).message())
                .isEqualTo("editing base/facts.yaml for Deployment shop/web would change more than that: Service"
                        + " shop/web metadata.labels.version: v1 -> v2");
    }

    @Test
    void aPartOfANameIsNoFieldToEdit() {
        commitOverlay("""
                replacements:
                - source: {kind: Service, name: web, fieldPath: metadata.name, options: {delimiter: "-", index: 0}}
                  targets:
                  - select: {kind: Deployment, name: web}
                    fieldPaths: [metadata.labels.service]
                    options: {create: true}
                """, SERVICE_FILE);

        assertThat(refusal(source("prod"), set(WEB, "metadata.labels.service", "api"))
                        .message())
                .isEqualTo(
                        "metadata.name is what Service shop/web is known by: with another it would be another object");
    }
}
