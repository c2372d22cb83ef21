package dev.landfall.gitops.flux;

import static dev.landfall.cluster.ObjectText.object;
import static dev.landfall.cluster.ObjectText.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.Lineage;
import dev.landfall.cluster.LiveObject;
import dev.landfall.gitops.Claims;
import dev.landfall.gitops.Clusters;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.gitops.Ownership;
import dev.landfall.gitops.OwnershipFinder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flux in the hub, the objects in the spoke: what an owner applies there is said by its kubeconfig. */
class HubAndSpokeTest {
    private static final String SPOKE = "https://spoke.example.org:6443";
    private static final String LABELS =
            "labels: {kustomize.toolkit.fluxcd.io/name: shop, kustomize.toolkit.fluxcd.io/namespace: flux-system}";

    private final InMemoryCluster hub = fluxCluster();
    private final InMemoryCluster spoke = fluxCluster();
    private final GitOpsProvider flux =
            new FluxProvider(Clusters.apart(hub, spoke, SPOKE), hub, InstantSource.system());

    private static InMemoryCluster fluxCluster() {
        return new InMemoryCluster()
                .serving(type("", "v1", "Secret"))
                .serving(type("", "v1", "ConfigMap"))
                .serving(type("apps", "v1", "Deployment"))
                .serving(type("helm.toolkit.fluxcd.io", "v2", "HelmRelease"))
                .serving(type("kustomize.toolkit.fluxcd.io", "v1", "Kustomization"));
    }

