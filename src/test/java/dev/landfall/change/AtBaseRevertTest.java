package dev.landfall.change;

import static dev.landfall.cluster.ObjectText.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was changed for all who build from a base is taken back for all of them, and all of them are followed. */
class AtBaseRevertTest extends ChangesOverGit {
    @BeforeEach
    void share() {
        head = server.commit(
                "shop",
                "main",
                Map.of(
                        "base/kustomization.yaml", "resources: [web.yaml, settings.yaml]\n",
                        "base/settings.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n",
                        "base/web.yaml", WEB_FILE.replace(", namespace: shop", ""),
                        "apps/kustomization.yaml", "namespace: shop\nresources: [../base]\n",
                        "staging/kustomization.yaml", "namespace: staging\nresources: [../base]\n"));
        applied("shop", "apps", "shop");
        applied("staging", "staging", "staging");
    }

    private void applied(String owner, String folder, String namespace) {
        apply(owner, folder, namespace, "prune: true");
    }

    private void apply(String owner, String folder, String namespace, String pruning) {
        cluster.with(object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {namespace: shop, name: %1$s, uid: k-%1$s, generation: 1}
                spec: {path: ./%2$s, interval: 1m, %5$s, sourceRef: {kind: GitRepository, name: shop}}
                status:
                  observedGeneration: 1
                  lastAppliedRevision: main@sha1:%4$s
                  lastAttemptedRevision: main@sha1:%4$s
                  inventory:
                    entries: [{id: %3$s_web_apps_Deployment, v: v1}, {id: %3$s_settings__ConfigMap, v: v1}]
                """.formatted(owner, folder, namespace, head.hex(), pruning)));
        cluster.with(object("""
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  namespace: %s
                  name: web
                  uid: u
                  labels: {kustomize.toolkit.fluxcd.io/name: %s, kustomize.toolkit.fluxcd.io/namespace: shop}
                spec: {replicas: 1, paused: false}
                """.formatted(namespace, owner)));
    }

    private static List<ObjectRef> along(ChangePlan plan) {
        return plan.ownerChanges().stream()
                .filter(change -> change.part() == OwnerChange.Part.CHANGES_ALONG)
                .map(OwnerChange::owner)
                .toList();
    }

    private ChangePlan planForAll(DesiredChange change) {
        return ready(engine.plan(new ChangeRequest(
                List.of(change), "for all", new Manner("", false, new Destination.Unsaid(), false, false, At.BASE))));
    }

    private ChangePlan planBack(ChangePlan there) {
        return ready(engine.planRevert(land(there), "", false));
    }

    private static ChangePlan ready(Planned planned) {
        assertThat(planned).isInstanceOf(Planned.Ready.class);
        return ((Planned.Ready) planned).plan();
    }

    @Test
    void whatIsDeletedGoesForAll() {
        ChangePlan there = planForAll(new DesiredChange.DeleteObject(WEB));

        assertThat(there.parts().getFirst().targets()).hasSize(2).allMatch(there::removes);
    }

    @Test
    void whoKeepsWhatIsDeletedForAllIsTold() {
        apply("staging", "staging", "staging", "prune: false");

        ChangePlan there = planForAll(new DesiredChange.DeleteObject(WEB));

        assertThat(there.warnings()).extracting(Reason::code).contains("also-changes", "pruning-off");
        assertThat(along(there)).isEmpty();
    }

    @Test
    void whatIsDeletedComesBackForAll() {
        ChangePlan there = planForAll(new DesiredChange.DeleteObject(WEB));
        assertThat(along(there)).hasToString("[Deployment staging/web]");

        ChangePlan back = planBack(there);

        assertThat(along(back)).hasToString("[Deployment staging/web]");
        assertThat(Followed.by(back)).containsExactly("Deployment shop/web", "Deployment staging/web");
        land(back);
        assertThat(server.file("shop", "main", "base/web.yaml")).contains("replicas: 1   # one is enough");
    }

    @Test
    void aFieldComesBackForAll() {
        ChangePlan there = planForAll(scale(3).changes().getFirst());
        assertThat(along(there)).hasToString("[Deployment staging/web]");

        ChangePlan back = planBack(there);

        assertThat(along(back)).hasToString("[Deployment staging/web]");
        land(back);
        assertThat(server.file("shop", "main", "base/web.yaml")).contains("replicas: 1   # one is enough");
    }
}
