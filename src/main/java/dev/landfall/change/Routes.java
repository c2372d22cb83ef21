package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.Configuration;
import dev.landfall.config.CredentialSource;
import dev.landfall.config.ProxySource;
import dev.landfall.config.RepositoryRule;
import dev.landfall.git.Authorities;
import dev.landfall.git.Credentials;
import dev.landfall.git.GitCredentialFill;
import dev.landfall.git.HttpProxy;
import dev.landfall.git.KnownHosts;
import dev.landfall.git.RepositoryUrl;
import dev.landfall.git.Route;
import dev.landfall.git.Secret;
import dev.landfall.git.SshPrivateKey;
import dev.landfall.gitops.HeldCredentials;
import dev.landfall.gitops.HeldCredentials.Login;
import dev.landfall.gitops.SourceCredentials;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** As whom, and by which way, a repository is reached that the configuration allows. */
final class Routes {
    /** GitHub asks for this user name with tokens; hosts that take tokens take any. */
    private static final String ANYBODY = "x-access-token";

    private final Configuration configuration;
    private final Map<String, String> environment;
    private final List<SourceCredentials> held;
    private final Function<String, Supplier<Secret>> appTokens;

    /** @param appTokens for Git, of the app that a repository's rule names */
    Routes(
            Configuration configuration,
            Map<String, String> environment,
            List<SourceCredentials> held,
            Function<String, Supplier<Secret>> appTokens) {
        this.configuration = configuration;
        this.environment = environment;
        this.held = held;
        this.appTokens = appTokens;
    }

    /** @param origin where the credentials come from, to be told: never what they are */
    record Found(Route route, String origin) {}

    private record Known(Credentials credentials, String origin, Optional<Authorities> authorities) {
        Known(Credentials credentials, String origin) {
            this(credentials, origin, Optional.empty());
        }
    }

    Found to(RepositoryUrl url, Optional<ObjectRef> definedBy) {
        Optional<RepositoryRule> rule = configuration.ruleFor(url.text());
        Known known = rule.flatMap(RepositoryRule::credentials)
                .map(source -> read(source, url, definedBy))
                .orElseGet(Routes::nobody);
        Optional<Authorities> authorities = authoritiesOf(rule).or(known::authorities);
        return new Found(new Route(known.credentials(), proxyTo(rule, url), authorities), known.origin());
    }

    /** As nobody, by the same way. */
    Route withoutLogin(RepositoryUrl url) {
        Optional<RepositoryRule> rule = configuration.ruleFor(url.text());
        return new Route(new Credentials.Anonymous(), proxyTo(rule, url), authoritiesOf(rule));
    }

    Optional<Authorities> authoritiesOf(Optional<RepositoryRule> rule) {
        return rule.flatMap(RepositoryRule::caFile).map(Authorities::read);
    }

    private static Known nobody() {
        return new Known(new Credentials.Anonymous(), "no credentials");
    }

    private Known read(CredentialSource source, RepositoryUrl url, Optional<ObjectRef> definedBy) {
        return switch (source) {
            case CredentialSource.Login login ->
                new Known(basic(login), "the login of " + login.username() + " by " + named(login));
            case CredentialSource.SshKey key ->
                new Known(sshKey(key), "the SSH key " + key.file() + " by " + named(key));
            case CredentialSource.SshAgent agent -> new Known(agent(agent), "the ssh-agent by " + named(agent));
            case CredentialSource.UsersGit helper ->
                new Known(GitCredentialFill.ask(url, Map.of()), "Git's credential helper by " + named(helper));
            case CredentialSource.HostApp app ->
                new Known(new Credentials.Renewed(appTokens.apply(url.text())), "the app's tokens by " + named(app));
            case CredentialSource.FromCluster cluster ->
                held.stream()
                        .flatMap(tool -> tool.of(definedBy, url.text()).stream())
                        .findFirst()
                        .map(found -> fromCluster(found, cluster))
                        .orElseGet(Routes::nobody);
        };
    }

