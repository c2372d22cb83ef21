package dev.landfall.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Understands {@code repositories[].credentials}: one kind, that its rule's URLs can take, and what goes with it. */
final class CredentialReading {
    private static final String USERNAME = "username";
    private static final String KNOWN_HOSTS = "knownHostsFile";
    private static final String PASSPHRASE = "sshKeyPassphrase";
    private static final String PASSPHRASE_FILE = PASSPHRASE + "File";
    private static final String PASSPHRASE_ENV = PASSPHRASE + "Env";

    /** Whom Git hosts expect where it does not matter. */
    private static final String ANYBODY = "git";

    /** A key that names the kind of credentials. */
    private enum Kind {
        PASSWORD_FILE("passwordFile"),
        PASSWORD_ENV("passwordEnv"),
        TOKEN_FILE("tokenFile"),
        TOKEN_ENV("tokenEnv"),
        SSH_KEY_FILE("sshKeyFile"),
        SSH_AGENT("sshAgent"),
        GIT_CREDENTIAL_HELPER("gitCredentialHelper"),
        FROM_CLUSTER("fromCluster"),
        GIT_HUB_APP("gitHubApp");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        /** Whether its value is true or false; else its presence is enough. */
        private boolean isSwitch() {
            return switch (this) {
                case PASSWORD_FILE, PASSWORD_ENV, TOKEN_FILE, TOKEN_ENV, SSH_KEY_FILE -> false;
                case SSH_AGENT, GIT_CREDENTIAL_HELPER, FROM_CLUSTER, GIT_HUB_APP -> true;
            };
        }

        private Set<String> companions() {
            return switch (this) {
                case PASSWORD_FILE, PASSWORD_ENV, TOKEN_FILE, TOKEN_ENV -> Set.of(USERNAME);
                case SSH_KEY_FILE -> Set.of(USERNAME, PASSPHRASE_FILE, PASSPHRASE_ENV, KNOWN_HOSTS);
                case SSH_AGENT -> Set.of(USERNAME, KNOWN_HOSTS);
                case GIT_CREDENTIAL_HELPER, GIT_HUB_APP -> Set.of();
                case FROM_CLUSTER -> Set.of(KNOWN_HOSTS);
            };
        }

        /** What is wrong with it for URLs like these; empty where nothing is. */
        private Optional<String> objectionTo(RepositoryPattern pattern) {
            return switch (this) {
                case SSH_KEY_FILE, SSH_AGENT ->
                    pattern.isSsh()
                            ? Optional.empty()
                            : Optional.of(
                                    "SSH keys are for ssh:// URLs, and this rule matches " + pattern.scheme() + "://");
                case PASSWORD_FILE, PASSWORD_ENV, TOKEN_FILE, TOKEN_ENV ->
                    pattern.isSsh()
                            ? Optional.of("passwords and tokens are for https:// URLs, and this rule matches ssh://")
                            : Optional.empty();
                case GIT_CREDENTIAL_HELPER ->
                    pattern.scheme().equals("https")
                            ? Optional.empty()
                            : Optional.of("Git's credential helpers are asked for https:// URLs only, and this rule"
                                    + " matches " + pattern.scheme() + "://");
                case GIT_HUB_APP ->
                    pattern.scheme().equals("https")
                            ? Optional.empty()
                            : Optional.of("an app's tokens are for https:// URLs, and this rule matches "
                                    + pattern.scheme() + "://");
                case FROM_CLUSTER -> Optional.empty();
            };
        }
    }

    private final GivenReading reading;
    private final String section;

    CredentialReading(GivenReading reading, String section) {
        this.reading = reading;
        this.section = section;
    }

    /** @param pattern of the rule; empty where it has a fault */
    Optional<CredentialSource> read(Optional<RepositoryPattern> pattern) {
        // Where a key of the section is wrong, such as password, what is missing is no second fault.
        boolean wrong = reading.hasFaultIn(section);
        if (wrong || !reading.values().places().containsKey(section)) return Optional.empty();
        List<Kind> given = Arrays.stream(Kind.values()).filter(this::isChosen).toList();
        if (given.size() == 1) return read(given.getFirst(), pattern);
        if (!reading.hasFaultIn(section)) {
            reading.fault(
                    reading.place(section),
                    section,
                    given.isEmpty() ? "no credentials are named" : "several credentials are named",
                    "give one of "
                            + Arrays.stream(Kind.values()).map(kind -> kind.key).collect(Collectors.joining(", ")));
        }
        return Optional.empty();
    }

    private boolean isChosen(Kind kind) {
        return kind.isSwitch() ? reading.isTrue(at(kind.key)) : reading.isGiven(at(kind.key));
    }

    private Optional<CredentialSource> read(Kind kind, Optional<RepositoryPattern> pattern) {
        checkCompanions(kind);
        pattern.flatMap(kind::objectionTo)
                .ifPresent(problem -> reading.fault(
                        reading.origin(at(kind.key)),
                        at(kind.key),
                        problem,
                        "match the URLs that it is for, or give the rule other credentials"));
        return source(kind);
    }

    private void checkCompanions(Kind kind) {
        for (String name : List.of(USERNAME, PASSPHRASE_FILE, PASSPHRASE_ENV, KNOWN_HOSTS)) {
            if (kind.companions().contains(name) || !reading.isGiven(at(name))) continue;
            reading.fault(reading.origin(at(name)), at(name), "it does not go with " + kind.key, "remove it");
        }
    }

    private Optional<CredentialSource> source(Kind kind) {
        String key = at(kind.key);
        Origin origin = reading.origin(key);
        return switch (kind) {
            case PASSWORD_FILE, PASSWORD_ENV ->
                login("password", reading.required(at(USERNAME), section, Grammar.username()));
            case TOKEN_FILE, TOKEN_ENV -> login("token", username());
            case SSH_KEY_FILE -> sshKey(key, origin);
            case SSH_AGENT -> username().map(name -> new CredentialSource.SshAgent(name, knownHosts(), key, origin));
            case GIT_CREDENTIAL_HELPER -> Optional.of(new CredentialSource.UsersGit(key, origin));
            case FROM_CLUSTER -> Optional.of(new CredentialSource.FromCluster(knownHosts(), key, origin));
            case GIT_HUB_APP -> Optional.of(new CredentialSource.HostApp(key, origin));
        };
    }

    private Optional<CredentialSource> login(String name, Optional<String> username) {
        Optional<SecretSource> secret = reading.secret(at(name));
        return username.flatMap(user -> secret.map(place -> new CredentialSource.Login(user, place)));
    }

    private Optional<CredentialSource> sshKey(String key, Origin origin) {
        Optional<String> username = username();
        Optional<SecretSource> passphrase = reading.secret(at(PASSPHRASE));
        var knownHosts = knownHosts();
        return reading.text(key, Grammar.absoluteFile())
                .flatMap(file -> username.map(
                        name -> new CredentialSource.SshKey(name, file, passphrase, knownHosts, key, origin)));
    }

    private Optional<Path> knownHosts() {
        return reading.text(at(KNOWN_HOSTS), Grammar.absolutePath("known hosts", "/etc/ssh/ssh_known_hosts"));
    }

    private Optional<String> username() {
        if (!reading.isGiven(at(USERNAME))) return Optional.of(ANYBODY);
        return reading.text(at(USERNAME), Grammar.username());
    }

    private String at(String name) {
        return section + "." + name;
    }
}
