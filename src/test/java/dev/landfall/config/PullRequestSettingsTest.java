package dev.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.config.PullRequestSettings.MergeMethod;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PullRequestSettingsTest {
    private static final Map<String, String> SECRETS = Map.of("TOKEN", "c4n4ry", "KEY", "c4n4ry");

    @TempDir
    Path folder;

    private Configuration load(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("landfall.yaml"), text);
        return ConfigurationLoader.load(Optional.of(file), SECRETS, Map.of()).configuration();
    }

    private RepositoryRule rule(String rest) throws IOException {
        return load("repositories:\n  - match: https://git.example.org/*\n    " + rest + "\n")
                .repositories()
                .getFirst();
    }

    @Test
    void everyKeyIsUnderstood() throws IOException {
        RepositoryRule rule = rule(
                "pullRequests: {host: bitbucket-cloud, apiUrl: 'https://api.example.org/2.0/', username: ada@example.org,"
                        + " tokenEnv: TOKEN, labels: [deploy], reviewers: [alice, bob], draft: true, mergeStyle: squash,"
                        + " allowMerge: true}");

        PullRequestSettings settings = rule.pullRequests().orElseThrow();
        assertThat(settings.host()).contains(HostKind.BITBUCKET_CLOUD);
        assertThat(settings.apiUrl()).contains(URI.create("https://api.example.org/2.0"));
        assertThat(settings.login()).isInstanceOfSatisfying(HostLogin.Token.class, token -> {
            assertThat(token.username()).contains("ada@example.org");
            assertThat(token.secret().read(SECRETS)).isEqualTo("c4n4ry");
        });
        assertThat(settings.labels()).isEqualTo(List.of("deploy"));
        assertThat(settings.reviewers()).isEqualTo(List.of("alice", "bob"));
        assertThat(settings.draft()).isTrue();
        assertThat(settings.mergeStyle()).isEqualTo(MergeMethod.SQUASH);
        assertThat(settings.allowMerge()).isTrue();
        assertThat(rule.delivery()).isEqualTo(Delivery.AUTO);
    }

    @Test
    void anAppHasAKeyOfSeveralLines() throws IOException {
        Path key = Files.writeString(folder.resolve("app.pem"), "-----BEGIN\nAAAA\n-----END\n");

        PullRequestSettings settings = rule("pullRequests: {host: github, appId: 12345, appInstallation: 678,"
                        + " appPrivateKeyFile: " + key + "}")
                .pullRequests()
                .orElseThrow();

        assertThat(settings.login()).isInstanceOfSatisfying(HostLogin.App.class, app -> {
            assertThat(app.id()).isEqualTo("12345");
            assertThat(app.installation()).isEqualTo(OptionalLong.of(678));
            assertThat(app.privateKey().readText(SECRETS)).isEqualTo("-----BEGIN\nAAAA\n-----END");
        });
    }

    @Test
    void aTokenForGitServesForTheHostWhereNoOtherIsNamed() throws IOException {
        RepositoryRule rule = rule(
                "credentials: {tokenEnv: TOKEN}\n    pullRequests: {host: gitea}\n" + "    delivery: pull-request");

        assertThat(rule.delivery()).isEqualTo(Delivery.PULL_REQUEST);
        assertThat(rule.pullRequests().orElseThrow().login().key()).isEqualTo("repositories[0].credentials.tokenEnv");
    }

    @Test
    void withoutTheSectionThereIsNone() throws IOException {
        assertThat(rule("credentials: {tokenEnv: TOKEN}").pullRequests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            pullRequests: {host: gitea}                                            | no credential for the host's API is named
            pullRequests: {token: hunter2}                                         | a secret does not belong into this file
            pullRequests: {appPrivateKey: hunter2}                                 | a secret does not belong into this file
            pullRequests: {host: gogs, tokenEnv: TOKEN}                            | use one of gitea, github, gitlab, bitbucket-cloud, bitbucket-data-center, azure-devops
            pullRequests: {apiUrl: 'http://git.example.org/api', tokenEnv: TOKEN}  | use https, or set allowPlainHttp: true
            pullRequests: {apiUrl: 'https://u:hunter2@git.example.org', tokenEnv: TOKEN} | has no host, or a user name
            pullRequests: {apiUrl: 'nonsense', tokenEnv: TOKEN}                    | has no host
            pullRequests: {tokenEnv: TOKEN, appId: 1, appPrivateKeyEnv: KEY}       | a token and an app are both given
            pullRequests: {appId: 1}                                               | name the file with the app's private key
            pullRequests: {appPrivateKeyEnv: KEY}                                  | pullRequests.appId: it is missing
            pullRequests: {appId: 1, appInstallation: x, appPrivateKeyEnv: KEY}    | is no number
            pullRequests: {tokenEnv: TOKEN, labels: ['']}                          | is no name
            pullRequests: {tokenEnv: TOKEN, mergeStyle: octopus}                   | use one of merge, squash, rebase
            pullRequests: {tokenEnv: TOKEN, merge: squash}                         | there is no such key
            credentials: {gitHubApp: true}                                         | there is no app under pullRequests
            delivery: pull-request                                                 | there is no pullRequests beside it
            """)
    void faultsAreNamedAndQuoteNoSecret(String rest, String expected) {
        assertThatThrownBy(() -> rule(rest))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(expected)
                .hasMessageNotContaining("hunter2");
    }
}
