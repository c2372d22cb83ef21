package dev.landfall.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gitops.Readers;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FileEdit;
import dev.landfall.reason.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Fields that an entry of a kustomization decides: the entry is edited, as little of it as can be. */
abstract class KustomizeEntriesContract extends PlacementFixture {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    private void commitOverlay(String fields) {
        commit(SHOP, "== prod/kustomization.yaml\nresources: [../base]\nnamespace: shop\n" + fields);
    }

    @Test
    void aTagThatTheOverlaySetsIsEditedThereAndNothingElseOfTheFile() {
        commitOverlay("""
                images:
                  # the shop window
                  - name: other
                    newTag: "9"
                  - name: web
                    newTag: '2.0'   # since May
                """);
        Placed placed = place(source("prod"), image("web:3.0"));

        assertThat(edited(placed, "prod/kustomization.yaml")).isEqualTo("""
                resources: [../base]
                namespace: shop
                images:
                  # the shop window
                  - name: other
                    newTag: "9"
                  - name: web
                    newTag: '3.0'   # since May
                """);
        assertThat(placed.proof().renderedDifferences())
                .containsExactly(
                        "Deployment shop/web spec.template.spec.containers[name=web].image: web:2.0 -> web:3.0");
        FileEdit edit = ((Edits) placed.plan()).files().getFirst();
        assertThat(edit.fields()).singleElement().satisfies(field -> {
            assertThat(field.object()).isEqualTo(WEB);
            assertThat(field.path()).contains(image("web:3.0").path());
            assertThat(field.before().orElseThrow().asString()).isEqualTo("web:2.0");
            assertThat(field.after().orElseThrow().asString()).isEqualTo("web:3.0");
            assertThat(field.line()).isEqualTo(8);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {name: web, newTag: '2.0'}                 | fork:3.0            | {name: web, newTag: '3.0', newName: fork}
            {name: web, newName: mirror/web}           | mirror/web:3.0      | {name: web, newName: mirror/web, newTag: "3.0"}
            {name: web, newName: mirror/web}           | web:1.0             | {name: web, newName: web}
            {name: web, newTag: '2.0'}                 | web@DIGEST          | {name: web, digest: DIGEST}
            {name: web, digest: 'DIGEST'}              | web:3.0             | {name: web, newTag: "3.0"}
            {name: web, digest: 'DIGEST'}              | web:3.0@DIGEST      | {name: web, digest: 'DIGEST', newTag: "3.0"}
            {name: web, digest: 'DIGEST', newTag: '2'} | web:3@DIGEST        | {name: web, digest: 'DIGEST', newTag: '3'}
            """)
    void theEntryIsMadeToNameTheWantedImage(String before, String wanted, String after) {
        commitOverlay("images: [" + before.replace("DIGEST", DIGEST) + "]\n");
        Placed placed = place(source("prod"), image(wanted.replace("DIGEST", DIGEST)));

        assertThat(edited(placed, "prod/kustomization.yaml"))
                .endsWith("images: [" + after.replace("DIGEST", DIGEST) + "]\n");
    }

    @Test
    void anEntryThatTwoContainersFollowIsNotEditedForOneOfThem() {
        commitOverlay("images: [{name: web, newTag: '2.0'}]\n");
        commit(SHOP, "== prod/kustomization.yaml\nresources: [../base]\nimages: [{name: web, newTag: '2.0'}]\n", """
                == base/web.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop}
                spec:
                  template:
                    spec:
                      containers:
                        - {name: web, image: "web:1.0"}
                        - {name: worker, image: "web:1.0"}
                """);

        assertThat(refusal(source("prod"), image("web:3.0")))
                .extracting(Reason::code, Reason::message)
                .containsExactly(
                        "kustomize-more-changes",
                        "editing prod/kustomization.yaml for Deployment shop/web would change more than that: Deployment"
                                + " shop/web spec.template.spec.containers[name=worker].image: web:2.0 -> web:3.0");
    }

    @Test
    void theCountOfReplicasIsEditedWhereTheOverlaySetsIt() {
        commitOverlay("replicas:\n  - name: web\n    count: 5   # for the sale\n");

        assertThat(edited(place(source("prod"), replicas(WEB, 1)), "prod/kustomization.yaml"))
                .endsWith("    count: 1   # for the sale\n");
    }

    @Test
    void theEntryOfAComponentIsEditedInTheComponent() {
        commit(
                SHOP,
                "== prod/kustomization.yaml\nresources: [../base]\nnamespace: shop\ncomponents: [../component]\n",
                """
                == component/kustomization.yaml
                apiVersion: kustomize.config.k8s.io/v1alpha1
                kind: Component
                replicas: [{name: web, count: 5}]
                """);

        assertThat(edited(place(source("prod"), replicas(WEB, 3)), "component/kustomization.yaml"))
                .endsWith("replicas: [{name: web, count: 3}]\n");
    }

    @Test
    void anEntryDecidesEvenWhereItSaysWhatTheBaseSays() {
        commitOverlay("images: [{name: web, newTag: '1.0'}]\nreplicas: [{name: web, count: 1}]\n");

        assertThat(edited(place(source("prod"), replicas(WEB, 3)), "prod/kustomization.yaml"))
                .contains("count: 3");
        assertThat(edited(place(source("prod"), image("web:2.0")), "prod/kustomization.yaml"))
                .contains("newTag: '2.0'");
    }

    @Test
    void changesOfOneObjectGoEachToItsOwnPlace() {
        commitOverlay("images: [{name: web, newTag: '2.0'}]\nreplicas: [{name: web, count: 5}]\n");
        SetField paused = new SetField(WEB, FieldPath.parse("spec.paused"), JsonNodeFactory.instance.booleanNode(true));
        List<DesiredChange> changes = List.of(image("web:3.0"), replicas(WEB, 3), paused);
        Placed placed = place(PROD, source("prod"), changes, new Readers(List.of(), List.of()));

        assertThat(edited(placed, "prod/kustomization.yaml"))
                .endsWith("images: [{name: web, newTag: '3.0'}]\nreplicas: [{name: web, count: 3}]\n");
        assertThat(edited(placed, "base/web.yaml")).contains("  paused: true\n").contains("replicas: 1 ");
        assertThat(placed.proof().renderedDifferences())
                .containsExactlyInAnyOrder(
                        "Deployment shop/web spec.template.spec.containers[name=web].image: web:2.0 -> web:3.0",
                        "Deployment shop/web spec.replicas: 5 -> 3",
                        "Deployment shop/web spec.paused: not set -> true");
    }

    @Test
    void whatAnEntryPutsElsewhereAsWellIsRefusedByTheNameOfThePlace() {
        commitOverlay("commonAnnotations: {team: shop}\n");
        SetField team = new SetField(
                WEB, FieldPath.parse("metadata.annotations.team"), JsonNodeFactory.instance.stringNode("web"));

        assertThat(refusal(source("prod"), team))
                .extracting(Reason::code, Reason::message)
                .containsExactly(
                        "kustomize-more-changes",
                        "editing prod/kustomization.yaml for Deployment shop/web would change more than that: Deployment"
                                + " shop/web spec.template.metadata.annotations.team: shop -> web");
    }

    @Test
    void whatTheBaseSaysIsNotThereWhereAnEntryDecidesOtherwise() {
        commitOverlay("replicas: [{name: web, count: 5}]\n");

        assertThat(placement.contents().isAsDesired(checkout(source("prod")), List.of(replicas(WEB, 1))))
                .isFalse();
        assertThat(placement.contents().isAsDesired(checkout(source("prod")), List.of(replicas(WEB, 5))))
                .isTrue();
    }
}
