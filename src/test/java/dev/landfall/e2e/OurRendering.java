package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ApiCluster;
import dev.landfall.cluster.Kubeconfig;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.Credentials;
import dev.landfall.git.GitLimits;
import dev.landfall.git.GitRepositories;
import dev.landfall.git.GitRepository;
import dev.landfall.git.RepositoryUrl;
import dev.landfall.git.Secret;
import dev.landfall.gitops.Applied;
import dev.landfall.gitops.Charting;
import dev.landfall.gitops.Charts;
import dev.landfall.gitops.Clusters;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Lender;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.argocd.ArgoCdProvider;
import dev.landfall.gitops.flux.FluxProvider;
import dev.landfall.placement.BuiltObjects;
import dev.landfall.placement.Checkout;
import dev.landfall.placement.Deviation;
import dev.landfall.placement.LiveComparison;
import dev.landfall.placement.Placement;
import dev.landfall.placement.SourceContents;
import dev.landfall.render.InstalledPrograms;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What we render for the owners of a shop, held against what they have made live: where the two differ, the owner is
 * right.
 */
final class OurRendering implements AutoCloseable {
    private static final Map<String, String> GROUPS = Map.of(
            "Application", "argoproj.io",
            "Kustomization", "kustomize.toolkit.fluxcd.io",
            "HelmRelease", "helm.toolkit.fluxcd.io");

    private final Shop shop;
    private final ApiCluster cluster;
    private final GitOpsProvider provider;
    private final SourceContents contents = new Placement(new InstalledPrograms(System.getenv())).contents();
    private final Map<String, GitRepository> repositories = new HashMap<>();

    private OurRendering(Shop shop, Charts charts) {
        this.shop = shop;
        this.cluster =
                new ApiCluster(new Kubeconfig(Optional.of(shop.testbed().kubeconfig()), Optional.empty(), Map.of()));
        this.provider = shop.delivered().tool() == GitOpsTool.ARGOCD
                ? new ArgoCdProvider(Clusters.one(cluster), cluster, InstantSource.system(), charts)
                : new FluxProvider(cluster, cluster, InstantSource.system());
    }

    /**
     * Waits until every owner of the shop has settled, and compares every object that they list and that is rendered.
     *
     * @param rendering how many of them render something
     */
    static void isWhatIsLive(Shop shop, int rendering) {
        isWhatIsLive(shop, rendering, Charts.none());
    }

    /** The same with charts that lie in no repository of Git. */
    static void isWhatIsLive(Shop shop, int rendering, Charts charts) {
        try (OurRendering ours = new OurRendering(shop, charts)) {
            List<String> owners = ours.owners();
            assertThat(owners.stream().filter(ours::isWhatIsLive))
                    .describedAs("what renders something among %s", owners)
                    .hasSize(rendering);
        }
    }

    /** All that the shop's own one brought, too. */
    private List<String> owners() {
        String[] kinds = shop.delivered().tool() == GitOpsTool.ARGOCD
                ? new String[] {"Application"}
                : new String[] {"Kustomization", "HelmRelease"};
        String namespace = shop.delivered().owner().namespace();
        List<String> owners = new ArrayList<>();
        for (String kind : kinds)
            for (String name : named(kind.toLowerCase(Locale.ROOT), namespace).split(" ", -1))
                if (name.startsWith(shop.namespace()) || namespace.equals(shop.namespace()))
                    owners.add(kind + "/" + namespace + "/" + name);
        return owners;
    }

    private String named(String resource, String namespace) {
        return shop.admin()
                .run("get", resource, "-n", namespace, "-o", "jsonpath={.items[*].metadata.name}")
                .strip();
    }

    /** Whether anything was rendered for it, which then is what is live. */
    private boolean isWhatIsLive(String named) {
        if (named.endsWith("/")) return false;
        Owner owner = settled(named.split("/", -1));
        Applied applied = provider.appliedBy(owner).getFirst();
        return switch (provider.layersOf(owner)) {
            case Layers.CannotPlace cannot ->
                throw new AssertionError(named + ": " + cannot.reason().message());
            case Layers.ReleasedChart released -> {
                assertThat(contents.deviations(released)).isEmpty();
                yield true;
            }
            case Layers.ChartAlone chart -> isWhatIsLive(applied, List.of(), List.of(chart));
            case Layers.PlainFolder folder -> isWhatIsLive(applied, List.of(folder.source()), List.of());
            case Layers.Folders folders ->
                isWhatIsLive(
                        applied,
                        folders.sources(),
                        folders.charts().stream().map(Layers.ChartAlone::new).toList());
        };
    }

