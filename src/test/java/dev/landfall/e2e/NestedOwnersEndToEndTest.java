package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An owner that another owner applies: the parent's folder is edited, and the child must have followed. */
@EndToEnd
class NestedOwnersEndToEndTest {
    @ParameterizedTest
    @EnumSource
    void aChildIsChangedInItsParentsFolderAndMustFollow(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "nested");
                Child _ = new Child(shop)) {
            shop.repository()
                    .push(
                            "Apply a child",
                            Map.of(
                                    "apps/child.yaml", child(shop),
                                    "day/settings.yaml", settings(shop, "day"),
                                    "night/settings.yaml", settings(shop, "night"),
                                    "broken/settings.yaml",
                                            settings(shop, "broken").replace("v1", "v77")));
            awaitMode(shop, "day");
            Landfall landfall = shop.mightyLandfall();

            Answer night = landfall.answer(move(shop, "night")).ends("Verified", 0);
            assertThat(mode(shop)).isEqualTo("night");
            assertThat(shop.repository().head()).isEqualTo(night.commit());
            assertThat(shop.repository().filesChangedBy(night.commit())).containsExactly("apps/child.yaml");

            Answer broken = landfall.answer(move(shop, "broken"));
            assertThat(broken.outcome()).as(broken.finished().toString()).isIn("Degraded", "TimedOut");
            assertThat(broken.finished().out()).contains("v77");
            landfall.answer("revert", broken.change(), "--yes").ends("Verified", 0);
            assertThat(mode(shop)).isEqualTo("night");
        }
    }

    private static String[] move(Shop shop, String folder) {
        return switch (shop.delivered().tool()) {
            case ARGOCD ->
                new String[] {
                    "operate",
                    "set",
                    "application/" + Child.name(shop),
                    "spec.source.path=" + folder,
                    "-n",
                    shop.testbed().argocdNamespace(),
                    "--yes",
                    "--timeout",
                    "60s"
                };
            case FLUX ->
                VerbsEndToEndTest.operate(
                        shop, "set", "kustomization/" + Child.name(shop), "path=./" + folder, "--timeout", "60s");
        };
    }

    private static String mode(Shop shop) {
        return VerbsEndToEndTest.live(shop, "configmap", "settings")
                .at("/data/mode")
                .asString("");
    }

    private static void awaitMode(Shop shop, String mode) {
        Waiting.until("the mode", Shop.DELIVERED_WITHIN, () -> mode(shop), mode::equals);
    }

    private static String settings(Shop shop, String mode) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings, namespace: %s}
                data: {mode: %s}
                """.formatted(shop.namespace(), mode);
    }

    private static String child(Shop shop) {
        return switch (shop.delivered().tool()) {
            case ARGOCD ->
                """
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {name: %1$s, namespace: %2$s, finalizers: [resources-finalizer.argocd.argoproj.io]}
                spec:
                  project: default
                  source: {repoURL: "%3$s", targetRevision: main, path: day}
                  destination: {server: "https://kubernetes.default.svc", namespace: %4$s}
                  syncPolicy: {automated: {prune: true, selfHeal: true}, retry: {limit: 1, backoff: {duration: 2s}}}
                """.formatted(
                                Child.name(shop),
                                shop.testbed().argocdNamespace(),
                                shop.repository().url(),
                                shop.namespace());
            case FLUX -> """
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: %1$s, namespace: %2$s}
                spec:
                  sourceRef: {kind: GitRepository, name: %2$s}
                  path: ./day
                  interval: 30s
                  timeout: 20s
                  prune: true
                """.formatted(Child.name(shop), shop.namespace());
        };
    }
}
