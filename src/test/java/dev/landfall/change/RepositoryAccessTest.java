package dev.landfall.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.config.Configuration;
import dev.landfall.config.ConfigurationLoader;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitException;
import dev.landfall.git.GitLimits;
import dev.landfall.git.GitRepositories;
import dev.landfall.git.GitServer;
import dev.landfall.git.OwnAuthority;
import dev.landfall.git.RepositoryUrl;
import dev.landfall.git.Secret;
import dev.landfall.git.SshServer;
import dev.landfall.githost.GitHost;
import dev.landfall.githost.HostCredential;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.Site;
import dev.landfall.gitops.FileSelection;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.HeldCredentials;
import dev.landfall.gitops.HeldCredentials.Login;
import dev.landfall.gitops.Kustomizing;
import dev.landfall.gitops.SourceCredentials;
import dev.landfall.reason.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a line of the configuration to a host that lets us in. */
@Timeout(60)
class RepositoryAccessTest {
    private static final ObjectRef SECRET = new ObjectRef("", "v1", "Secret", "flux-system", "git");
    private static final ObjectRef SOURCE =
            new ObjectRef("source.toolkit.fluxcd.io", "v1", "GitRepository", "flux-system", "apps");

    @TempDir
    private Path folder;

    private GitServer http;
    private SshServer ssh;

    @BeforeEach
    void serve() throws IOException {
        http = GitServer.start(folder.resolve("served"));
        http.create("apps", "main");
        http.commit("apps", "main", Map.of("web", "1\n"));
        ssh = SshServer.start(folder.resolve("sshd"), http);
    }

    @AfterEach
    void stop() {
        ssh.close();
        http.close();
    }

    private RepositoryAccess access(String url, String rule, Map<String, String> environment, SourceCredentials... held)
            throws IOException {
        return access(url, rule, environment, List.of(), held);
    }

    private RepositoryAccess access(
            String url, String rule, Map<String, String> environment, List<GitHost> hosts, SourceCredentials... held)
            throws IOException {
        Path file = Files.writeString(folder.resolve("landfall.yaml"), """
                allowPlainHttp: true
                repositories:
                  - match: %s
                    %s
                """.formatted(url, rule));
        Configuration configuration = ConfigurationLoader.load(Optional.of(file), environment, Map.of())
                .configuration();
        GitRepositories repositories = new GitRepositories(folder.resolve("cache"), GitLimits.standard());
        return new RepositoryAccess(configuration, environment, repositories, List.of(held), hosts);
    }

    private String overSsh() {
        return ssh.url("apps").text();
    }

    private String overHttp() {
        return http.url("apps").text();
    }

    private static SourceCredentials holding(Login login, Optional<String> knownHosts) {
        return (definedBy, url) -> Optional.of(new HeldCredentials(SECRET, login, Optional.empty(), knownHosts));
    }

    private String knownHosts() throws IOException {
        Path file = Files.createDirectories(folder.resolve(".ssh")).resolve("known_hosts");
        Files.write(file, ssh.knownHosts().lines());
        return file.toString();
    }

    @Test
    void anSshKeyOfTheConfigurationOpensARepository() throws IOException {
        String rule = "credentials: {sshKeyFile: %s, knownHostsFile: %s}".formatted(ssh.file("user"), knownHosts());
        try (RepositoryAccess access = access(overSsh(), rule, Map.of())) {
            assertThat(access.open(overSsh()).fetch("main")).contains(http.head("apps", "main"));
            assertThat(access.credentialsFor(overSsh()))
                    .contains(
                            "the SSH key " + ssh.file("user"),
                            "repositories[0].credentials.sshKeyFile",
                            "landfall.yaml:4:");
        }
    }

