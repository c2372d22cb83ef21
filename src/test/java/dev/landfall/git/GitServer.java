package dev.landfall.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * Git's own server, {@code git http-backend}, on loopback: bare repositories that ask for a user name and a password,
 * and the faults that a test orders.
 */
public final class GitServer implements GitHost {
    public static final String USERNAME = "landfall";
    /** Easy to find in any text that it must not be in. */
    public static final String PASSWORD = "canary-7c1e-password";

    private final Path folder;
    private final String scheme;
    private final HttpServer server;
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

    private GitServer(Path folder, String scheme, HttpServer server) {
        this.folder = folder;
        this.scheme = scheme;
        this.server = server;
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

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    private static GitServer start(Path folder, String scheme, HttpServer http) throws IOException {
        Files.createDirectories(folder);
        GitServer server = new GitServer(folder, scheme, http);
        http.createContext("/", server::handle);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.start();
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
        return folder.resolve(repository + ".git");
    }

    @Override
    public RepositoryUrl url(String repository) {
        return RepositoryUrl.parse(
                scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/" + repository + ".git", true);
    }

    /** A bare repository with this branch to come, that lets clients leave out file contents. */
    public void create(String repository, String defaultBranch) {
        Programs.run(folder, "git", "init", "-q", "--bare", "-b", defaultBranch, repository + ".git");
        setAllowFilter(repository, true);
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

    /** Commits text files on top of a branch, which comes to be by it; null deletes. */
    public CommitId commit(String repository, String branch, Map<String, String> files) {
        return commit(repository, branch, "100644", files);
    }

    /** @param mode of the files, as Git writes it: 100644, 100755, 120000 */
    public CommitId commit(String repository, String branch, String mode, Map<String, String> files) {
        StringBuilder changes = new StringBuilder();
        files.forEach((path, text) -> changes.append(change(mode, path, text)));
        return importCommit(repository, branch, String.join(", ", new TreeMap<>(files).keySet()), changes.toString());
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

    /** In the language of {@code git fast-import}. */
    private CommitId importCommit(String repository, String branch, String what, String changes) {
        String ref = "refs/heads/" + branch;
        String from = has(repository, branch) ? "from " + ref + "^0\n" : "";
        String stream = "commit " + ref + "\nauthor Ada <ada@example.org> now\ncommitter Ada <ada@example.org> now\n"
                + "data <<END\nChange " + what + "\nEND\n" + from + changes + "\n";
        Path directory = directory(repository);
        Programs.run(directory, Map.of(), stream, "git", "fast-import", "--quiet", "--date-format=now");
        return head(repository, branch);
    }

    private static String change(String mode, String path, String text) {
        if (text == null) return "D " + path + "\n";
        return "M " + mode + " inline " + path + "\ndata " + text.getBytes(UTF_8).length + "\n" + text + "\n";
    }

    private boolean has(String repository, String branch) {
        return !git(repository, "for-each-ref", "refs/heads/" + branch).isEmpty();
    }

    public CommitId head(String repository, String branch) {
        return new CommitId(git(repository, "rev-parse", "refs/heads/" + branch));
    }

    /** The text of a file at a branch's head. */
    public String file(String repository, String branch, String path) {
        return Programs.run(directory(repository), "git", "cat-file", "blob", "refs/heads/" + branch + ":" + path);
    }

    /** Runs Git in the repository; what it prints, without the last line's end. */
    public String git(String repository, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return Programs.run(directory(repository), command.toArray(String[]::new))
                .stripTrailing();
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

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isLetIn(exchange)) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] body = exchange.getRequestBody().readAllBytes();
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

    private static boolean isLetIn(HttpExchange exchange) {
        String pair = USERNAME + ":" + PASSWORD;
        String token = "x-access-token:" + PASSWORD;
        String sent = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        return sent.equals("Bearer " + PASSWORD)
                || sent.equals("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)))
                || sent.equals("Basic " + Base64.getEncoder().encodeToString(token.getBytes(UTF_8)));
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

    /** Runs the backend as a web server runs a CGI program, RFC 3875. */
    private byte[] backend(HttpExchange exchange, byte[] body, boolean newProtocol) throws IOException {
        ProcessBuilder builder = Programs.process(folder, "git", "http-backend");
        Map<String, String> environment = builder.environment();
        environment.put("GIT_PROJECT_ROOT", folder.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("PATH_INFO", exchange.getRequestURI().getPath());
        environment.put("QUERY_STRING", String.valueOf(exchange.getRequestURI().getQuery()));
        environment.put("REMOTE_USER", USERNAME);
        environment.put("REMOTE_ADDR", "127.0.0.1");
        environment.put("CONTENT_LENGTH", String.valueOf(body.length));
        put(environment, "CONTENT_TYPE", exchange, "Content-Type");
        put(environment, "HTTP_CONTENT_ENCODING", exchange, "Content-Encoding");
        if (newProtocol) put(environment, "GIT_PROTOCOL", exchange, "Git-Protocol");
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        Thread.startVirtualThread(() -> feed(process, body));
        try (InputStream output = process.getInputStream()) {
            return output.readAllBytes();
        }
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

    private static void answer(HttpExchange exchange, byte[] output) throws IOException {
        String text = new String(output, ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        int status = 200;
        for (String line : text.substring(0, end).split("\r\n", -1)) {
            String[] header = line.split(": ", 2);
            if (header[0].equals("Status")) {
                status = Integer.parseInt(header[1].substring(0, 3));
            } else {
                exchange.getResponseHeaders().add(header[0], header[1]);
            }
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(output, end + 4, output.length - end - 4);
        exchange.sendResponseHeaders(status, body.size() == 0 ? -1 : body.size());
        body.writeTo(exchange.getResponseBody());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
