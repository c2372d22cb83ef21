package dev.landfall.githost;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A host whose every byte a test decides, for what no HTTP server can be made to say. One request for a connection; who
 * comes after the answers that were ordered gets an empty object.
 */
final class BareHost implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    private final Queue<Writing> answers = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** An answer. It ends with the connection, which the client may end first. */
    interface Writing {
        void to(OutputStream client) throws IOException, InterruptedException;
    }

    private BareHost() throws IOException {}

    static BareHost start() throws IOException {
        BareHost host = new BareHost();
        Thread.ofVirtual().start(host::accept);
        return host;
    }

    String root() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** The next request gets it, and those after it what was ordered after it. */
    BareHost order(Writing answer) {
        answers.add(answer);
        return this;
    }

    /** @param head from the status line on, without the length of the body */
    BareHost order(String body, String... head) {
        return order(client -> client.write(message(body, head)));
    }

    private static byte[] message(String body, String... head) {
        byte[] bytes = body.getBytes(UTF_8);
        return (String.join("\r\n", head) + "\r\nContent-Length: " + bytes.length + "\r\nConnection: close\r\n\r\n"
                        + body)
                .getBytes(UTF_8);
    }

    /** The first line of each request so far. */
    List<String> requests() {
        return requests;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException ended) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            requests.add(head.lines().findFirst().orElse(""));
            Writing answer = answers.poll();
            if (answer == null) client.getOutputStream().write(message("{}", "HTTP/1.1 200 OK"));
            else answer.to(client.getOutputStream());
            client.getOutputStream().flush();
            client.shutdownOutput();
            // What is unread when a connection ends takes the answer with it.
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException | InterruptedException ended) {
            // The client sees it, or ended it.
        }
    }

    private static String head(InputStream stream) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = stream.read();
            if (next < 0) throw new IOException("a request that ends early");
            head.append(new String(new byte[] {(byte) next}, ISO_8859_1));
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
