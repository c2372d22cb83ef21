package dev.landfall.schema;

import static dev.landfall.schema.Documents.CRON_JOB;
import static dev.landfall.schema.Documents.DEPLOYMENT;
import static dev.landfall.schema.Documents.GADGET;
import static dev.landfall.schema.Documents.SECRET;
import static dev.landfall.schema.Documents.json;
import static dev.landfall.schema.Documents.schemaOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.FieldPath;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person types about a field, and what the schema of its kind makes of it. */
class ObjectSchemaTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spec.replicas                            | spec.replicas, a whole number
            replicas                                 | spec.replicas, a whole number
            paused                                   | spec.paused, true or false
            containers[name=web].image               | spec.template.spec.containers[name=web].image, a text
            spec.containers[name=web].image          | spec.template.spec.containers[name=web].image, a text
            template.spec.containers[name=web].image | spec.template.spec.containers[name=web].image, a text
            containers[0].args[1]                    | spec.template.spec.containers[0].args[1], a text
            containers[name=web].args                | spec.template.spec.containers[name=web].args, a list
            containers[name=web].resources.limits.memory | spec.template.spec.containers[name=web].resources.limits.memory, a quantity
            containers[name=web].livenessProbe.httpGet.port | spec.template.spec.containers[name=web].livenessProbe.httpGet.port, a whole number or a text
            annotations["app.kubernetes.io/name"]    | metadata.annotations["app.kubernetes.io/name"], a text
            template.metadata.annotations.a          | spec.template.metadata.annotations.a, a text
            labels.tier                              | metadata.labels.tier, a text
            finalizers[=a]                           | metadata.finalizers[=a], a text
            nodeSelector.disk                        | spec.template.spec.nodeSelector.disk, a text
            maxSurge                                 | spec.strategy.rollingUpdate.maxSurge, a whole number or a text
            strategy.type                            | spec.strategy.type, a text
            selector.matchLabels.app                 | spec.selector.matchLabels.app, a text
            """)
    void theEndOfAPathIsEnough(String typed, String field) {
        assertThat(resolved(DEPLOYMENT, typed)).isEqualTo(field);
    }

    @Test
    void theContainersOfACronJobLieDeeper() {
        assertThat(resolved(CRON_JOB, "containers[name=web].image"))
                .isEqualTo("spec.jobTemplate.spec.template.spec.containers[name=web].image, a text");
    }

    @Test
    void theFieldOfTheObjectItselfIsMeantRatherThanThatOfItsTemplates() {
        assertThat(resolved(CRON_JOB, "annotations.a")).isEqualTo("metadata.annotations.a, a text");
        assertThat(resolved(CRON_JOB, "suspend")).isEqualTo("spec.suspend, true or false");
        assertThat(resolved(CRON_JOB, "jobTemplate.spec.suspend"))
                .isEqualTo("spec.jobTemplate.spec.suspend, true or false");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            type      | type may be any of these fields of a Deployment: spec.strategy.type, spec.template.spec.securityContext.seccompProfile.type (write more of the path)
            spec.replcas | Deployment has no field spec.replcas (did you mean spec.replicas?)
            replcas   | Deployment has no field replcas (did you mean spec.replicas?)
            image     | Deployment has no field image (did you mean spec.template.spec.containers[name=…].image, spec.template.spec.initContainers[name=…].image?)
            spec.image | Deployment has no field spec.image (did you mean spec.template.spec.containers[name=…].image, spec.template.spec.initContainers[name=…].image?)
            containers[name=web].imgae | Deployment has no field containers (did you mean spec.template.spec.containers?)
            spec.template.spec.containers[name=web].imagePolicy | Deployment has no field spec.template.spec.containers[name=web].imagePolicy (spec.template.spec.containers[name=web] has name, image, imagePullPolicy, args, ports, env, livenessProbe, resources)
            spec.template.spec.containers.image | Deployment has no field spec.template.spec.containers.image: spec.template.spec.containers is a list (name the item that is meant, such as spec.template.spec.containers[name=…])
            spec.template.spec.containers[nam=web].image | Deployment has no field spec.template.spec.containers[nam=web]: the items of spec.template.spec.containers have no nam (did you mean spec.template.spec.containers[…].name?)
            spec.template.spec.containers[=web] | Deployment has no field spec.template.spec.containers[=web]: spec.template.spec.containers is a list (name the item that is meant, such as spec.template.spec.containers[name=…])
            metadata.finalizers.a | Deployment has no field metadata.finalizers.a: metadata.finalizers is a list (name the item that is meant, such as metadata.finalizers[=…])
            spec.replicas.count | Deployment has no field spec.replicas.count: spec.replicas is a whole number (name spec.replicas itself)
            metadata.labels[0] | Deployment has no field metadata.labels[0]: metadata.labels is a mapping, not a list (name its field, such as metadata.labels["key"])
            flibbertigibbet | Deployment has no field flibbertigibbet (it has apiVersion, kind, metadata, spec, status)
            """)
    void whatIsNoFieldIsAnsweredWithThoseThatAreNear(String typed, String answer) {
        assertThat(resolved(DEPLOYMENT, typed)).isEqualTo(answer);
    }

    @Test
    void aFieldOfTheSameNameThatIsNotOfATemplateIsAmbiguous() {
        assertThat(resolved(GADGET, "labels.a")).contains("may be any of", "metadata.labels.a, spec.labels.a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            spec.replicas | 3       | 3
            spec.replicas | three   | spec.replicas is a whole number: "three" is not (give it a whole number)
            spec.replicas | 3.5     | spec.replicas is a whole number: "3.5" is not (give it a whole number)
            spec.replicas | 03      | spec.replicas is a whole number: "03" is not (give it a whole number)
            spec.replicas | 3000000000 | spec.replicas is a whole number, of 32 bits: "3000000000" is not (give it a whole number, of 32 bits)
            spec.paused   | true    | true
            spec.paused   | yes     | spec.paused is true or false: "yes" is not (give it true or false)
            metadata.labels.a | 3   | "3"
            metadata.labels.a | true | "true"
            spec.strategy.type | Recreate | "Recreate"
            spec.strategy.type | Recrate  | spec.strategy.type is a text, one of Recreate, RollingUpdate: "Recrate" is not (give it a text, one of Recreate, RollingUpdate)
            spec.strategy.rollingUpdate.maxSurge | 25% | "25%"
            spec.strategy.rollingUpdate.maxSurge | 1   | 1
            spec.template.spec.containers[name=web].resources.limits.cpu | 500m | "500m"
            spec.template.spec.containers[name=web].resources.limits.cpu | 2    | "2"
            spec.template.spec.containers[name=web].resources.limits.cpu | half | spec.template.spec.containers[name=web].resources.limits.cpu is a quantity, such as 500m or 1Gi: "half" is not (give it a quantity, such as 500m or 1Gi)
            spec.template.spec.containers[name=web].args | ["-v","2"] | ["-v","2"]
            spec.template.spec.containers[name=web].args | -v | spec.template.spec.containers[name=web].args is a list, written as JSON: "-v" is not (give it a list, written as JSON)
            spec.template.spec.containers[name=web].args | [2] | spec.template.spec.containers[name=web].args[0] is a text, not 2 (put it in quotes)
            spec.template.spec.containers[name=web].args | ["a"] trailing | spec.template.spec.containers[name=web].args is a list, written as JSON: "["a"] trailing" is not (give it a list, written as JSON)
            spec.strategy | RollingUpdate | spec.strategy is a mapping, written as JSON, or set one of its fields: type, rollingUpdate: "RollingUpdate" is not (give it a mapping, written as JSON, or set one of its fields: type, rollingUpdate)
            spec.strategy | {"type":"Recreate"} | {"type":"Recreate"}
            spec.strategy | {"typ":"Recreate"} | spec.strategy.typ is no field that it has (did you mean spec.strategy.type?)
            spec.replcas  | 3       | Deployment has no field spec.replcas (did you mean spec.replicas?)
            """)
    void aTextBecomesTheValueThatTheFieldWants(String path, String text, String value) {
        assertThat(converted(DEPLOYMENT, path, text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            spec.size        | 10Gi | "10Gi"
            spec.size        | 10   | "10"
            spec.port        | 80   | 80
            spec.port        | http | "http"
            spec.port        | 99999999999 | "99999999999"
            spec.ratio       | 0.5  | 0.5
            spec.ratio       | half | spec.ratio is a number: "half" is not (give it a number)
            spec.values.a.b  | 3    | 3
            spec.values.a.b  | x    | "x"
            spec.values.list[0].a | true | true
            spec.raw.a       | x    | "x"
            spec.any[name=b].c | 1.5 | "1.5"
            spec.self.what   | x    | "x"
            spec.nested.deeper.deeper.leaf | x | "x"
            """)
    void customResourcesHaveTheirOwnWaysOfSayingIt(String path, String text, String value) {
        assertThat(converted(GADGET, path, text)).isEqualTo(value);
    }

    @Test
    void dataOfASecretIsBase64AndIsNotRepeated() {
        assertThat(converted(SECRET, "data.key", "aGVsbG8=")).isEqualTo("\"aGVsbG8=\"");
        assertThat(converted(SECRET, "data.key", "hunter2!"))
                .contains("in base64", "stringData")
                .doesNotContain("hunter2");
    }

    @Test
    void theKeysThatTellItemsApart() {
        ObjectSchema schema = schemaOf(DEPLOYMENT);
        FieldPath container = FieldPath.parse("spec.template.spec.containers[name=web]");
        assertThat(schema.mergeKeys(FieldPath.parse("spec.template.spec.containers")))
                .containsExactly("name");
        assertThat(schema.mergeKeys(container.to(new FieldPath.Key("ports"))))
                .containsExactly("containerPort", "protocol");
        assertThat(schema.mergeKeys(container.to(new FieldPath.Key("env")))).containsExactly("name");
        assertThat(schema.mergeKeys(container.to(new FieldPath.Key("args")))).isEmpty();
        assertThat(schema.isSet(container.to(new FieldPath.Key("args")))).isFalse();
        assertThat(schema.isSet(FieldPath.parse("metadata.finalizers"))).isTrue();
        assertThat(schemaOf(GADGET).isSet(FieldPath.parse("spec.hosts"))).isTrue();
    }

    @Test
    void aSchemaThatContainsItselfEnds() {
        assertThat(resolved(GADGET, "leaf")).contains("may be any of", "spec.nested.leaf", "more");
    }

    @Test
    void everyFaultOfAManifestIsTold() {
        assertThat(faults(DEPLOYMENT, """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web, labels: {tier: 1}, labls: {}}
                        spec:
                          replicas: "3"
                          paused: null
                          strategy: {type: Recrate}
                          template:
                            spec:
                              hostNetwork: "true"
                              containers:
                              - name: web
                                imagee: web:1
                                args: -v
                                ports: [{name: http}, {containerPort: 80}]
                                resources: {limits: {cpu: 1, memory: lots}}
                              - image: {}
                        status: {anything: goes}
                        """)).isEqualTo("""
                        metadata.labels.tier is a text, not 1 (put it in quotes)
                        metadata.labls is no field that it has (did you mean metadata.labels?)
                        spec.replicas is a whole number, not a text (write it without quotes, as a whole number)
                        spec.strategy.type is a text (it may be Recreate, RollingUpdate)
                        spec.template.spec.hostNetwork is true or false, not a text (write it without quotes, as true or false)
                        spec.template.spec.containers[name=web].imagee is no field that it has (did you mean spec.template.spec.containers[name=web].image?)
                        spec.template.spec.containers[name=web].args is a list, not a text (make it a list)
                        spec.template.spec.containers[name=web].ports[0].containerPort is missing (it has to be given)
                        spec.template.spec.containers[name=web].resources.limits.memory is a quantity, not a text (make it a quantity)
                        spec.template.spec.containers[1].image is a text, not a mapping (make it a text)
                        spec.template.spec.containers[1].name is missing (it has to be given)
                        spec.selector is missing (it has to be given)
                        """);
    }

    @Test
    void aManifestWithoutFaults() {
        assertThat(faults(DEPLOYMENT, """
                        metadata: {name: web}
                        spec:
                          selector: {matchLabels: {app: web}}
                          strategy: {rollingUpdate: {maxSurge: 25%}}
                          template: {spec: {containers: [{name: web, resources: {limits: {cpu: 1.5, memory: 1Gi}}}]}}
                        """)).isEmpty();
        assertThat(faults(GADGET, """
                        spec: {size: 10Gi, port: http, values: {a: {b: 1}}, raw: {x: y}, any: [1], hosts: [a], note: null}
                        """)).isEmpty();
    }

    @Test
    void aSecretValueIsNotRepeated() {
        assertThat(faults(SECRET, "{data: {key: [hunter2]}}")).doesNotContain("hunter2");
    }

    @Test
    void allOfManyFaultsAreTold() {
        String unknown = IntStream.range(0, 300)
                .mapToObj(i -> "  unknownField" + i + ": 1\n")
                .collect(Collectors.joining());
        assertThat(faults(DEPLOYMENT, "spec:\n" + unknown).lines().filter(line -> line.contains("unknownField")))
                .hasSize(300);
    }

    private static String faults(ObjectRef kind, String manifest) {
        return schemaOf(kind).faultsIn(json(manifest)).stream()
                .map(fault -> fault.reason() + "\n")
                .collect(Collectors.joining());
    }

    private static String resolved(ObjectRef kind, String typed) {
        return switch (schemaOf(kind).resolve(FieldPath.parse(typed))) {
            case Resolved.Field field -> field.path() + ", " + field.type();
            case Resolved.Ambiguous ambiguous -> ambiguous.reason().toString();
            case NoSuchField none -> none.reason().toString();
        };
    }

    private static String converted(ObjectRef kind, String path, String text) {
        return switch (schemaOf(kind).convert(FieldPath.parse(path), text)) {
            case Converted.Typed typed -> typed.value().toString();
            case Converted.WrongType wrong -> wrong.reason().toString();
            case NoSuchField none -> none.reason().toString();
        };
    }
}
