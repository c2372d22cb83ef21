package dev.landfall.mcp.wire;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who may speak to a server on the loopback device: a page of the web, which a browser lets speak to this machine too,
 * may not. Asked before anything else of a request is looked at, whatever its path.
 */
final class HttpGate {
    private static final List<String> NAMES = List.of("127.0.0.1", "localhost", "[::1]");

    private final int port;

    HttpGate(int port) {
        this.port = port;
    }

    /** Why a request may not come in; empty where it may. */
    Optional<String> objection(Headers headers) {
        List<String> hosts = headers.getOrDefault("Host", List.of());
        if (hosts.size() != 1 || !isOurs(hosts.getFirst()))
            return Optional.of("the Host header does not name this server");
        boolean foreign = headers.getOrDefault("Origin", List.of()).stream().anyMatch(origin -> !isOurOrigin(origin));
        return foreign ? Optional.of("the Origin header names another origin than this server") : Optional.empty();
    }

    private boolean isOurs(String authority) {
        String text = authority.toLowerCase(Locale.ROOT);
        return NAMES.stream().anyMatch(name -> text.equals(name + ":" + port) || (port == 80 && text.equals(name)));
    }

    private boolean isOurOrigin(String origin) {
        try {
            URI uri = URI.create(origin);
            return "http".equals(uri.getScheme()) && uri.getRawAuthority() != null && isOurs(uri.getRawAuthority());
        } catch (IllegalArgumentException none) {
            return false;
        }
    }
}
