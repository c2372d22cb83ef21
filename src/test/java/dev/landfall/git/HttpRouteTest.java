package dev.landfall.git;

import static dev.landfall.git.Canary.code;
import static dev.landfall.git.Canary.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTPS with an authority of one's own, and the way through a proxy. */
@Timeout(60)
class HttpRouteTest {
    private static final String REPOSITORY = "apps";

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static OwnAuthority authority;
    private static GitServer https;
    private static GitServer http;

    @BeforeAll
    static void serve() throws IOException, GeneralSecurityException {
        authority = OwnAuthority.found(shared.resolve("authority"));
        https = GitServer.start(shared.resolve("https"), authority.server());
        http = GitServer.start(shared.resolve("http"));
        for (GitServer server : List.of(https, http)) {
            server.create(REPOSITORY, "main");
            server.commit(REPOSITORY, "main", Map.of("web", "1\n"));
        }
    }

    @AfterAll
    static void stop() {
        https.close();
        http.close();
    }

    private GitRepository open(GitServer server, Optional<HttpProxy> proxy, Optional<Authorities> authorities) {
        return new GitRepositories(folder.resolve("cache"), GitLimits.standard())
                .open(server.url(REPOSITORY), new Route(GitServer.login(), proxy, authorities), Optional.empty());
    }

    private static Optional<Authorities> ours() {
        return Optional.of(Authorities.read(authority.file()));
    }

    @Test
    void aHostOfAnAuthorityThatNobodyTrustsIsNotSpokenTo() {
        https.forgetRequests();
        try (GitRepository repository = open(https, Optional.empty(), Optional.empty())) {
            assertThat(code(() -> repository.fetch("main"))).isEqualTo("UNREACHABLE git-tls");
            assertThat(failure(repository::checkReadable).reason().remedy()).contains("caFile");
        }
        assertThat(https.requests()).isEmpty();
    }

    @Test
    void aHostOfAnAuthorityThatIsNamedIsTrusted() {
        try (GitRepository repository = open(https, Optional.empty(), ours())) {
            assertThat(repository.fetch("main")).contains(https.head(REPOSITORY, "main"));
            repository.checkPushable();
        }
    }

    @Test
    void anAuthorityVouchesForTheNamesInItsCertificatesOnly() {
        var other = RepositoryUrl.parse(https.url(REPOSITORY).text().replace("127.0.0.1", "localhost"), true);
        try (GitRepository repository = new GitRepositories(folder.resolve("cache"), GitLimits.standard())
                .open(other, new Route(GitServer.login(), Optional.empty(), ours()), Optional.empty())) {
            assertThat(code(() -> repository.fetch("main"))).isEqualTo("UNREACHABLE git-tls");
        }
    }

