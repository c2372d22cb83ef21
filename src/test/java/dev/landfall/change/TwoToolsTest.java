package dev.landfall.change;

import static dev.landfall.cluster.ObjectText.object;
import static dev.landfall.cluster.ObjectText.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.Configuration;
import dev.landfall.config.ConfigurationLoader;
import dev.landfall.gitops.argocd.ArgoCdProvider;
import dev.landfall.gitops.flux.FluxProvider;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/** Argo CD and Flux side by side in one namespace. */
class TwoToolsTest {
    private static final String BY_FLUX =
            "labels: {kustomize.toolkit.fluxcd.io/name: shop, kustomize.toolkit.fluxcd.io/namespace: flux-system}";

    @TempDir
    Path folder;

    private String settings = "{}";

    private final InMemoryCluster cluster = new InMemoryCluster()
            .serving(type("apps", "v1", "Deployment"))
            .serving(type("", "v1", "ConfigMap"))
            .serving(type("argoproj.io", "v1alpha1", "Application"))
            .serving(type("kustomize.toolkit.fluxcd.io", "v1", "Kustomization"));

    @BeforeEach
    void fill() {
        deployment("web", BY_FLUX);
        kustomization("shop", "shop_web_apps_Deployment");
        application("api", "shop");
    }

    private void deployment(String name, String metadata) {
        cluster.with(object("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {namespace: shop, name: %s, uid: "uid-of-%s", %s}
                """.formatted(name, name, metadata)));
    }

    private void kustomization(String name, String id) {
        cluster.with(object("""
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {namespace: flux-system, name: %s, uid: "uid-of-%s"}
                status: {inventory: {entries: [{id: %s, v: v1}]}}
                """.formatted(name, name, id)));
    }

    private void application(String name, String namespace) {
        cluster.with(object("""
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {namespace: argocd, name: %s, uid: "uid-of-%s"}
                spec: {destination: {server: https://kubernetes.default.svc}}
                status:
                  controllerNamespace: argocd
                  resources:
                    - {group: apps, version: v1, kind: Deployment, namespace: %s, name: %s, status: Synced}
                """.formatted(name, name, namespace, name)));
    }

    private Routing.Way way(String name) throws IOException {
        Path file = Files.writeString(folder.resolve("landfall.yaml"), settings);
        Configuration configuration =
                ConfigurationLoader.load(Optional.of(file), Map.of(), Map.of()).configuration();
        InstantSource clock = InstantSource.system();
        Providers providers = new Providers(
                List.of(new ArgoCdProvider(cluster, cluster, clock), new FluxProvider(cluster, cluster, clock)));
        SetField field = new SetField(
                new ObjectRef("apps", "v1", "Deployment", "shop", name),
                FieldPath.parse("spec.replicas"),
                JsonNodeFactory.instance.numberNode(3));
        ChangeRequest request =
                new ChangeRequest(List.of(field), "scale", new Manner("", false, new Destination.Unsaid()));
        return new Routing(cluster, providers, configuration).of(request).getFirst();
    }

    private static List<String> codes(Routing.Way way) {
        return way.warnings().stream().map(Reason::code).toList();
    }

    @Test
    void bothAreNamedInAWarningWhereTheChangeGoesThroughOne() throws IOException {
        kustomization("another", "shop_other_apps_Deployment");

        Routing.Way way = way("web");

        assertThat(way.route()).isInstanceOf(Routing.Route.ThroughOwner.class);
        assertThat(way.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo("two-tools");
            assertThat(warning.message())
                    .contains("Application argocd/api of Argo CD")
                    .as("the owner itself before its neighbours")
                    .contains("Kustomization flux-system/shop of Flux");
        });
    }

    @Test
    void oneThatTheConfigurationSwitchesOffManagesItsObjectsAllTheSame() throws IOException {
        settings = "gitops: {provider: flux}\n";
        assertThat(codes(way("web"))).containsExactly("two-tools");
    }

    @Test
    void ofToolsInOtherNamespacesNothingIsSaid() throws IOException {
        application("api", "elsewhere");
        assertThat(codes(way("web"))).isEmpty();
    }

    @Test
    void anObjectWithoutProofOfEitherIsAskedAboutNamingBothHoweverManyThereAre() throws IOException {
        deployment("loner", "labels: {}");
        IntStream.range(0, 9).forEach(each -> application("api-" + each, "shop"));

        assertThat(way("loner").route()).isInstanceOfSatisfying(Routing.Route.Unclear.class, unclear -> {
            assertThat(unclear.question().code()).isEqualTo("unmanaged-among-managed");
            assertThat(unclear.question().message())
                    .contains("Application argocd/api", "Kustomization flux-system/shop");
        });
    }
}
