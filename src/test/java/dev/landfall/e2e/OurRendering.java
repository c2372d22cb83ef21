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
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.argocd.ArgoCdProvider;
import dev.landfall.gitops.flux.FluxProvider;
import dev.landfall.placement.BuiltObjects;
import dev.landfall.placement.Checkout;
import dev.landfall.placement.Deviation;
import dev.landfall.placement.LiveComparison;
import dev.landfall.placement.Placement;
import dev.landfall.render.InstalledPrograms;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What we render of an owner's folder, held against what the owner has made live: where they differ, the owner is right. */
final class OurRendering {
    private OurRendering() {}

    /** Waits until the owner has settled at the head of its branch, and compares every object that it lists. */
    static void isWhatIsLive(Shop shop) {
        Testbed testbed = shop.testbed();
        Kubeconfig kubeconfig = new Kubeconfig(Optional.of(testbed.kubeconfig()), Optional.empty(), Map.of());
        try (ApiCluster cluster = new ApiCluster(kubeconfig);
                GitRepository repository = repository(shop)) {
            GitOpsProvider provider = shop.delivered().tool() == GitOpsTool.ARGOCD
                    ? new ArgoCdProvider(cluster, cluster, InstantSource.system())
                    : new FluxProvider(cluster, cluster, InstantSource.system());
            Owner owner = settled(shop, provider);
            Applied applied = provider.appliedBy(owner).getFirst();
            GitSource source = ((Layers.PlainFolder) provider.layersOf(owner)).source();
            assertThat(repository.fetch(source.branch())).isPresent();
            BuiltObjects.Built built = (BuiltObjects.Built) new Placement(new InstalledPrograms(System.getenv()))
                    .contents()
                    .built(new Checkout(source, repository, applied.commit()));
            assertThat(deviations(cluster, built, applied.objects())).isEmpty();
            assertThat(applied.objects()).hasSize(built.objects().size());
        }
    }

    private static GitRepository repository(Shop shop) {
        Testbed testbed = shop.testbed();
        return new GitRepositories(
                        Path.of("target", "e2e", shop.namespace(), "rendering").toAbsolutePath(), GitLimits.standard())
                .open(
                        RepositoryUrl.parse(shop.repository().url(), true),
                        new Credentials.Basic(testbed.gitUsername(), new Secret(testbed.gitPassword())));
    }

    private static Owner settled(Shop shop, GitOpsProvider provider) {
        String[] named = shop.delivered().asOwner().split("/", -1);
        ObjectRef web = new ObjectRef("apps", "v1", "Deployment", shop.namespace(), "web");
        return Waiting.until(
                "the owner's word on the head",
                Shop.DELIVERED_WITHIN,
                () -> provider.ownerFor(web, named[0], named[1], named[2]).orElseThrow(),
                owner -> isAt(shop.repository().head(), provider.appliedBy(owner)));
    }

    private static boolean isAt(String head, List<Applied> applied) {
        return applied.size() == 1
                && applied.getFirst().isSettled()
                && applied.getFirst().commit().hex().equals(head);
    }

    private static List<Deviation> deviations(ApiCluster cluster, BuiltObjects.Built built, List<ObjectRef> listed) {
        List<Deviation> deviations = new ArrayList<>();
        for (ObjectRef ref : listed) {
            Optional<JsonNode> ours = built.object(ref);
            Optional<LiveObject> live = cluster.get(ref);
            if (ours.isEmpty()) deviations.add(Deviation.notRendered(ref));
            else deviations.addAll(LiveComparison.of(ours.get(), live.orElseThrow()));
        }
        return deviations;
    }
}