    private boolean isWhatIsLive(Applied applied, List<GitSource> sources, List<Layers.ChartAlone> charts) {
        Map<ObjectRef, JsonNode> ours = new HashMap<>();
        List<BuiltObjects> built = new ArrayList<>();
        sources.forEach(source -> built.add(contents.built(checkout(source, applied))));
        charts.forEach(chart -> built.add(contents.built(chart)));
        for (BuiltObjects each : built)
            switch (each) {
                case BuiltObjects.Built objects -> ours.putAll(objects.objects());
                case BuiltObjects.NotBuilt _ -> {
                    return false;
                }
                case BuiltObjects.Failing failing ->
                    throw new AssertionError(failing.reason().message());
            }
        boolean isPackaged = sources.stream()
                .flatMap(source -> source.charting().stream())
                .anyMatch(charting -> charting.packaging() != Charting.Packaging.NONE);
        assertThat(deviations(new BuiltObjects.Built(ours), applied.objects()).stream()
                        .filter(deviation -> !isPackaged || !deviation.isOfChartVersion()))
                .isEmpty();
        assertThat(applied.objects()).hasSize(ours.size());
        return true;
    }

    private Checkout checkout(GitSource source, Applied applied) {
        GitRepository repository = repositories.computeIfAbsent(source.repository(), this::repository);
        assertThat(repository.fetch(source.branch())).isPresent();
        Map<String, Checkout> lenders = new HashMap<>();
        for (Lender lender : source.lenders()) lenders.put(lender.name(), checkout(lender.source(), applied));
        return new Checkout(
                source, repository, applied.from(source).orElseThrow().commit().orElseThrow(), lenders);
    }

    private GitRepository repository(String url) {
        Testbed testbed = shop.testbed();
        return new GitRepositories(
                        Path.of("target", "e2e", shop.namespace(), "rendering").toAbsolutePath(), GitLimits.standard())
                .open(
                        RepositoryUrl.parse(url, true),
                        new Credentials.Basic(testbed.gitUsername(), new Secret(testbed.gitPassword())));
    }

    private Owner settled(String[] named) {
        boolean isOwn = named[2].equals(shop.delivered().owner().name());
        return Waiting.until(
                "the word of " + String.join("/", named),
                Shop.DELIVERED_WITHIN,
                () -> owner(named),
                owner -> isSettled(provider.appliedBy(owner)) && (!isOwn || isAtHead(provider.appliedBy(owner))));
    }

    private Owner owner(String[] named) {
        ObjectRef web = new ObjectRef("apps", "v1", "Deployment", shop.namespace(), "web");
        LiveObject live = cluster.typeOf(GROUPS.get(named[0]), named[0])
                .flatMap(type -> cluster.get(type.named(named[1], named[2])))
                .orElseThrow(() -> new AssertionError("not there: " + List.of(named)));
        return new Owner(provider.name(), live, web, List.of(web), List.of());
    }

    private static boolean isSettled(List<Applied> applied) {
        return applied.size() == 1 && applied.getFirst().isSettled();
    }

    private boolean isAtHead(List<Applied> applied) {
        return applied.getFirst()
                .commit()
                .orElseThrow()
                .hex()
                .equals(shop.repository().head());
    }

    private List<Deviation> deviations(BuiltObjects.Built built, List<ObjectRef> listed) {
        List<Deviation> deviations = new ArrayList<>();
        for (ObjectRef ref : listed) {
            Optional<JsonNode> ours = built.object(ref);
            Optional<LiveObject> live = cluster.get(ref);
            if (ours.isEmpty()) deviations.add(Deviation.notRendered(ref));
            else deviations.addAll(LiveComparison.of(ours.get(), live.orElseThrow()));
        }
        return deviations;
    }

    @Override
    public void close() {
        repositories.values().forEach(GitRepository::close);
        cluster.close();
    }
}
