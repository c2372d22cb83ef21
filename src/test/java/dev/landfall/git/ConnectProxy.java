package dev.landfall.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP proxy on loopback that lets through CONNECT and plain requests, asks for a login if told to, and records. The
 * requests that follow the first plain one on a connection go to the same host.
 */
public final class ConnectProxy implements AutoCloseable {
    public static final String PASSWORD = "canary-9b2d-proxy";

    private static final String ASKING = String.join(
            "\r\n",
            "HTTP/1.1 407 Proxy Authentication Required",
            "Proxy-Authenticate: Basic realm=\"proxy\"",
            "Content-Length: 0",
            "Connection: close",
            "",
            "");

    private final ServerSocket socket;
    private final boolean asks;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();

    private ConnectProxy(ServerSocket socket, boolean asks) {
        this.socket = socket;
        this.asks = asks;
    }

    public static ConnectProxy start(boolean asksForLogin) throws IOException {
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        ConnectProxy proxy = new ConnectProxy(socket, asksForLogin);
        Thread.startVirtualThread(proxy::accept);
        return proxy;
    }

    public HttpProxy address(Optional<String> password) {
        return new HttpProxy(
                "127.0.0.1",
                socket.getLocalPort(),
                password.map(secret -> new Credentials.Basic("ada", new Secret(secret))));
    }

    /** The first line of each request that was let through. */
    public List<String> requests() {
        return requests;
    }

    /** How often somebody came without the right login. */
    public int refused() {
        return refused.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.startVirtualThread(() -> serve(client));
            } catch (IOException ended) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            String first = head.lines().findFirst().orElse("");
            if (asks && !head.toLowerCase(Locale.ROOT).contains(login())) {
                refused.incrementAndGet();
                answer(client, ASKING);
                return;
            }
            requests.add(first);
            String target = first.split(" ", -1)[1].replaceFirst("^http://", "").replaceFirst("/.*", "");
            try (Socket host = new Socket(InetAddress.ofLiteral("127.0.0.1"), portOf(target))) {
                if (first.startsWith("CONNECT ")) answer(client, "HTTP/1.1 200 Connection established\r\n\r\n");
                else answer(host, head);
                Thread back = Thread.startVirtualThread(() -> pass(host, client));
                pass(client, host);
                back.join();
            }
        } catch (IOException | InterruptedException ended) {
            // The client sees it.
        }
    }

    /** In lower case, as a header's name may be. */
    private static String login() {
        String pair = Base64.getEncoder().encodeToString(("ada:" + PASSWORD).getBytes(ISO_8859_1));
        return ("Proxy-Authorization: Basic " + pair).toLowerCase(Locale.ROOT);
    }

    private static int portOf(String target) {
        return Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
    }

    private static String head(InputStream stream) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = stream.read();
            if (next < 0) throw new IOException("a request that ends early");
            head.write(next);
        }
        return head.toString(ISO_8859_1);
    }

    private static void answer(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(ISO_8859_1));
        client.getOutputStream().flush();
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException ended) {
            // Either side may end it.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
