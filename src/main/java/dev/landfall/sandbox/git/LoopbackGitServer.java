package dev.landfall.sandbox.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.git.CommitId;
import dev.landfall.git.Credentials;
import dev.landfall.git.RepositoryUrl;
import dev.landfall.git.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * Git's own server, {@code git http-backend}, on loopback: bare repositories that ask for a user name and a password.
 * Needs the program git.
 */
public class LoopbackGitServer implements AutoCloseable {
    /** Of a repository that is bare and lets clients leave out file contents. */
    private static final String CONFIGURATION = """
            [core]
            \trepositoryformatversion = 0
            \tfilemode = true
            \tbare = true
            [uploadpack]
            \tallowFilter = true
            """;

    private final Path folder;
    private final String username;
    private final String password;
    private final String scheme;
    private final HttpServer server;

    /** What the backend says of a repository before anything is asked of it, by its path. */
    private final Map<String, byte[]> advertised = new ConcurrentHashMap<>();

    /**
     * Answers nobody before {@link #listen}.
     *
     * @param scheme that the server speaks: {@code http} or {@code https}
     */
    protected LoopbackGitServer(Path folder, String username, String password, String scheme, HttpServer server)
            throws IOException {
        this.folder = Files.createDirectories(folder);
        this.username = username;
        this.password = password;
        this.scheme = scheme;
        this.server = server;
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    }

    /** @param folder where the repositories will lie */
    public static LoopbackGitServer start(Path folder, String username, String password) throws IOException {
        HttpServer http = HttpServer.create(anyPort(), 0);
        LoopbackGitServer server = new LoopbackGitServer(folder, username, password, "http", http);
        server.listen();
        return server;
    }

    /** One that is free, on loopback only. */
    protected static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    protected final void listen() {
        server.createContext("/", this::handle);
        server.start();
    }

    /** Those that let in. */
    public final Credentials basicCredentials() {
        return new Credentials.Basic(username, new Secret(password));
    }

    public final RepositoryUrl url(String repository) {
        return RepositoryUrl.parse(root() + repository + ".git", true);
    }

    /** The URL below which all repositories are. */
    public final String root() {
        return scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** Where the repositories lie. */
    public final Path folder() {
        return folder;
    }

    /** A bare repository with this branch to come, that lets clients leave out file contents. */
    public final void create(String repository, String defaultBranch) {
        try {
            Path made = repositoryFolder(repository);
            for (String inside : List.of("objects", "refs/heads", "refs/tags"))
                Files.createDirectories(made.resolve(inside));
            Files.writeString(made.resolve("HEAD"), "ref: refs/heads/" + defaultBranch + "\n");
            Files.writeString(made.resolve("config"), CONFIGURATION);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Commits text files on top of a branch, which comes to be by it; null deletes. */
    public final CommitId commit(String repository, String branch, Map<String, String> files) {
        return commit(repository, branch, "100644", files);
    }

    /** @param mode of the files, as Git writes it: 100644, 100755, 120000 */
    public final CommitId commit(String repository, String branch, String mode, Map<String, String> files) {
        StringBuilder changes = new StringBuilder();
        files.forEach((path, text) -> changes.append(change(mode, path, text)));
        return importCommit(repository, branch, String.join(", ", new TreeMap<>(files).keySet()), changes.toString());
    }

    /** @param changes in the language of {@code git fast-import} */
    protected final CommitId importCommit(String repository, String branch, String what, String changes) {
        String ref = "refs/heads/" + branch;
        String from = has(repository, branch) ? "from " + ref + "^0\n" : "";
        String stream = "commit " + ref + "\nmark :1\n"
                + "author Ada <ada@example.org> now\ncommitter Ada <ada@example.org> now\n"
                + "data <<END\nChange " + what.replace('\n', ' ') + "\nEND\n" + from + changes + "\nget-mark :1\n";
        return new CommitId(
                GitProgram.run(repositoryFolder(repository), stream, "fast-import", "--quiet", "--date-format=now")
                        .strip());
    }

    protected static String change(String mode, String path, String text) {
        String quoted = '"' + path.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
        if (text == null) return "D " + quoted + "\n";
        return "M " + mode + " inline " + quoted + "\ndata " + text.getBytes(UTF_8).length + "\n" + text + "\n";
    }

    /** Git packs the names of branches at times; then only Git itself finds them. */
    private boolean has(String repository, String branch) {
        Path made = repositoryFolder(repository);
        return Files.exists(made.resolve("refs/heads/" + branch))
                || (Files.exists(made.resolve("packed-refs"))
                        && !git(repository, "for-each-ref", "refs/heads/" + branch)
                                .isEmpty());
    }

    public final CommitId head(String repository, String branch) {
        return new CommitId(git(repository, "rev-parse", "refs/heads/" + branch));
    }

    /** The text of a file at a branch's head. */
    public final String file(String repository, String branch, String path) {
        return GitProgram.run(
                repositoryFolder(repository), "", "cat-file", "blob", "refs/heads/" + branch + ":" + path);
    }

    /** Runs Git in the repository; what it prints, without the last line's end. */
    public final String git(String repository, String... arguments) {
        advertised.clear(); // It may be about the configuration.
        return GitProgram.run(repositoryFolder(repository), "", arguments).stripTrailing();
    }

    private Path repositoryFolder(String repository) {
        return folder.resolve(repository + ".git");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isLetIn(exchange)) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            respond(exchange, exchange.getRequestBody().readAllBytes());
        }
    }

    private boolean isLetIn(HttpExchange exchange) {
        String sent = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        return sent.equals("Bearer " + password)
                || sent.equals(basic(username))
                || sent.equals(basic("x-access-token"));
    }

    private String basic(String user) {
        return new Credentials.Basic(user, new Secret(password)).header();
    }

    /** Answers a request that was let in, while the backend is still at work. */
    protected void respond(HttpExchange exchange, byte[] body) throws IOException {
        try (InputStream output = backendAtWork(exchange, body, true)) {
            pass(exchange, output);
        }
    }

    /**
     * What the backend says. In the second version of the protocol a fetch begins with a question after what the server
     * can do, which is the same for as long as the repository's configuration is: it is asked once.
     *
     * @param newProtocol whether to let the client choose the version of the protocol
     * @return what the backend printed, headers first
     */
    protected final byte[] backend(HttpExchange exchange, byte[] body, boolean newProtocol) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean asksWhatItCan = newProtocol
                && "version=2".equals(exchange.getRequestHeaders().getFirst("Git-Protocol"))
                && "service=git-upload-pack".equals(exchange.getRequestURI().getQuery())
                && Files.exists(folder.resolve(path.replaceFirst("^/", "").replaceFirst("info/refs$", "HEAD")));
        if (!asksWhatItCan) return run(exchange, body, newProtocol);
        byte[] known = advertised.get(path);
        if (known != null) return known;
        byte[] said = run(exchange, body, true);
        advertised.put(path, said);
        return said;
    }

