package dev.landfall.gitops;

import static dev.landfall.cluster.ObjectText.object;
import static dev.landfall.cluster.ObjectText.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.argocd.ArgoCdProvider;
import dev.landfall.gitops.flux.FluxProvider;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which marks may be ignored at all: those of owners that a full list of every tool proves to be gone. */
class StaleOwnerTest {
    private static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");
    private static final String BY_FLUX =
            "labels: {kustomize.toolkit.fluxcd.io/name: shop, kustomize.toolkit.fluxcd.io/namespace: flux-system}";
    private static final String BY_ARGO_CD =
            "annotations: {argocd.argoproj.io/tracking-id: 'web:apps/Deployment:shop/web'}";

    private final InMemoryCluster cluster = new InMemoryCluster()
            .serving(type("apps", "v1", "Deployment"))
            .serving(type("", "v1", "ConfigMap"))
            .serving(type("argoproj.io", "v1alpha1", "Application"))
            .serving(type("kustomize.toolkit.fluxcd.io", "v1", "Kustomization"));

    private void web(String... metadata) {
        cluster.with(object("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {namespace: shop, name: web, uid: w, %s}
                """.formatted(String.join(", ", metadata))));
    }

    private void kustomization(String name, String entries) {
        cluster.with(object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {namespace: flux-system, name: %s, uid: k}
                status: {inventory: {entries: [%s]}}
                """.formatted(name, entries)));
    }

    private void application(String name) {
        cluster.with(object("""
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {namespace: argocd, name: %s, uid: a}
                status: {controllerNamespace: argocd}
                """.formatted(name)));
    }

    private Ownership ownership() {
        List<GitOpsProvider> providers = List.of(
                new ArgoCdProvider(cluster, cluster, InstantSource.system()),
                new FluxProvider(cluster, cluster, InstantSource.system()));
        return new OwnershipFinder(cluster, providers).find(WEB, false).ownership();
    }

    @Test
    void marksOfOwnersThatAreGoneAreLeftOver() {
        web(BY_FLUX);
        assertThat(ownership()).isInstanceOf(Ownership.Elsewhere.class);
        assertThat(ownership().withoutMarks())
                .hasValueSatisfying(
                        unmanaged -> assertThat(unmanaged.asked().uid()).isEqualTo("w"));
        web(BY_ARGO_CD);
        assertThat(ownership().withoutMarks()).isPresent();
        web(BY_ARGO_CD, BY_FLUX);
        assertThat(ownership().withoutMarks()).isPresent();
    }

    @Test
    void aMarkThatWasCopiedFromAnObjectOfAnOwnerThatIsGoneIsLeftOverToo() {
        web("annotations: {argocd.argoproj.io/tracking-id: 'web:apps/Deployment:shop/original'}");
        assertThat(ownership())
                .isInstanceOfSatisfying(
                        Ownership.Claimed.class,
                        claimed -> assertThat(claimed.reason().remedy()).contains("--ignore-stale-owner"));
        assertThat(ownership().withoutMarks()).isPresent();

        application("web");
        assertThat(ownership().withoutMarks()).isEmpty();
    }

    @Test
    void aMarkOfAnOwnerThatExistsIsNot() {
        kustomization("shop", "");
        web(BY_FLUX);
        assertThat(ownership()).isInstanceOf(Ownership.Claimed.class);
        assertThat(ownership().withoutMarks()).isEmpty();

        application("web");
        web(BY_ARGO_CD);
        assertThat(ownership()).isInstanceOf(Ownership.Claimed.class);
        assertThat(ownership().withoutMarks()).isEmpty();
    }

    @Test
    void ofTwoMarksBothMustBeLeftOver() {
        application("web");
        web(BY_ARGO_CD, BY_FLUX);
        assertThat(ownership().withoutMarks()).isEmpty();
    }

    @Test
    void aMarkThatNamesNobodyIsNotOfAnOwnerThatIsGone() {
        web("annotations: {argocd.argoproj.io/tracking-id: nonsense}");
        assertThat(ownership().withoutMarks()).isEmpty();
    }

    @Test
    void anOwnerThatListsTheObjectOwnsItWhateverItsMarksSay() {
        kustomization("other", "{id: shop_web_apps_Deployment, v: v1}");
        web(BY_ARGO_CD);
        assertThat(ownership()).isInstanceOf(Ownership.Owned.class);
        assertThat(ownership().withoutMarks()).isEmpty();
    }

    @Test
    void withoutTheRightToListEveryOwnerNothingIsProven() {
        web(BY_FLUX);
        cluster.denying("list", "applications.argoproj.io", "");
        assertThat(ownership()).isInstanceOf(Ownership.Undetermined.class);
        assertThat(ownership().withoutMarks()).isEmpty();
    }
}
