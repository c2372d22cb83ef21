package dev.landfall;

import dev.landfall.change.Change;
import dev.landfall.change.ChangeEngine;
import dev.landfall.change.Checkup;
import dev.landfall.change.KnownChanges;
import dev.landfall.change.Places;
import dev.landfall.change.Providers;
import dev.landfall.change.RepositoryAccess;
import dev.landfall.change.Tracer;
import dev.landfall.cli.GlobalOptions;
import dev.landfall.cli.ModelServing;
import dev.landfall.cli.Workplace;
import dev.landfall.cluster.ApiCluster;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ControllerRequests;
import dev.landfall.cluster.Kubeconfig;
import dev.landfall.cluster.ObjectName;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ServerAddress;
import dev.landfall.config.ConfigurationLoader;
import dev.landfall.config.LoadedConfiguration;
import dev.landfall.git.GitLimits;
import dev.landfall.git.GitRepositories;
import dev.landfall.git.HttpProxy;
import dev.landfall.githost.GitHost;
import dev.landfall.githost.azure.AzureHost;
import dev.landfall.githost.bitbucketcloud.BitbucketCloudHost;
import dev.landfall.githost.bitbucketdatacenter.BitbucketDataCenterHost;
import dev.landfall.githost.gitea.GiteaHost;
import dev.landfall.githost.github.GitHubHost;
import dev.landfall.githost.gitlab.GitLabHost;
import dev.landfall.gitops.Charts;
import dev.landfall.gitops.Clusters;
import dev.landfall.gitops.DirectWriter;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.gitops.PublishedChart;
import dev.landfall.gitops.argocd.ArgoCdProvider;
import dev.landfall.gitops.argocd.RepositorySecrets;
import dev.landfall.gitops.flux.FluxProvider;
import dev.landfall.gitops.flux.SourceSecrets;
import dev.landfall.journal.SqliteJournal;
import dev.landfall.operate.Instructions;
import dev.landfall.operate.ManifestReader;
import dev.landfall.operate.ObjectInstructions;
import dev.landfall.operate.PlainWords;
import dev.landfall.operate.Requests;
import dev.landfall.operate.Selection;
import dev.landfall.placement.Placement;
import dev.landfall.recommend.Recommender;
import dev.landfall.remediate.PlainSymptoms;
import dev.landfall.remediate.Remediation;
import dev.landfall.remediate.rule.Rules;
import dev.landfall.render.InstalledPrograms;
import dev.landfall.sandbox.Demo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What is made of what: the only place where plug-ins are named. Parts are made when they are first asked for. */
final class Wiring implements Workplace, dev.landfall.mcp.Workplace {
    private static final List<GitHost> HOSTS = List.of(
            new GiteaHost(),
            new GitHubHost(),
            new GitLabHost(),
            new BitbucketCloudHost(),
            new BitbucketDataCenterHost(),
            new AzureHost());

    /** In which the last one of an object is looked for. */
    private static final int CHANGES_LOOKED_AT = 50;

    private final GlobalOptions options;
    private final Map<String, String> environment;
    private final Supplier<Duration> elapsed;
    private final String requestedBy;
    private final InstantSource clock = InstantSource.system();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private LoadedConfiguration configuration;
    private final Placement placement;
    private ApiCluster cluster;
    private ApiCluster owners;
    private Providers providers;
    private RepositoryAccess access;
    private SqliteJournal journal;
    private ChangeEngine engine;

    Wiring(GlobalOptions options, Map<String, String> environment, Supplier<Duration> elapsed) {
        this(options, environment, elapsed, environment.getOrDefault("USER", ""));
    }

    /** @param requestedBy as commits name it, or empty */
    Wiring(GlobalOptions options, Map<String, String> environment, Supplier<Duration> elapsed, String requestedBy) {
        HttpProxy.letProxiesAskForPasswords(); // before the cluster's client, which has Java read it too
        this.options = options;
        this.environment = environment;
        this.placement = new Placement(new InstalledPrograms(environment));
        this.elapsed = elapsed;
        this.requestedBy = requestedBy;
    }

    @Override
    public LoadedConfiguration configuration() {
        if (configuration == null) configuration = ConfigurationLoader.load(options.config(), environment, Map.of());
        return configuration;
    }

    @Override
    public ChangeEngine engine() {
        if (engine == null) {
            engine = new ChangeEngine(
                    cluster(),
                    new DirectWriter(cluster()),
                    providers(),
                    configuration().configuration(),
                    access(),
                    placement,
                    journal(),
                    clock,
                    elapsed,
                    requestedBy,
                    remediation());
        }
        return engine;
    }

    @Override
    public KnownChanges known() {
        return new KnownChanges(journal(), clock);
    }

    private SqliteJournal journal() {
        if (journal == null) {
            journal =
                    SqliteJournal.open(folder("XDG_STATE_HOME", ".local/state").resolve("journal.db"));
            opened.push(journal);
        }
        return journal;
    }

