package dev.landfall.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Destination;
import dev.landfall.change.Manner;
import dev.landfall.change.RequestException;
import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.sandbox.cluster.Yaml;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which revision a rollout is taken back to, and what that changes. */
class FormerTemplateTest {
    private static final Manner MANNER = new Manner("", false, new Destination.Unsaid());

    private final InMemoryCluster cluster = new InMemoryCluster()
            .serving(type("apps", "Deployment"))
            .serving(type("apps", "StatefulSet"))
            .serving(type("apps", "ReplicaSet"))
            .serving(type("apps", "ControllerRevision"))
            .serving(type("batch", "CronJob"));

    private static ResourceType type(String group, String kind) {
        String singular = kind.toLowerCase(java.util.Locale.ROOT);
        return new ResourceType(group, "v1", kind, singular + "s", singular, List.of(), true);
    }

    private void there(String yaml) {
        cluster.with(new LiveObject(Yaml.objects(yaml).getFirst()));
    }

    private void workload(String kind, String template) {
        there("{apiVersion: apps/v1, kind: %s, metadata: {name: web, namespace: shop, uid: web}, spec: {template: %s}}"
                .formatted(kind, template));
    }

    private void replicaSet(int revision, String template) {
        there("""
                apiVersion: apps/v1
                kind: ReplicaSet
                metadata:
                  name: web-%1$d
                  namespace: shop
                  uid: web-%1$d
                  annotations: {deployment.kubernetes.io/revision: "%1$d"}
                  ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, uid: web, controller: true}]
                spec: {template: %2$s}
                """.formatted(revision, template));
    }

    private static String template(String metadata, String image) {
        return "{metadata: {%s}, spec: {containers: [{name: web, image: \"%s\"}]}}".formatted(metadata, image);
    }

    private ChangeRequest undone(String kind) {
        ObjectRef ref = new ObjectRef(kind.equals("CronJob") ? "batch" : "apps", "v1", kind, "shop", "web");
        return new Instructions(cluster, InstantSource.system()).rolloutUndo(List.of(ref), MANNER);
    }

    @Test
    void the_newest_revision_that_differs_comes_back() {
        workload("Deployment", template("labels: {app: web}", "web:3"));
        replicaSet(1, template("labels: {app: web, pod-template-hash: a}", "web:1"));
        replicaSet(9, template("labels: {app: web, pod-template-hash: b}", "web:2"));
        replicaSet(10, template("labels: {app: web, pod-template-hash: c}", "web:3"));

        ChangeRequest request = undone("Deployment");

        assertThat(request.what()).isEqualTo("roll back to revision 9");
        assertThat(request.changes()).hasSize(1);
        DesiredChange.SetField set = (DesiredChange.SetField) request.changes().getFirst();
        assertThat(set.field()).isEqualTo("spec.template.spec.containers[name=web].image");
        assertThat(set.value().asString()).isEqualTo("web:2");
    }

    @Test
    void that_pods_were_started_anew_is_no_difference_and_the_mark_of_it_stays() {
        String restarted = "labels: {app: web}, annotations: {kubectl.kubernetes.io/restartedAt: now, team: shop}";
        workload("Deployment", template(restarted, "web:2"));
        replicaSet(1, template("labels: {app: web}", "web:1"));
        replicaSet(2, template("labels: {app: web}, annotations: {team: shop}", "web:2"));
        replicaSet(3, template(restarted, "web:2"));

        assertThat(undone("Deployment").changes())
                .extracting(DesiredChange::field)
                .containsExactlyInAnyOrder(
                        "spec.template.metadata.annotations.team", "spec.template.spec.containers[name=web].image");
    }

    @Test
    void a_stateful_set_has_it_in_controller_revisions() {
        workload("StatefulSet", template("", "web:2"));
        for (int number = 1; number <= 2; number++) there("""
                    apiVersion: apps/v1
                    kind: ControllerRevision
                    metadata:
                      name: web-%1$d
                      namespace: shop
                      uid: web-%1$d
                      ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: web, uid: web, controller: true}]
                    revision: %1$d
                    data: {spec: {template: {$patch: replace, spec: {containers: [{name: web, image: "web:%1$d"}]}}}}
                    """.formatted(number));

        assertThat(undone("StatefulSet").what()).isEqualTo("roll back to revision 1");
    }

    @Test
    void where_no_other_revision_is_kept_it_is_refused() {
        workload("Deployment", template("", "web:1"));
        replicaSet(1, template("", "web:1"));
        there("""
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: web, namespace: shop, uid: cron}
                spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: web, image: "web:1"}]}}}}}
                """);

        assertThatThrownBy(() -> undone("Deployment"))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("no revision of Deployment shop/web is kept");
        assertThatThrownBy(() -> undone("CronJob"))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("of a CronJob no former revision is kept");
    }
}
