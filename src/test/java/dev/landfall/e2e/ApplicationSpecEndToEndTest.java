package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the own spec of an Application decides, or a file that it names in another repository, is changed there. */
@EndToEnd
class ApplicationSpecEndToEndTest {
    private static final String CHART = "{apiVersion: v2, name: shop, version: 0.1.0}\n";

    @Test
    void whatTheSpecOfAChildDecidesIsChangedInTheFolderOfItsParent() {
        try (Shop shop = Shop.of(GitOpsTool.ARGOCD, "app-spec", false);
                Children children = new Children(shop)) {
            String old = shop.testbed().imageOld();
            Map<String, String> files = new LinkedHashMap<>();
            files.put("built/kustomization.yaml", "resources: [web.yaml]\n");
            files.put("built/web.yaml", deployment(shop, "built", "nobody/has:this"));
            files.put("chart/Chart.yaml", CHART);
            files.put("chart/values.yaml", "image: " + old + "\nreplicas: 1\n");
            files.put("chart/templates/web.yaml", template());
            children.add(
                    files, "built", "source", "{path: built, kustomize: {images: [\"nobody/has=" + old + "\"]}}", "");
            children.add(
                    files, "text", "source", "{path: chart, helm: {releaseName: text, values: \"replicas: 1\"}}", "");
            children.add(
                    files,
                    "mapping",
                    "source",
                    "{path: chart, helm: {releaseName: mapping, valuesObject: {replicas: 1}}}",
                    "");
            children.add(
                    files,
                    "parameter",
                    "source",
                    "{path: chart, helm: {releaseName: parameter, parameters: [{name: replicas, value: \"1\"}]}}",
                    "");
            shop.opened(files);
            List.of("built", "text", "mapping", "parameter").forEach(name -> shop.awaitRunning(name, 1, old));
            Landfall landfall = shop.landfall();

            String image = shop.testbed().imageNew();
            Answer built = landfall.answer(
                            VerbsEndToEndTest.operate(shop, "set-image", "deployment/built", "built=" + image))
                    .ends("Verified", 0);
            assertThat(Shop.image(shop.deployment("built"))).isEqualTo(image);
            assertThat(shop.repository().filesChangedBy(built.commit())).containsExactly("apps/built.yaml");
            for (String name : List.of("text", "mapping", "parameter")) {
                Answer scaled = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/" + name, 2))
                        .ends("Verified", 0);
                assertThat(shop.repository().filesChangedBy(scaled.commit())).containsExactly("apps/" + name + ".yaml");
            }
            OurRendering.isWhatIsLive(shop, 4);
            landfall.answer("revert", built.change(), "--yes").ends("Verified", 0);
            assertThat(Shop.image(shop.deployment("built"))).isEqualTo(old);
        }
    }

    @Test
    void whatASourceFileOrAFileParameterDecidesIsChangedThere() {
        try (Shop shop = Shop.of(GitOpsTool.ARGOCD, "app-files", false);
                Children children = new Children(shop)) {
            String old = shop.testbed().imageOld();
            Map<String, String> files = new LinkedHashMap<>();
            files.put("built/kustomization.yaml", "resources: [web.yaml]\n");
            files.put("built/web.yaml", deployment(shop, "built", "nobody/has:this"));
            String own = "# Of all who build this.\nkustomize:\n  images:\n    - nobody/has=" + old + "   # for now\n";
            files.put("built/.argocd-source.yaml", own);
            children.add(files, "built", "source", "{path: built}", "");
            files.put("chart/Chart.yaml", CHART);
            files.put("chart/values.yaml", "image: nobody/has:this\nreplicas: 1\n");
            files.put("chart/templates/web.yaml", template());
            files.put("texts/image.txt", old);
            children.add(
                    files,
                    "text",
                    "source",
                    "{path: chart, helm: {releaseName: text, fileParameters: [{name: image, path: ../texts/image.txt}]}}",
                    "");
            shop.opened(files);
            List.of("built", "text").forEach(name -> shop.awaitRunning(name, 1, old));
            OurRendering.isWhatIsLive(shop, 2);
            Landfall landfall = shop.landfall();

            String image = shop.testbed().imageNew();
            Answer built = landfall.answer(
                            VerbsEndToEndTest.operate(shop, "set-image", "deployment/built", "built=" + image))
                    .ends("Verified", 0);
            assertThat(shop.repository().filesChangedBy(built.commit())).containsExactly("built/.argocd-source.yaml");
            assertThat(shop.repository().read("built/.argocd-source.yaml")).isEqualTo(own.replace(old, image));
            Answer text = landfall.answer(
                            VerbsEndToEndTest.operate(shop, "set-image", "deployment/text", "text=" + image))
                    .ends("Verified", 0);
            assertThat(shop.repository().filesChangedBy(text.commit())).containsExactly("texts/image.txt");
            assertThat(shop.repository().read("texts/image.txt").strip()).isEqualTo(image);
            landfall.answer("revert", built.change(), "--yes").ends("Verified", 0);
            assertThat(Shop.image(shop.deployment("built"))).isEqualTo(old);
        }
    }