    @Override
    public Requests requests() {
        return new Requests(instructions(), objects());
    }

    @Override
    public Instructions instructions() {
        return new Instructions(cluster(), clock);
    }

    @Override
    public PlainWords words(String namespace) {
        Supplier<List<Change>> latest = () -> known().latest(CHANGES_LOOKED_AT);
        return new PlainWords(
                cluster(), instructions(), latest, namespace, cluster().defaultNamespace());
    }

    @Override
    public ObjectInstructions objects() {
        return new ObjectInstructions(cluster());
    }

    @Override
    public Selection selection(String namespace) {
        return new Selection(cluster(), namespace(namespace));
    }

    @Override
    public ManifestReader manifests(String namespace) {
        return new ManifestReader(cluster(), namespace(namespace), !namespace.isEmpty());
    }

    @Override
    public String namespace(String namespace) {
        if (!namespace.isEmpty()) return namespace;
        return options.namespace().isEmpty() ? cluster().defaultNamespace() : options.namespace();
    }

    @Override
    public Remediation remediation() {
        return new Remediation(cluster(), cluster(), Rules.all(providers().all()), clock);
    }

    @Override
    public PlainSymptoms symptoms(String namespace) {
        return new PlainSymptoms(
                cluster(), tracer()::ownerOf, namespace, cluster().defaultNamespace());
    }

    @Override
    public Recommender recommender(String namespace) {
        Places places = new Places(providers(), configuration().configuration());
        return new Recommender(cluster(), places, namespace(namespace));
    }

    @Override
    public Tracer tracer() {
        return new Tracer(cluster(), providers(), access(), placement);
    }

    @Override
    public Checkup checkup() {
        return new Checkup(cluster(), cluster()::version, providers(), access());
    }

    @Override
    public Demo demo() {
        String temporary = environment.getOrDefault("TMPDIR", System.getProperty("java.io.tmpdir"));
        return new Demo(Path.of(temporary), sandbox -> providers(sandbox, sandbox), elapsed);
    }

    @Override
    public ModelServing models() {
        return new ModelWiring(options, environment, elapsed);
    }

    @Override
    public ObjectRef object(String typed, String namespace) {
        ObjectName name = ObjectName.parse(typed);
        return name.in(namespace(namespace), cluster());
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) close(opened.pop());
    }

    private ApiCluster cluster() {
        if (cluster == null) {
            cluster = new ApiCluster(new Kubeconfig(options.kubeconfig(), options.context(), environment));
            opened.push(cluster);
            owners(); // a context that does not exist is told before anything is asked
        }
        return cluster;
    }

    /** Where the owners live: the same cluster, unless another context says otherwise. */
    private ApiCluster owners() {
        if (options.ownerContext().isEmpty()) return cluster();
        if (owners == null) {
            owners = new ApiCluster(new Kubeconfig(options.kubeconfig(), options.ownerContext(), environment));
            opened.push(owners);
        }
        return owners;
    }

    private Providers providers() {
        if (providers == null)
            providers = ServerAddress.isSame(owners().address(), cluster().address())
                    ? providers(cluster(), cluster())
                    : providersApart();
        return providers;
    }

    private Providers providersApart() {
        Clusters apart = Clusters.apart(owners(), cluster(), cluster().address());
        return new Providers(
                tools(apart, owners()),
                tools(Clusters.one(cluster()), cluster()),
                tools(Clusters.one(owners()), owners()));
    }

    private Providers providers(Cluster of, ControllerRequests requests) {
        return new Providers(tools(Clusters.one(of), requests));
    }

    private List<GitOpsProvider> tools(Clusters clusters, ControllerRequests requests) {
        return List.of(
                new ArgoCdProvider(clusters, requests, clock, this::chart),
                new FluxProvider(clusters, requests, clock));
    }

    private Charts.Answer chart(PublishedChart chart) {
        return access().charts().of(chart);
    }

    private RepositoryAccess access() {
        if (access == null) {
            GitRepositories repositories =
                    new GitRepositories(folder("XDG_CACHE_HOME", ".cache").resolve("git"), GitLimits.standard());
            access = new RepositoryAccess(
                    configuration().configuration(),
                    environment,
                    repositories,
                    List.of(new RepositorySecrets(owners()), new SourceSecrets(owners())),
                    HOSTS);
            opened.push(access);
        }
        return access;
    }

    /** As the XDG Base Directory Specification has it: a relative path in the variable counts as none. */
    private Path folder(String variable, String standard) {
        Path given = Path.of(environment.getOrDefault(variable, ""));
        Path root = given.isAbsolute()
                ? given
                : Path.of(System.getProperty("user.home")).resolve(standard);
        return root.resolve("landfall");
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception failed) {
            throw new IllegalStateException("could not close " + part.getClass().getSimpleName(), failed);
        }
    }
}
