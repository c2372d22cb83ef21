package dev.landfall.gitops.argocd;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ControllerRequests;
import dev.landfall.cluster.Lineage;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import dev.landfall.gitops.Claims;
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

/** Argo CD, through the Kubernetes API alone. */
public final class ArgoCdProvider implements GitOpsProvider {
    static final String NAME = "argocd";

    private final Cluster cluster;
    private final ControllerRequests requests;
    private final InstantSource clock;

    /** @param clock for durations, and to know when a sync window opens; the times of the cluster are the cluster's own */
    public ArgoCdProvider(Cluster cluster, ControllerRequests requests, InstantSource clock) {
        this.cluster = cluster;
        this.requests = requests;
        this.clock = clock;
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
        return rights(List.of("get", "list"));
    }

    @Override
    public List<Access> wishedRights() {
        return rights(List.of("watch", "patch"));
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
        List<Reader> readers = new ArrayList<>();
        applications.scan(
                installations.namespaces(),
                application -> readers.addAll(new SourceReaders(application, installations).of(repository)));
        return new Readers(readers, applications.missing());
    }

    private List<Access> rights(List<String> verbs) {
        return applications().stream()
                .flatMap(type -> verbs.stream().map(verb -> Access.to(verb, type, "")))
                .toList();
    }

    private Optional<ResourceType> applications() {
        return cluster.typeOf(Application.GROUP, Application.KIND);
    }

    @Override
    public Claims claimsOn(Lineage lineage, boolean scan) {
        return new ClaimSearch(cluster, lineage).claims(scan);
    }

    @Override
    public Layers layersOf(Owner owner) {
        Application application = new Application(owner.live());
        return new ApplicationSource(application).layers(new Installations(cluster).buildsLoadOutside(application));
    }

    @Override
    public Optional<Reason> obstacleTo(Owner owner, boolean syncAsked, boolean removes) {
        Application application = new Application(owner.live());
        return new Obstacles(cluster, application, syncAsked, clock.instant())
                .first()
                .or(() -> removes ? new Pruning(cluster, application).obstacleTo(owner.target()) : Optional.empty());
    }

    @Override
    public Optional<Reason> obstacleIn(Owner owner, List<String> fields, List<String> files) {
        return new EditObstacles(cluster, new Application(owner.live()), owner.target()).first(fields, files);
    }

    @Override
    public List<Reason> delaysOf(Owner owner) {
        Application application = new Application(owner.live());
        String name = application.qualifiedName();
        SurroundingsReader reader = new SurroundingsReader(cluster, application);
        List<Reason> delays =
                new ArrayList<>(OperationRules.delay(application).stream().toList());
        Obstacles.fault(application, ComparisonFault.Cure.BY_ITSELF).ifPresent(delays::add);
        RollingSync rolling = reader.rolling();
        // An ApplicationSet starts its syncs whatever the windows say (argo-cd issue 29307).
        if (rolling instanceof RollingSync.Step) {
            rolling.leavesNoSync(name).ifPresent(delays::add);
            return delays;
        }
        WindowState windows = reader.windows(clock.instant());
        windows.closed(name).or(() -> windows.unknown(name)).ifPresent(delays::add);
        return delays;
    }

    @Override
    public Optional<Owner> ownerFor(ObjectRef target, String kind, String namespace, String name) {
        if (!kind.equalsIgnoreCase(Application.KIND)) return Optional.empty();
        return new Applications(cluster)
                .get(namespace, name)
                .map(found -> new Owner(NAME, found.live(), target, List.of(target), List.of()));
    }

    @Override
    public List<Listing> listings() {
        List<Listing> listings = new ArrayList<>();
        new Applications(cluster).scan(new Installations(cluster).namespaces(), application -> {
            if (application.deploysHere()) listings.add(new Listing(application.ref(), application.namespaces()));
        });
        return listings;
    }

    @Override
    public OwnerTracker track(Hop hop) {
        return new ApplicationTracker(cluster, requests, clock, hop);
    }
}