    @Test
    void aValueThatAnotherSourceLendsIsChangedInItsRepository() {
        try (Shop shop = Shop.of(GitOpsTool.ARGOCD, "app-lends", false);
                Children children = new Children(shop)) {
            String old = shop.testbed().imageOld();
            GitFixture values = children.secondRepository();
            values.push("Values", Map.of("prod/web.yaml", "# Of the shop.\nreplicas: 1 # at night\n"));
            Map<String, String> files = new LinkedHashMap<>();
            files.put("chart/Chart.yaml", CHART);
            files.put("chart/values.yaml", "image: " + old + "\nreplicas: 3\n");
            files.put("chart/templates/web.yaml", template());
            String chart = "{repoURL: \"%s\", targetRevision: main, path: chart, "
                            .formatted(shop.repository().url())
                    + "helm: {releaseName: lent, valueFiles: [\"$values/prod/web.yaml\"]}}";
            String lender = "{repoURL: \"%s\", targetRevision: main, ref: values}".formatted(values.url());
            children.add(files, "lent", "sources", "[" + chart + ", " + lender + "]", "");
            shop.opened(files);
            shop.awaitRunning("lent", 1, old);
            Landfall landfall = shop.landfall();

            Answer scaled = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/lent", 2))
                    .ends("Verified", 0);
            assertThat(values.head()).isEqualTo(scaled.commit());
            assertThat(values.read("prod/web.yaml")).isEqualTo("# Of the shop.\nreplicas: 2 # at night\n");

            String image = shop.testbed().imageNew();
            landfall.answer(VerbsEndToEndTest.operate(shop, "set-image", "deployment/lent", "lent=" + image))
                    .ends("Verified", 0);
            assertThat(shop.repository().read("chart/values.yaml")).contains("image: " + image);
            OurRendering.isWhatIsLive(shop, 1);
            landfall.answer("revert", scaled.change(), "--yes").ends("Verified", 0);
            shop.awaitRunning("lent", 1, image);
        }
    }

    @Test
    void anApplicationThatNoRepositoryDefinesIsChangedItself() {
        try (Shop shop = Shop.of(GitOpsTool.ARGOCD, "app-itself", false);
                Children children = new Children(shop)) {
            String old = shop.testbed().imageOld();
            shop.opened(Map.of(
                    "built/kustomization.yaml",
                    "resources: [web.yaml]\n",
                    "built/web.yaml",
                    deployment(shop, "built", "nobody/has:this")));
            Map<String, String> manifests = new LinkedHashMap<>();
            children.add(
                    manifests,
                    "built",
                    "source",
                    "{path: built, kustomize: {images: [\"nobody/has=" + old + "\"]}}",
                    "");
            shop.admin().apply(manifests.get("apps/built.yaml"));
            shop.awaitRunning("built", 1, old);
            Landfall landfall = shop.mightyLandfall();
            String image = shop.testbed().imageNew();
            String[] words = VerbsEndToEndTest.operate(shop, "set-image", "deployment/built", "built=" + image);

            assertThat(landfall.answer(words).finished().out()).contains("owner-not-in-git");
            List<String> atOwner = new ArrayList<>(List.of(words));
            atOwner.addAll(List.of("--at", "owner"));
            Answer changed = landfall.answer(atOwner.toArray(String[]::new)).ends("Verified", 0);
            assertThat(Shop.image(shop.deployment("built"))).isEqualTo(image);
            landfall.answer("revert", changed.change(), "--yes").ends("Verified", 0);
            assertThat(Shop.image(shop.deployment("built"))).isEqualTo(old);
        }
    }

    private static String deployment(Shop shop, String name, String image) {
        return Manifests.deployment(shop.namespace(), name, image, "");
    }

    private static String template() {
        return Manifests.deployment("{{ .Release.Namespace }}", "{{ .Release.Name }}", "{{ .Values.image }}", "")
                .replace("replicas: 1", "replicas: {{ .Values.replicas }}");
    }
}
