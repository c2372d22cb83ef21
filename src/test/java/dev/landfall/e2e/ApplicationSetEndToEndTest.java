package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the spec of a generated Application decides is changed where its ApplicationSet takes it from. */
@EndToEnd
class ApplicationSetEndToEndTest {
    @Test
    void aParameterIsChangedInItsElementAndTheTemplateForAll() {
        try (Shop shop = Shop.of(GitOpsTool.ARGOCD, "appset", false);
                Generated generated = new Generated(shop)) {
            String old = shop.testbed().imageOld();
            Map<String, String> files = generated.folders();
            files.put("apps/set.yaml", generated.set("false", """
                    - list:
                        elements:
                          - name: one
                            image: %1$s # by hand
                          - {name: two, image: "%1$s"}
                    """.formatted(old), "{{name}}", "{{image}}"));
            shop.opened(files);
            List.of("one", "two").forEach(name -> shop.awaitRunning(name, 1, old));
            String before = shop.repository().read("apps/set.yaml");
            Landfall landfall = shop.landfall();

            String image = shop.testbed().imageNew();
            Answer element = landfall.answer(
                            VerbsEndToEndTest.operate(shop, "set-image", "deployment/one", "one=" + image))
                    .ends("Verified", 0);
            assertThat(Shop.image(shop.deployment("one"))).isEqualTo(image);
            assertThat(Shop.image(shop.deployment("two"))).isEqualTo(old);
            assertThat(shop.repository().filesChangedBy(element.commit())).containsExactly("apps/set.yaml");
            assertThat(shop.repository().read("apps/set.yaml"))
                    .isEqualTo(before.replace("image: " + old + " #", "image: " + image + " #"));

            String[] scale = ScaleEndToEndTest.scale(shop, "deployment/two", 2);
            assertThat(landfall.answer(scale).reason()).isEqualTo("template-shared");
            List<String> atBase = new ArrayList<>(List.of(scale));
            atBase.addAll(List.of("--at", "base"));
            Answer template = landfall.answer(atBase.toArray(String[]::new)).ends("Verified", 0);
            assertThat(List.of("one", "two"))
                    .allMatch(name -> shop.deployment(name)
                                    .at("/status/availableReplicas")
                                    .asInt()
                            == 2);
            OurRendering.isWhatIsLive(shop, 2);

            // Verified is what the Deployments are, not only what the ApplicationSet says: nothing is waited for.
            landfall.answer("revert", element.change(), "--yes").ends("Verified", 0);
            assertThat(Shop.runs(shop.deployment("one"), 2, old)).isTrue();
            landfall.answer("revert", template.change(), "--yes").ends("Verified", 0);
            assertThat(List.of("one", "two")).allMatch(name -> Shop.runs(shop.deployment(name), 1, old));
            assertThat(shop.repository().read("apps/set.yaml")).isEqualTo(before);
        }
    }

    @Test
    void aParameterOfAFileIsChangedInTheFile() {
        try (Shop shop = Shop.of(GitOpsTool.ARGOCD, "appset-files", false);
                Generated generated = new Generated(shop)) {
            String old = shop.testbed().imageOld();
            Map<String, String> files = generated.folders();
            String file = "# Of %s.\nimage:\n  whole: " + old + "   # as approved\n";
            for (String name : List.of("one", "two")) files.put("config/" + name + "/shop.yaml", file.formatted(name));
            files.put(
                    "apps/set.yaml",
                    generated.set(
                            "true",
                            """
                    - git:
                        repoURL: "%s"
                        revision: main
                        files: [{path: "config/*/shop.yaml"}]
                        requeueAfterSeconds: 600
                    """.formatted(shop.repository().url()),
                            "{{ .path.basename }}",
                            "{{ .image.whole }}"));
            shop.opened(files);
            List.of("one", "two").forEach(name -> shop.awaitRunning(name, 1, old));
            Landfall landfall = shop.landfall();

            String image = shop.testbed().imageNew();
            Answer changed = landfall.answer(
                            VerbsEndToEndTest.operate(shop, "set-image", "deployment/two", "two=" + image))
                    .ends("Verified", 0);
            assertThat(Shop.image(shop.deployment("two"))).isEqualTo(image);
            assertThat(Shop.image(shop.deployment("one"))).isEqualTo(old);
            assertThat(shop.repository().filesChangedBy(changed.commit())).containsExactly("config/two/shop.yaml");
            assertThat(shop.repository().read("config/two/shop.yaml"))
                    .isEqualTo(file.formatted("two").replace(old, image));

            landfall.answer("revert", changed.change(), "--yes").ends("Verified", 0);
            assertThat(Shop.image(shop.deployment("two"))).isEqualTo(old);
        }
    }

    /** An ApplicationSet that the shop's own Application applies, and two folders for its Applications. */
    private static final class Generated implements AutoCloseable {
        private final Shop shop;

        Generated(Shop shop) {
            this.shop = shop;
        }

        Map<String, String> folders() {
            Map<String, String> files = new LinkedHashMap<>();
            for (String name : List.of("one", "two")) {
                files.put(name + "/kustomization.yaml", "resources: [web.yaml]\n");
                files.put(name + "/web.yaml", Manifests.deployment(shop.namespace(), name, "nobody/has:this", ""));
            }
            return files;
        }

        /**
         * @param generators a list in YAML
         * @param name of the folder, in words of the template
         */
        String set(String isGo, String generators, String name, String image) {
            return """
                    # All of the shop's.
                    apiVersion: argoproj.io/v1alpha1
                    kind: ApplicationSet
                    metadata: {name: %1$s, namespace: %2$s}
                    spec:
                      goTemplate: %3$s
                      generators:
                    %4$s
                      template:
                        metadata:
                          name: "%1$s-%5$s"
                          finalizers: [resources-finalizer.argocd.argoproj.io]
                        spec:
                          project: default
                          destination: {server: "https://kubernetes.default.svc", namespace: %6$s}
                          syncPolicy: {automated: {prune: true, selfHeal: true}}
                          source:
                            repoURL: "%7$s"
                            targetRevision: main
                            path: "%5$s"
                            kustomize:
                              images: ["nobody/has=%8$s"]
                              replicas:
                                - name: "%5$s"
                                  count: 1
                    """.formatted(
                            shop.namespace(),
                            shop.testbed().argocdNamespace(),
                            isGo,
                            generators.stripTrailing().indent(4).stripTrailing(),
                            name,
                            shop.namespace(),
                            shop.repository().url(),
                            image);
        }

        @Override
        public void close() {
            shop.delivered().delete();
            shop.admin()
                    .run(
                            "delete",
                            "applicationset",
                            shop.namespace(),
                            "-n",
                            shop.testbed().argocdNamespace(),
                            "--ignore-not-found",
                            "--wait=false");
        }
    }
}
