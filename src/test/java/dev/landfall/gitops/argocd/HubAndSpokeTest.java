package dev.landfall.gitops.argocd;

import static dev.landfall.gitops.argocd.Fixtures.application;
import static dev.landfall.gitops.argocd.Fixtures.cluster;
import static dev.landfall.gitops.argocd.Fixtures.lineage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ObjectText;
import dev.landfall.gitops.Claims;
import dev.landfall.gitops.Clusters;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.gitops.Layers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Argo CD in the hub, the objects in the spoke: whose Applications are meant is said by their destination. */
class HubAndSpokeTest {
    private static final String SPOKE = "https://spoke.example.org:6443";
    private static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              namespace: shop
              name: web
              annotations: {argocd.argoproj.io/tracking-id: 'web:apps/Deployment:shop/web'}
            """;
    private static final String PLAIN_WEB = WEB.replaceAll("(?m)^  annotations: .*\\n", "");
    private static final String LISTED =
            "{group: apps, version: v1, kind: Deployment, namespace: shop, name: web, status: Synced}";

    private final InMemoryCluster spoke = cluster();

    private static String to(String destination) {
        return application("argocd", "web", LISTED).replace("server: https://kubernetes.default.svc", destination);
    }

    private static String secret(String name, String server) {
        return """
                apiVersion: v1
                kind: Secret
                metadata: {namespace: argocd, name: cluster-1, labels: {argocd.argoproj.io/secret-type: cluster}}
                data: {name: %s, server: %s}
                """.formatted(base64(name), base64(server));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private GitOpsProvider argocd(InMemoryCluster hub) {
        return new ArgoCdProvider(Clusters.apart(hub, spoke, SPOKE), hub, InstantSource.system());
    }

    private Claims claims(String web, String... inTheHub) {
        InMemoryCluster hub = cluster(inTheHub).serving(ObjectText.type("", "v1", "Secret"));
        return argocd(hub).claimsOn(lineage(web), true);
    }

    private static List<String> owners(Claims claims) {
        return claims.owners().stream().map(owner -> owner.object().toString()).toList();
    }

    private static List<String> elsewhere(Claims claims) {
        return claims.elsewhere().stream().map(mark -> mark.reason().code()).toList();
    }

    @Test
    void theUrlOfTheSpokeMakesAnApplicationItsOwner() {
        assertThat(owners(claims(WEB, to("server: " + SPOKE)))).containsExactly("Application argocd/web");
        assertThat(owners(claims(PLAIN_WEB, to("server: " + SPOKE + "/")))).containsExactly("Application argocd/web");
    }

    @Test
    void theNameOfTheSpokeDoesSoByItsSecret() {
        assertThat(owners(claims(WEB, to("name: spoke"), secret("spoke", SPOKE))))
                .containsExactly("Application argocd/web");
    }

    @Test
    void whatTheHubAppliesToItselfIsNotInTheSpoke() {
        for (String own : List.of("server: https://kubernetes.default.svc", "name: in-cluster")) {
            Claims claims = claims(WEB, to(own));
            assertThat(owners(claims)).as(own).isEmpty();
            assertThat(elsewhere(claims)).as(own).containsExactly("other-destination");
            assertThat(claims(PLAIN_WEB, to(own)).elsewhere()).as(own).isEmpty();
        }
    }

    @Test
    void aDestinationThatIsAnotherClusterIsNamed() {
        Claims claims = claims(WEB, to("name: third"), secret("third", "https://third.example.org"));

        assertThat(owners(claims)).isEmpty();
        assertThat(elsewhere(claims)).containsExactly("other-destination");
        assertThat(claims.elsewhere().getFirst().reason().message()).contains("third");
        assertThat(claims.elsewhere().getFirst().reason().remedy()).contains(SPOKE);
        assertThat(claims.elsewhere()).noneMatch(Claims.Mark::ownerGone);
    }

    @Test
    void aDestinationThatCannotBeToldIsElsewhereWithWhatIsMissingAlsoWithoutAMark() {
        for (String web : List.of(WEB, PLAIN_WEB)) {
            Claims unknown = claims(web, to("name: spoke"), secret("other", SPOKE));
            assertThat(owners(unknown)).isEmpty();
            assertThat(elsewhere(unknown)).contains("destination-unknown");

            InMemoryCluster hub = cluster(to("name: spoke"), secret("spoke", SPOKE))
                    .serving(ObjectText.type("", "v1", "Secret"))
                    .denying("list", "secrets", "argocd");
            Claims unreadable = argocd(hub).claimsOn(lineage(web), true);
            assertThat(owners(unreadable)).isEmpty();
            assertThat(elsewhere(unreadable)).contains("destination-not-readable");
            assertThat(unreadable.elsewhere().getFirst().reason().message())
                    .contains("list secrets in namespace argocd");
        }
    }

    @Test
    void anApplicationThatIsNotInTheHubIsGoneThere() {
        Claims claims = claims(WEB);
        assertThat(elsewhere(claims)).containsExactly("owner-elsewhere");
        assertThat(claims.elsewhere().getFirst().reason().message()).contains("not in the cluster of --owner-context");
        assertThat(claims.elsewhere()).allMatch(Claims.Mark::ownerGone);
    }

    @Test
    void onlyTheOwnersOfTheSpokeAreListedAndTakeNewObjects() {
        String third = to("server: https://third.example.org").replace("name: web,", "name: third,");
        InMemoryCluster hub = cluster(to("server: " + SPOKE), third);
        GitOpsProvider argocd = argocd(hub);
        ObjectRef created = new ObjectRef("", "v1", "ConfigMap", "shop", "new");

        assertThat(argocd.listings())
                .extracting(listing -> listing.owner().toString())
                .containsExactly("Application argocd/web");
        assertThat(argocd.layersOf(argocd.ownerFor(created, "Application", "argocd", "third")
                        .orElseThrow()))
                .isInstanceOfSatisfying(
                        Layers.CannotPlace.class,
                        cannot -> assertThat(cannot.reason().code()).isEqualTo("other-destination"));
    }

    @Test
    void nothingOfTheSpokeIsReadForIt() {
        claims(WEB, to("server: " + SPOKE));
        assertThat(spoke.reads).isEmpty();
    }
}
