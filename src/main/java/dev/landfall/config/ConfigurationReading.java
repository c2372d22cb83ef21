package dev.landfall.config;

import dev.landfall.config.GitOps.DefaultRepository;
import dev.landfall.config.GivenValues.Given;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Understands texts as a configuration; goes on after a fault, so that all are found. */
final class ConfigurationReading {
    private final GivenValues values;
    private final GivenReading reading;
    private final boolean allowPlainHttp;

    ConfigurationReading(GivenValues values, List<ConfigurationFault> faults) {
        this.values = values;
        this.reading = new GivenReading(values, faults);
        this.allowPlainHttp = setting(Setting.ALLOW_PLAIN_HTTP);
    }

    /** Of use only if no fault was found. */
    Configuration configuration() {
        List<String> allowedHosts = reading.texts("allowedHosts", this::allowedHost);
        List<RepositoryRule> rules = values.items("repositories").stream()
                .filter(this::isSection)
                .flatMap(item -> rule(item).stream())
                .toList();
        Configuration configuration =
                new Configuration(gitOps(), allowedHosts, allowPlainHttp, commit(), mcpApply(), rules);
        configuration.gitops().defaultRepository().ifPresent(repository -> checkAllowed(repository, configuration));
        return configuration;
    }

    private McpApply mcpApply() {
        return reading.text(McpApply.KEY, Grammar.oneOf(McpApply.values())).orElse(McpApply.PULL_REQUEST);
    }

    /** Where an item is no section, its keys are not missing. */
    private boolean isSection(String item) {
        return reading.faults().stream().noneMatch(fault -> fault.key().equals(item));
    }

    private GitOps gitOps() {
        return new GitOps(
                setting(Setting.GITOPS_ENABLED),
                setting(Setting.GITOPS_PROVIDER),
                defaultRepository(),
                setting(Setting.SYNC_TIMEOUT),
                setting(Setting.ROLLOUT_TIMEOUT),
                setting(Setting.SETTLE),
                setting(Setting.MERGE_TIMEOUT));
    }

    private CommitSettings commit() {
        return new CommitSettings(setting(Setting.COMMIT_AUTHOR), setting(Setting.COMMIT_SIGN_OFF), signing());
    }

    private Optional<SigningSource> signing() {
        String section = "commit.signing";
        if (reading.keysIn(section).findAny().isEmpty()) return Optional.empty();
        var format = reading.required(Setting.SIGNING_FORMAT.key(), section, Setting.SIGNING_FORMAT.grammar());
        var key = reading.required(Setting.SIGNING_KEY.key(), section, Setting.SIGNING_KEY.grammar());
        Optional<SecretSource> passphrase = reading.secret(section + ".passphrase");
        return format.flatMap(of -> key.flatMap(name -> signing(of, name, passphrase)));
    }

    private Optional<SigningSource> signing(
            SigningSource.Format format, String key, Optional<SecretSource> passphrase) {
        boolean isFile = key.startsWith("/");
        return switch (format) {
            case GPG ->
                Optional.of(
                        isFile
                                ? new SigningSource.GpgKeyFile(Path.of(key), passphrase)
                                : new SigningSource.GpgKeyId(key, passphrase));
            case SSH -> {
                if (isFile) yield Optional.of(new SigningSource.SshKeyFile(Path.of(key), passphrase));
                String name = Setting.SIGNING_KEY.key();
                reading.fault(
                        reading.origin(name), name, "is no absolute path", "name the file that holds the SSH key");
                yield Optional.empty();
            }
        };
    }

    private Optional<DefaultRepository> defaultRepository() {
        Optional<String> url = reading.text(Setting.DEFAULT_URL.key(), this::defaultUrl);
        Optional<String> branch = reading.text(Setting.DEFAULT_BRANCH);
        Optional<String> path = reading.text(Setting.DEFAULT_PATH);
        if (values.at(Setting.DEFAULT_URL.key()).isEmpty()) {
            Stream.of(Setting.DEFAULT_BRANCH, Setting.DEFAULT_PATH)
                    .flatMap(setting -> values.at(setting.key()).stream())
                    .findFirst()
                    .ifPresent(given -> reading.fault(
                            given.origin(),
                            Setting.DEFAULT_URL.key(),
                            "it is missing",
                            "add it, as a branch or path of it is given"));
        }
        return url.map(known -> new DefaultRepository(known, branch.orElse(""), path.orElse("")));
    }

    private Optional<RepositoryRule> rule(String item) {
        Optional<RepositoryPattern> match = reading.required(item + ".match", item, this::pattern);
        Optional<String> branch = reading.text(item + ".branch", Grammar.branch());
        Optional<CredentialSource> credentials = new CredentialReading(reading, item + ".credentials").read(match);
        Optional<ProxySource> proxy = proxy(item + ".proxy", match);
        Optional<Path> caFile = caFile(item + ".caFile", match);
        Optional<PullRequestSettings> pullRequests =
                new PullRequestReading(reading, item + ".pullRequests", allowPlainHttp).read(credentials);
        credentials.ifPresent(source -> checkApp(source, pullRequests));
        Delivery delivery = delivery(item, pullRequests.isPresent());
        List<PathPattern> allowedPaths = reading.texts(item + ".allowedPaths", PathPattern::parse);
        Layout layout = new LayoutReading(reading).read(item + ".layout");
        return match.map(pattern -> new RepositoryRule(
                pattern, branch, credentials, proxy, caFile, delivery, pullRequests, allowedPaths, layout));
    }

