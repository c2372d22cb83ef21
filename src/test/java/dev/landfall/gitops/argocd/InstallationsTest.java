package dev.landfall.gitops.argocd;

import static dev.landfall.gitops.argocd.Fixtures.application;
import static dev.landfall.gitops.argocd.Fixtures.cluster;
import static dev.landfall.gitops.argocd.Fixtures.lineage;
import static dev.landfall.gitops.argocd.Fixtures.settings;
import static dev.landfall.gitops.argocd.Fixtures.web;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.Lineage;
import dev.landfall.gitops.Claims;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several Argo CD installations in one cluster: which of their Applications is meant, and which never is. */
class InstallationsTest {
    private static final String WEB_LISTED =
            "{group: apps, version: v1, kind: Deployment, namespace: shop, name: web, status: Synced}";

    private static final String MARKED_WEB =
            web("{argocd.argoproj.io/tracking-id: 'web:apps/Deployment:shop/web'}", "{}");

    private static Claims claims(InMemoryCluster cluster, Lineage lineage, boolean scan) {
        return new ArgoCdProvider(cluster, cluster, InstantSource.system()).claimsOn(lineage, scan);
    }

    private static Claims claims(InMemoryCluster cluster, String web) {
        return claims(cluster, lineage(web), true);
    }

    private static List<String> owners(Claims claims) {
        return claims.owners().stream().map(owner -> owner.object().toString()).toList();
    }

    private static List<String> codes(List<Claims.Mark> marks) {
        return marks.stream().map(mark -> mark.reason().code()).toList();
    }

    @Test
    void theMarkOfAnotherInstallationIsIgnoredAndNamed() {
        InMemoryCluster cluster =
                cluster(application("argocd", "web", WEB_LISTED), settings("argocd", "{installationID: ours}"));
        String theirs = web(
                "{argocd.argoproj.io/tracking-id: 'web:apps/Deployment:shop/web',"
                        + " argocd.argoproj.io/installation-id: theirs}",
                "{}");

        Claims claims = claims(cluster, theirs);

        assertThat(claims.owners()).isEmpty();
        assertThat(codes(claims.unproven())).containsExactly("other-installation");
        assertThat(owners(claims(cluster, theirs.replace("installation-id: theirs", "installation-id: ours"))))
                .containsExactly("Application argocd/web");
    }

    private static String applicationOf(String installation, String name, String resources) {
        return application(installation, name, resources)
                .replace("controllerNamespace: argocd", "controllerNamespace: " + installation);
    }

    private static final String BY_ITS_ID = web(
            "{argocd.argoproj.io/tracking-id: 'web:apps/Deployment:shop/web',"
                    + " argocd.argoproj.io/installation-id: theirs}",
            "{}");

    @Test
    void ofTwoInstallationsWithAnApplicationOfTheSameNameTheOneThatListsTheObjectOwnsIt() {
        InMemoryCluster cluster = cluster(
                applicationOf("argocd", "web", ""),
                applicationOf("team", "web", WEB_LISTED),
                settings("argocd", "{}"),
                settings("team", "{}"));

        assertThat(owners(claims(cluster, lineage(MARKED_WEB), true))).containsExactly("Application team/web");
        assertThat(claims(cluster, MARKED_WEB).unproven()).isEmpty();
    }

    @Test
    void anInstallationIdOnTheObjectRulesOutEveryOtherInstallationAlsoOneWithoutAnId() {
        for (String other : List.of("{installationID: ours}", "{}")) {
            InMemoryCluster cluster = cluster(
                    applicationOf("argocd", "web", WEB_LISTED),
                    applicationOf("team", "web", WEB_LISTED),
                    settings("argocd", other),
                    settings("team", "{installationID: theirs}"));
            assertThat(owners(claims(cluster, BY_ITS_ID))).as(other).containsExactly("Application team/web");
            assertThat(owners(claims(cluster, MARKED_WEB)))
                    .as("without an id both list it")
                    .containsExactly("Application argocd/web", "Application team/web");
        }
        InMemoryCluster alone = cluster(applicationOf("argocd", "web", WEB_LISTED), settings("argocd", "{}"));
        assertThat(codes(claims(alone, BY_ITS_ID).unproven())).containsExactly("other-installation");
    }

    @Test
    void whereSettingsMayNotBeReadTheListAloneDecides() {
        InMemoryCluster cluster = cluster(application("argocd", "web", WEB_LISTED))
                .denying("get", "configmaps", "")
                .denying("list", "configmaps", "");
        assertThat(owners(claims(cluster, BY_ITS_ID))).containsExactly("Application argocd/web");
    }

    @Test
    void theIdTellsWhichOfTwoApplicationsOfTheSameNameDoesNotListTheObject() {
        InMemoryCluster cluster = cluster(
                applicationOf("argocd", "web", ""),
                applicationOf("team", "web", ""),
                settings("argocd", "{installationID: ours}"),
                settings("team", "{installationID: theirs}"));

        Claims claims = claims(cluster, BY_ITS_ID);

        assertThat(codes(claims.unproven())).containsExactly("not-listed");
        assertThat(claims.unproven().getFirst().reason().message()).contains("Application team/web");
    }

    @Test
    void theLabelOfAnInstallationBesideTheUsualOneIsAMarkToo() {
        String labelled = web("{}", "{team.example.org/instance: web}");
        String byLabel = "{application.resourceTrackingMethod: label,"
                + " application.instanceLabelKey: team.example.org/instance}";
        InMemoryCluster cluster = cluster(
                applicationOf("argocd", "shop", ""),
                applicationOf("team", "web", ""),
                settings("argocd", "{}"),
                settings("team", byLabel));

        assertThat(codes(claims(cluster, labelled).unproven())).containsExactly("not-listed");
    }
}
