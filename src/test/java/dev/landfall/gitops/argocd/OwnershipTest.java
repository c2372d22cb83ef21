package dev.landfall.gitops.argocd;

import static dev.landfall.gitops.argocd.Fixtures.application;
import static dev.landfall.gitops.argocd.Fixtures.cluster;
import static dev.landfall.gitops.argocd.Fixtures.lineage;
import static dev.landfall.gitops.argocd.Fixtures.settings;
import static dev.landfall.gitops.argocd.Fixtures.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.Lineage;
import dev.landfall.gitops.Claims;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Proof;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnershipTest {
    private static final String WEB_LISTED =
            "{group: apps, version: v1, kind: Deployment, namespace: shop, name: web, status: Synced}";

    private static final String POD = """
            apiVersion: v1
            kind: Pod
            metadata: {namespace: shop, name: web-1}
            """;

    private static final String PLAIN_WEB = web("{}", "{}");

    private static String marked(String trackingId) {
        return web("{argocd.argoproj.io/tracking-id: '%s'}".formatted(trackingId), "{}");
    }

    private static final String MARKED_WEB = marked("web:apps/Deployment:shop/web");

    private static Claims claims(InMemoryCluster cluster, Lineage lineage, boolean scan) {
        return new ArgoCdProvider(cluster, cluster, InstantSource.system()).claimsOn(lineage, scan);
    }

    private static Claims claims(InMemoryCluster cluster, String... nearestFirst) {
        return claims(cluster, lineage(nearestFirst), true);
    }

    private static List<String> owners(Claims claims) {
        return claims.owners().stream().map(owner -> owner.object().toString()).toList();
    }

    private static List<String> codes(List<Claims.Mark> marks) {
        return marks.stream().map(mark -> mark.reason().code()).toList();
    }

    @Test
    void theListedParentOfAPodIsTheTargetAndTheChainLeadsToIt() {
        Claims claims = claims(cluster(application("argocd", "web", WEB_LISTED)), POD, MARKED_WEB);

        Owner owner = claims.owners().getFirst();
        assertThat(owner.provider()).isEqualTo("argocd");
        assertThat(owner.target()).hasToString("Deployment shop/web");
        assertThat(owner.chain().toString()).isEqualTo("[Pod shop/web-1, Deployment shop/web]");
        assertThat(owner.evidence())
                .containsExactly(
                        new Proof(
                                owner.target(),
                                "metadata.annotations.argocd.argoproj.io/tracking-id",
                                "web:apps/Deployment:shop/web"),
                        new Proof(owner.object(), "status.resources", "apps/Deployment shop/web Synced"));
        assertThat(claims.unproven()).isEmpty();
        assertThat(claims.elsewhere()).isEmpty();
        assertThat(claims.missing()).isEmpty();
        assertThat(claims.scanned()).isTrue();
    }

    @Test
    void aProvenMarkNeedsNoLookAtEveryApplication() {
        InMemoryCluster cluster = cluster(application("argocd", "web", WEB_LISTED));

        Claims claims = claims(cluster, lineage(MARKED_WEB), false);

        assertThat(owners(claims)).containsExactly("Application argocd/web");
        assertThat(claims.scanned()).isFalse();
        assertThat(cluster.reads).doesNotContain("list Application ");
    }

    @Test
    void aTrackingIdCopiedToAnotherObjectProvesNothing() {
        String listedWithEmptyStatus =
                "{group: apps, version: v1, kind: Deployment, namespace: shop, name: web, status: ''}";
        Claims claims = claims(
                cluster(application("argocd", "original", listedWithEmptyStatus)),
                marked("original:apps/Deployment:shop/original"));

        assertThat(claims.owners()).isEmpty();
        assertThat(codes(claims.unproven())).containsExactly("copied-tracking-id");
        assertThat(claims.unproven().getFirst().reason().message())
                .isEqualTo("Deployment shop/web carries the tracking-id of Deployment shop/original,"
                        + " which proves nothing about it");
    }

    @Test
    void aMarkThatItsApplicationDoesNotConfirmIsUnproven() {
        Claims claims = claims(cluster(application("argocd", "web", "")), MARKED_WEB);

        assertThat(claims.owners()).isEmpty();
        assertThat(codes(claims.unproven())).containsExactly("not-listed");
    }

    @Test
    void aTrackingIdThatDoesNotParseIsUnproven() {
        assertThat(codes(claims(cluster(), marked("web")).unproven())).containsExactly("unreadable-tracking-id");
    }

    @Test
    void theNamespaceOfAnApplicationStandsBeforeTheUnderscore() {
        InMemoryCluster cluster = cluster(
                application("team-a", "web", WEB_LISTED),
                application("argocd", "web", ""),
                application("team-b", "web", ""));

        Claims claims = claims(cluster, lineage(marked("team-a_web:apps/Deployment:shop/web")), false);

        assertThat(owners(claims)).containsExactly("Application team-a/web");
        assertThat(cluster.reads).doesNotContain("list Application ");
    }

    @Test
    void withoutUnderscoreTheApplicationLiesInItsControllersNamespaceWhicheverThatIs() {
        String elsewhere = application("gitops", "web", WEB_LISTED)
                .replace("controllerNamespace: argocd", "controllerNamespace: gitops");

        assertThat(owners(claims(cluster(elsewhere), lineage(MARKED_WEB), true)))
                .containsExactly("Application gitops/web");
        InMemoryCluster withSettings = cluster(elsewhere, settings("gitops", "{}"));
        assertThat(owners(claims(withSettings, lineage(MARKED_WEB), false))).containsExactly("Application gitops/web");
        assertThat(withSettings.reads).doesNotContain("list Application ");
    }

    @Test
    void anApplicationOfTheSameNameInAnotherNamespaceIsNotTheOneThatIsMeant() {
        Claims claims = claims(cluster(application("team-a", "web", "")), MARKED_WEB);

        assertThat(codes(claims.elsewhere())).containsExactly("owner-elsewhere");
        assertThat(claims.unproven()).isEmpty();
    }

    @Test
    void aMarkWhoseApplicationIsNotInThisClusterNamesAnOwnerElsewhere() {
        assertThat(codes(claims(cluster(), MARKED_WEB).elsewhere())).containsExactly("owner-elsewhere");
        assertThat(codes(claims(new InMemoryCluster(), MARKED_WEB).elsewhere())).containsExactly("owner-elsewhere");
    }

    @Test
    void anObjectWithoutMarkIsFoundThroughTheListOfItsApplication() {
        String definition = """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: shops.example.org}
                """;
        String listed = "{group: apiextensions.k8s.io, version: v1, kind: CustomResourceDefinition,"
                + " name: shops.example.org, status: Synced}";

        Claims claims = claims(cluster(application("argocd", "definitions", listed)), lineage(definition), true);

        assertThat(owners(claims)).containsExactly("Application argocd/definitions");
        assertThat(claims.scanned()).isTrue();
    }

    @Test
    void aHookIsListedWithoutStatus() {
        String job = """
                apiVersion: batch/v1
                kind: Job
                metadata: {namespace: shop, name: migrate}
                """;
        String hook = "{group: batch, version: v1, kind: Job, namespace: shop, name: migrate, hook: true}";

        assertThat(owners(claims(cluster(application("argocd", "web", hook)), job)))
                .containsExactly("Application argocd/web");
    }

    @Test
    void twoApplicationsThatListTheSameObjectAreBothOwners() {
        InMemoryCluster cluster =
                cluster(application("argocd", "web", WEB_LISTED), application("team-b", "shop", WEB_LISTED));

        assertThat(owners(claims(cluster, MARKED_WEB)))
                .containsExactly("Application argocd/web", "Application team-b/shop");
    }

    @Test
    void ofSeveralListedObjectsTheNearestCounts() {
        String podListed = "{version: v1, kind: Pod, namespace: shop, name: web-1, status: Synced}";
        InMemoryCluster cluster =
                cluster(application("argocd", "web", WEB_LISTED), application("argocd", "pods", podListed));

        assertThat(owners(claims(cluster, POD, MARKED_WEB))).containsExactly("Application argocd/pods");
    }

    @Test
    void anApplicationThatListsTheObjectOnAnotherClusterDoesNotOwnTheOneHere() {
        String remote = application("argocd", "web", WEB_LISTED)
                .replace("https://kubernetes.default.svc", "https://spoke.example.org:6443");

        assertThat(claims(cluster(remote), PLAIN_WEB))
                .isEqualTo(new Claims(List.of(), List.of(), List.of(), List.of(), true));
        assertThat(codes(claims(cluster(remote), MARKED_WEB).unproven())).containsExactly("other-destination");
        assertThat(owners(claims(
                        cluster(remote.replace("server: https://spoke.example.org:6443", "name: in-cluster")),
                        PLAIN_WEB)))
                .containsExactly("Application argocd/web");
    }

    @Test
    void anUnmarkedDefinitionOnAnotherAddressIsNotPassedOver() {
        String definition = """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: shops.example.org}
                """;
        String remote = application(
                        "argocd",
                        "definitions",
                        "{group: apiextensions.k8s.io, version: v1, kind: CustomResourceDefinition,"
                                + " name: shops.example.org, status: Synced}")
                .replace("https://kubernetes.default.svc", "https://10.0.0.1:6443");

        assertThat(codes(claims(cluster(remote), definition).unproven())).containsExactly("other-destination");
    }

    @Test
    void aLabelLeadsToItsApplicationWhichMustConfirmIt() {
        String labelled = web("{}", "{app.kubernetes.io/instance: web}");
        String listing = application("argocd", "web", WEB_LISTED);
        String byLabel = settings("argocd", "{application.resourceTrackingMethod: label}");

        assertThat(owners(claims(cluster(listing, byLabel), lineage(labelled), false)))
                .containsExactly("Application argocd/web");
        assertThat(owners(claims(cluster(listing), lineage(labelled), false)))
                .containsExactly("Application argocd/web");
        assertThat(codes(claims(cluster(application("argocd", "web", ""), byLabel), labelled)
                        .unproven()))
                .containsExactly("not-listed");
    }

    @Test
    void theInstanceLabelThatHelmWroteIsNoMark() {
        String byHelm = web("{}", "{app.kubernetes.io/instance: some-release}");
        String byLabel = settings("argocd", "{application.resourceTrackingMethod: label}");

        Claims none = new Claims(List.of(), List.of(), List.of(), List.of(), true);
        assertThat(claims(cluster(byLabel, application("argocd", "web", "")), byHelm))
                .isEqualTo(none);
        assertThat(claims(cluster(application("argocd", "some-release", "")), byHelm))
                .isEqualTo(none);
    }

    @Test
    void theLabelKeyIsTheInstallationsOwn() {
        String labelled = web("{}", "{argocd.argoproj.io/instance: web}");
        String byLabel = settings(
                "argocd",
                "{application.resourceTrackingMethod: label,"
                        + " application.instanceLabelKey: argocd.argoproj.io/instance}");
        InMemoryCluster cluster = cluster(application("argocd", "web", WEB_LISTED), byLabel);

        Claims claims = claims(cluster, lineage(labelled), false);

        assertThat(claims.owners().getFirst().evidence().getFirst().field())
                .isEqualTo("metadata.labels.argocd.argoproj.io/instance");
        assertThat(claims.scanned()).isFalse();
    }

    @Test
    void rightsWithoutWhichAnOwnerCouldBeOverlookedAreNamed() {
        InMemoryCluster cluster =
                cluster(application("argocd", "web", WEB_LISTED)).denying("list", "applications.argoproj.io", "");

        Claims unmarked = claims(cluster.denying("list", "applications.argoproj.io", "argocd"), PLAIN_WEB);
        assertThat(unmarked.owners()).isEmpty();
        assertThat(unmarked.missing()).contains(new Access("list", "argoproj.io", "applications", ""));
        assertThat(unmarked.scanned()).isFalse();

        Claims marked = claims(cluster, MARKED_WEB);
        assertThat(owners(marked)).containsExactly("Application argocd/web");
        assertThat(marked.missing()).contains(new Access("list", "argoproj.io", "applications", ""));

        Claims trusting = claims(cluster, lineage(MARKED_WEB), false);
        assertThat(trusting.missing()).isEmpty();
    }

    @Test
    void aMarkedApplicationThatMayNotBeReadIsNeitherElsewhereNorAbsent() {
        InMemoryCluster cluster = cluster(application("argocd", "web", WEB_LISTED))
                .denying("list", "applications.argoproj.io", "")
                .denying("get", "applications.argoproj.io", "");

        Claims claims = claims(cluster, MARKED_WEB);

        assertThat(claims.owners()).isEmpty();
        assertThat(claims.elsewhere()).isEmpty();
        assertThat(codes(claims.unproven())).containsExactly("owner-not-readable");
        assertThat(claims.missing()).contains(new Access("get", "argoproj.io", "applications", "argocd"));
    }

    @Test
    void unreadableSettingsHideNoOwner() {
        InMemoryCluster cluster = cluster(application("argocd", "web", WEB_LISTED))
                .denying("get", "configmaps", "")
                .denying("list", "configmaps", "");

        Claims claims = claims(cluster, MARKED_WEB);

        assertThat(owners(claims)).containsExactly("Application argocd/web");
        assertThat(claims.missing()).isEmpty();
    }

    @Test
    void controlCharactersOfAMarkReachNoMessage() {
        Claims claims =
                claims(cluster(), web("{argocd.argoproj.io/tracking-id: \"w\\e[31m:apps/Deployment:shop/web\"}", "{}"));

        assertThat(claims.elsewhere().getFirst().reason().message()).doesNotContain("\u001b");
    }
}
