package dev.landfall.gitops.argocd;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.Capabilities;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ControllerRequests;
import dev.landfall.cluster.Lineage;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import dev.landfall.gitops.Applied;
import dev.landfall.gitops.AppliesTo;
import dev.landfall.gitops.Charts;
import dev.landfall.gitops.Claims;
import dev.landfall.gitops.Clusters;
import dev.landfall.gitops.Generation;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.gitops.Hop;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.OwnerTracker;
import dev.landfall.gitops.Reader;
import dev.landfall.gitops.Readers;
import dev.landfall.reason.Reason;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Argo CD, through the Kubernetes API alone. */
public final class ArgoCdProvider implements GitOpsProvider {
    static final String NAME = "argocd";

    private final Clusters clusters;
    private final Cluster cluster;
    private final ControllerRequests requests;
    private final InstantSource clock;
    private final Charts charts;

    /**
     * @param requests to the controllers where the owners live
     * @param clock for durations, and to know when a sync window opens; the times of the cluster are the cluster's own
     * @param charts that Applications deploy from chart repositories
     */
    public ArgoCdProvider(Clusters clusters, ControllerRequests requests, InstantSource clock, Charts charts) {
        this.clusters = clusters;
        this.cluster = clusters.owners();
        this.requests = requests;
        this.clock = clock;
        this.charts = charts;
    }

    /** One that fetches no charts. */
    public ArgoCdProvider(Clusters clusters, ControllerRequests requests, InstantSource clock) {
        this(clusters, requests, clock, Charts.none());
    }

    public ArgoCdProvider(Cluster cluster, ControllerRequests requests, InstantSource clock) {
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
        return "Argo CD";
    }

    @Override
    public boolean isInstalled() {
        return applications().isPresent();
    }

    @Override
    public List<Access> neededRights() {
        return rights(Application.KIND, List.of("get", "list"));
    }

    @Override
    public List<Access> wishedRights() {
        return Stream.concat(
                        rights(Application.KIND, List.of("watch", "patch")).stream(),
                        rights(ApplicationSet.KIND, List.of("get", "list", "patch")).stream())
                .toList();
    }

    @Override
    public List<String> repositories() {
        Set<String> urls = new TreeSet<>();
        applications()
                .ifPresent(
                        type -> cluster.scan(type, "", "", live -> urls.addAll(new Application(live).repositories())));
        return List.copyOf(urls);
    }

    @Override
    public Readers readersOf(String repository) {
        Installations installations = new Installations(cluster);
        Applications applications = new Applications(cluster);
        Destinations destinations = new Destinations(clusters);
        List<Reader> readers = new ArrayList<>();
        applications.scan(
                installations.namespaces(),
                application -> readers.addAll(
                        new SourceReaders(application, building(application, installations, destinations))
                                .of(repository)));
        List<Access> missing = new ArrayList<>(applications.missing());
        ApplicationSets sets = new ApplicationSets(cluster);
        missing.addAll(sets.scan(set -> readers.addAll(set.readers(repository))));
        return new Readers(readers, missing);
    }

    private List<Access> rights(String kind, List<String> verbs) {
        return cluster.typeOf(Application.GROUP, kind).stream()
                .flatMap(type -> verbs.stream().map(verb -> Access.to(verb, type, "")))
                .toList();
    }

    private Optional<ResourceType> applications() {
        return cluster.typeOf(Application.GROUP, Application.KIND);
    }

    @Override
    public Claims claimsOn(Lineage lineage, boolean scan) {
        return new ClaimSearch(clusters, lineage).claims(scan);
    }

    @Override
    public boolean hasMarkOn(LiveObject object) {
        return object.annotations().containsKey(TrackingId.ANNOTATION)
                || TrackingMark.on(object, new Installations(cluster)).stream().anyMatch(TrackingMark::decides);
    }

    /** Applications wait for each other only within the sync of their parent, by waves. */
    @Override
    public List<ObjectRef> prerequisitesOf(LiveObject owner) {
        return List.of();
    }

    @Override
    public Optional<Generation> generationOf(LiveObject owner) {
        return new ApplicationSets(cluster).generating(owner);
    }

    @Override
    public Layers layersOf(Owner owner) {
        if (ApplicationSet.isOne(owner.live()))
            return new Layers.Folders(new ApplicationSet(owner.live()).sources(), List.of());
        Application application = new Application(owner.live());
        return switch (new Destinations(clusters).of(application)) {
            case AppliesTo.AnotherCluster another -> new Layers.CannotPlace(another.reason());
            case AppliesTo.Untold untold -> new Layers.CannotPlace(untold.reason());
            case AppliesTo.TheTarget _ -> layersOf(application);
        };
    }

    private Layers layersOf(Application application) {
        return new ApplicationSource(application)
                .layers(building(application, new Installations(cluster), new Destinations(clusters)));
    }

