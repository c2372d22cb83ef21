package dev.landfall.githost;

import static dev.landfall.githost.Asking.code;
import static dev.landfall.githost.Asking.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.git.Authorities;
import dev.landfall.git.ConnectProxy;
import dev.landfall.git.HttpProxy;
import dev.landfall.git.OwnAuthority;
import dev.landfall.githost.LookAlikeHost.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTPS with an authority of one's own, and the way through a proxy. */
@Timeout(20)
final class HostRouteTest {
    @TempDir
    private static Path shared;

    private static OwnAuthority authority;

    private PlainHost https;
    private PlainHost http;

    @BeforeAll
    static void found() throws IOException {
        authority = OwnAuthority.found(shared.resolve("authority"));
    }

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        https = PlainHost.start(authority.server());
        http = PlainHost.start();
    }

    @AfterEach
    void stop() {
        https.close();
        http.close();
    }

    private static HostConnection ours(PlainHost host, Optional<HttpProxy> proxy) {
        return Asking.of(host.root(), Asking.LIMITS, proxy, Optional.of(Authorities.read(authority.file())));
    }

    private static Optional<HttpProxy> address(ConnectProxy proxy, boolean asks) {
        return Optional.of(proxy.address(asks ? Optional.of(ConnectProxy.PASSWORD) : Optional.empty()));
    }

    @Test
    void aHostOfAnAuthorityThatIsNamedIsTrusted() {
        assertThat(ours(https, Optional.empty()).get("/pulls").path("asked").asString())
                .isEqualTo("GET /pulls");
    }

    @Test
    void oneOfAnAuthorityThatNobodyTrustsIsNotSpokenTo() {
        GitHostException failure = failure(() -> Asking.of(https.root()).get("/pulls"));

        assertThat(failure.fault() + " " + failure.reason().code()).isEqualTo("UNREACHABLE host-certificate");
        assertThat(failure.reason().remedy()).contains("repositories[].caFile");
        assertThat(https.requests()).isEmpty();
    }

    @Test
    void anAuthorityVouchesForTheNamesInItsCertificatesOnly() {
        HostConnection wrongName = Asking.of(
                https.root().replace("127.0.0.1", "localhost"),
                Asking.LIMITS,
                Optional.empty(),
                Optional.of(Authorities.read(authority.file())));

        assertThat(code(() -> wrongName.get("/pulls"))).isEqualTo("UNREACHABLE host-certificate");
        assertThat(https.requests()).isEmpty();
    }

    @Test
    void aHostThatSpeaksNoTlsHasNoWrongCertificate() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> greet(plain));
            HostConnection ours = Asking.of("https://127.0.0.1:" + plain.getLocalPort());

            assertThat(code(() -> ours.send("POST", "/pulls", Asking.body())))
                    .isEqualTo("UNREACHABLE host-strange-answer");
        }
    }

    private static void greet(ServerSocket plain) {
        try (Socket client = plain.accept()) {
            client.getOutputStream().write("SSH-2.0-other\r\n".getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException ended) {
            // The client ends it.
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void httpsGoesThroughAProxyUnread(boolean asks) throws IOException {
        try (ConnectProxy proxy = ConnectProxy.start(asks)) {
            HostConnection ours = ours(https, address(proxy, asks));
            ours.get("/pulls");
            ours.send("POST", "/pulls", Asking.body());

            String target = https.root().replace("https://", "");
            assertThat(proxy.requests()).isNotEmpty().allMatch(line -> line.startsWith("CONNECT " + target + " "));
            assertTheHostHasNoLoginOfTheProxy(https);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void plainHttpGoesThroughAProxy(boolean asks) throws IOException {
        try (ConnectProxy proxy = ConnectProxy.start(asks)) {
            HostConnection ours = ours(http, address(proxy, asks));
            ours.get("/pulls");
            ours.send("POST", "/pulls", Asking.body());

            assertThat(proxy.requests()).contains("GET " + http.root() + "/pulls HTTP/1.1");
            assertThat(http.requests())
                    .containsExactly("GET " + http.root() + "/pulls", "POST " + http.root() + "/pulls");
        }
    }

    private static void assertTheHostHasNoLoginOfTheProxy(PlainHost host) {
        assertThat(host.answered()).hasSize(2).allSatisfy(request -> {
            assertThat(request.authorization()).isEqualTo("Bearer " + LookAlikeHost.TOKEN);
            assertThat(request.headers()).doesNotContainKey("Proxy-authorization");
        });
    }

    @Test
    void aProxyThatWantsALoginAndGetsNoneIsTold() throws IOException {
        for (PlainHost host : List.of(https, http)) {
            try (ConnectProxy proxy = ConnectProxy.start(true)) {
                HostConnection ours = ours(host, address(proxy, false));

                assertThat(code(() -> ours.get("/pulls"))).isEqualTo("UNREACHABLE proxy-authentication");
                assertThat(code(() -> ours.send("POST", "/pulls", Asking.body())))
                        .isEqualTo("UNREACHABLE proxy-authentication");
                assertThat(host.requests()).isEmpty();
            }
        }
    }

    /** Some proxies lock an account after a few wrong passwords. */
    @Test
    void aLoginThatTheProxyDoesNotTakeIsShownItOnce() throws IOException {
        for (PlainHost host : List.of(https, http)) {
            try (ConnectProxy proxy = ConnectProxy.start(true)) {
                HostConnection ours = ours(host, Optional.of(proxy.address(Optional.of("canary-no"))));

                assertThat(code(() -> ours.get("/pulls"))).isEqualTo("UNREACHABLE proxy-authentication");
                assertThat(proxy.refused()).isEqualTo(1);
                assertThat(host.requests()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic realm=\"host\""})
    void aHostBehindAProxyThatDoesNotAcceptUsIsToldApartFromTheProxy(String asking) throws IOException {
        for (PlainHost host : List.of(https, http)) {
            try (ConnectProxy proxy = ConnectProxy.start(true)) {
                host.order(
                        new Fault.Answers(401, asking.isEmpty() ? Map.of() : Map.of("WWW-Authenticate", asking), ""));

                assertThat(code(() -> ours(host, address(proxy, true)).get("/pulls")))
                        .isEqualTo("RIGHTS host-authentication");
                assertThat(host.requests()).hasSize(1);
            }
        }
    }

    @Test
    void aProxyThatIsNotThereIsNamed() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        HostConnection ours = ours(https, Optional.of(new HttpProxy("127.0.0.1", port, Optional.empty())));

        GitHostException failure = failure(() -> ours.get("/pulls"));

        assertThat(failure.reason().code()).isEqualTo("host-connection-refused");
        assertThat(failure).hasMessageContaining("through the proxy 127.0.0.1:" + port);
    }
}
