package dev.landfall.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.FieldPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which fields of an object that is there cannot be set, and why. */
class FixedTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            apps  | Deployment  | spec.replicas          |
            apps  | Deployment  | status.replicas        | is written by controllers
            apps  | Deployment  | metadata.name          | says which object it is
            apps  | Deployment  | metadata.namespace     | says which object it is
            apps  | Deployment  | metadata.uid           | is written by the API server
            apps  | Deployment  | metadata.labels.name   |
            apps  | Deployment  | spec.selector.matchLabels.app | stays as it was made in a Deployment
            apps  | StatefulSet | spec.replicas          |
            apps  | StatefulSet | spec.template.spec.containers[name=web].image |
            apps  | StatefulSet | spec.serviceName       | stays as it was made in a StatefulSet
            apps  | StatefulSet | spec.volumeClaimTemplates[0].spec.resources.requests.storage | stays as it was made in a StatefulSet
            batch | Job         | spec.template.spec.containers[name=web].image | stays as it was made in a Job
            batch | Job         | spec.suspend           |
            ''    | Service     | spec.clusterIP         | stays as it was made in a Service
            ''    | Service     | spec.selector.app      |
            ''    | PersistentVolumeClaim | spec.resources.requests.storage |
            ''    | PersistentVolumeClaim | spec.storageClassName | stays as it was made in a PersistentVolumeClaim
            rbac.authorization.k8s.io | RoleBinding | roleRef.name | stays as it was made in a RoleBinding
            """)
    void whatStaysAsItIs(String group, String kind, String path, String why) {
        var objection = Fixed.objection(new ObjectRef(group, "v1", kind, "shop", "x"), FieldPath.parse(path));
        if (why == null) assertThat(objection).isEmpty();
        else assertThat(objection.orElseThrow().message()).isEqualTo(path + " cannot be set: it " + why);
    }

    @Test
    void aRuleOfTheKindItselfCounts() {
        ObjectSchema gadget = Documents.schemaOf(Documents.GADGET);
        assertThat(gadget.objectionToSetting(FieldPath.parse("spec.volume"))
                        .orElseThrow()
                        .message())
                .isEqualTo("spec.volume cannot be set: it stays as it was made, by a rule of its kind");
        assertThat(gadget.objectionToSetting(FieldPath.parse("spec.mode"))).isEmpty();
    }
}
