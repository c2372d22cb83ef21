package dev.landfall.gitops.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.Lineage;
import dev.landfall.cluster.LiveObject;
import dev.landfall.gitops.Claims;
import dev.landfall.gitops.Claims.Mark;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Proof;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnershipTest {
    private static final String WEB = "shop_web_apps_Deployment";

    private final FluxTestCluster cluster = new FluxTestCluster();
    private final FluxProvider flux = new FluxProvider(cluster, cluster, InstantSource.system());

    @Test
    void theInventoryProvesWhatLabelsSay() {
        cluster.with(kustomization("apps", WEB));
        Claims claims = byLabels(labelled(deployment("web"), "apps"));

        Owner owner = claims.owners().getFirst();
        assertThat(claims.owners()).hasSize(1);
        assertThat(owner.provider()).isEqualTo("flux");
        assertThat(owner.object()).hasToString("Kustomization flux-system/apps");
        assertThat(owner.target()).hasToString("Deployment shop/web");
        assertThat(owner.evidence())
                .extracting(Proof::field, Proof::observed)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("status.inventory", WEB),
                        org.assertj.core.groups.Tuple.tuple(
                                "metadata.labels",
                                "kustomize.toolkit.fluxcd.io/name=apps, kustomize.toolkit.fluxcd.io/namespace=flux-system"));
        assertThat(claims.unproven()).isEmpty();
        assertThat(claims.scanned()).isFalse();
    }

    @Test
    void labelsCopiedDownTheLineageMisleadNobody() {
        cluster.with(kustomization("apps", "shop_db_example.org_Database"));
        LiveObject set = labelled(object("apps/v1", "StatefulSet", "db"), "apps");
        LiveObject database = labelled(object("example.org/v1", "Database", "db"), "apps");

        Claims claims = claims(set, database);
        assertThat(claims.owners()).singleElement().satisfies(owner -> {
            assertThat(owner.target()).hasToString("Database shop/db");
            assertThat(owner.chain())
                    .extracting(Object::toString)
                    .containsExactly("StatefulSet shop/db", "Database shop/db");
        });
        assertThat(claims.unproven()).isEmpty();
    }

    @Test
    void labelsThatNoInventoryConfirmAreNamed() {
        cluster.with(kustomization("apps", WEB));
        Claims claims = claims(labelled(deployment("copy"), "apps"));
        assertThat(claims.owners()).isEmpty();
        assertThat(codes(claims.unproven())).containsExactly("not-in-inventory");
        assertThat(claims.unproven().getFirst().reason().message())
                .startsWith("labels of Deployment shop/copy name Kustomization flux-system/apps,");
        assertThat(claims.scanned()).as("another may list it").isTrue();
    }

    @Test
    void anOwnerThatHasAppliedNothingYetProvesNothing() {
        cluster.with(Yaml.object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: apps, namespace: flux-system}
                spec: {}
                """));
        assertThat(codes(claims(labelled(deployment("web"), "apps")).unproven()))
                .containsExactly("no-inventory");
    }

    @Test
    void ofTwoOwnersTheLabelsNameOnlyTheLast() {
        cluster.with(kustomization("apps", WEB), kustomization("other", WEB));
        LiveObject web = labelled(deployment("web"), "apps");

        assertThat(ownersOf(byLabels(web))).as("a few reads").containsExactly("Kustomization flux-system/apps");
        assertThat(ownersOf(claims(web)))
                .containsExactly("Kustomization flux-system/apps", "Kustomization flux-system/other");
    }

    @Test
    void ofTwoOwnersInOneLineageTheNearestCounts() {
        cluster.with(kustomization("operators", "shop_db_example.org_Database"), kustomization("apps", WEB));
        Claims claims = flux.claimsOn(lineage(deployment("web"), object("example.org/v1", "Database", "db")), true);
        assertThat(ownersOf(claims)).containsExactly("Kustomization flux-system/apps");
    }

    @Test
    void withoutLabelsEveryInventoryIsRead() {
        cluster.with(kustomization("apps", WEB));
        Claims claims = claims(deployment("web"));
        assertThat(ownersOf(claims)).containsExactly("Kustomization flux-system/apps");
        assertThat(claims.scanned()).isTrue();
    }

    @Test
    void anObjectThatNobodyListsHasNoOwner() {
        cluster.with(kustomization("apps", "shop_other_apps_Deployment"));
        assertThat(claims(deployment("web"))).isEqualTo(new Claims(List.of(), List.of(), List.of(), List.of(), true));
    }

    @Test
    void aClusterScopedObjectWithColonsIsFound() {
        cluster.with(kustomization("apps", "_system__node_rbac.authorization.k8s.io_ClusterRole"));
        LiveObject role = Yaml.object("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: "system:node"}
                """);
        assertThat(ownersOf(claims(role))).containsExactly("Kustomization flux-system/apps");
    }

    @Test
    void anOwnerThatIsNotHereIsNeverTakenForOneOfTheSameName() {
        LiveObject namesake = Yaml.object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: apps, namespace: team-b}
                status: {inventory: {entries: []}}
                """);
        cluster.with(namesake);
        Claims claims = claims(labelled(deployment("web"), "apps"));
        assertThat(claims.owners()).isEmpty();
        assertThat(codes(claims.elsewhere())).containsExactly("owner-not-in-cluster");
    }

    @Test
    void labelsOfAKindThatIsNotServedNameAnOwnerElsewhere() {
        cluster.notServing("Kustomization");
        assertThat(codes(claims(labelled(deployment("web"), "apps")).elsewhere()))
                .containsExactly("owner-not-in-cluster");
    }

    @Test
    void theInventoryOfAnotherClusterSaysNothingAboutThisOne() {
        cluster.with(Yaml.object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: apps, namespace: flux-system}
                spec: {kubeConfig: {secretRef: {name: spoke}}}
                status: {inventory: {entries: [{id: shop_web_apps_Deployment, v: v1}]}}
                """));
        assertThat(claims(deployment("web")).owners()).isEmpty();
        Claims claims = claims(labelled(deployment("web"), "apps"));
        assertThat(claims.owners()).isEmpty();
        assertThat(codes(claims.unproven())).containsExactly("owner-applies-elsewhere");
    }

    @Test
    void aSuspendedOwnerStillOwns() {
        cluster.with(Yaml.object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: apps, namespace: flux-system}
                spec: {suspend: true}
                status: {inventory: {entries: [{id: shop_web_apps_Deployment, v: v1}]}}
                """));
        assertThat(ownersOf(claims(deployment("web")))).containsExactly("Kustomization flux-system/apps");
    }

    @Test
    void aHelmReleaseOwnsByItsInventoryToo() {
        cluster.with(Yaml.object("""
                apiVersion: helm.toolkit.fluxcd.io/v2
                kind: HelmRelease
                metadata: {name: web, namespace: shop, labels: {kustomize.toolkit.fluxcd.io/name: apps, kustomize.toolkit.fluxcd.io/namespace: flux-system}}
                status: {inventory: {entries: [{id: shop_web_apps_Deployment, v: v1}]}}
                """));
        LiveObject web = Yaml.object("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, namespace: shop, labels: {helm.toolkit.fluxcd.io/name: web, helm.toolkit.fluxcd.io/namespace: shop}}
                """);
        assertThat(ownersOf(claims(web))).containsExactly("HelmRelease shop/web");
    }

    @Test
    void aResourceSetOwnsByItsInventoryWhereTheKindIsServed() {
        cluster.serving("fluxcd.controlplane.io", "v1", "ResourceSet").with(Yaml.object("""
                apiVersion: fluxcd.controlplane.io/v1
                kind: ResourceSet
                metadata: {name: tenants, namespace: flux-system}
                status: {inventory: {entries: [{id: shop_web_apps_Deployment, v: v1}]}}
                """));
        assertThat(ownersOf(claims(deployment("web")))).containsExactly("ResourceSet flux-system/tenants");
    }

    @Test
    void whatMayNotBeListedIsMissingAndNotGuessed() {
        cluster.with(kustomization("apps", WEB)).forbidding("list helmreleases");
        Claims claims = claims(deployment("other"));
        assertThat(claims.owners()).isEmpty();
        assertThat(claims.missing())
                .extracting(Object::toString)
                .containsExactly("list helmreleases.helm.toolkit.fluxcd.io in all namespaces");
    }

    @Test
    void anOwnerThatMayNotBeReadIsMissingAndNotElsewhere() {
        cluster.with(kustomization("apps", WEB))
                .forbidding("get kustomizations")
                .forbidding("list kustomizations");
        Claims claims = claims(labelled(deployment("web"), "apps"));
        assertThat(claims.elsewhere()).isEmpty();
        assertThat(claims.missing())
                .extracting(Object::toString)
                .containsExactly(
                        "get kustomizations.kustomize.toolkit.fluxcd.io in namespace flux-system",
                        "list kustomizations.kustomize.toolkit.fluxcd.io in all namespaces");
    }

    @Test
    void isInstalledWhereItsKindsAreServed() {
        assertThat(flux.isInstalled()).isTrue();
        cluster.notServing("Kustomization").notServing("HelmRelease");
        assertThat(flux.isInstalled()).isFalse();
    }

    private Claims claims(LiveObject... objects) {
        return flux.claimsOn(lineage(objects), true);
    }

    private Claims byLabels(LiveObject... objects) {
        return flux.claimsOn(lineage(objects), false);
    }

    private static Lineage lineage(LiveObject... objects) {
        return new Lineage(List.of(objects), "");
    }

    private static List<String> ownersOf(Claims claims) {
        return claims.owners().stream().map(owner -> owner.object().toString()).toList();
    }

    private static List<String> codes(List<Mark> marks) {
        return marks.stream().map(mark -> mark.reason().code()).toList();
    }

    private static LiveObject deployment(String name) {
        return object("apps/v1", "Deployment", name);
    }

    private static LiveObject object(String apiVersion, String kind, String name) {
        return Yaml.object("""
                apiVersion: %s
                kind: %s
                metadata: {name: %s, namespace: shop}
                """.formatted(apiVersion, kind, name));
    }

    private static LiveObject labelled(LiveObject object, String kustomization) {
        return Yaml.object("""
                apiVersion: %s
                kind: %s
                metadata:
                  name: %s
                  namespace: shop
                  labels: {kustomize.toolkit.fluxcd.io/name: %s, kustomize.toolkit.fluxcd.io/namespace: flux-system}
                """.formatted(
                object.ref().apiVersion(), object.ref().kind(), object.ref().name(), kustomization));
    }

    private static LiveObject kustomization(String name, String inventoryId) {
        return Yaml.object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: %s, namespace: flux-system}
                spec: {}
                status: {inventory: {entries: [{id: "%s", v: v1}]}}
                """.formatted(name, inventoryId));
    }
}
