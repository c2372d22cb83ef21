package dev.landfall.gitops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import dev.landfall.gitops.HeldCredentials.Login;
import dev.landfall.gitops.argocd.RepositorySecrets;
import dev.landfall.gitops.flux.SourceSecrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Which Secret Argo CD and Flux take for a repository, and what is in it. */
class HeldCredentialsTest {
    private static final String URL = "https://git.example.org/team/apps.git";
    private static final ObjectRef APPLICATION = new ObjectRef("argoproj.io", "v1alpha1", "Application", "argocd", "a");
    private static final ObjectRef SOURCE =
            new ObjectRef("source.toolkit.fluxcd.io", "v1", "GitRepository", "flux-system", "apps");

    private final InMemoryCluster cluster = new InMemoryCluster()
            .serving(type("", "v1", "Secret"))
            .serving(type("", "v1", "ConfigMap"))
            .serving(type("argoproj.io", "v1alpha1", "Application"))
            .serving(new ResourceType(
                    "source.toolkit.fluxcd.io",
                    "v1",
                    "GitRepository",
                    "gitrepositories",
                    "gitrepository",
                    List.of(),
                    true));

    private static ResourceType type(String group, String version, String kind) {
        String singular = kind.toLowerCase(Locale.ROOT);
        return new ResourceType(group, version, kind, singular + "s", singular, List.of(), true);
    }

    private static ObjectNode object(String apiVersion, String kind, String namespace, String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", apiVersion).put("kind", kind);
        object.putObject("metadata").put("namespace", namespace).put("name", name);
        return object;
    }

