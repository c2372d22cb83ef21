package dev.landfall.config;

import dev.landfall.config.CredentialSource.Place;
import dev.landfall.config.GitOps.DefaultRepository;
import dev.landfall.config.GivenValues.Given;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Understands texts as a configuration; goes on after a fault, so that all are found. */
final class ConfigurationReading {
    private final GivenValues values;
    private final List<ConfigurationFault> faults;
    private final boolean allowPlainHttp;

    ConfigurationReading(GivenValues values, List<ConfigurationFault> faults) {
        this.values = values;
        this.faults = faults;
        this.allowPlainHttp = setting(Setting.ALLOW_PLAIN_HTTP);
    }

    /** Of use only if no fault was found. */
    Configuration configuration() {
        List<String> allowedHosts = texts("allowedHosts", this::allowedHost);
        List<RepositoryRule> rules = values.items("repositories").stream()
                .filter(this::isSection)
                .flatMap(item -> rule(item).stream())
                .toList();
        Configuration configuration = new Configuration(gitOps(), allowedHosts, allowPlainHttp, commit(), rules);
        configuration.gitops().defaultRepository().ifPresent(repository -> checkAllowed(repository, configuration));
        return configuration;
    }

    /** Where an item is no section, its keys are not missing. */
    private boolean isSection(String item) {
        return faults.stream().noneMatch(fault -> fault.key().equals(item));
    }

    private GitOps gitOps() {
        return new GitOps(
                setting(Setting.GITOPS_ENABLED),
                setting(Setting.GITOPS_PROVIDER),
                defaultRepository(),
                setting(Setting.SYNC_TIMEOUT),
                setting(Setting.ROLLOUT_TIMEOUT),
                setting(Setting.SETTLE));
    }

    private CommitSettings commit() {
        return new CommitSettings(setting(Setting.COMMIT_AUTHOR), setting(Setting.COMMIT_SIGN_OFF));
    }

    private Optional<DefaultRepository> defaultRepository() {
        Optional<String> url = text(Setting.DEFAULT_URL.key(), this::defaultUrl);
        Optional<String> branch = text(Setting.DEFAULT_BRANCH.key(), Setting.DEFAULT_BRANCH.grammar());
        Optional<String> path = text(Setting.DEFAULT_PATH.key(), Setting.DEFAULT_PATH.grammar());
        if (values.at(Setting.DEFAULT_URL.key()).isEmpty()) {
            Stream.of(Setting.DEFAULT_BRANCH, Setting.DEFAULT_PATH)
                    .flatMap(setting -> values.at(setting.key()).stream())
                    .findFirst()
                    .ifPresent(given -> fault(
                            given.origin(),
                            Setting.DEFAULT_URL.key(),
                            "it is missing",
                            "add it, as a branch or path of it is given"));
        }
        return url.map(known -> new DefaultRepository(known, branch.orElse(""), path.orElse("")));
    }

    private Optional<RepositoryRule> rule(String item) {
        Optional<RepositoryPattern> match = required(item + ".match", item, this::pattern);
        Optional<String> branch = text(item + ".branch", Grammar.branch());
        Optional<CredentialSource> credentials = credentials(item + ".credentials");
        Delivery delivery = text(item + ".delivery", Grammar.delivery()).orElse(Delivery.AUTO);
        List<PathPattern> allowedPaths = texts(item + ".allowedPaths", PathPattern::parse);
        return match.map(pattern -> new RepositoryRule(pattern, branch, credentials, delivery, allowedPaths));
    }

    private Optional<CredentialSource> credentials(String section) {
        // Where a key of the section is wrong, such as password, what is missing is no second fault.
        boolean wrong = faults.stream().anyMatch(fault -> fault.key().startsWith(section + "."));
        if (wrong || !values.places().containsKey(section)) return Optional.empty();
        List<String> given = Stream.of("passwordFile", "passwordEnv", "tokenFile", "tokenEnv")
                .map(name -> section + "." + name)
                .filter(values.texts()::containsKey)
                .toList();
        if (given.size() != 1) {
            fault(
                    values.places().get(section),
                    section,
                    given.isEmpty() ? "no password or token is named" : "several passwords or tokens are named",
                    "give one of passwordFile, passwordEnv, tokenFile, tokenEnv");
            return Optional.empty();
        }
        return credentials(section, given.getFirst());
    }

    private Optional<CredentialSource> credentials(String section, String key) {
        // Git hosts take any user name with a token.
        Optional<String> username = key.contains(".password")
                ? required(section + ".username", section, Grammar.username())
                : text(section + ".username", Grammar.username()).or(() -> Optional.of("git"));
        Optional<Place> place = key.endsWith("File")
                ? text(key, Grammar.absoluteFile()).map(Place.SecretFile::new)
                : text(key, Grammar.variableName()).map(Place.SecretVariable::new);
        return username.flatMap(name -> place.map(found ->
                new CredentialSource(name, found, key, values.texts().get(key).origin())));
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
        if (allowPlainHttp || (scheme.equals("https") && !RepositoryUrl.isLoopback(authority))) return;
        throw new WrongValue("plain HTTP and loopback hosts are not allowed", "use https, or set allowPlainHttp: true");
    }

    private void checkAllowed(DefaultRepository repository, Configuration configuration) {
        // A rule with a fault allows no host; what follows from that is no fault of its own.
        if (faults.stream().anyMatch(fault -> fault.key().matches("(repositories|allowedHosts).*"))) return;
        Given url = values.texts().get(Setting.DEFAULT_URL.key());
        configuration
                .objectionTo(repository.url())
                .ifPresent(reason -> fault(url.origin(), Setting.DEFAULT_URL.key(), reason.message(), reason.remedy()));
    }

    private <T> T setting(Setting<T> setting) {
        return text(setting.key(), setting.grammar()).orElseGet(() -> standard(setting));
    }

    private static <T> T standard(Setting<T> setting) {
        try {
            return setting.grammar().parse(setting.standard());
        } catch (WrongValue e) {
            throw new IllegalStateException(setting.key() + " has a wrong default", e);
        }
    }

    private <T> List<T> texts(String list, Grammar<T> grammar) {
        return values.items(list).stream()
                .flatMap(item -> text(item, grammar).stream())
                .toList();
    }

    private <T> Optional<T> required(String key, String section, Grammar<T> grammar) {
        // A key without a value has been named as a fault already.
        if (!values.places().containsKey(key)) fault(values.places().get(section), key, "it is missing", "add it");
        return text(key, grammar);
    }

    /** Empty, with a fault, where the text is none of the grammar. */
    private <T> Optional<T> text(String key, Grammar<T> grammar) {
        Optional<Given> given = values.at(key);
        try {
            return given.isPresent() ? Optional.of(grammar.parse(given.get().text())) : Optional.empty();
        } catch (WrongValue e) {
            fault(given.get().origin(), key, e.getMessage(), e.fix());
            return Optional.empty();
        }
    }

    private void fault(Origin origin, String key, String problem, String fix) {
        faults.add(new ConfigurationFault(origin, key, problem, fix));
    }
}
