package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A chart that Argo CD renders: the value that feeds a field is changed, in the file that wins. */
@EndToEnd
class ChartEndToEndTest {
    private static final String VALUES = "apps/values.yaml";

    /** Comes out only where the chart is told what the cluster serves. */
    private static final String ASKING = """
            {{ if .Capabilities.APIVersions.Has "argoproj.io/v1alpha1/Application" }}
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: cluster, namespace: {{ .Release.Namespace }}}
            data: {version: {{ .Capabilities.KubeVersion.Version | quote }}}
            {{ end }}
            """;

    @Test
    void theValueThatFeedsAFieldIsChanged() {
        try (Shop shop = Shop.of(GitOpsTool.ARGOCD, "chart", false)) {
            String image = shop.testbed().imageOld();
            String values = """
                    # What the shop team sets.
                    image: {repository: %s, tag: "%s"}   # moved by hand
                    replicas: 1 # one is enough at night
                    """.formatted(withoutTag(image), tag(image));
            shop.opened(Map.of(
                    "apps/Chart.yaml",
                    "{apiVersion: v2, name: shop, version: 0.1.0}\n",
                    VALUES,
                    values,
                    "apps/templates/web.yaml",
                    Manifests.web("{{ .Release.Namespace }}", "{{ .Values.image.repository }}:{{ .Values.image.tag }}")
                            .replace("replicas: 1 ", "replicas: {{ .Values.replicas }} "),
                    "apps/templates/cluster.yaml",
                    ASKING,
                    Manifests.WEB_FILE,
                    "",
                    Manifests.SERVICE_FILE,
                    ""));
            OurRendering.isWhatIsLive(shop, 1);
            Landfall landfall = shop.landfall();

            Answer scaled = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/web", 2))
                    .ends("Verified", 0);
            assertThat(shop.repository().read(VALUES)).isEqualTo(values.replace("replicas: 1", "replicas: 2"));
            assertThat(shop.repository().filesChangedBy(scaled.commit())).containsExactly(VALUES);

            String newImage = shop.testbed().imageNew();
            landfall.answer(VerbsEndToEndTest.operate(shop, "set-image", "deployment/web", "web=" + newImage))
                    .ends("Verified", 0);
            assertThat(Shop.image(shop.deployment("web"))).isEqualTo(newImage);
            OurRendering.isWhatIsLive(shop, 1);
            assertThat(shop.repository().read(VALUES))
                    .isEqualTo(values.replace("replicas: 1", "replicas: 2").replace(tag(image), tag(newImage)));

            landfall.answer("revert", scaled.change(), "--yes").ends("Verified", 0);
            assertThat(shop.repository().read(VALUES)).isEqualTo(values.replace(tag(image), tag(newImage)));
        }
    }

    private static String tag(String image) {
        return image.substring(image.lastIndexOf(':') + 1);
    }

    private static String withoutTag(String image) {
        return image.substring(0, image.lastIndexOf(':'));
    }
}
