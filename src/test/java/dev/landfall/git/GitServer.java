package dev.landfall.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.landfall.sandbox.git.LoopbackGitServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** The sandbox's Git server with the faults that a test orders. */
public final class GitServer extends LoopbackGitServer implements GitHost {
    public static final String USERNAME = "landfall";
    /** Easy to find in any text that it must not be in. */
    public static final String PASSWORD = "canary-7c1e-password";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Fault fault = Fault.NONE;

    /** What the server does instead of answering as it should. */
    public sealed interface Fault {
        Fault NONE = new None();

        record None() implements Fault {}

        record Status(int status) implements Fault {}

        record RedirectTo(String location) implements Fault {}

        /** Redirects requests with one text in their path to another path. */
        record Redirecting(String from, String to) implements Fault {}

        /** One byte a tenth of a second, for ever. */
        record Drip() implements Fault {}

        /** Does what a push asks for and breaks off the connection instead of saying so; once. */
        record LosePushAnswer() implements Fault {}

        /** Runs once, when a push has been announced and is not sent yet. */
        record BeforePush(Runnable action) implements Fault {}

        /** Speaks only the first version of the protocol, as old servers do. */
        record OldProtocol() implements Fault {}
    }

    private GitServer(Path folder, String scheme, HttpServer server) throws IOException {
        super(folder, USERNAME, PASSWORD, scheme, server);
    }

    /** @param folder where the repositories will lie */
    public static GitServer start(Path folder) throws IOException {
        return start(folder, "http", HttpServer.create(anyPort(), 0));
    }

    /** By HTTPS, with the certificate of this context. */
    public static GitServer start(Path folder, SSLContext tls) throws IOException {
        HttpsServer https = HttpsServer.create(anyPort(), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        return start(folder, "https", https);
    }

    private static GitServer start(Path folder, String scheme, HttpServer http) throws IOException {
        GitServer server = new GitServer(folder, scheme, http);
        server.listen();
        return server;
    }

    /** Those that every server of this kind accepts. */
    public static Credentials login() {
        return new Credentials.Basic(USERNAME, new Secret(PASSWORD));
    }

    @Override
    public Credentials credentials() {
        return login();
    }

    /** Where a repository lies. */
    Path directory(String repository) {
        return folder().resolve(repository + ".git");
    }

    /** Whether clients may leave out file contents, which needs Git's own switch on the server. */
    public void setAllowFilter(String repository, boolean allowed) {
        git(repository, "config", "uploadpack.allowFilter", String.valueOf(allowed));
    }

    /** From now on, a hook refuses every push with these words. */
    public void refusePushes(String repository, String words) {
        hook(repository, "pre-receive", "echo '" + words + "' >&2\nexit 1\n");
    }

    /** @param script of the shell */
    public void hook(String repository, String name, String script) {
        write(directory(repository).resolve("hooks").resolve(name), "#!/bin/sh\n" + script);
    }

    public void acceptPushes(String repository) throws IOException {
        Files.deleteIfExists(directory(repository).resolve("hooks/pre-receive"));
    }

    public void setFault(Fault ordered) {
        fault = ordered;
    }

    /** {@code METHOD path?query} of every request so far that was let in. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void forgetRequests() {
        requests.clear();
    }

    @Override
    public long asked() {
        return requests.size();
    }

    @Override
    public long pushed() {
        return requests.stream()
                .filter(request -> request.startsWith("POST") && request.endsWith("git-receive-pack"))
                .count();
    }

    @Override
    public void speakOldProtocol() {
        setFault(new Fault.OldProtocol());
    }

    @Override
    public void beforePush(String repository, Runnable action) {
        setFault(new Fault.BeforePush(action));
    }

    @Override
    public void losePushAnswer(String repository) {
        setFault(new Fault.LosePushAnswer());
    }

    @Override
    public void fail() {
        setFault(new Fault.Status(502));
    }

    /** Merges one branch into another; these files are what the merge changes in the latter. */
    public CommitId merge(String repository, String into, String from, Map<String, String> files) {
        StringBuilder changes = new StringBuilder("merge refs/heads/" + from + "^0\n");
        files.forEach((path, text) -> changes.append(change("100644", path, text)));
        return importCommit(repository, into, "by merge", changes.toString());
    }

    /** A submodule that points at a commit which is nowhere. */
    public CommitId addSubmodule(String repository, String branch, String path) {
        return importCommit(repository, branch, path, "M 160000 " + "1".repeat(40) + " " + path + "\n");
    }

    private static void write(Path script, String text) {
        try {
            Files.createDirectories(script.getParent());
            Files.writeString(script, text);
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    protected void respond(HttpExchange exchange, byte[] body) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        switch (fault) {
            case Fault.None _ -> answer(exchange, backend(exchange, body, true));
            case Fault.OldProtocol _ -> answer(exchange, backend(exchange, body, false));
            case Fault.Status(int status) -> exchange.sendResponseHeaders(status, -1);
            case Fault.RedirectTo(String location) -> {
                exchange.getResponseHeaders().add("Location", location);
                exchange.sendResponseHeaders(302, -1);
            }
            case Fault.Redirecting(String from, String to) -> redirect(exchange, body, from, to);
            case Fault.Drip _ -> drip(exchange);
            case Fault.LosePushAnswer _ -> loseAnswer(exchange, body);
            case Fault.BeforePush(Runnable action) -> {
                if (isPush(exchange)) {
                    fault = Fault.NONE;
                    action.run();
                }
                answer(exchange, backend(exchange, body, true));
            }
        }
    }

    private void redirect(HttpExchange exchange, byte[] body, String from, String to) throws IOException {
        String target = exchange.getRequestURI().toString();
        if (target.contains(from)) {
            exchange.getResponseHeaders().add("Location", target.replace(from, to));
            exchange.sendResponseHeaders(301, -1);
        } else {
            answer(exchange, backend(exchange, body, true));
        }
    }

    private static boolean isPush(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("POST")
                && exchange.getRequestURI().getPath().endsWith("/git-receive-pack");
    }

    private void loseAnswer(HttpExchange exchange, byte[] body) throws IOException {
        byte[] answer = backend(exchange, body, true);
        if (!isPush(exchange)) {
            answer(exchange, answer);
            return;
        }
        fault = Fault.NONE;
        // A length that is never reached: the client sees the connection end early.
        exchange.sendResponseHeaders(200, 1000);
    }

    private static void drip(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-advertisement");
        exchange.sendResponseHeaders(200, 0);
        try {
            while (true) {
                exchange.getResponseBody().write('0');
                exchange.getResponseBody().flush();
                Thread.sleep(100);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
