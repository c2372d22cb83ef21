package dev.landfall.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Readers;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.render.KustomizeBuild;
import dev.landfall.render.RealKustomize;
import dev.landfall.render.Renderer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Fields that labels, annotations, replacements and variables of a kustomization decide. */
@Execution(ExecutionMode.CONCURRENT)
@RealKustomize
class KustomizeLabelsTest extends PlacementFixture {
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

    @Test
    void aLabelOfAnEntryIsEditedThere() {
        commitOverlay("labels:\n- pairs:\n    # who answers\n    team: shop   # by day\n    tier: front\n");

        assertThat(edited(place(set(WEB, "metadata.labels.team", "web")), "prod/kustomization.yaml"))
                .endsWith("    team: web   # by day\n    tier: front\n");
        RemoveField tier = new RemoveField(WEB, FieldPath.parse("metadata.labels.tier"));
        assertThat(edited(place(tier), "prod/kustomization.yaml")).endsWith("    team: shop   # by day\n");
    }

    @Test
    void aLabelThatOthersGetAsWellIsRefusedByTheirNamesUnlessItIsWantedOfAll() {
        commitOverlay("labels: [{pairs: {team: shop}}]\n", SERVICE_FILE);

        assertThat(refusal(source("prod"), set(WEB, "metadata.labels.team", "web")))
                .extracting(Reason::code, Reason::message)
                .containsExactly(
                        "kustomize-more-changes",
                        "editing prod/kustomization.yaml for Deployment shop/web would change more than that: Service"
                                + " shop/web metadata.labels.team: shop -> web");
        Placed placed = place(set(WEB, "metadata.labels.team", "web"), set(SERVICE, "metadata.labels.team", "web"));
        assertThat(edited(placed, "prod/kustomization.yaml")).endsWith("labels: [{pairs: {team: web}}]\n");
    }

    @Test
    void aCommonAnnotationIsEditedWhereItIsWantedOfTheTemplateToo() {
        commitOverlay("commonAnnotations: {team: shop}\n");

        assertThat(refusal(source("prod"), set(WEB, "metadata.annotations.team", "web"))
                        .message())
                .contains("spec.template.metadata.annotations.team: shop -> web");
        Placed placed = place(
                set(WEB, "metadata.annotations.team", "web"),
                set(WEB, "spec.template.metadata.annotations.team", "web"));
        assertThat(edited(placed, "prod/kustomization.yaml")).endsWith("commonAnnotations: {team: web}\n");
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

    @Test
    void aReplacementOfAPartIsRefusedByItsSource() {
        commitOverlay("""
                replacements:
                - source: {kind: Service, name: web, fieldPath: metadata.name, options: {delimiter: "-", index: 0}}
                  targets:
                  - select: {kind: Deployment, name: web}
                    fieldPaths: [metadata.labels.service]
                    options: {create: true}
                """, SERVICE_FILE);

        assertThat(refusal(source("prod"), set(WEB, "metadata.labels.service", "api"))
                        .code())
                .isEqualTo("kustomize-overridden");
    }
}
