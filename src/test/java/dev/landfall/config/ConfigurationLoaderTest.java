package dev.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.config.CommitSettings.Author;
import dev.landfall.config.GitOps.DefaultRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLoaderTest {
    private static final String EVERYTHING = """
            gitops:
              enabled: false
              provider: flux
              defaultRepo: {url: https://git.example.org/fleet, branch: main, path: apps/}
              syncTimeout: 1h30m
              rolloutTimeout: 90s
              settle: 0s
            allowedHosts: [Git.Example.COM:8443]
            allowPlainHttp: true
            commit:
              author: "Deployer <d@example.org>"
              signOff: true
              signing: {format: ssh, key: /run/secrets/signing, passphraseEnv: LANDFALL_PHRASE}
            repositories:
              - match: https://git.example.org/*
                branch: main
                credentials: {username: deployer, passwordFile: /run/secrets/git}
                delivery: push
                allowedPaths: ["apps/**"]
              - match: http://127.0.0.1:3000/*
                credentials: {tokenEnv: LANDFALL_TOKEN}
                proxy: {url: "http://proxy:3128", username: ada, passwordEnv: LANDFALL_PROXY}
              - match: git@git.example.org:team/*
                credentials:
                  sshKeyFile: /run/secrets/ssh
                  sshKeyPassphraseEnv: LANDFALL_SSH
                  knownHostsFile: /etc/known_hosts
              - match: ssh://git.example.org:2222/*
                credentials: {username: deployer, sshAgent: true}
              - match: https://own.example.org/*
                credentials: {gitCredentialHelper: true}
                caFile: /etc/own.pem
                proxy: {url: none}
              - match: https://held.example.org/*
                credentials: {fromCluster: true, sshAgent: false}
            """;

    private static final Map<String, String> SECRETS = Map.of(
            "LANDFALL_TOKEN", "c4n4ry",
            "LANDFALL_PHRASE", "c4n4ry",
            "LANDFALL_PROXY", "c4n4ry",
            "LANDFALL_SSH", "c4n4ry");

    @TempDir
    Path folder;

    @Test
    void everyKeyIsUnderstood() throws IOException {
        Path file = write("landfall.yaml", EVERYTHING);

        Configuration configuration = load(file, SECRETS, Map.of()).configuration();

        assertThat(configuration.gitops())
                .isEqualTo(new GitOps(
                        false,
                        ProviderChoice.FLUX,
                        Optional.of(new DefaultRepository("https://git.example.org/fleet", "main", "apps")),
                        Duration.ofMinutes(90),
                        Duration.ofSeconds(90),
                        Duration.ZERO,
                        Duration.ofHours(1)));
        assertThat(configuration.allowedHosts()).containsExactly("git.example.com:8443");
        assertThat(configuration.allowPlainHttp()).isTrue();
        assertThat(configuration.commit())
                .isEqualTo(new CommitSettings(
                        new Author("Deployer", "d@example.org"),
                        true,
                        Optional.of(new SigningSource.SshKeyFile(
                                Path.of("/run/secrets/signing"),
                                Optional.of(
                                        variable(file, "LANDFALL_PHRASE", "commit.signing.passphraseEnv", 13, 68))))));
        RepositoryRule rule = configuration.repositories().getFirst();
        assertThat(rule.branch()).contains("main");
        assertThat(rule.delivery()).isEqualTo(Delivery.PUSH);
        assertThat(rule.allowsPath("apps/web/deployment.yaml")).isTrue();
        assertThat(rule.allowsPath("infra/deployment.yaml")).isFalse();
        assertThat(configuration.repositories().stream()
                        .map(each -> each.credentials().orElseThrow()))
                .containsExactly(
                        new CredentialSource.Login(
                                "deployer",
                                new SecretSource(
                                        new SecretSource.Place.SecretFile(Path.of("/run/secrets/git")),
                                        "repositories[0].credentials.passwordFile",
                                        new Origin.InFile(file, 17, 53))),
                        new CredentialSource.Login(
                                "git",
                                variable(file, "LANDFALL_TOKEN", "repositories[1].credentials.tokenEnv", 21, 29)),
                        new CredentialSource.SshKey(
                                "git",
                                Path.of("/run/secrets/ssh"),
                                Optional.of(variable(
                                        file,
                                        "LANDFALL_SSH",
                                        "repositories[2].credentials.sshKeyPassphraseEnv",
                                        26,
                                        28)),
                                Optional.of(Path.of("/etc/known_hosts")),
                                "repositories[2].credentials.sshKeyFile",
                                new Origin.InFile(file, 25, 19)),
                        new CredentialSource.SshAgent(
                                "deployer",
                                Optional.empty(),
                                "repositories[3].credentials.sshAgent",
                                new Origin.InFile(file, 29, 49)),
                        new CredentialSource.UsersGit(
                                "repositories[4].credentials.gitCredentialHelper", new Origin.InFile(file, 31, 40)),
                        new CredentialSource.FromCluster(
                                Optional.empty(),
                                "repositories[5].credentials.fromCluster",
                                new Origin.InFile(file, 35, 32)));
        assertThat(configuration.repositories().stream().flatMap(each -> each.proxy().stream()))
                .containsExactly(
                        new ProxySource.Named(
                                "http://proxy:3128",
                                Optional.of(new CredentialSource.Login(
                                        "ada",
                                        variable(
                                                file, "LANDFALL_PROXY", "repositories[1].proxy.passwordEnv", 22, 67)))),
                        new ProxySource.None());
        assertThat(configuration.repositories().get(4).caFile()).contains(Path.of("/etc/own.pem"));
    }

    private static SecretSource variable(Path file, String name, String key, int line, int column) {
        return new SecretSource(
                new SecretSource.Place.SecretVariable(name), key, new Origin.InFile(file, line, column));
    }

    @Test
    void withoutAFileTheDefaultsHold() {
        LoadedConfiguration loaded = ConfigurationLoader.load(Optional.empty(), Map.of(), Map.of());

        assertThat(loaded.file()).isEmpty();
        assertThat(loaded.configuration())
                .isEqualTo(new Configuration(
                        new GitOps(
                                true,
                                ProviderChoice.AUTO,
                                Optional.empty(),
                                Duration.ofMinutes(10),
                                Duration.ofMinutes(10),
                                Duration.ofSeconds(15),
                                Duration.ofHours(1)),
                        List.of(),
                        false,
                        new CommitSettings(new Author("Landfall", "landfall@example.org"), false, Optional.empty()),
                        McpApply.PULL_REQUEST,
                        List.of()));
    }

    /** Whoever starts an MCP server sets its environment, and that may be the model that it is to hold. */
    @Test
    void theEnvironmentDoesNotSayWhatAModelMayLand() throws IOException {
        Path file = write("a.yaml", "");
        assertThatThrownBy(() -> load(file, Map.of("LANDFALL_MCP_APPLY", "all"), Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("LANDFALL_MCP_APPLY");
    }

    @Test
    void anEmptyFileAndEmptySectionsGiveNothing() throws IOException {
        assertThat(load(write("a.yaml", ""), Map.of(), Map.of()).configuration())
                .isEqualTo(load(write("b.yaml", "gitops:\n# provider: flux\nrepositories:\n"), Map.of(), Map.of())
                        .configuration());
    }

    @Test
    void flagsGoBeforeVariablesBeforeTheFile() throws IOException {
        Path file = write("landfall.yaml", "gitops: {provider: flux, settle: 1s, syncTimeout: 1m}\n");
        Map<String, String> environment = Map.of(
                "LANDFALL_GITOPS_SETTLE", "2s", "LANDFALL_GITOPS_SYNC_TIMEOUT", "2m", "LANDFALL_COMMIT_AUTHOR", "");

        LoadedConfiguration loaded = load(file, environment, Map.of("gitops.settle", "3s"));

        assertThat(loaded.configuration().gitops().provider()).isEqualTo(ProviderChoice.FLUX);
        assertThat(loaded.configuration().gitops().syncTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(loaded.configuration().gitops().settle()).isEqualTo(Duration.ofSeconds(3));
        assertThat(loaded.view().entries().stream()
                        .map(entry -> entry.key() + "=" + entry.value() + " from " + entry.origin()))
                .containsExactly(
                        "gitops.enabled=true from default",
                        "gitops.provider=flux from " + file + ":1:20",
                        "gitops.defaultRepo.url= from default",
                        "gitops.defaultRepo.branch= from default",
                        "gitops.defaultRepo.path= from default",
                        "gitops.syncTimeout=2m from environment variable LANDFALL_GITOPS_SYNC_TIMEOUT",
                        "gitops.rolloutTimeout=10m from default",
                        "gitops.settle=3s from flag --gitops-settle",
                        "gitops.mergeTimeout=1h from default",
                        "allowPlainHttp=false from default",
                        "commit.author=Landfall <landfall@example.org> from default",
                        "commit.signOff=false from default",
                        "commit.signing.format= from default",
                        "commit.signing.key= from default",
                        "commit.signing.passphraseFile= from default",
                        "commit.signing.passphraseEnv= from default",
                        "mcp.apply=pull-request from default",
                        "allowedHosts=[] from default",
                        "repositories=[] from default");
    }

    @Test
    void theViewNamesThePlacesOfSecretsOnly() throws IOException {
        ConfigurationView view =
                load(write("landfall.yaml", EVERYTHING), SECRETS, Map.of()).view();

        assertThat(view.entries().stream().map(entry -> entry.key() + "=" + entry.value()))
                .contains(
                        "allowedHosts[0]=Git.Example.COM:8443",
                        "repositories[0].credentials.passwordFile=/run/secrets/git",
                        "repositories[0].allowedPaths[0]=apps/**",
                        "repositories[1].credentials.tokenEnv=LANDFALL_TOKEN",
                        "repositories[1].proxy.passwordEnv=LANDFALL_PROXY",
                        "repositories[2].credentials.sshKeyFile=/run/secrets/ssh",
                        "commit.signing.passphraseEnv=LANDFALL_PHRASE");
        assertThat(view.toString()).doesNotContain("c4n4ry");
    }

    @Test
    void theFlagNamesTheFileBeforeTheVariableBeforeTheDefaultPlace() throws IOException {
        Path flag = write("flag.yaml", "gitops: {settle: 1s}");
        Path variable = write("variable.yaml", "gitops: {settle: 2s}");
        Path standard = write("xdg/landfall/landfall.yaml", "gitops: {settle: 3s}");
        Path home = write("home/.config/landfall/landfall.yaml", "gitops: {settle: 4s}");
        Map<String, String> places = Map.of("XDG_CONFIG_HOME", folder + "/xdg", "HOME", folder + "/home");
        Map<String, String> named = Map.of("LANDFALL_CONFIG", variable.toString(), "HOME", folder + "/home");
        Map<String, String> relative =
                Map.of("XDG_CONFIG_HOME", "xdg", "LANDFALL_CONFIG", "", "HOME", folder + "/home");

        assertThat(load(flag, named, Map.of()).file()).contains(flag);
        assertThat(ConfigurationLoader.load(Optional.empty(), named, Map.of()).file())
                .contains(variable);
        assertThat(ConfigurationLoader.load(Optional.empty(), places, Map.of()).file())
                .contains(standard);
        assertThat(ConfigurationLoader.load(Optional.empty(), relative, Map.of())
                        .file())
                .contains(home);
    }

    @Test
    void aFileThatIsNamedMustBeThere() {
        Path missing = folder.resolve("missing.yaml");

        assertThatThrownBy(() -> load(missing, Map.of(), Map.of()))
                .hasMessage("flag --config: the file " + missing
                        + " cannot be read (name a file that exists and that you may read)");
        assertThatThrownBy(() -> ConfigurationLoader.load(
                        Optional.empty(), Map.of("LANDFALL_CONFIG", folder.toString()), Map.of()))
                .hasMessageStartingWith("environment variable LANDFALL_CONFIG: the file " + folder + " cannot be read");
    }

    @Test
    void variablesOfOursThatNobodyKnowsAreFaults() {
        Map<String, String> environment = Map.of(
                "LANDFALL_GITOPS_SETLE", "1s",
                "LANDFALL_ALLOWED_HOSTS", "git.example.org",
                "LANDFALL_JAVA_HOME", "/opt/jdk",
                "LANDFALL_SERVICE_HOST", "10.0.0.1",
                "LANDFALL_WEB_SERVICE_PORT_HTTP", "80",
                "LANDFALL_PORT_80_TCP_ADDR", "10.0.0.1",
                "LANDFALL_PORT", "tcp://10.0.0.1:80",
                "PATH", "/bin");

        assertThatThrownBy(() -> ConfigurationLoader.load(Optional.empty(), environment, Map.of()))
                .hasMessage(
                        "environment variable LANDFALL_ALLOWED_HOSTS: no setting has this name (unset it; lists such as"
                                + " allowedHosts and repositories are set in the file only)\n"
                                + "environment variable LANDFALL_GITOPS_SETLE: no setting has this name (did you mean"
                                + " LANDFALL_GITOPS_SETTLE?)");
    }

    @Test
    void aWrongVariableOrFlagIsNamed() {
        assertThatThrownBy(() -> ConfigurationLoader.load(
                        Optional.empty(),
                        Map.of("LANDFALL_GITOPS_PROVIDER", "argo"),
                        Map.of("gitops.syncTimeout", "soon")))
                .hasMessage(
                        "environment variable LANDFALL_GITOPS_PROVIDER: gitops.provider: \"argo\" is not allowed here"
                                + " (use one of auto, argocd, flux, none)\n"
                                + "flag --gitops-sync-timeout: gitops.syncTimeout: \"soon\" is no duration (write it as 15s, 10m or"
                                + " 1h30m)");
    }

    private static LoadedConfiguration load(Path file, Map<String, String> environment, Map<String, String> flags) {
        return ConfigurationLoader.load(Optional.of(file), environment, flags);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
