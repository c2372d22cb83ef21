package dev.landfall.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Readers;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.EditPlan.AlreadyAsDesired;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FieldEdit;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.render.KustomizeBuild;
import dev.landfall.render.RealKustomize;
import dev.landfall.render.Renderer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Fields of ConfigMaps that a kustomization generates: what is edited is the literal, the line or the file that gives
 * them their value, and the name, which ends in a hash of it, is followed.
 */
@Execution(ExecutionMode.CONCURRENT)
@RealKustomize
class KustomizeGeneratorsTest extends PlacementFixture {
    private static final ObjectRef CONFIG = new ObjectRef("", "v1", "ConfigMap", "shop", "web-config");

    private static final String SHOP = """
            == base/kustomization.yaml
            resources: [web.yaml]
            == base/web.yaml
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              template:
                spec:
                  containers:
                    - name: web
                      image: web:1.0
                      envFrom: [{configMapRef: {name: web-config}}]
            == prod/app.env
            # how much is told
            LOG_LEVEL=info
            GREETING=hello = world

            == prod/files/nginx.conf
            worker_processes 1;
            """;

    @Override
    Renderer renderer() {
        return new KustomizeBuild(System.getenv());
    }

    private void commitOverlay(String fields) {
        commit(SHOP, "== prod/kustomization.yaml\nresources: [../base]\nnamespace: shop\n" + fields);
    }

    /** By the name that it has in the cluster. */
    private ObjectRef live() {
        return new AppliedNames(renderer()).configMap(repository, head, source("prod"));
    }

    private static SetField set(ObjectRef object, String field, String value) {
        return new SetField(object, FieldPath.parse(field), JsonNodeFactory.instance.stringNode(value));
    }

    @Test
    void aLiteralIsEditedAndTheNewNameIsFollowed() {
        commitOverlay("""
                configMapGenerator:
                  - name: web-config
                    literals:
                      # seldom changed
                      - LOG_LEVEL=info   # what is told
                      - 'COLOUR=blue'
                """);
        ObjectRef before = live();
        Placed placed = place(source("prod"), set(before, "data.LOG_LEVEL", "debug"));

        assertThat(edited(placed, "prod/kustomization.yaml")).endsWith("""
                configMapGenerator:
                  - name: web-config
                    literals:
                      # seldom changed
                      - LOG_LEVEL=debug   # what is told
                      - 'COLOUR=blue'
                """);
        Renamed renamed = placed.proof().renamed().getFirst();
        assertThat(renamed.before()).isEqualTo(before);
        assertThat(renamed.after().name()).matches("web-config-.{10}").isNotEqualTo(before.name());
        assertThat(renamed.references())
                .containsExactly(new Renamed.Reference(
                        WEB, "spec.template.spec.containers[name=web].envFrom[0].configMapRef.name"));
        assertThat(placed.proof().renderedDifferences())
                .containsExactlyInAnyOrder(
                        before + ": is named " + renamed.after().name() + " then, and whatever names it follows",
                        renamed.after() + " data.LOG_LEVEL: info -> debug",
                        "Deployment shop/web spec.template.spec.containers[name=web].envFrom[0].configMapRef.name: "
                                + before.name() + " -> " + renamed.after().name());
        FieldEdit told = ((Edits) placed.plan()).files().getFirst().fields().getFirst();
        assertThat(told.object()).isEqualTo(before);
        assertThat(told.line()).isEqualTo(7);
    }