    private byte[] run(HttpExchange exchange, byte[] body, boolean newProtocol) throws IOException {
        try (InputStream output = backendAtWork(exchange, body, newProtocol)) {
            return output.readAllBytes();
        }
    }

    /** Runs the backend as a web server runs a CGI program, RFC 3875. */
    private InputStream backendAtWork(HttpExchange exchange, byte[] body, boolean newProtocol) throws IOException {
        ProcessBuilder builder = GitProgram.process(folder, "http-backend");
        Map<String, String> environment = builder.environment();
        environment.put("GIT_PROJECT_ROOT", folder.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("PATH_INFO", exchange.getRequestURI().getPath());
        environment.put("QUERY_STRING", String.valueOf(exchange.getRequestURI().getQuery()));
        environment.put("REMOTE_USER", username);
        environment.put("REMOTE_ADDR", "127.0.0.1");
        environment.put("CONTENT_LENGTH", String.valueOf(body.length));
        put(environment, "CONTENT_TYPE", exchange, "Content-Type");
        put(environment, "HTTP_CONTENT_ENCODING", exchange, "Content-Encoding");
        if (newProtocol) put(environment, "GIT_PROTOCOL", exchange, "Git-Protocol");
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        GitProgram.endAfter(process);
        Thread.startVirtualThread(() -> feed(process, body));
        return process.getInputStream();
    }

    private static void put(Map<String, String> environment, String name, HttpExchange exchange, String header) {
        String value = exchange.getRequestHeaders().getFirst(header);
        if (value != null) environment.put(name, value);
    }

    private static void feed(Process process, byte[] body) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(body);
        } catch (IOException ended) {
            // The backend need not read all of it.
        }
    }

    /** Sends what the backend printed. */
    protected static void answer(HttpExchange exchange, byte[] output) throws IOException {
        pass(exchange, new ByteArrayInputStream(output));
    }

    private static void pass(HttpExchange exchange, InputStream output) throws IOException {
        int status = 200;
        String line = line(output);
        if (line.isEmpty()) status = 502;
        for (; !line.isEmpty(); line = line(output)) {
            String[] header = line.split(": ", 2);
            if (header[0].equals("Status")) status = Integer.parseInt(header[1].substring(0, 3));
            else exchange.getResponseHeaders().add(header[0], header[1]);
        }
        exchange.sendResponseHeaders(status, 0);
        output.transferTo(exchange.getResponseBody());
    }

    /** Without its end; empty at the end of all. */
    private static String line(InputStream output) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = output.read(); next >= 0 && next != '\n'; next = output.read()) {
            if (next != '\r') line.append((char) next);
        }
        return line.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
