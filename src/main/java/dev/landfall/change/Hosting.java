package dev.landfall.change;

import dev.landfall.config.Configuration;
import dev.landfall.config.Delivery;
import dev.landfall.config.HostLogin;
import dev.landfall.config.PullRequestSettings;
import dev.landfall.config.RepositoryRule;
import dev.landfall.git.RepositoryUrl;
import dev.landfall.git.Secret;
import dev.landfall.githost.GitHost;
import dev.landfall.githost.HostCredential;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.Site;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Finds the host of a repository that the configuration allows, and who we are to it. */
final class Hosting {
    private final Configuration configuration;
    private final Map<String, String> environment;
    private final Routes routes;
    private final List<GitHost> kinds;
    private final Map<String, Hosted> known = new ConcurrentHashMap<>();

    Hosting(Configuration configuration, Map<String, String> environment, Routes routes, List<GitHost> kinds) {
        this.configuration = configuration;
        this.environment = environment;
        this.routes = routes;
        this.kinds = List.copyOf(kinds);
    }

    /** One repository on its host. */
    record Hosted(GitHost kind, HostedRepository repository, PullRequestSettings settings) {}

    /** How a change gets to a branch of the repository. */
    PlanPart.Way wayTo(String url) {
        Optional<RepositoryRule> rule = configuration.ruleFor(url);
        return switch (rule.map(RepositoryRule::delivery).orElse(Delivery.AUTO)) {
            case PUSH -> PlanPart.Way.PUSH;
            case PULL_REQUEST -> PlanPart.Way.PULL_REQUEST;
            case AUTO ->
                rule.flatMap(RepositoryRule::pullRequests).isPresent() ? PlanPart.Way.PULL_REQUEST : PlanPart.Way.PUSH;
        };
    }

    /**
     * Empty where the configuration has no credential for the host's API.
     *
     * @throws RequestException where it does not allow the host, or which kind of host it is cannot be told
     */
    Optional<Hosted> of(String url) {
        configuration.objectionTo(url).ifPresent(objection -> {
            throw new RequestException(objection);
        });
        return configuration
                .ruleFor(url)
                .flatMap(RepositoryRule::pullRequests)
                .map(settings -> known.computeIfAbsent(url, _ -> connect(url, settings)));
    }

    /** The page on which a person opens the pull request; empty where the kind of host is not known. */
    Optional<URI> pageToPropose(String url, String base, String head) {
        RepositoryUrl repository = RepositoryUrl.parse(url, configuration.allowPlainHttp());
        return kindOf(repository, configuration.ruleFor(url).flatMap(RepositoryRule::pullRequests))
                .map(kind -> kind.pageToPropose(repository, base, head));
    }

    /** What the app of {@code pullRequests} makes for Git itself. */
    Supplier<Secret> appTokens(String url) {
        PullRequestSettings settings = configuration
                .ruleFor(url)
                .flatMap(RepositoryRule::pullRequests)
                .orElseThrow(() -> new IllegalStateException("the configuration was checked: " + url));
        RepositoryUrl repository = RepositoryUrl.parse(url, configuration.allowPlainHttp());
        GitHost kind = kindOf(repository, Optional.of(settings)).orElseThrow(() -> unknownKind(repository));
        return kind.passwordsForGit(site(url, repository, kind, settings));
    }

    private Hosted connect(String url, PullRequestSettings settings) {
        RepositoryUrl repository = RepositoryUrl.parse(url, configuration.allowPlainHttp());
        GitHost kind = kindOf(repository, Optional.of(settings)).orElseThrow(() -> unknownKind(repository));
        return new Hosted(kind, kind.repository(site(url, repository, kind, settings)), settings);
    }

    private Site site(String url, RepositoryUrl repository, GitHost kind, PullRequestSettings settings) {
        URI api = settings.apiUrl().orElseGet(() -> kind.api(repository));
        return new Site(
                repository,
                api,
                credential(settings.login()),
                routes.proxyTo(configuration.ruleFor(url), RepositoryUrl.parse(api + "/x", true)),
                routes.authoritiesOf(configuration.ruleFor(url)));
    }

    private Optional<GitHost> kindOf(RepositoryUrl repository, Optional<PullRequestSettings> settings) {
        Optional<String> named = settings.flatMap(PullRequestSettings::host).map(host -> host.word());
        return kinds.stream()
                .filter(kind -> named.map(kind.name()::equals).orElseGet(() -> kind.isAt(repository.host())))
                .findFirst();
    }

    private HostCredential credential(HostLogin login) {
        return switch (login) {
            case HostLogin.Token token -> {
                Secret secret = new Secret(token.secret().read(environment));
                yield token.username()
                        .<HostCredential>map(user -> new HostCredential.Login(user, secret))
                        .orElseGet(() -> new HostCredential.Token(secret));
            }
            case HostLogin.App app ->
                new HostCredential.App(
                        app.id(),
                        app.installation(),
                        new Secret(app.privateKey().readText(environment)));
        };
    }

    private static RequestException unknownKind(RepositoryUrl repository) {
        return RequestException.because(
                "host-kind-unknown",
                "which kind of Git host " + repository.host() + " is cannot be told from its name",
                "set repositories[].pullRequests.host");
    }
}
