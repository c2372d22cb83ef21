package dev.landfall.githost;

import static dev.landfall.githost.Asking.code;
import static dev.landfall.githost.Asking.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.landfall.githost.LookAlikeHost.Fault;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked again and what is not, and where every request ends. */
@Timeout(20)
@Execution(ExecutionMode.CONCURRENT)
final class HostConnectionTest {
    private static final Duration SOON = Duration.ofMillis(300);

    private PlainHost host;
    private BareHost bare;

    @BeforeEach
    void start() throws IOException {
        host = PlainHost.start();
        bare = BareHost.start();
    }

    @AfterEach
    void stop() throws IOException {
        host.close();
        bare.close();
    }

    private HostConnection ours() {
        return Asking.of(host.root());
    }

    private static Fault fails(int status) {
        return new Fault.Answers(status, Map.of(), "");
    }

    @Test
    void saysWhoWeAreAndWhatWeTake() {
        assertThat(ours().send("POST", "/pulls", Asking.body()).path("asked").asString())
                .isEqualTo("POST /pulls");

        assertThat(host.answered()).singleElement().satisfies(request -> {
            assertThat(request.authorization()).isEqualTo("Bearer " + LookAlikeHost.TOKEN);
            assertThat(request.headers().getFirst("Accept")).isEqualTo("application/json");
            assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/json");
            assertThat(request.headers().getFirst("User-Agent")).isEqualTo("landfall");
            assertThat(request.body()).isEqualTo(Asking.body());
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aReadingRequestIsMadeAgainWhereTheHostStumbles(int status) {
        host.order(fails(status));

        assertThat(ours().get("/pulls").path("asked").asString()).isEqualTo("GET /pulls");

        assertThat(host.requests()).containsExactly("GET /pulls", "GET /pulls");
    }

    @Test
    void whatStumblesEveryTimeIsGivenUpAfterAllAttempts() {
        for (int each = 0; each < 4; each++) host.order(new Fault.Answers(502, Map.of(), "no backend"));

        GitHostException failure = failure(() -> ours().get("/pulls"));

        assertThat(failure.fault()).isEqualTo(GitHostException.Fault.UNREACHABLE);
        assertThat(failure.reason().code()).isEqualTo("host-failing");
        assertThat(failure.reason().retryable()).isTrue();
        assertThat(failure).hasMessageContaining("status 502: no backend");
        assertThat(host.requests()).hasSize(Asking.LIMITS.attempts());
    }

    @ParameterizedTest
    @CsvSource({"POST, 500", "POST, 503", "PUT, 502", "PATCH, 504", "DELETE, 500"})
    void whatMayHaveChangedSomethingIsNotSentAgain(String method, int status) {
        host.order(fails(status));

        assertThat(code(() -> ours().send(method, "/pulls", Asking.body()))).isEqualTo("UNREACHABLE host-failing");

        assertThat(host.requests()).containsExactly(method + " /pulls");
    }

    /** Who is down for a while may have been so only after it did what we asked. */
    @Test
    void norIsItWhereTheHostIsDownForAWhile() {
        host.order(new Fault.Answers(503, Map.of("Retry-After", "1"), ""));
        host.order(new Fault.Answers(503, Map.of("Retry-After", "0"), ""));

        assertThat(code(() -> ours().send("POST", "/pulls", Asking.body()))).isEqualTo("UNREACHABLE host-failing");
        assertThat(host.requests()).hasSize(1);

        assertThat(ours().get("/pulls").path("asked").asString()).isEqualTo("GET /pulls");
        assertThat(host.requests()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"GET, 2", "POST, 1"})
    void silenceEndsAtTheDeadline(String method, int times) {
        for (int each = 0; each < times; each++) host.order(new Fault.Silence());
        HostConnection impatient = Asking.of(host.root(), Asking.answeringWithin(SOON));

        assertThat(code(() -> impatient.ask(method, "/pulls", Optional.empty())))
                .isEqualTo("UNREACHABLE host-timeout");

        assertThat(host.requests()).hasSize(times);
    }

    @Test
    void soDoesSilenceInTheMiddleOfAnAnswer() {
        bare.order(client -> {
            begin(client);
            Thread.sleep(10_000);
        });
        HostConnection impatient = Asking.of(bare.root(), Asking.answeringWithin(SOON));

        assertThat(code(() -> impatient.send("POST", "/pulls", Asking.body()))).isEqualTo("UNREACHABLE host-timeout");
    }

    @Test
    void soDoesAnAnswerThatComesByTheByte() {
        bare.order(client -> {
            begin(client);
            for (int each = 0; each < 1_000; each++) {
                client.write(' ');
                client.flush();
                Thread.sleep(20);
            }
        });
        HostConnection impatient = Asking.of(bare.root(), Asking.answeringWithin(SOON));

        assertThat(code(() -> impatient.send("POST", "/pulls", Asking.body()))).isEqualTo("UNREACHABLE host-timeout");
    }

    private static void begin(OutputStream client) throws IOException {
        client.write("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
        client.flush();
    }

    @Test
    void halfAnAnswerIsAskedForAgain() {
        host.order(new Fault.HalfAnswer());

        assertThat(ours().get("/pulls").path("asked").asString()).isEqualTo("GET /pulls");

        assertThat(host.requests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"GET, 2", "POST, 1"})
    void halfAnAnswerAtTheLastAttemptIsAStrangeOne(String method, int times) {
        for (int each = 0; each < times; each++) host.order(new Fault.HalfAnswer());

        assertThat(code(() -> ours().ask(method, "/pulls", Optional.of(Asking.body()))))
                .isEqualTo("UNREACHABLE host-strange-answer");

        assertThat(host.requests()).hasSize(times);
    }

    @Test
    void anAnswerThatIsTooLargeIsRefusedWhileItComes() throws Exception {
        AtomicLong written = new AtomicLong();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        bare.order(client -> {
            try {
                client.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n[".getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    client.write(new byte[1024]);
                    written.addAndGet(1024);
                }
            } finally {
                ended.complete(null);
            }
        });

        assertThat(code(() -> Asking.of(bare.root()).send("POST", "/pulls", Asking.body())))
                .isEqualTo("UNREACHABLE host-strange-answer");

        ended.get(5, TimeUnit.SECONDS);
        // What the two ends of a connection hold, and no more.
        assertThat(written.get()).isLessThan(32L * 1024 * 1024);
    }

    @Test
    void oneOfExactlyTheLargestSizeIsTaken() {
        String body = "\"" + "x".repeat(Asking.LIMITS.answerBytes() - 2) + "\"";
        host.order(new Fault.Answers(200, Map.of(), body));
        assertThat(ours().send("POST", "/pulls", Asking.body()).asString()).hasSize(body.length() - 2);

        host.order(new Fault.Answers(200, Map.of(), body + " "));
        assertThat(code(() -> ours().send("POST", "/pulls", Asking.body())))
                .isEqualTo("UNREACHABLE host-strange-answer");
    }

    @Test
    void whereNobodyListensItIsRefused() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = closed.getLocalPort();
        }
        assertThat(code(() -> Asking.of("http://127.0.0.1:" + port).get("/pulls")))
                .isEqualTo("UNREACHABLE host-connection-refused");
    }

    /** RFC 6761 keeps {@code .invalid} from ever being a name. */
    @Test
    void aHostWithoutAnAddressIsNamed() {
        GitHostException failure =
                failure(() -> Asking.of("https://git.invalid/api/v1").get("/pulls"));

        assertThat(failure.fault() + " " + failure.reason().code()).isEqualTo("UNREACHABLE host-unknown");
        assertThat(failure).hasMessageContaining("https://git.invalid/api/v1");
    }

    @Test
    void whoIsInterruptedWhileTheHostIsSilentWaitsNoLonger() throws Exception {
        host.order(new Fault.Silence());

        assertThatInterruptionEnds(() -> ours().get("/pulls"));
    }

    @Test
    void norWhileTheHostWantsUsToWait() throws Exception {
        host.order(new Fault.Answers(429, Map.of("Retry-After", "15"), ""));
        HostConnection patient = Asking.of(host.root(), Asking.waitingAtMost(Duration.ofSeconds(60)));

        assertThatInterruptionEnds(() -> patient.get("/pulls"));
    }

    /** Of a request that the host has already. */
    private void assertThatInterruptionEnds(Runnable request) throws Exception {
        CompletableFuture<List<Object>> end = new CompletableFuture<>();
        Thread asking = Thread.ofVirtual().start(() -> {
            try {
                request.run();
            } catch (RuntimeException failure) {
                end.complete(List.of(failure, Thread.currentThread().isInterrupted()));
            }
            end.complete(List.of());
        });
        while (host.requests().isEmpty()) Thread.onSpinWait();
        asking.interrupt();

        List<Object> ended = end.get(5, TimeUnit.SECONDS);

        assertThat(ended).hasSize(2).last().isEqualTo(true);
        assertThat(ended.getFirst())
                .isInstanceOf(IllegalStateException.class)
                .asString()
                .contains("interrupted");
        assertThat(host.requests()).hasSize(1);
    }

    @Test
    void oneConnectionServesSeveralThreads() {
        HostConnection shared = ours();
        List<CompletableFuture<String>> all = List.of("/a", "/b", "/c", "/d").stream()
                .map(path -> CompletableFuture.supplyAsync(
                        () -> shared.get(path).path("asked").asString()))
                .toList();

        assertThat(all).extracting(CompletableFuture::join).containsExactly("GET /a", "GET /b", "GET /c", "GET /d");
        assertThatCode(() -> shared.get("/e")).doesNotThrowAnyException();
    }
}
