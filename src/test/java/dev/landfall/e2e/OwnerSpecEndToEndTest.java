package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An image that the owner's own spec decides: the owner is changed, in its parent's folder or, where none is, itself. */
@EndToEnd
class OwnerSpecEndToEndTest {
    @ParameterizedTest
    @EnumSource
    void theOwnerIsChangedWhereItsParentAppliesItFrom(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "specced");
                Child _ = new Child(shop)) {
            String old = shop.testbed().imageOld();
            shop.repository()
                    .push(
                            "Apply a child",
                            Map.of(
                                    "apps/child.yaml",
                                    child(shop),
                                    "inner/kustomization.yaml",
                                    "resources: [front.yaml]\n",
                                    "inner/front.yaml",
                                    front(shop)));
            awaitImage(shop, "front", old);
            String before = shop.repository().read("apps/child.yaml");
            Landfall landfall = shop.mightyLandfall();

            Answer image = landfall.answer(setImage(shop, "front")).ends("Verified", 0);

            assertThat(image(shop, "front")).isEqualTo(shop.testbed().imageNew());
            assertThat(shop.repository().filesChangedBy(image.commit())).containsExactly("apps/child.yaml");
            assertThat(shop.repository().read("apps/child.yaml"))
                    .isEqualTo(before.replace(tag(old), tag(shop.testbed().imageNew())));
            assertThat(image.finished().err()).contains("through", Child.name(shop));

            OurRendering.isWhatIsLive(shop, 1);
            landfall.answer("revert", image.change(), "--yes").ends("Verified", 0);
            assertThat(shop.repository().read("apps/child.yaml")).isEqualTo(before);
            assertThat(image(shop, "front")).isEqualTo(old);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOwnerThatNoRepositoryDefinesIsChangedItselfWhereThePersonSaysSo(GitOpsTool tool) {
        try (Shop shop = Shop.of(tool, "atowner", false)) {
            shop.opened(Map.of(
                    "apps/kustomization.yaml",
                    "resources: [web.yaml]\n",
                    Manifests.WEB_FILE,
                    Manifests.web(shop.namespace(), shop.testbed().imageOld())));
            addImage(shop);
            awaitImage(shop, "web", shop.testbed().imageOld());
            Landfall landfall = shop.mightyLandfall();
            String head = shop.repository().head();

            assertThat(landfall.answer(setImage(shop, "web")).reason()).isEqualTo("owner-not-in-git");
            String[] words = setImage(shop, "web");
            String[] atOwner = Arrays.copyOf(words, words.length + 2);
            atOwner[words.length] = "--at";
            atOwner[words.length + 1] = "owner";
            Answer answer = landfall.answer(atOwner).ends("Verified", 0);

            assertThat(image(shop, "web")).isEqualTo(shop.testbed().imageNew());
            assertThat(shop.repository().head()).isEqualTo(head);
            assertThat(answer.finished().err()).contains("applied     Deployment " + shop.namespace() + "/web spec.");
            OurRendering.isWhatIsLive(shop, 1);

            landfall.answer("revert", answer.change(), "--yes").ends("Verified", 0);
            assertThat(image(shop, "web")).isEqualTo(shop.testbed().imageOld());
        }
    }

    @Test
    void aLabelThatTheOwnerPutsOnEveryObjectIsChangedThere() {
        try (Shop shop = Shop.open(GitOpsTool.FLUX, "common");
                Child _ = new Child(shop)) {
            String common = "  commonMetadata:\n    labels:\n      tier: shown   # whatever the files say\n";
            shop.repository()
                    .push(
                            "Apply a child",
                            Map.of("apps/child.yaml", child(shop) + common, "inner/front.yaml", front(shop)));
            awaitTier(shop, "shown");
            OurRendering.isWhatIsLive(shop, 1);
            Landfall landfall = shop.mightyLandfall();

            Answer label = landfall.answer(VerbsEndToEndTest.operate(shop, "label", "deployment/front", "tier=back"))
                    .ends("Verified", 0);

            assertThat(shop.repository().filesChangedBy(label.commit())).containsExactly("apps/child.yaml");
            assertThat(shop.repository().read("apps/child.yaml")).endsWith(common.replace("tier: shown", "tier: back"));
            assertThat(tier(shop)).isEqualTo("back");

            Answer beside = landfall.answer(VerbsEndToEndTest.operate(shop, "label", "deployment/front", "app=door"))
                    .ends("Verified", 0);
            assertThat(shop.repository().filesChangedBy(beside.commit())).containsExactly("inner/front.yaml");
            OurRendering.isWhatIsLive(shop, 1);
        }
    }

    private static String tier(Shop shop) {
        return VerbsEndToEndTest.live(shop, "deployment", "front")
                .at("/metadata/labels/tier")
                .asString("");
    }

    private static void awaitTier(Shop shop, String tier) {
        Waiting.until("the label", Shop.DELIVERED_WITHIN, () -> tier(shop), tier::equals);
    }

    private static String[] setImage(Shop shop, String name) {
        return VerbsEndToEndTest.operate(
                shop, "set-image", "deployment/" + name, "web=" + shop.testbed().imageNew(), "--timeout", "90s");
    }

    /** An entry for the image that the files have, put there by hand. */
    private static void addImage(Shop shop) {
        String old = shop.testbed().imageOld();
        String patch = switch (shop.delivered().tool()) {
            case ARGOCD -> "{\"spec\":{\"source\":{\"kustomize\":{\"images\":[\"%s\"]}}}}".formatted(old);
            case FLUX ->
                "{\"spec\":{\"images\":[{\"name\":\"%s\",\"newTag\":\"%s\"}]}}".formatted(repository(old), tag(old));
        };
        Delivered.Tracked owner = shop.delivered().owner();
        shop.admin().run("patch", owner.resource(), owner.name(), "-n", owner.namespace(), "--type=merge", "-p", patch);
    }

    private static String image(Shop shop, String name) {
        return VerbsEndToEndTest.live(shop, "deployment", name)
                .at("/spec/template/spec/containers/0/image")
                .asString("");
    }

    private static void awaitImage(Shop shop, String name, String image) {
        Waiting.until("the image", Shop.DELIVERED_WITHIN, () -> image(shop, name), image::equals);
    }

    private static String front(Shop shop) {
        return Manifests.web(shop.namespace(), shop.testbed().imageOld())
                .replace("name: web  ", "name: front")
                .replace("app: web", "app: front");
    }

    private static String repository(String image) {
        return image.replaceFirst(":[^:/]*$", "");
    }

    private static String tag(String image) {
        return image.replaceFirst(".*:", "");
    }

    private static String child(Shop shop) {
        String old = shop.testbed().imageOld();
        return switch (shop.delivered().tool()) {
            case ARGOCD ->
                """
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {name: %1$s, namespace: %2$s, finalizers: [resources-finalizer.argocd.argoproj.io]}
                spec:
                  project: default
                  source:
                    repoURL: "%3$s"
                    targetRevision: main
                    path: inner
                    kustomize:
                      images:
                        - %5$s   # moved by hand
                  destination: {server: "https://kubernetes.default.svc", namespace: %4$s}
                  syncPolicy: {automated: {prune: true, selfHeal: true}, retry: {limit: 1, backoff: {duration: 2s}}}
                """.formatted(
                                Child.name(shop),
                                shop.testbed().argocdNamespace(),
                                shop.repository().url(),
                                shop.namespace(),
                                old);
            case FLUX -> """
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: %1$s, namespace: %2$s}
                spec:
                  sourceRef: {kind: GitRepository, name: %2$s}
                  path: ./inner
                  interval: 30s
                  timeout: 20s
                  prune: true
                  images:
                    - name: %3$s
                      newTag: "%4$s"   # moved by hand
                """.formatted(Child.name(shop), shop.namespace(), repository(old), tag(old));
        };
    }
}
