package dev.landfall.soak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.sandbox.git.LoopbackGitServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/** Git's own server with weather on the way to it: one kind for Landfall, another for the controllers. */
final class WeatheredGitServer extends LoopbackGitServer {
    /** By which Landfall is known; the controllers come under the other name that the server lets in. */
    static final String LANDFALL = "x-access-token";

    private final Weather landfall;
    private final Weather controllers;

    private WeatheredGitServer(Path folder, HttpServer server, Weather landfall, Weather controllers)
            throws IOException {
        super(folder, "controller", "secret", "http", server);
        this.landfall = landfall;
        this.controllers = controllers;
    }

    static WeatheredGitServer start(Path folder, Weather landfall, Weather controllers) throws IOException {
        WeatheredGitServer git = new WeatheredGitServer(folder, HttpServer.create(anyPort(), 0), landfall, controllers);
        git.listen();
        return git;
    }

    @Override
    protected void respond(HttpExchange exchange, byte[] body) throws IOException {
        Weather weather = isLandfall(exchange) ? landfall : controllers;
        weather.meet(exchange, heard -> {
            byte[] output = backend(heard, body, true);
            if (heard.equals(exchange)) answer(exchange, output);
        });
    }

    private static boolean isLandfall(HttpExchange exchange) {
        String sent = exchange.getRequestHeaders().getFirst("Authorization");
        if (!sent.startsWith("Basic ")) return false;
        String pair = new String(Base64.getDecoder().decode(sent.substring(6)), StandardCharsets.UTF_8);
        return pair.startsWith(LANDFALL + ":");
    }
}
