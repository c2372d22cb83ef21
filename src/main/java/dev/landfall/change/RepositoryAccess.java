package dev.landfall.change;

import dev.landfall.charts.ChartFetching;
import dev.landfall.charts.ChartLimits;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.CommitSettings.Author;
import dev.landfall.config.Configuration;
import dev.landfall.config.Layout;
import dev.landfall.config.RepositoryRule;
import dev.landfall.git.CommitSigner;
import dev.landfall.git.GitRepositories;
import dev.landfall.git.GitRepository;
import dev.landfall.git.Identity;
import dev.landfall.git.RepositoryUrl;
import dev.landfall.git.Secret;
import dev.landfall.githost.GitHost;
import dev.landfall.gitops.Charts;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.SourceCredentials;
import dev.landfall.reason.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Opens repositories that objects of the cluster name, as far as the configuration allows them: only here does a URL
 * meet a credential.
 */
public final class RepositoryAccess implements AutoCloseable {
    private final Configuration configuration;
    private final GitRepositories repositories;
    private final Routes routes;
    private final Hosting hosting;
    private final ChartAccess charts;
    private final Optional<CommitSigner> signer;
    private final Map<String, Opened> open = new ConcurrentHashMap<>();

    /** @param origin of the credentials */
    private record Opened(GitRepository repository, String origin) {}

    /**
     * @param held the credentials in the cluster, for the rules that want them
     * @param hosts the kinds of host whose pull requests can be used
     */
    public RepositoryAccess(
            Configuration configuration,
            Map<String, String> environment,
            GitRepositories repositories,
            List<SourceCredentials> held,
            List<GitHost> hosts) {
        this.configuration = configuration;
        this.repositories = repositories;
        this.routes = new Routes(configuration, environment, held, this::appTokens);
        this.hosting = new Hosting(configuration, environment, routes, hosts);
        this.charts = new ChartAccess(
                configuration, routes, new ChartFetching(ChartLimits.standard()), InstantSource.system());
        this.signer = configuration.commit().signing().map(source -> new Signing(source, environment));
    }

    private Supplier<Secret> appTokens(String url) {
        return hosting.appTokens(url);
    }

    /** Why nothing may be sent there; empty where it may. */
    public Optional<Reason> objectionTo(String url) {
        return configuration.objectionTo(url);
    }

    /** @throws RequestException where the configuration does not allow the host, before anything is sent */
    public GitRepository open(String url) {
        return opened(url, Optional.empty()).repository();
    }

    /** The same, with the credentials that the object has which names the repository, where a rule wants them. */
    public GitRepository open(GitSource source) {
        return open(source.repository(), source.definedBy());
    }

    /** As the owner has it whose object names the repository. */
    GitRepository open(PlanPart.InGit part) {
        return open(part.repository(), part.owners().getFirst().definedBy());
    }

    /** @param definedBy the object that names the repository */
    GitRepository open(String url, ObjectRef definedBy) {
        return opened(url, Optional.of(definedBy)).repository();
    }

    /** Charts that lie in no Git repository. */
    public Charts charts() {
        return charts;
    }

    /** The repositories on their hosts, where pull requests are made. */
    Hosting hosting() {
        return hosting;
    }

    /** Where the credentials for a repository come from, such as a key of the configuration; never what they are. */
    public String credentialsFor(String url) {
        return opened(url, Optional.empty()).origin();
    }

    public Optional<RepositoryRule> ruleFor(String url) {
        return configuration.ruleFor(url);
    }

    /** How the repository is kept, as far as the configuration says. */
    Layout layoutOf(String url) {
        return ruleFor(url).map(RepositoryRule::layout).orElse(Layout.UNSAID);
    }

    /** Returns whether commits are signed, if that is possible. */
    public boolean checkSigning() {
        Author author = configuration.commit().author();
        Identity committer = new Identity(author.name(), author.email());
        signer.ifPresent(key -> key.sign("check".getBytes(StandardCharsets.UTF_8), committer, Instant.EPOCH));
        return signer.isPresent();
    }

    @Override
    public void close() {
        open.values().forEach(opened -> opened.repository().close());
    }

    private Opened opened(String url, Optional<ObjectRef> definedBy) {
        objectionTo(url).ifPresent(objection -> {
            throw new RequestException(objection);
        });
        return open.computeIfAbsent(url, _ -> connect(url, definedBy));
    }

    private Opened connect(String text, Optional<ObjectRef> definedBy) {
        RepositoryUrl url = RepositoryUrl.parse(text, configuration.allowPlainHttp());
        Routes.Found found = routes.to(url, definedBy);
        return new Opened(repositories.open(url, found.route(), signer), found.origin());
    }
}