    private Building building(Application application, Installations installations, Destinations destinations) {
        Optional<Capabilities> destination =
                application.isOfCharts() && destinations.of(application).isTheTarget()
                        ? clusters.target().capabilities()
                        : Optional.empty();
        return new Building(
                installations.buildsLoadOutside(application),
                destination,
                application.isOfCharts() ? installations.helmOf(application) : 0,
                () -> installations.kustomizeOf(application),
                charts);
    }

    @Override
    public List<Applied> appliedBy(Owner owner) {
        if (ApplicationSet.isOne(owner.live())) return List.of();
        return new AppliedCommits(new Application(owner.live())).all();
    }

    @Override
    public Optional<Owner> named(ObjectRef owner) {
        return owner.group().equals(Application.GROUP)
                ? ownerFor(owner, owner.kind(), owner.namespace(), owner.name())
                : Optional.empty();
    }

    @Override
    public AppliesTo appliesTo(Owner owner) {
        return new Destinations(clusters).of(new Application(owner.live()));
    }

    @Override
    public Optional<Reason> obstacleTo(Owner owner, boolean syncAsked, boolean removes) {
        Application application = new Application(owner.live());
        return new Obstacles(cluster, application, syncAsked, clock.instant())
                .first()
                .or(() -> removes
                        ? new Pruning(clusters.target(), application).obstacleTo(owner.target())
                        : Optional.empty());
    }

    @Override
    public Optional<Reason> obstacleIn(Owner owner, List<String> fields, List<String> files) {
        if (ApplicationSet.isOne(owner.live())) return Optional.empty();
        return new EditObstacles(clusters, new Application(owner.live()), owner.target()).first(fields, files);
    }

    @Override
    public List<String> troublesIn(Owner owner) {
        if (ApplicationSet.isOne(owner.live())) return List.of();
        return Troubles.of(new Application(owner.live()));
    }

    @Override
    public Optional<Reason> faultOf(LiveObject object) {
        boolean isOne = object.ref().group().equals(Application.GROUP)
                && object.ref().kind().equals(Application.KIND);
        return isOne ? new StandingFault(cluster, new Application(object)).reason() : Optional.empty();
    }

    @Override
    public List<Reason> delaysOf(Owner owner) {
        if (ApplicationSet.isOne(owner.live())) return List.of();
        return new Delays(cluster, new Application(owner.live()), clock.instant()).all();
    }

    @Override
    public List<Reason> rivalsOf(Owner owner, List<String> images) {
        return new ImageUpdaters(cluster, new Application(owner.live())).choosing(images);
    }

    @Override
    public Optional<Owner> ownerFor(ObjectRef target, String kind, String namespace, String name) {
        if (!kind.equalsIgnoreCase(Application.KIND)) return Optional.empty();
        return new Applications(cluster)
                .get(namespace, name)
                .map(found -> new Owner(NAME, found.live(), target, List.of(target), List.of()));
    }

    @Override
    public Optional<Owner> promised(ObjectRef target, JsonNode manifest) {
        LiveObject promised = new LiveObject(manifest);
        ObjectRef ref = promised.ref();
        if (!ref.group().equals(Application.GROUP) || !ref.kind().equals(Application.KIND)) return Optional.empty();
        return Optional.of(new Owner(NAME, promised, target, List.of(target), List.of()));
    }

    @Override
    public Optional<ObjectNode> ownerLike(LiveObject model, String name, String path, String namespace) {
        return NewApplication.like(new Application(model), name, path, namespace);
    }

    @Override
    public List<Listing> listings() {
        List<Listing> listings = new ArrayList<>();
        Destinations destinations = new Destinations(clusters);
        new Applications(cluster).scan(new Installations(cluster).namespaces(), application -> {
            if (destinations.of(application).isTheTarget())
                listings.add(new Listing(application.ref(), application.namespaces()));
        });
        return listings;
    }

    @Override
    public OwnerTracker track(Hop hop) {
        return ApplicationSet.isOne(hop.owner().live())
                ? new ApplicationSetTracker(cluster, requests, clock, hop)
                : new ApplicationTracker(cluster, requests, clock, hop);
    }

    /** A merge patch, for the Application may be of any installation that argocd is not logged in to. */
    @Override
    public Pause pause(LiveObject owner) {
        Application application = new Application(owner);
        if (!application.syncsByItself()) return Pause.none();
        String patch = "kubectl -n " + owner.ref().namespace() + " patch applications.argoproj.io "
                + owner.ref().name() + " --type merge -p ";
        String before = owner.at("/spec/syncPolicy/automated").toString();
        return new Pause(
                List.of(patch + "'{\"spec\":{\"syncPolicy\":{\"automated\":null}}}'"),
                List.of(patch + "'{\"spec\":{\"syncPolicy\":{\"automated\":" + before + "}}}'"));
    }
}
