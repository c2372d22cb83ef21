package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.change.RepositoryAccess;
import dev.landfall.charts.ChartServerInProcess;
import dev.landfall.config.ConfigurationLoader;
import dev.landfall.git.GitLimits;
import dev.landfall.git.GitRepositories;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A chart that a Helm repository publishes is changed by its values: in the file that has them, or in the Application. */
@EndToEnd
class HelmRepositoryEndToEndTest {
    private static final String VALUES = "prod/lamp.yaml";

    private final ChartServerInProcess server = ChartServerInProcess.start();

    @BeforeEach
    void onlyWhereTheClusterReachesThisMachine() {
        Assumptions.assumeTrue(Testbed.here().gitFolder().isPresent(), "a cluster on another machine");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aValueFileThatAnotherSourceLendsIsChangedInGit() {
        try (Shop shop = Shop.of(GitOpsTool.ARGOCD, "helm-repo", false);
                Children children = new Children(shop)) {
            publish(shop, "1.0.0", "replicas");
            publish(shop, "1.2.0", "count");
            publish(shop, "2.0.0", "number");
            String old = shop.testbed().imageOld();
            Map<String, String> files = new LinkedHashMap<>();
            files.put(VALUES, "# Of the shop.\ncount: 1 # at night\n");
            children.define(
                    files,
                    "lent",
                    """
                    sources:
                        - {repoURL: "%s", chart: lamp, targetRevision: 1.*, helm: {releaseName: lent, valueFiles: ["$values/%s"]}}
                        - {repoURL: "%s", targetRevision: main, ref: values}""".formatted(server.root(), VALUES, shop.repository().url()),
                    "");
            shop.opened(files);
            shop.awaitRunning("lent", 1, old);
            Landfall landfall = withCharts(shop.landfall());
            OurRendering.isWhatIsLive(shop, 1, access(shop, landfall).charts());

            Answer scaled = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/lent", 2))
                    .ends("Verified", 0);
            assertThat(shop.repository().filesChangedBy(scaled.commit())).containsExactly(VALUES);
            assertThat(shop.repository().read(VALUES)).isEqualTo("# Of the shop.\ncount: 2 # at night\n");

            String image = shop.testbed().imageNew();
            Answer imaged = landfall.answer(
                            VerbsEndToEndTest.operate(shop, "set-image", "deployment/lent", "lent=" + image))
                    .ends("Verified", 0);
            assertThat(shop.repository().filesChangedBy(imaged.commit())).containsExactly(VALUES);
            OurRendering.isWhatIsLive(shop, 1, access(shop, landfall).charts());
            landfall.answer("revert", scaled.change(), "--yes").ends("Verified", 0);
            shop.awaitRunning("lent", 1, image);
        }
    }

    @Test
    void withoutAValueFileTheApplicationItselfIsChanged() {
        try (Shop shop = Shop.of(GitOpsTool.ARGOCD, "helm-inline", false);
                Children children = new Children(shop)) {
            publish(shop, "1.0.0", "replicas");
            String old = shop.testbed().imageOld();
            Map<String, String> files = new LinkedHashMap<>();
            children.define(files, "inline", source("inline", "parameters: [{name: replicas, value: \"1\"}]"), "");
            Map<String, String> nowhere = new LinkedHashMap<>();
            children.define(nowhere, "bare", source("bare", "valuesObject: {replicas: 1}"), "");
            shop.opened(files);
            shop.admin().apply(nowhere.get("apps/bare.yaml"));
            shop.awaitRunning("inline", 1, old);
            shop.awaitRunning("bare", 1, old);
            Landfall landfall = withCharts(shop.mightyLandfall());

            Answer scaled = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/inline", 2))
                    .ends("Verified", 0);
            assertThat(shop.repository().filesChangedBy(scaled.commit())).containsExactly("apps/inline.yaml");
            List<String> atOwner = new ArrayList<>(List.of(ScaleEndToEndTest.scale(shop, "deployment/bare", 2)));
            atOwner.addAll(List.of("--at", "owner"));
            Answer changed = landfall.answer(atOwner.toArray(String[]::new)).ends("Verified", 0);
            OurRendering.isWhatIsLive(shop, 2, access(shop, landfall).charts());
            landfall.answer("revert", changed.change(), "--yes").ends("Verified", 0);
            shop.awaitRunning("bare", 1, old);
        }
    }

    private String source(String release, String values) {
        return "source: {repoURL: \"%s\", chart: lamp, targetRevision: 1.0.0, helm: {releaseName: %s, %s}}"
                .formatted(server.root(), release, values);
    }

    /** @param replicas what the value is called by which it is scaled */
    private void publish(Shop shop, String version, String replicas) {
        server.publish(Map.of(
                "Chart.yaml",
                "{apiVersion: v2, name: lamp, version: %s}\n".formatted(version),
                "values.yaml",
                "image: %s\n%s: 3\n".formatted(shop.testbed().imageOld(), replicas),
                "templates/lamp.yaml",
                Manifests.deployment("{{ .Release.Namespace }}", "{{ .Release.Name }}", "{{ .Values.image }}", "")
                        .replace("replicas: 1", "replicas: {{ .Values.%s }}".formatted(replicas))));
    }

    private Landfall withCharts(Landfall landfall) {
        return landfall.reconfigured("repositories:\n", "repositories:\n  - match: %s*\n".formatted(server.root()));
    }

    private static RepositoryAccess access(Shop shop, Landfall landfall) {
        return new RepositoryAccess(
                ConfigurationLoader.load(Optional.of(landfall.configuration()), Map.of(), Map.of())
                        .configuration(),
                Map.of(),
                new GitRepositories(shop.folder().resolve("charts"), GitLimits.standard()),
                List.of(),
                List.of());
    }
}
