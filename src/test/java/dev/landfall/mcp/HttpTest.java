package dev.landfall.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.Program;
import dev.landfall.mcp.wire.HttpServing;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server on the loopback device, as a socket meets it: headers that no client library would let through, too. */
class HttpTest {
    private static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
            + "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}";
    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
    private static final String LIST =
            "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/list\",\"params\":{" + META + "}}";

    @TempDir
    Path home;

    private HttpServing serving;
    private int port;

    private record Reply(int status, String headers, String body) {
        String header(String name) {
            return headers.lines()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    @BeforeEach
    void listen() throws IOException {
        serving = Program.in(home).modelDoor().listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port = URI.create(serving.url()).getPort();
    }

    @AfterEach
    void close() {
        serving.close();
    }

    private Reply send(String method, String path, List<String> headers, String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
            if (headers.stream().noneMatch(header -> header.startsWith("Host:")))
                head.append("Host: 127.0.0.1:" + port + "\r\n");
            headers.forEach(header -> head.append(header).append("\r\n"));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            if (headers.stream().noneMatch(header -> header.startsWith("Content-Length:")))
                head.append("Content-Length: ").append(bytes.length).append("\r\n");
            head.append("Connection: close\r\n\r\n");
            OutputStream out = socket.getOutputStream();
            out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
            out.flush();
            return reply(socket.getInputStream());
        }
    }

    private static Reply reply(InputStream in) throws IOException {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        String[] parts = text.split("\r\n\r\n", 2);
        return new Reply(Integer.parseInt(parts[0].split(" ", -1)[1]), parts[0], parts.length > 1 ? parts[1] : "");
    }

    private Reply post(String body, String... headers) throws IOException {
        List<String> all = new java.util.ArrayList<>(List.of(headers));
        if (all.stream().noneMatch(header -> header.startsWith("Content-Type")))
            all.add("Content-Type: application/json");
        all.add("Accept: application/json, text/event-stream");
        return send("POST", "/mcp", all, body);
    }

    private String session() throws IOException {
        return post(INITIALIZE).header("mcp-session-id");
    }

    @Test
    void pagesOfTheWebAreKeptOut() throws IOException {
        assertThat(post(INITIALIZE, "Origin: https://evil.example").status()).isEqualTo(403);
        assertThat(post(INITIALIZE, "Origin: null").status()).isEqualTo(403);
        assertThat(post(INITIALIZE, "Origin: http://127.0.0.1:1").status()).isEqualTo(403);
        assertThat(post(INITIALIZE, "Host: evil.example:" + port).status()).isEqualTo(403);
        assertThat(send("GET", "/other", List.of("Host: evil.example"), "").status())
                .isEqualTo(403);
        assertThat(post(INITIALIZE, "Origin: http://localhost:" + port).status())
                .isEqualTo(200);
    }

    @Test
    void aSessionBeginsAndEnds() throws IOException {
        String session = session();
        assertThat(session).hasSize(36);
        assertThat(post(PING, "Mcp-Session-Id: " + session).body()).contains("\"result\":{}");
        assertThat(post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", "Mcp-Session-Id: " + session)
                        .status())
                .isEqualTo(202);
        assertThat(send("DELETE", "/mcp", List.of("Mcp-Session-Id: " + session), "")
                        .status())
                .isEqualTo(204);
        assertThat(post(PING, "Mcp-Session-Id: " + session).status()).isEqualTo(404);
        assertThat(post(PING).status()).isEqualTo(400);
    }

    @Test
    void aRequestMayStandForItselfWhereItsHeadersSayWhatItSays() throws IOException {
        Reply listed = post(LIST, "MCP-Protocol-Version: 2026-07-28", "Mcp-Method: tools/list");
        assertThat(listed.status()).isEqualTo(200);
        assertThat(listed.body()).contains("\"resultType\":\"complete\"", "\"ttlMs\"");

        Reply other = post(LIST, "MCP-Protocol-Version: 2026-07-28", "Mcp-Method: tools/call");
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.body()).contains("-32020", "\"id\":3");
        assertThat(post(LIST.replace("tools/list", "fly"), "MCP-Protocol-Version: 2026-07-28", "Mcp-Method: fly")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatIsNoMessageIsRefusedByItsStatus() throws IOException {
        assertThat(post("junk").status()).isEqualTo(400);
        assertThat(post(PING, "Content-Type: text/plain").status()).isEqualTo(415);
        assertThat(send("POST", "/mcp", List.of("Content-Type: application/json", "Accept: text/html"), PING)
                        .status())
                .isEqualTo(406);
        assertThat(send("GET", "/mcp", List.of("Accept: text/event-stream"), "").status())
                .isEqualTo(405);
        assertThat(send("PUT", "/mcp", List.of(), "").status()).isEqualTo(405);
        assertThat(send("POST", "/", List.of(), "").status()).isEqualTo(404);
    }

    @Test
    void moreThanAMessageMayHaveIsNotRead() throws IOException {
        assertThat(post("x".repeat((1 << 20) + 1)).status()).isEqualTo(413);
        assertThat(post(PING, "Mcp-Session-Id: " + session()).status()).isEqualTo(200);
    }
}