    private void secret(String namespace, String name, String type, Map<String, String> data) {
        ObjectNode secret = object("v1", "Secret", namespace, name);
        if (!type.isEmpty()) secret.withObject("/metadata/labels").put("argocd.argoproj.io/secret-type", type);
        ObjectNode encoded = secret.putObject("data");
        data.forEach((key, text) ->
                encoded.put(key, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
        cluster.with(new LiveObject(secret));
    }

    private void repository(String name, Map<String, String> data) {
        secret("argocd", name, "repository", data);
    }

    private void configMap(String name, String key, String text) {
        ObjectNode map = object("v1", "ConfigMap", "argocd", name);
        map.putObject("data").put(key, text);
        cluster.with(new LiveObject(map));
    }

    private void source(String name, String specJson) {
        ObjectNode source = object("source.toolkit.fluxcd.io/v1", "GitRepository", "flux-system", name);
        source.set("spec", new JsonMapper().readTree(specJson));
        cluster.with(new LiveObject(source));
    }

    private Optional<HeldCredentials> argo(String url) {
        return new RepositorySecrets(cluster).of(Optional.of(APPLICATION), url);
    }

    private Optional<HeldCredentials> flux() {
        return new SourceSecrets(cluster).of(Optional.of(SOURCE), URL);
    }

    private static String login(Optional<HeldCredentials> held) {
        return switch (held.orElseThrow().login()) {
            case Login.None _ -> "none";
            case Login.Password(var username, var password) -> username + ":" + password.reveal();
            case Login.Bearer(var token) -> "bearer " + token.reveal();
            case Login.SshKey(var key, var passphrase) ->
                "key " + key.reveal().strip()
                        + passphrase.map(secret -> " " + secret.reveal()).orElse("");
            case Login.Unsupported(var kind) -> "unsupported: " + kind;
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://git.example.org/team/apps     | https://git.example.org/team/apps.git | true",
                "https://git.example.org/team/apps     | https://GIT.example.org/team/Apps     | true",
                "git@git.example.org:team/apps         | ssh://git@git.example.org/team/apps   | true",
                "https://git.example.org/team/apps     | git@git.example.org:team/apps         | false",
                "https://git.example.org/team/apps     | https://git.example.org/team/apps2    | false",
            })
    void anArgoRepositoryIsFoundByItsUrl(String secret, String url, boolean found) {
        repository("one", Map.of("url", secret, "username", "ada", "password", "c4n4ry"));
        assertThat(argo(url).isPresent()).isEqualTo(found);
    }

    @Test
    void ofTemplatesTheLongestDecidesAndARepositoryGoesBefore() {
        secret("argocd", "host", "repo-creds", Map.of("url", "https://git.example.org", "password", "short"));
        secret("argocd", "team", "repo-creds", Map.of("url", "https://git.example.org/team", "password", "long\n"));
        secret("other", "else", "repo-creds", Map.of("url", URL, "password", "elsewhere"));
        assertThat(login(argo(URL))).isEqualTo(":long");
        assertThat(login(argo("https://git.example.org/x"))).isEqualTo(":short");

        repository("bare", Map.of("url", URL));
        assertThat(login(argo(URL))).as("a repository without a login").isEqualTo(":long");

        repository("full", Map.of("url", URL, "project", "p", "password", "of project"));
        repository("own", Map.of("url", URL, "username", "ada", "password", "own"));
        cluster.without(new ObjectRef("", "v1", "Secret", "argocd", "bare"));
        assertThat(login(argo(URL))).isEqualTo("ada:own");
    }

    @Test
    void argoKindsOfLogins() {
        repository("one", Map.of("url", URL, "bearerToken", "t"));
        assertThat(login(argo(URL))).isEqualTo("bearer t");
        repository("one", Map.of("url", URL, "sshPrivateKey", "k\n"));
        assertThat(login(argo(URL))).isEqualTo("key k");
        repository("one", Map.of("url", URL, "githubAppID", "1", "githubAppPrivateKey", "k"));
        assertThat(login(argo(URL))).isEqualTo("unsupported: a GitHub App");
        repository("one", Map.of("url", URL));
        assertThat(login(argo(URL))).isEqualTo("none");
    }

    @Test
    void argoKnowsHostsAndAuthorities() {
        String ssh = "git@git.example.org:team/apps";
        repository("one", Map.of("url", URL, "password", "p"));
        repository("two", Map.of("url", ssh, "sshPrivateKey", "k"));
        configMap("argocd-tls-certs-cm", "git.example.org", "PEM");
        configMap("argocd-ssh-known-hosts-cm", "ssh_known_hosts", "git.example.org ssh-ed25519 A");
        assertThat(argo(URL).orElseThrow().authorities()).contains("PEM");
        assertThat(argo(URL).orElseThrow().knownHosts()).isEmpty();
        assertThat(argo(ssh).orElseThrow().knownHosts()).contains("git.example.org ssh-ed25519 A");
        cluster.denying("get", "configmaps", "argocd");
        assertThat(argo(ssh).orElseThrow().knownHosts()).isEmpty();
    }

    @Test
    void secretsThatMayNotBeReadNameTheRight() {
        cluster.denying("list", "secrets", "argocd").denying("get", "secrets", "flux-system");
        source("apps", "{\"url\": \"" + URL + "\", \"secretRef\": {\"name\": \"git\"}}");
        assertThatThrownBy(() -> argo(URL))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("list secrets in namespace argocd")
                .hasMessageContaining("resources: [\"secrets\"]");
        assertThatThrownBy(this::flux)
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("get secrets in namespace flux-system");
    }

    @Test
    void fluxTakesTheSecretThatTheSourceNames() {
        source("apps", "{\"url\": \"" + URL + "\"}");
        assertThat(flux()).isEmpty();
        source("apps", "{\"url\": \"" + URL + "\", \"secretRef\": {\"name\": \"git\"}}");
        assertThat(flux()).as("a Secret that is not there").isEmpty();

        secret("flux-system", "git", "", Map.of("username", "ada", "password", "p", "ca.crt", "PEM"));
        assertThat(login(flux())).isEqualTo("ada:p");
        assertThat(flux().orElseThrow().authorities()).contains("PEM");
        assertThat(flux().orElseThrow().secret()).hasToString("Secret flux-system/git");

        secret("flux-system", "git", "", Map.of("bearerToken", "t", "caFile", "OLD"));
        assertThat(login(flux())).isEqualTo("bearer t");
        assertThat(flux().orElseThrow().authorities()).contains("OLD");

        secret("flux-system", "git", "", Map.of("identity", "k", "known_hosts", "h", "password", "phrase"));
        assertThat(login(flux())).isEqualTo("key k phrase");
        assertThat(flux().orElseThrow().knownHosts()).contains("h");

        secret("flux-system", "git", "", Map.of("githubAppPrivateKey", "k"));
        assertThat(login(flux())).isEqualTo("unsupported: a GitHub App");
        source("apps", "{\"url\": \"" + URL + "\", \"provider\": \"azure\"}");
        assertThat(login(flux())).isEqualTo("unsupported: the provider azure");
    }

    @Test
    void whereOnlyTheUrlIsKnownASourceOfItIsLookedFor() {
        source("a-public", "{\"url\": \"" + URL + "\"}");
        source("apps", "{\"url\": \"" + URL + "\", \"secretRef\": {\"name\": \"git\"}}");
        secret("flux-system", "git", "", Map.of("password", "p"));
        assertThat(login(new SourceSecrets(cluster).of(Optional.empty(), URL))).isEqualTo(":p");
        assertThat(new SourceSecrets(cluster).of(Optional.empty(), URL + "2")).isEmpty();
    }

    @Test
    void neitherToolAnswersForTheOther() {
        repository("one", Map.of("url", URL, "password", "p"));
        source("apps", "{\"url\": \"" + URL + "\", \"secretRef\": {\"name\": \"git\"}}");
        assertThat(new RepositorySecrets(cluster).of(Optional.of(SOURCE), URL)).isEmpty();
        assertThat(new SourceSecrets(cluster).of(Optional.of(APPLICATION), URL)).isEmpty();
    }

    @Test
    void noTextShowsASecret() {
        repository("one", Map.of("url", URL, "username", "ada", "password", "c4n4ry"));
        assertThat(argo(URL).toString()).doesNotContain("c4n4ry");
        repository("one", Map.of("url", URL, "sshPrivateKey", "c4n4ry"));
        assertThat(argo(URL).toString()).doesNotContain("c4n4ry");
    }
}
