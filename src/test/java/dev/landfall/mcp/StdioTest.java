package dev.landfall.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The server as the clients of this machine start it: a process that speaks on its standard streams. */
class StdioTest {
    @TempDir
    Path home;

    private record Case(String name, String line, int code, boolean hasId) {}

    /** Each answered by its own fault, and the server goes on. */
    @TestFactory
    Stream<DynamicTest> messagesThatAreNone() {
        return Stream.of(
                        new Case("no JSON", "junk", -32700, false),
                        new Case("half an object", "{\"jsonrpc\":\"2.0\",\"id\":7", -32700, false),
                        new Case("two objects", "{} {}", -32700, false),
                        new Case("a key twice", "{\"jsonrpc\":\"2.0\",\"jsonrpc\":\"2.0\",\"id\":7}", -32700, false),
                        new Case("too deep", "[".repeat(2000) + "]".repeat(2000), -32700, false),
                        new Case("a batch", "[{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}]", -32600, false),
                        new Case("a text", "\"ping\"", -32600, false),
                        new Case("another version", "{\"jsonrpc\":\"1.0\",\"id\":7,\"method\":\"ping\"}", -32600, true),
                        new Case("no method", "{\"jsonrpc\":\"2.0\",\"id\":7}", -32600, true),
                        new Case(
                                "a method that is a number",
                                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":1}",
                                -32600,
                                true),
                        new Case(
                                "an id that is null",
                                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
                                -32600,
                                false),
                        new Case(
                                "an id that is an object",
                                "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
                                -32600,
                                false),
                        new Case(
                                "params that are a list",
                                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\",\"params\":[]}",
                                -32600,
                                true),
                        new Case("no such method", "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"fly\"}", -32601, true),
                        new Case(
                                "no such tool",
                                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"trcae\"}}",
                                -32602,
                                true),
                        new Case(
                                "an unknown revision",
                                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/list\",\"params\":{\"_meta\":{"
                                        + "\"io.modelcontextprotocol/protocolVersion\":\"1900-01-01\","
                                        + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}",
                                -32022,
                                true),
                        new Case("more bytes than a message may have", "x".repeat((1 << 20) + 1), -32600, false))
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each)));
    }

    private void check(Case each) {
        try (ModelClient client = ModelClient.of(Program.in(home).modelDoor())) {
            client.send(each.line());
            JsonNode answer = each.hasId() ? client.answerTo(7) : client.answerWithoutId();
            assertThat(answer.path("error").path("code").asInt())
                    .as(answer.toString())
                    .isEqualTo(each.code());
            assertThat(client.request("ping", ModelClient.callOf("", "{}")).has("result"))
                    .isTrue();
        }
    }

    @Test
    void aToolThatIsMisspeltIsGuessed() {
        try (ModelClient client = ModelClient.of(Program.in(home).modelDoor())) {
            JsonNode error = client.request("tools/call", ModelClient.callOf("trcae", "{}"))
                    .path("error");
            assertThat(error.path("message").asString()).contains("did you mean trace?");
        }
    }

    @Test
    void aRequestMayStandForItself() {
        try (ModelClient client = ModelClient.of(Program.in(home).modelDoor())) {
            client.send("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"server/discover\",\"params\":{\"_meta\":{"
                    + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                    + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}");
            JsonNode result = client.answerTo(7).path("result");
            assertThat(result.path("supportedVersions").get(0).asString()).isEqualTo("2026-07-28");
            assertThat(result.path("resultType").asString()).isEqualTo("complete");
        }
    }

    /** Nothing but protocol on standard output, and the end within a second once the client has closed its end. */
    @Test
    void theProcessEndsWithItsClient() throws IOException, InterruptedException {
        Process process = ServerProcess.start(home, "mcp");
        try (ModelClient client = new ModelClient(process.getOutputStream(), process.getInputStream())) {
            assertThat(client.initialize()
                            .path("result")
                            .path("protocolVersion")
                            .asString())
                    .isEqualTo("2025-11-25");
            client.call("trace", "{\"object\":\"deployment/web\"}");
            client.vanish();
            long closed = System.nanoTime();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - closed)).isLessThan(Duration.ofSeconds(1));
            assertThat(process.exitValue()).isZero();
            client.awaitEnd();
            assertThat(client.noProtocol()).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void noOtherAddressThanLoopbackIsListenedAt() {
        for (String address : List.of("0.0.0.0:8090", "192.0.2.1:80", "example.org:80", "8090", "127.0.0.1:x"))
            assertThat(Program.in(home).run("mcp", "--http", address).status())
                    .as(address)
                    .isEqualTo(2);
        assertThat(Program.in(home).run("mcp", "--http", "0.0.0.0:8090").err()).contains("loopback", "127.0.0.1:PORT");
    }
}