    private void checkApp(CredentialSource source, Optional<PullRequestSettings> pullRequests) {
        boolean named = pullRequests.isPresent() && pullRequests.get().login() instanceof HostLogin.App;
        if (source instanceof CredentialSource.HostApp app && !named)
            reading.fault(
                    app.origin(),
                    app.key(),
                    "there is no app under pullRequests",
                    "add pullRequests.appId and appPrivateKeyFile, or give other credentials");
    }

    private Delivery delivery(String item, boolean pullRequests) {
        String key = item + ".delivery";
        Delivery delivery = reading.text(key, Grammar.oneOf(Delivery.values())).orElse(Delivery.AUTO);
        if (delivery == Delivery.PULL_REQUEST && !pullRequests && !reading.hasFaultIn(item + ".pullRequests"))
            reading.fault(
                    reading.origin(key),
                    key,
                    "there is no pullRequests beside it",
                    "add pullRequests with a token for the host's API");
        return delivery;
    }

    private Optional<Path> caFile(String key, Optional<RepositoryPattern> match) {
        if (reading.isGiven(key) && match.isPresent() && !match.get().scheme().equals("https")) {
            reading.fault(
                    reading.origin(key),
                    key,
                    "certificates are for https:// URLs, and this rule matches "
                            + match.get().scheme() + "://",
                    "remove it");
        }
        return reading.text(key, Grammar.absolutePath("the certificates", "/etc/ssl/our-ca.pem"));
    }

    private Optional<ProxySource> proxy(String section, Optional<RepositoryPattern> match) {
        if (reading.hasFaultIn(section) || !values.places().containsKey(section)) return Optional.empty();
        if (match.isPresent() && match.get().isSsh()) {
            reading.fault(
                    reading.place(section),
                    section,
                    "proxies are for https:// and http:// URLs, and this rule matches ssh://",
                    "remove it");
        }
        Optional<CredentialSource.Login> login = proxyLogin(section);
        return reading.required(section + ".url", section, Grammar.proxy()).map(proxy -> switch (proxy) {
            case ProxySource.None none -> none;
            case ProxySource.Named named -> new ProxySource.Named(named.url(), login);
        });
    }

    private Optional<CredentialSource.Login> proxyLogin(String section) {
        Optional<SecretSource> password = reading.secret(section + ".password");
        String username = section + ".username";
        if (password.isEmpty() && !reading.isGiven(username)) return Optional.empty();
        if (password.isEmpty() && !reading.hasFaultIn(section)) {
            reading.fault(
                    reading.origin(username),
                    section,
                    "a user name without a password is named",
                    "add passwordFile or passwordEnv, or remove the user name");
        }
        return reading.required(username, section, Grammar.username())
                .flatMap(name -> password.map(secret -> new CredentialSource.Login(name, secret)));
    }

    private RepositoryPattern pattern(String text) throws WrongValue {
        RepositoryPattern pattern = RepositoryPattern.parse(text);
        checkTransport(pattern.scheme(), pattern.host());
        return pattern;
    }

    private String defaultUrl(String text) throws WrongValue {
        RepositoryUrl url = RepositoryUrl.parse(Setting.DEFAULT_URL.grammar().parse(text));
        checkTransport(url.scheme(), url.authority());
        return text;
    }

    private String allowedHost(String text) throws WrongValue {
        String host = RepositoryUrl.authority(text);
        checkTransport("https", host);
        return host;
    }

    private void checkTransport(String scheme, String authority) throws WrongValue {
        if (allowPlainHttp || (!scheme.equals("http") && !RepositoryUrl.isLoopback(authority))) return;
        throw new WrongValue("plain HTTP and loopback hosts are not allowed", "use https, or set allowPlainHttp: true");
    }

    private void checkAllowed(DefaultRepository repository, Configuration configuration) {
        // A rule with a fault allows no host; what follows from that is no fault of its own.
        if (reading.faults().stream().anyMatch(fault -> fault.key().matches("(repositories|allowedHosts).*"))) return;
        Given url = values.texts().get(Setting.DEFAULT_URL.key());
        configuration
                .objectionTo(repository.url())
                .ifPresent(reason ->
                        reading.fault(url.origin(), Setting.DEFAULT_URL.key(), reason.message(), reason.remedy()));
    }

    private <T> T setting(Setting<T> setting) {
        return reading.text(setting).orElseGet(() -> standard(setting));
    }

    private static <T> T standard(Setting<T> setting) {
        try {
            return setting.grammar().parse(setting.standard());
        } catch (WrongValue e) {
            throw new IllegalStateException(setting.key() + " has a wrong default", e);
        }
    }
}
