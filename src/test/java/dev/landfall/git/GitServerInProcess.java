package dev.landfall.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.transport.PreReceiveHook;
import org.eclipse.jgit.transport.ReceiveCommand;

/**
 * JGit's own server over HTTP on loopback, with repositories in memory: for tests that are not about Git and go through
 * hundreds of pushes, of which each takes milliseconds here. What is about Git is tested with {@link GitServer}.
 */
public final class GitServerInProcess implements AutoCloseable {
    private final Map<String, RepositoryInMemory> repositories = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile Runnable beforePush = () -> {};
    private volatile Runnable afterPush = () -> {};
    private volatile Optional<String> refusal = Optional.empty();

    private GitServerInProcess(HttpServer server) {
        this.server = server;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public static GitServerInProcess start() {
        try {
            return new GitServerInProcess(
                    HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The URL below which the repositories are. */
    public String root() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    public RepositoryUrl url(String repository) {
        return RepositoryUrl.parse(root() + repository + ".git", true);
    }

    /** An empty repository, whose branch to come is {@code main}. */
    public RepositoryInMemory create(String name) {
        try {
            RepositoryInMemory repository = new RepositoryInMemory(name);
            repositories.put(name, repository);
            return repository;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public RepositoryInMemory repository(String name) {
        return repositories.get(name);
    }

    /** Run around every push; where one throws, the client gets no answer. */
    public void aroundPushes(Runnable before, Runnable after) {
        beforePush = before;
        afterPush = after;
    }

    /** From now on every push is refused with these words. */
    public void refusePushes(String words) {
        refusal = Optional.of(words);
    }

    public void acceptPushes() {
        refusal = Optional.empty();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            InputStream sent = exchange.getRequestBody();
            boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            byte[] body = (packed ? new GZIPInputStream(sent) : sent).readAllBytes();
            RepositoryInMemory repository = named(exchange.getRequestURI().getPath());
            if (repository == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            boolean push = exchange.getRequestURI().toString().endsWith("git-receive-pack");
            boolean advertises = exchange.getRequestMethod().equals("GET");
            String service = push ? "git-receive-pack" : "git-upload-pack";
            byte[] answer = push
                    ? receive(repository, body, advertises)
                    : repository.upload(
                            body, advertises, exchange.getRequestHeaders().getFirst("Git-Protocol"));
            exchange.getResponseHeaders()
                    .add("Content-Type", "application/x-" + service + (advertises ? "-advertisement" : "-result"));
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /** Clients may leave {@code .git} out, as with Git's own server. */
    private RepositoryInMemory named(String path) {
        return repositories.get(path.replaceFirst("^/", "").replaceFirst("(\\.git)?/(info/refs|git-[a-z-]+)$", ""));
    }

    private byte[] receive(RepositoryInMemory repository, byte[] body, boolean advertises) throws IOException {
        if (advertises) return repository.advertiseForPush();
        beforePush.run();
        PreReceiveHook hook = (_, commands) -> refusal.ifPresent(words ->
                commands.forEach(command -> command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, words)));
        byte[] answer = repository.receive(body, hook);
        afterPush.run();
        return answer;
    }

    @Override
    public void close() {
        server.stop(0);
        repositories.values().forEach(RepositoryInMemory::close);
    }
}