    @Test
    void itIsMeantByTheNameWithoutAHashAndByTheOneThatItHadBefore() {
        commitOverlay("configMapGenerator: [{name: web-config, literals: [LOG_LEVEL=info]}]\n");
        SetField debug = set(CONFIG, "data.LOG_LEVEL", "debug");
        ObjectRef before = live();

        Placed placed = place(source("prod"), debug);
        assertThat(edited(placed, "prod/kustomization.yaml")).endsWith("literals: [LOG_LEVEL=debug]}]\n");
        commitOverlay("configMapGenerator: [{name: web-config, literals: [LOG_LEVEL=debug]}]\n");

        Placed again = place(source("prod"), set(before, "data.LOG_LEVEL", "debug"));
        assertThat(again.plan()).isInstanceOf(AlreadyAsDesired.class);
        assertThat(again.proof().renamed())
                .singleElement()
                .satisfies(renamed -> assertThat(renamed.after().name())
                        .isEqualTo(placed.proof().renamed().getFirst().after().name()));
        assertThat(placement.contents().isAsDesired(checkout(source("prod")), List.of(debug)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "A=1"      | 2     | "A=2"
            'A="1"'    | 2     | 'A="2"'
            A=1        | a: b  | "A=a: b"
            A=x=y      | y=z   | A=y=z
            """)
    void aLiteralKeepsItsQuotes(String before, String value, String after) {
        commitOverlay("configMapGenerator:\n- name: web-config\n  literals:\n  - " + before + "\n");

        assertThat(edited(place(source("prod"), set(CONFIG, "data.A", value)), "prod/kustomization.yaml"))
                .endsWith("  literals:\n  - " + after + "\n");
    }

    @Test
    void aLineOfAnEnvironmentFileIsEdited() {
        commitOverlay("configMapGenerator: [{name: web-config, envs: [app.env]}]\n");

        assertThat(edited(place(source("prod"), set(live(), "data.GREETING", "bye")), "prod/app.env"))
                .isEqualTo("""
                # how much is told
                LOG_LEVEL=info
                GREETING=bye

                """);
        assertThat(edited(place(source("prod"), set(CONFIG, "data.COLOUR", "blue")), "prod/app.env"))
                .endsWith("GREETING=hello = world\n\nCOLOUR=blue\n");
        assertThat(refusal(source("prod"), set(CONFIG, "data.GREETING", "two\nlines")))
                .extracting(Reason::code, Reason::message)
                .containsExactly(
                        "kustomize-env-file",
                        "prod/app.env gives GREETING its value on one line, and the wanted value has several");
        RemoveField greeting = new RemoveField(CONFIG, FieldPath.parse("data.GREETING"));
        assertThat(edited(place(source("prod"), greeting), "prod/app.env"))
                .isEqualTo("# how much is told\nLOG_LEVEL=info\n\n");
    }

    @Test
    void aFileIsTheValueAsAWhole() {
        commitOverlay("configMapGenerator: [{name: web-config, files: [default.conf=files/nginx.conf]}]\n");
        SetField more = set(CONFIG, "data[\"default.conf\"]", "worker_processes 4;\n");

        assertThat(edited(place(source("prod"), more), "prod/files/nginx.conf")).isEqualTo("worker_processes 4;\n");
    }

    @Test
    void aKeyThatIsNewIsALiteralBesideTheOthersAndOneThatGoesTakesItsLiteral() {
        commitOverlay("configMapGenerator:\n- name: web-config\n  literals:\n  - A=1\n  - B=2   # the other\n");

        assertThat(edited(place(source("prod"), set(CONFIG, "data.C", "3")), "prod/kustomization.yaml"))
                .endsWith("  - A=1\n  - B=2   # the other\n  - C=3\n");
        RemoveField first = new RemoveField(CONFIG, FieldPath.parse("data.A"));
        assertThat(edited(place(source("prod"), first), "prod/kustomization.yaml"))
                .endsWith("  literals:\n  - B=2   # the other\n");
    }

    @Test
    void whatAnOverlayMergesDecidesAndTheRestIsEditedWhereItIsMade() {
        commit(SHOP, """
                == base/kustomization.yaml
                resources: [web.yaml]
                configMapGenerator: [{name: web-config, literals: [A=1, B=2]}]
                """, """
                == prod/kustomization.yaml
                resources: [../base]
                namespace: shop
                namePrefix: eu-
                configMapGenerator: [{name: web-config, behavior: merge, literals: [A=3]}]
                """);

        assertThat(edited(place(source("prod"), set(live(), "data.A", "4")), "prod/kustomization.yaml"))
                .endsWith("behavior: merge, literals: [A=4]}]\n");
        assertThat(edited(place(source("prod"), set(live(), "data.B", "4")), "base/kustomization.yaml"))
                .endsWith("literals: [A=1, B=4]}]\n");
    }

    @Test
    void whatAnOverlayReplacesIsEditedInTheOverlay() {
        commit(SHOP, """
                == base/kustomization.yaml
                resources: [web.yaml]
                configMapGenerator: [{name: web-config, literals: [A=1, B=2]}]
                """, """
                == prod/kustomization.yaml
                resources: [../base]
                namespace: shop
                configMapGenerator: [{name: web-config, behavior: replace, literals: [A=3]}]
                """);

        assertThat(edited(place(source("prod"), set(CONFIG, "data.B", "4")), "prod/kustomization.yaml"))
                .endsWith("behavior: replace, literals: [A=3, B=4]}]\n");
    }

    @Test
    void ofAGeneratorThatOthersBuildFromTheOverlaySaysOtherwise() {
        commit(
                SHOP,
                """
                == base/kustomization.yaml
                resources: [web.yaml]
                configMapGenerator: [{name: web-config, literals: [A=1, B=2]}]
                """,
                "== prod/kustomization.yaml\nresources: [../base]\nnamespace: shop\n",
                "== test/kustomization.yaml\nresources: [../base]\nnamespace: test\n");

        assertThat(edited(place(source("prod"), set(CONFIG, "data.B", "4")), "prod/kustomization.yaml"))
                .isEqualTo("""
                        resources: [../base]
                        namespace: shop
                        configMapGenerator:
                        - name: web-config
                          behavior: merge
                          literals:
                          - B=4
                        """);
    }

    @Test
    void aNameWithoutAHashStays() {
        commitOverlay("""
                generatorOptions: {disableNameSuffixHash: true}
                configMapGenerator: [{name: web-config, literals: [A=1]}]
                """);
        Placed placed = place(source("prod"), set(CONFIG, "data.A", "2"));

        assertThat(edited(placed, "prod/kustomization.yaml")).endsWith("literals: [A=2]}]\n");
        assertThat(placed.proof().renamed()).isEmpty();
        assertThat(placed.proof().renderedDifferences()).containsExactly("ConfigMap shop/web-config data.A: 1 -> 2");
    }

    @Test
    void aLabelIsAnOptionOfTheEntry() {
        commitOverlay(
                "configMapGenerator:\n- name: web-config\n  options: {labels: {team: shop}}\n  literals: [A=1]\n");

        assertThat(edited(place(source("prod"), set(live(), "metadata.labels.team", "web")), "prod/kustomization.yaml"))
                .contains("options: {labels: {team: web}}\n");
    }

    @Test
    void aPatchOfWhatIsGeneratedDecides() {
        commitOverlay("""
                configMapGenerator: [{name: web-config, literals: [A=1]}]
                patches:
                - patch: |-
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: web-config}
                    data: {A: '2'}
                """);

        assertThat(edited(place(source("prod"), set(live(), "data.A", "3")), "prod/kustomization.yaml"))
                .contains("literals: [A=1]")
                .endsWith("data: {A: '3'}\n");
    }

    @Test
    void aFileThatTwoGeneratorsReadIsNotEditedForOneOfThem() {
        commitOverlay("configMapGenerator: [{name: web-config, envs: [app.env]}, {name: other, envs: [app.env]}]\n");

        assertThat(refusal(source("prod"), set(CONFIG, "data.LOG_LEVEL", "debug"))
                        .message())
                .startsWith("editing prod/app.env for ConfigMap shop/web-config would change more than that: ConfigMap"
                        + " shop/other-");
    }

    @Test
    void aWorkloadThatShallNameItNamesItWithoutTheHashInItsFile() {
        commit(SHOP.replace("{configMapRef: {name: web-config}}", "{configMapRef: {name: web-confg}}"), """
                == prod/kustomization.yaml
                resources: [../base]
                namespace: shop
                configMapGenerator: [{name: web-config, literals: [A=1]}]
                """);
        String field = "spec.template.spec.containers[name=web].envFrom[0].configMapRef.name";
        Placed placed = place(source("prod"), set(WEB, field, live().name()));

        assertThat(edited(placed, "base/web.yaml")).contains("{configMapRef: {name: web-config}}");
        assertThat(placed.proof().renderedDifferences())
                .containsExactly("Deployment shop/web " + field + ": web-confg -> " + live().name());
        assertThat(refusal(source("prod"), set(WEB, field, "web-config-2222222222"))
                        .code())
                .isEqualTo("kustomize-former-name");
    }

    @Test
    void aNameWithAHashThatIsWrittenOutWouldBeLeftBehind() {
        commitOverlay("configMapGenerator: [{name: web-config, literals: [A=1]}]\n");
        ObjectRef before = live();
        commit(
                SHOP.replace("{configMapRef: {name: web-config}}", "{configMapRef: {name: " + before.name() + "}}"),
                """
                == prod/kustomization.yaml
                resources: [../base]
                namespace: shop
                configMapGenerator: [{name: web-config, literals: [A=1]}]
                """);

        assertThat(refusal(source("prod"), set(before, "data.A", "2")))
                .extracting(Reason::code, Reason::message)
                .containsExactly(
                        "kustomize-name-kept",
                        "after the edit of prod/kustomization.yaml, spec.template.spec.containers[name=web].envFrom[0]"
                                + ".configMapRef.name of Deployment shop/web would still be " + before.name()
                                + ", the name that ends in the hash of what is there now");
    }

    @Test
    void whatSeveralChangesMakeOfOneObjectHasOneNewName() {
        commitOverlay("configMapGenerator: [{name: web-config, literals: [A=1, B=2], envs: [app.env]}]\n");
        List<DesiredChange> changes =
                List.of(set(CONFIG, "data.A", "3"), set(CONFIG, "data.LOG_LEVEL", "debug"), image("web:2.0"));
        Placed placed = place(PROD, source("prod"), changes, new Readers(List.of(), List.of()));

        assertThat(edited(placed, "prod/kustomization.yaml")).contains("literals: [A=3, B=2]");
        assertThat(edited(placed, "prod/app.env")).contains("LOG_LEVEL=debug\n");
        assertThat(edited(placed, "base/web.yaml")).contains("web:2.0");
        assertThat(placed.proof().renamed()).hasSize(1);
    }

    @Test
    void valuesOfASecretAreNotEdited() {
        commitOverlay("secretGenerator: [{name: web-config, literals: [A=1]}]\n");
        ObjectRef secret = new ObjectRef("", "v1", "Secret", "shop", "web-config");

        assertThat(refusal(source("prod"), set(secret, "data.A", "Mg==")))
                .extracting(Reason::code, Reason::message)
                .containsExactly(
                        "kustomize-generated",
                        "Secret shop/web-config is made by the secretGenerator of prod/kustomization.yaml, not defined"
                                + " in a file, and no entry there can say this");
    }
}
