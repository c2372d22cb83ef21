package dev.landfall.mcp.wire;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.Executors;

/** A server on the loopback device, and on nothing else. */
public final class HttpServing implements AutoCloseable {
    /** Read by the JDK's server when it is first used: seconds for a whole request, its headers' bytes, connections. */
    private static final Map<String, String> LIMITS = Map.of(
            "sun.net.httpserver.maxReqTime", "10",
            "sun.net.httpserver.maxReqHeaderSize", "16384",
            "jdk.httpserver.maxConnections", "200",
            "sun.net.httpserver.nodelay", "true");

    private final HttpServer server;

    private HttpServing(HttpServer server) {
        this.server = server;
    }

    /**
     * @param address on the loopback device; port 0 for any that is free
     * @throws IOException where something else listens there
     */
    public static HttpServing start(Dispatch dispatch, InetSocketAddress address) throws IOException {
        if (!address.getAddress().isLoopbackAddress()) throw new IllegalStateException("not loopback: " + address);
        LIMITS.forEach((name, value) -> {
            if (System.getProperty(name) == null) System.setProperty(name, value);
        });
        HttpServer server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/", new HttpDoor(dispatch, new HttpGate(server.getAddress().getPort())));
        server.start();
        return new HttpServing(server);
    }

    /** Where clients find it. */
    public String url() {
        InetSocketAddress address = server.getAddress();
        String host = address.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[::1]" : host) + ":" + address.getPort() + HttpDoor.PATH;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