    @Test
    void aFileWithoutCertificatesIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "canary\n");
        assertThat(code(() -> Authorities.read(text))).isEqualTo("USAGE bad-ca-file");
        assertThat(code(() -> Authorities.read(folder.resolve("nowhere")))).isEqualTo("USAGE bad-ca-file");
        assertThat(code(() -> Authorities.of("a Secret", ""))).isEqualTo("USAGE bad-ca-file");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void httpsGoesThroughAProxyUnread(boolean asks) throws IOException {
        try (ConnectProxy proxy = ConnectProxy.start(asks);
                GitRepository repository = open(
                        https,
                        Optional.of(proxy.address(asks ? Optional.of(ConnectProxy.PASSWORD) : Optional.empty())),
                        ours())) {
            CommitId head = repository.fetch("main").orElseThrow();
            assertThat(repository.read(head, List.of("web"))).hasSize(1);
            String target = https.url(REPOSITORY).text().replaceFirst("https://([^/]*)/.*", "$1");
            assertThat(proxy.requests()).isNotEmpty().allMatch(line -> line.startsWith("CONNECT " + target + " "));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void plainHttpGoesThroughAProxy(boolean asks) throws IOException {
        try (ConnectProxy proxy = ConnectProxy.start(asks);
                GitRepository repository = open(
                        http,
                        Optional.of(proxy.address(asks ? Optional.of(ConnectProxy.PASSWORD) : Optional.empty())),
                        Optional.empty())) {
            assertThat(repository.fetch("main")).contains(http.head(REPOSITORY, "main"));
            assertThat(proxy.requests()).isNotEmpty().allMatch(line -> line.contains(" http://127.0.0.1:"));
        }
    }

    @Test
    void aProxyThatAsksForALoginIsNamedAndTheHostIsNot() throws IOException {
        for (GitServer server : List.of(https, http)) {
            try (ConnectProxy proxy = ConnectProxy.start(true);
                    GitRepository without = open(server, Optional.of(proxy.address(Optional.empty())), ours());
                    GitRepository wrong = open(server, Optional.of(proxy.address(Optional.of("canary-no"))), ours())) {
                assertThat(code(() -> without.fetch("main"))).isEqualTo("RIGHTS git-proxy-authentication");
                assertThat(code(() -> wrong.fetch("main"))).isEqualTo("RIGHTS git-proxy-authentication");
                assertThat(failure(wrong::checkReadable)).hasMessageContaining("the proxy 127.0.0.1:");
            }
        }
    }

    @Test
    void aProxyThatIsNotThereIsNamed() throws IOException {
        ConnectProxy proxy = ConnectProxy.start(false);
        proxy.close();
        try (GitRepository repository = open(https, Optional.of(proxy.address(Optional.empty())), ours())) {
            assertThat(failure(() -> repository.fetch("main"))).hasMessageContaining("through the proxy 127.0.0.1:");
        }
    }

    @Test
    void aBearerTokenIsSentAsOne() {
        try (GitRepository repository = new GitRepositories(folder.resolve("cache"), GitLimits.standard())
                .open(http.url(REPOSITORY), new Credentials.Bearer(new Secret(GitServer.PASSWORD)))) {
            assertThat(repository.fetch("main")).isPresent();
            repository.checkPushable();
        }
        try (GitRepository repository = new GitRepositories(folder.resolve("cache"), GitLimits.standard())
                .open(http.url(REPOSITORY), new Credentials.Bearer(new Secret("canary-wrong")))) {
            assertThat(code(() -> repository.fetch("main"))).isEqualTo("RIGHTS git-authentication");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "https://git.example.org/a      | HTTPS_PROXY=http://p:3128                     | p:3128",
                "https://git.example.org/a      | https_proxy=p:3128                            | p:3128",
                "https://git.example.org/a      | https_proxy=http://one:1 HTTPS_PROXY=two:2    | one:1",
                "https://git.example.org/a      | HTTP_PROXY=http://p:3128                      | -",
                "http://git.example.org/a       | HTTP_PROXY=http://p                           | p:80",
                "git@git.example.org:a          | HTTPS_PROXY=http://p:3128 HTTP_PROXY=http://p | -",
                "https://git.example.org/a      | HTTPS_PROXY=                                  | -",
                "https://git.example.org/a      | HTTPS_PROXY=p:1 NO_PROXY=git.example.org      | -",
                "https://git.example.org/a      | HTTPS_PROXY=p:1 NO_PROXY=x,.example.org       | -",
                "https://git.example.org/a      | HTTPS_PROXY=p:1 no_proxy=example.org          | -",
                "https://git.example.org/a      | HTTPS_PROXY=p:1 no_proxy=*.example.org        | -",
                "https://git.example.org/a      | HTTPS_PROXY=p:1 no_proxy=*                    | -",
                "https://git.example.org/a      | HTTPS_PROXY=p:1 no_proxy=t.example.org        | p:1",
                "https://git.example.org/a      | HTTPS_PROXY=p:1 no_proxy=ample.org            | p:1",
                "https://git.example.org:8443/a | HTTPS_PROXY=p:1 no_proxy=git.example.org:8443 | -",
                "https://git.example.org/a      | HTTPS_PROXY=p:1 no_proxy=git.example.org:8443 | p:1",
                "https://127.0.0.1/a            | HTTPS_PROXY=p:1                               | -",
                "https://localhost/a            | HTTPS_PROXY=p:1                               | -",
            })
    void theEnvironmentNamesAProxyOrNone(String url, String environment, String proxy) {
        Map<String, String> variables = Arrays.stream(environment.split(" +"))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> each[1]));
        assertThat(HttpProxy.fromEnvironment(variables, RepositoryUrl.parse(url, true))
                        .map(HttpProxy::toString))
                .isEqualTo(Optional.ofNullable(proxy));
    }

    @Test
    void theLoginInAProxysUrlIsReadAndNeverShown() {
        HttpProxy proxy = HttpProxy.parse("http://ada:canary%40+x@p:3128", "HTTPS_PROXY");
        assertThat(proxy).hasToString("p:3128");
        assertThat(proxy.login().orElseThrow().username()).isEqualTo("ada");
        assertThat(proxy.login().orElseThrow().password().reveal()).isEqualTo("canary@+x");
        assertThat(code(() -> HttpProxy.parse("socks5://ada:canary@p:1", "HTTPS_PROXY")))
                .isEqualTo("USAGE bad-proxy");
        assertThat(code(() -> HttpProxy.parse("http://ada:canary %@p", "HTTPS_PROXY")))
                .isEqualTo("USAGE bad-proxy");
    }
}
