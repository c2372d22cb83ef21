package dev.landfall.gitops.flux;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ControllerRequests;
import dev.landfall.cluster.Lineage;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Applied;
import dev.landfall.gitops.AppliesTo;
import dev.landfall.gitops.Claims;
import dev.landfall.gitops.Clusters;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.gitops.Hop;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.OwnerTracker;
import dev.landfall.gitops.Readers;
import dev.landfall.reason.Reason;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Flux: objects are owned by whoever lists them in {@code status.inventory}, and come from the folder of a Git branch
 * where that is a Kustomization over manifests or kustomizations.
 */
public final class FluxProvider implements GitOpsProvider {
    static final String NAME = "flux";

    private final Clusters clusters;
    private final Cluster cluster;
    private final ControllerRequests requests;
    private final InstantSource clock;
    private final KustomizationLayers layers;

    /**
     * @param requests to the controllers where the owners live
     * @param clock for durations only; it is never compared with times of the cluster
     */
    public FluxProvider(Clusters clusters, ControllerRequests requests, InstantSource clock) {
        this.clusters = clusters;
        this.cluster = clusters.owners();
        this.requests = requests;
        this.clock = clock;
        this.layers = new KustomizationLayers(clusters);
    }

    public FluxProvider(Cluster cluster, ControllerRequests requests, InstantSource clock) {
        this(Clusters.one(cluster), requests, clock);
    }

    @Override
    public Cluster ownerCluster() {
        return cluster;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "Flux";
    }

    @Override
    public boolean isInstalled() {
        return ApplierKind.KUSTOMIZATION.servedBy(cluster).isPresent()
                || ApplierKind.HELM_RELEASE.servedBy(cluster).isPresent();
    }

    @Override
    public List<Access> neededRights() {
        return new Rights(cluster).needed();
    }

    @Override
    public List<Access> wishedRights() {
        return new Rights(cluster).wished();
    }

    @Override
    public List<Access> rightsForValues() {
        return new Rights(cluster).forValues();
    }

    @Override
    public List<String> repositories() {
        Set<String> urls = new TreeSet<>();
        KustomizationLayers.sources(cluster)
                .ifPresent(type -> cluster.scan(
                        type, "", "", live -> urls.add(live.at("/spec/url").asString(""))));
        return List.copyOf(urls);
    }

    @Override
    public Readers readersOf(String repository) {
        return new SourceReaders(cluster, layers, new ReleaseLayers(clusters), repository).find();
    }

    @Override
    public Claims claimsOn(Lineage lineage, boolean scan) {
        return new ClaimSearch(clusters, lineage).run(scan);
    }

    @Override
    public boolean hasMarkOn(LiveObject object) {
        return !OwnerLabels.on(object).isEmpty();
    }

    @Override
    public List<ObjectRef> prerequisitesOf(LiveObject owner) {
        return ApplierKind.waitsForItsOwnKind(owner.ref())
                ? new KustomizationStatus(owner)
                        .dependencies().stream()
                                .map(KustomizationStatus.Dependency::object)
                                .toList()
                : List.of();
    }

    @Override
    public Layers layersOf(Owner owner) {
        ApplierKind kind = ApplierKind.of(owner.object());
        if (kind == ApplierKind.KUSTOMIZATION) return layers.of(owner.live());
        if (kind == ApplierKind.HELM_RELEASE) return new ReleaseLayers(clusters).of(owner.live());
        return new Layers.CannotPlace(Reason.lasting(
                kind.whyNoPlace(),
                "%s is applied by %s, whose objects are rendered and lie in no file as they are"
                        .formatted(owner.target(), owner.object()),
                "make the change by hand, where %s is defined".formatted(owner.object())));
    }

    @Override
    public List<Applied> appliedBy(Owner owner) {
        return switch (ApplierKind.of(owner.object())) {
            case KUSTOMIZATION ->
                new AppliedCommits(new KustomizationStatus(owner.live()), layers.source(owner.live()), cluster).all();
            case HELM_RELEASE ->
                ReleaseStatus.of(cluster, owner.live()).applied().stream().toList();
            case RESOURCE_SET, FLUX_INSTANCE -> List.of();
        };
    }

    @Override
    public Optional<Owner> named(ObjectRef owner) {
        return ApplierKind.find(owner)
                .flatMap(_ -> cluster.get(owner))
                .map(live -> new Owner(NAME, live, owner, List.of(owner), List.of()));
    }

    @Override
    public AppliesTo appliesTo(Owner owner) {
        return new RemoteClusters(clusters).of(owner.live());
    }

