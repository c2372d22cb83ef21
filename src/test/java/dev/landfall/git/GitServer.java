package dev.landfall.git;

import com.sun.net.httpserver.HttpExchange;
import dev.landfall.sandbox.git.LoopbackGitServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The sandbox's Git server with the faults that a test orders. */
public final class GitServer extends LoopbackGitServer {
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

    private GitServer(Path folder) throws IOException {
        super(folder, USERNAME, PASSWORD);
    }

    /** @param folder where the repositories will lie */
    public static GitServer start(Path folder) throws IOException {
        GitServer server = new GitServer(folder);
        server.listen();
        return server;
    }

    public static Credentials credentials() {
        return new Credentials.Basic(USERNAME, new Secret(PASSWORD));
    }

    /** Whether clients may leave out file contents, which needs Git's own switch on the server. */
    public void setAllowFilter(String repository, boolean allowed) {
        git(repository, "config", "uploadpack.allowFilter", String.valueOf(allowed));
    }

    /** From now on, a hook refuses every push with these words. */
    public void refusePushes(String repository, String words) {
        write(folder().resolve(repository + ".git/hooks/pre-receive"), "#!/bin/sh\necho '" + words + "' >&2\nexit 1\n");
    }

    public void acceptPushes(String repository) throws IOException {
        Files.deleteIfExists(folder().resolve(repository + ".git/hooks/pre-receive"));
    }

    public void setFault(Fault ordered) {
        fault = ordered;
    }

    /** {@code METHOD path?query} of every request so far that was let in. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    public void forgetRequests() {
        requests.clear();
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