    @Test
    void anAppsTokensAreAskedForAtEachUse() throws Exception {
        OwnAuthority authority = OwnAuthority.found(folder.resolve("authority"));
        AtomicInteger asked = new AtomicInteger();
        GitHost host = new AppsOnly(() -> {
            asked.incrementAndGet();
            return new Secret(GitServer.PASSWORD);
        });
        try (GitServer https = GitServer.start(folder.resolve("https"), authority.server())) {
            https.create("apps", "main");
            CommitId head = https.commit("apps", "main", Map.of("web", "1\n"));
            String url = https.url("apps").text();
            String rule = """
                    caFile: %s
                        credentials: {gitHubApp: true}
                        pullRequests: {host: github, appId: 1, appPrivateKeyEnv: KEY}
                    """.formatted(authority.file());
            try (RepositoryAccess access = access(url, rule, Map.of("KEY", "PEM"), List.of(host))) {
                assertThat(access.open(url).fetch("main")).contains(head);
                int first = asked.get();
                assertThat(access.open(url).look("main")).contains(head);
                assertThat(first).isPositive();
                assertThat(asked.get()).isGreaterThan(first);
                assertThat(access.credentialsFor(url))
                        .startsWith("the app's tokens by repositories[0].credentials.gitHubApp");
            }
        }
    }

    /** A host that is asked for Git's passwords and for nothing else. */
    private record AppsOnly(Supplier<Secret> tokens) implements GitHost {
        @Override
        public String name() {
            return "github";
        }

        @Override
        public String title() {
            return "GitHub";
        }

        @Override
        public boolean isAt(String host) {
            return false;
        }

        @Override
        public URI api(RepositoryUrl repository) {
            return repository.web();
        }

        @Override
        public URI pageToPropose(RepositoryUrl repository, String base, String head) {
            return repository.web();
        }

        @Override
        public HostedRepository repository(Site site) {
            throw new IllegalStateException("no pull request is asked for");
        }

        @Override
        public Supplier<Secret> passwordsForGit(Site site) {
            assertThat(site.credential()).isInstanceOf(HostCredential.App.class);
            return tokens;
        }
    }

    @Test
    void withoutAFileTheUsersOwnKnownHostsCount() throws IOException {
        knownHosts();
        String rule = "credentials: {sshKeyFile: %s}".formatted(ssh.file("user"));
        try (RepositoryAccess access = access(overSsh(), rule, Map.of("HOME", folder.toString()))) {
            assertThat(access.open(overSsh()).fetch("main")).isPresent();
        }
        try (RepositoryAccess access = access(overSsh(), rule, Map.of("HOME", "/nowhere"))) {
            assertThatThrownBy(() -> access.open(overSsh()).fetch("main"))
                    .isInstanceOf(GitException.class)
                    .hasMessageContaining("is not among the known hosts of /nowhere/.ssh/known_hosts");
        }
    }

    @Test
    void anAgentMustBeNamedByTheEnvironment() throws IOException {
        try (RepositoryAccess access = access(overSsh(), "credentials: {sshAgent: true}", Map.of())) {
            assertThatThrownBy(() -> access.open(overSsh()))
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining("SSH_AUTH_SOCK");
        }
    }

    @Test
    void aProxyOfTheRuleIsUsed() throws IOException {
        String rule = "proxy: {url: \"http://127.0.0.1:1\"}\n    credentials: {username: %s, passwordEnv: P}"
                .formatted(GitServer.USERNAME);
        try (RepositoryAccess access = access(overHttp(), rule, Map.of("P", GitServer.PASSWORD))) {
            assertThatThrownBy(() -> access.open(overHttp()).fetch("main"))
                    .hasMessageContaining("through the proxy 127.0.0.1:1");
        }
    }

    @Test
    void credentialsOfTheClusterAreUsedWhereARuleWantsThem() throws IOException {
        SourceCredentials password =
                holding(new Login.Password(GitServer.USERNAME, new Secret(GitServer.PASSWORD)), Optional.empty());
        try (RepositoryAccess access = access(overHttp(), "credentials: {fromCluster: true}", Map.of(), password)) {
            assertThat(access.open(overHttp()).fetch("main")).isPresent();
            assertThat(access.credentialsFor(overHttp()))
                    .startsWith("Secret flux-system/git of the cluster by repositories[0].credentials.fromCluster");
        }
        try (RepositoryAccess access = access(overHttp(), "branch: main", Map.of(), password)) {
            assertThatThrownBy(() -> access.open(overHttp()).fetch("main")).hasMessageContaining("without credentials");
            assertThat(access.credentialsFor(overHttp())).isEqualTo("no credentials");
        }
    }