    @Override
    public Optional<Reason> obstacleTo(Owner owner, boolean syncAsked, boolean removes) {
        Optional<LiveObject> live = cluster.get(owner.object());
        if (live.isEmpty()) return Optional.of(KustomizationObstacles.gone(owner.object()));
        if (ApplierKind.of(owner.object()) == ApplierKind.HELM_RELEASE) return obstacleTo(live.get());
        if (ApplierKind.of(owner.object()) != ApplierKind.KUSTOMIZATION) return Optional.empty();
        KustomizationStatus kustomization = new KustomizationStatus(live.get());
        return KustomizationObstacles.of(kustomization)
                .or(() ->
                        layers.source(live.get()).map(GitRepositoryStatus::new).flatMap(KustomizationObstacles::of))
                .or(() -> new Dependencies(cluster)
                        .ahead(kustomization)
                        .filter(trouble -> trouble.end() != Dependencies.End.CLEARS)
                        .map(Dependencies.Trouble::reason))
                .or(() -> removes
                        ? notPruned(kustomization, owner.target())
                        : clusters.target().get(owner.target()).flatMap(KustomizationObstacles::leftAlone));
    }

    private Optional<Reason> obstacleTo(LiveObject release) {
        return ReleaseRules.closed(release)
                .or(() -> new ReleaseLayers(clusters)
                        .source(release)
                        .map(GitRepositoryStatus::new)
                        .flatMap(KustomizationObstacles::of));
    }

    private Optional<Reason> notPruned(KustomizationStatus kustomization, ObjectRef target) {
        return KustomizationObstacles.pruningOff(kustomization)
                .or(() -> KustomizationObstacles.emptied(kustomization, target))
                .or(() -> clusters.target().get(target).flatMap(KustomizationObstacles::notPruned));
    }

    @Override
    public Optional<Reason> obstacleIn(Owner owner, List<String> fields, List<String> files) {
        if (ApplierKind.of(owner.object()) != ApplierKind.KUSTOMIZATION) return Optional.empty();
        return clusters.target()
                .get(owner.target())
                .flatMap(target -> new IgnoreRules(owner.live()).keeping(target, fields));
    }

    @Override
    public List<String> troublesIn(Owner owner) {
        return Troubles.of(new KustomizationStatus(owner.live()));
    }

    @Override
    public Optional<Reason> faultOf(LiveObject object) {
        return StandingFault.of(object);
    }

    @Override
    public List<Reason> delaysOf(Owner owner) {
        if (ApplierKind.of(owner.object()) != ApplierKind.KUSTOMIZATION) return List.of();
        return cluster.get(owner.object()).map(new Delays(cluster, layers)::of).orElse(List.of());
    }

    @Override
    public Optional<Owner> ownerFor(ObjectRef target, String kind, String namespace, String name) {
        if (!kind.equalsIgnoreCase(ApplierKind.KUSTOMIZATION.kind())) return Optional.empty();
        return ApplierKind.KUSTOMIZATION
                .servedBy(cluster)
                .flatMap(type -> cluster.get(type.named(namespace, name)))
                .map(live -> new Owner(NAME, live, target, List.of(target), List.of()));
    }

    @Override
    public Optional<Owner> promised(ObjectRef target, JsonNode manifest) {
        LiveObject promised = new LiveObject(manifest);
        if (ApplierKind.KUSTOMIZATION.servedBy(cluster).isEmpty() || !isKustomization(promised.ref()))
            return Optional.empty();
        return Optional.of(new Owner(NAME, promised, target, List.of(target), List.of()));
    }

    private static boolean isKustomization(ObjectRef ref) {
        return ref.group().equals("kustomize.toolkit.fluxcd.io") && ref.kind().equals(ApplierKind.KUSTOMIZATION.kind());
    }

    @Override
    public Optional<ObjectNode> ownerLike(LiveObject model, String name, String path, String namespace) {
        return isKustomization(model.ref())
                ? Optional.of(NewKustomization.like(model, name, path, namespace))
                : Optional.empty();
    }

    @Override
    public List<Listing> listings() {
        return new Listings(clusters).all();
    }

    @Override
    public Pause pause(LiveObject owner) {
        if (new KustomizationStatus(owner).isSuspended()) return Pause.none();
        String kind = owner.ref().kind().toLowerCase(Locale.ROOT);
        String which =
                " " + kind + " " + owner.ref().name() + " -n " + owner.ref().namespace();
        return new Pause(List.of("flux suspend" + which), List.of("flux resume" + which));
    }

    @Override
    public Optional<OwnerTracker> pass(ObjectRef owner) {
        return ApplierKind.waitsForItsOwnKind(owner)
                ? Optional.of(new PassTracker(cluster, requests, clock, owner))
                : Optional.empty();
    }

    /** @throws IllegalStateException for an owner without a folder behind it, to which nothing can be committed */
    @Override
    public OwnerTracker track(Hop hop) {
        return switch (ApplierKind.of(hop.owner().object())) {
            case KUSTOMIZATION ->
                KustomizationSource.isFrom(hop.owner().live(), hop.source().definedBy())
                        ? new KustomizationTracker(clusters, requests, clock, hop)
                        : new IncludeTracker(cluster, layers, requests, clock, hop);
            case HELM_RELEASE -> new ReleaseTracker(cluster, requests, clock, hop);
            case RESOURCE_SET, FLUX_INSTANCE ->
                throw new IllegalStateException(
                        "no commit can have been made for " + hop.owner().object());
        };
    }
}