    private static LiveObject web(String metadata) {
        return object("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {namespace: shop, name: web, uid: w, %s}
                """.formatted(metadata));
    }

    private static LiveObject owner(String apiVersion, String kind, String spec) {
        return object("""
                apiVersion: %s
                kind: %s
                metadata: {namespace: flux-system, name: shop, uid: k}
                spec: %s
                status: {inventory: {entries: [{id: shop_web_apps_Deployment, v: v1}]}}
                """.formatted(apiVersion, kind, spec));
    }

    private static LiveObject kustomization(String spec) {
        return owner("kustomize.toolkit.fluxcd.io/v1", "Kustomization", spec);
    }

    private static final String BY_SECRET = "{kubeConfig: {secretRef: {name: spoke}}}";

    private static LiveObject secret(String key, String server) {
        String text = """
                current-context: it
                contexts: [{name: it, context: {cluster: it, user: it}}]
                clusters: [{name: it, cluster: {server: "%s"}}]
                """.formatted(server);
        return object("""
                apiVersion: v1
                kind: Secret
                metadata: {namespace: flux-system, name: spoke}
                data: {%s: %s}
                """.formatted(key, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
    }

    private Claims claims(LiveObject web) {
        return flux.claimsOn(new Lineage(List.of(web), ""), true);
    }

    private static List<String> owners(Claims claims) {
        return claims.owners().stream().map(owner -> owner.object().toString()).toList();
    }

    private static List<String> elsewhere(Claims claims) {
        return claims.elsewhere().stream().map(mark -> mark.reason().code()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"value", "value.yaml"})
    void theKubeconfigOfTheSpokeMakesAKustomizationItsOwner(String key) {
        hub.with(kustomization(BY_SECRET)).with(secret(key, SPOKE));
        assertThat(owners(claims(web(LABELS)))).containsExactly("Kustomization flux-system/shop");
        assertThat(owners(claims(web("labels: {}")))).containsExactly("Kustomization flux-system/shop");
    }

    @Test
    void soDoesAKeyOfItsOwnAndTheAddressInAConfigMap() {
        hub.with(kustomization("{kubeConfig: {secretRef: {name: spoke, key: mine}}}"))
                .with(secret("mine", SPOKE));
        assertThat(owners(claims(web(LABELS)))).containsExactly("Kustomization flux-system/shop");

        hub.with(kustomization("{kubeConfig: {configMapRef: {name: spoke}}}")).with(object("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {namespace: flux-system, name: spoke}
                data: {provider: generic, address: "%s"}
                """.formatted(SPOKE)));
        assertThat(owners(claims(web(LABELS)))).containsExactly("Kustomization flux-system/shop");
    }

    @Test
    void aHelmReleaseAppliesToTheSpokeByTheSameField() {
        hub.with(owner("helm.toolkit.fluxcd.io/v2", "HelmRelease", BY_SECRET)).with(secret("value", SPOKE));
        assertThat(owners(claims(web("labels: {}")))).containsExactly("HelmRelease flux-system/shop");
    }

    @Test
    void whatTheHubAppliesToItselfOrToAThirdOneIsNotInTheSpoke() {
        hub.with(kustomization("{}"));
        assertThat(owners(claims(web(LABELS)))).isEmpty();
        assertThat(elsewhere(claims(web(LABELS)))).containsExactly("owner-applies-elsewhere");
        assertThat(claims(web("labels: {}")).elsewhere()).isEmpty();
        assertThat(flux.listings()).isEmpty();

        hub.with(kustomization(BY_SECRET)).with(secret("value", "https://third.example.org"));
        assertThat(owners(claims(web(LABELS)))).isEmpty();
        assertThat(claims(web(LABELS)).elsewhere().getFirst().reason().message())
                .contains("third.example.org");
    }

    @Test
    void aKubeconfigThatCannotBeReadIsElsewhereWithWhatIsMissingAlsoWithoutLabels() {
        hub.with(kustomization(BY_SECRET)).with(secret("value", SPOKE)).denying("get", "secrets", "flux-system");
        for (String metadata : List.of(LABELS, "labels: {}")) {
            Claims claims = claims(web(metadata));
            assertThat(owners(claims)).isEmpty();
            assertThat(elsewhere(claims)).contains("owner-cluster-unknown");
            assertThat(claims.elsewhere().getFirst().reason().message())
                    .contains("get secrets in namespace flux-system");
            assertThat(claims.elsewhere()).noneMatch(Claims.Mark::ownerGone);
        }
    }

    @Test
    void whatAnOwnerInTheSpokeItselfOwnsIsNobodysFromTheHubAndNotForIt() {
        spoke.with(web(LABELS)).with(kustomization("{}"));
        List<GitOpsProvider> local = List.of(new FluxProvider(spoke, spoke, InstantSource.system()));
        OwnershipFinder finder = new OwnershipFinder(spoke, List.of(flux), local);

        Ownership ownership = finder.find(web(LABELS).ref(), true).ownership();

        assertThat(ownership).isInstanceOfSatisfying(Ownership.Elsewhere.class, elsewhere -> {
            assertThat(elsewhere.reason().code()).isEqualTo("owned-beside-owner-context");
            assertThat(elsewhere.withoutMarks()).isEmpty();
        });

        hub.with(kustomization(BY_SECRET)).with(secret("value", SPOKE));
        assertThat(finder.find(web(LABELS).ref(), true).ownership()).isInstanceOf(Ownership.Contested.class);
    }

    @Test
    void anOwnerOfTheHubIsNotGoneSinceTheSpokeHasNoneOfItsName() {
        spoke.with(web(LABELS));
        hub.with(kustomization(BY_SECRET)).with(secret("value", SPOKE));
        List<GitOpsProvider> local = List.of(new FluxProvider(spoke, spoke, InstantSource.system()));

        assertThat(new OwnershipFinder(spoke, List.of(flux), local)
                        .find(web(LABELS).ref(), true)
                        .ownership())
                .isInstanceOf(Ownership.Owned.class);
        hub.without(kustomization(BY_SECRET).ref());
        assertThat(new OwnershipFinder(spoke, List.of(flux), local)
                        .find(web(LABELS).ref(), true)
                        .ownership()
                        .withoutMarks())
                .isPresent();
    }
}
