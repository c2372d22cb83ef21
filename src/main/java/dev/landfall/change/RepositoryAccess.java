package dev.landfall.change;

import dev.landfall.config.Configuration;
import dev.landfall.config.CredentialSource;
import dev.landfall.config.RepositoryRule;
import dev.landfall.git.Credentials;
import dev.landfall.git.GitRepositories;
import dev.landfall.git.GitRepository;
import dev.landfall.git.RepositoryUrl;
import dev.landfall.git.Secret;
import dev.landfall.reason.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens repositories that objects of the cluster name, as far as the configuration allows them: only here does a URL
 * meet a credential.
 */
public final class RepositoryAccess implements AutoCloseable {
    private final Configuration configuration;
    private final Map<String, String> environment;
    private final GitRepositories repositories;
    private final Map<String, GitRepository> open = new ConcurrentHashMap<>();

    public RepositoryAccess(
            Configuration configuration, Map<String, String> environment, GitRepositories repositories) {
        this.configuration = configuration;
        this.environment = environment;
        this.repositories = repositories;
    }

    /** Why nothing may be sent there; empty where it may. */
    public Optional<Reason> objectionTo(String url) {
        return configuration.objectionTo(url);
    }

    /** @throws RequestException where the configuration does not allow the host, before anything is sent */
    public GitRepository open(String url) {
        objectionTo(url).ifPresent(objection -> {
            throw new RequestException(objection);
        });
        return open.computeIfAbsent(url, this::opened);
    }

    public Optional<RepositoryRule> ruleFor(String url) {
        return configuration.ruleFor(url);
    }

    @Override
    public void close() {
        open.values().forEach(GitRepository::close);
    }

    private GitRepository opened(String url) {
        return repositories.open(RepositoryUrl.parse(url, configuration.allowPlainHttp()), credentials(url));
    }

    private Credentials credentials(String url) {
        return ruleFor(url).flatMap(RepositoryRule::credentials).map(this::read).orElseGet(Credentials.Anonymous::new);
    }

    private Credentials read(CredentialSource source) {
        var read = source.read(environment);
        return new Credentials.Basic(read.username(), new Secret(read.secret()));
    }
}