    @Test
    void anSshKeyOfTheClusterComesWithItsKnownHosts() throws IOException {
        Secret key = new Secret(Files.readString(ssh.file("user")));
        Login login = new Login.SshKey(key, Optional.empty());
        String known = ssh.knownHosts().lines().getFirst();
        try (RepositoryAccess access =
                access(overSsh(), "credentials: {fromCluster: true}", Map.of(), holding(login, Optional.of(known)))) {
            assertThat(access.open(overSsh()).fetch("main")).isPresent();
        }
        try (RepositoryAccess access = access(
                overSsh(), "credentials: {fromCluster: true}", Map.of(), holding(login, Optional.of("# none")))) {
            assertThatThrownBy(() -> access.open(overSsh()).fetch("main"))
                    .hasMessageContaining("the known hosts of Secret flux-system/git");
        }
    }

    @Test
    void whatTheClusterHoldsAndLandfallCannotUseIsRefusedByName() throws IOException {
        var app = holding(new Login.Unsupported("a GitHub App"), Optional.empty());
        try (RepositoryAccess access = access(overHttp(), "credentials: {fromCluster: true}", Map.of(), app)) {
            assertThat(reason(access, a -> a.open(overHttp())).code()).isEqualTo("credentials-not-supported");
        }
    }

    @Test
    void aHostThatIsNotAllowedIsNotLookedForInTheCluster() throws IOException {
        SourceCredentials never = (definedBy, url) -> {
            throw new IllegalStateException("asked for " + url);
        };
        try (RepositoryAccess access = access(overHttp(), "credentials: {fromCluster: true}", Map.of(), never)) {
            assertThat(reason(access, a -> a.open("https://evil.example/apps")).code())
                    .isEqualTo("host-not-allowed");
        }
    }

    @Test
    void theObjectThatNamesTheRepositoryIsHandedOn() throws IOException {
        GitSource source = new GitSource(SOURCE, overHttp(), "main", "", everyFile(), "", false, Kustomizing.never());
        SourceCredentials ofSource = (definedBy, url) -> definedBy
                .filter(SOURCE::equals)
                .map(object -> new HeldCredentials(
                        SECRET, new Login.Bearer(new Secret(GitServer.PASSWORD)), Optional.empty(), Optional.empty()));
        try (RepositoryAccess access = access(overHttp(), "credentials: {fromCluster: true}", Map.of(), ofSource)) {
            assertThat(access.open(source).fetch("main")).isPresent();
        }
    }

    private static FileSelection everyFile() {
        return path -> true;
    }

    @Test
    void signingIsTriedWithoutACommit() throws IOException {
        try (RepositoryAccess access = access(overHttp(), "branch: main", Map.of())) {
            assertThat(access.checkSigning()).isFalse();
        }
        String wanted = "branch: main\ncommit: {signing: {format: ssh, key: %s}}";
        try (RepositoryAccess access = access(overHttp(), wanted.formatted(ssh.file("user")), Map.of())) {
            assertThat(access.checkSigning()).isTrue();
        }
        try (RepositoryAccess access = access(overHttp(), wanted.formatted(folder.resolve("nowhere")), Map.of())) {
            assertThatThrownBy(access::checkSigning).hasMessageContaining("cannot be read");
            assertThat(access.ruleFor(overHttp()))
                    .as("who only looks needs no key")
                    .isPresent();
        }
    }

    private static Reason reason(RepositoryAccess access, Function<RepositoryAccess, ?> use) {
        try {
            throw new AssertionError("not refused: " + use.apply(access));
        } catch (RequestException refused) {
            return refused.reason();
        }
    }
}