    private static String named(CredentialSource source) {
        return source.key() + " (" + source.origin() + ")";
    }

    private Credentials.Basic basic(CredentialSource.Login login) {
        return new Credentials.Basic(login.username(), new Secret(login.secret().read(environment)));
    }

    private Credentials sshKey(CredentialSource.SshKey source) {
        Optional<Secret> passphrase = source.passphrase().map(secret -> new Secret(secret.read(environment)));
        SshPrivateKey key = SshPrivateKey.read(source.file(), passphrase);
        return new Credentials.SshKey(source.username(), key, knownHosts(source.knownHosts()));
    }

    private Credentials agent(CredentialSource.SshAgent source) {
        String socket = environment.getOrDefault("SSH_AUTH_SOCK", "");
        if (socket.isEmpty()) {
            throw RequestException.because(
                    "ssh-agent-unknown",
                    named(source) + " wants an ssh-agent, and the environment variable SSH_AUTH_SOCK names none",
                    "start one and add the key: eval \"$(ssh-agent)\"; ssh-add");
        }
        return new Credentials.SshAgent(source.username(), Path.of(socket), knownHosts(source.knownHosts()));
    }

    /** The user's own file where none is named; one that is not there knows no host. */
    private KnownHosts knownHosts(Optional<Path> configured) {
        return KnownHosts.read(
                configured.orElseGet(() -> Path.of(environment.getOrDefault("HOME", "/"), ".ssh", "known_hosts")));
    }

    private Known fromCluster(HeldCredentials found, CredentialSource.FromCluster source) {
        String origin = found.secret() + " of the cluster by " + named(source);
        Optional<Authorities> authorities =
                found.authorities().map(pem -> Authorities.of(found.secret().toString(), pem));
        Credentials credentials = switch (found.login()) {
            case Login.None _ -> new Credentials.Anonymous();
            case Login.Password(String username, Secret password) ->
                new Credentials.Basic(username.isEmpty() ? ANYBODY : username, password);
            case Login.Bearer(Secret token) -> new Credentials.Bearer(token);
            case Login.SshKey(Secret key, Optional<Secret> passphrase) ->
                new Credentials.SshKey("git", heldKey(found, key, passphrase), knownHosts(found, source));
            case Login.Unsupported(String kind) -> throw unsupported(found, kind);
        };
        return new Known(credentials, origin, authorities);
    }

    private static SshPrivateKey heldKey(HeldCredentials found, Secret key, Optional<Secret> passphrase) {
        return SshPrivateKey.of(
                "the SSH key of " + found.secret(), key.reveal().getBytes(StandardCharsets.UTF_8), passphrase);
    }

    /** A file that the user names goes before what the cluster holds. */
    private KnownHosts knownHosts(HeldCredentials found, CredentialSource.FromCluster source) {
        if (source.knownHosts().isPresent() || found.knownHosts().isEmpty()) return knownHosts(source.knownHosts());
        List<String> lines = found.knownHosts().get().lines().toList();
        return new KnownHosts("the known hosts of " + found.secret(), lines);
    }

    private static RequestException unsupported(HeldCredentials found, String kind) {
        return RequestException.because(
                "credentials-not-supported",
                found.secret() + " logs in to Git by " + kind + ", which Landfall does not support",
                "give the repository's rule a token, a password or an SSH key of its own");
    }

    Optional<HttpProxy> proxyTo(Optional<RepositoryRule> rule, RepositoryUrl url) {
        Optional<ProxySource> source = rule.flatMap(RepositoryRule::proxy);
        if (source.isEmpty()) return HttpProxy.fromEnvironment(environment, url);
        return switch (source.get()) {
            case ProxySource.None _ -> Optional.empty();
            case ProxySource.Named(String address, Optional<CredentialSource.Login> login) -> {
                HttpProxy proxy = HttpProxy.parse(address, "repositories[].proxy.url");
                yield Optional.of(new HttpProxy(proxy.host(), proxy.port(), login.map(this::basic)));
            }
        };
    }
}
