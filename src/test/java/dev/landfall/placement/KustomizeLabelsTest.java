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

/** Fields that labels and annotations of a kustomization decide. */
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
}
