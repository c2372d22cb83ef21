package dev.landfall.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * JGit's own server over HTTP on loopback, with one repository in memory: for tests that are not about Git and go through
 * hundreds of pushes, of which each takes milliseconds here. What is about Git is tested with {@link GitServer}.
 */
public final class GitServerInProcess implements AutoCloseable {
    private static final String MAIN = "main";

    private final InMemoryRepository repository = new InMemoryRepository(new DfsRepositoryDescription("shop"));
    private final HttpServer server;
    private volatile Runnable beforePush = () -> {};
    private volatile Runnable afterPush = () -> {};
    private volatile Optional<String> refusal = Optional.empty();

    private GitServerInProcess(HttpServer server) throws IOException {
        this.server = server;
        repository.getConfig().setBoolean("uploadpack", null, "allowfilter", true);
        repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + MAIN);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** With an empty repository whose branch to come is {@code main}. */
    public static GitServerInProcess start() {
        try {
            return new GitServerInProcess(
                    HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The URL below which the repository is. */
    public String root() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    public String url() {
        return root() + "shop.git";
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
            boolean push = exchange.getRequestURI().toString().endsWith("git-receive-pack");
            boolean advertises = exchange.getRequestMethod().equals("GET");
            String service = push ? "git-receive-pack" : "git-upload-pack";
            byte[] answer = push ? receive(body, advertises) : upload(exchange, body, advertises);
            exchange.getResponseHeaders()
                    .add("Content-Type", "application/x-" + service + (advertises ? "-advertisement" : "-result"));
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private byte[] upload(HttpExchange exchange, byte[] body, boolean advertises) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (UploadPack pack = new UploadPack(repository)) {
            pack.setBiDirectionalPipe(false);
            String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
            if (protocol != null) pack.setExtraParameters(List.of(protocol));
            if (advertises)
                pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(new PacketLineOut(answer)), "git-upload-pack");
            else pack.upload(new ByteArrayInputStream(body), answer, null);
        }
        return answer.toByteArray();
    }

    private byte[] receive(byte[] body, boolean advertises) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ReceivePack pack = new ReceivePack(repository);
        pack.setBiDirectionalPipe(false);
        if (advertises) {
            PacketLineOut out = new PacketLineOut(answer);
            out.writeString("# service=git-receive-pack\n");
            out.end();
            pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(out));
            return answer.toByteArray();
        }
        beforePush.run();
        pack.setPreReceiveHook((_, commands) -> refusal.ifPresent(words ->
                commands.forEach(command -> command.setResult(ReceiveCommand.Result.REJECTED_OTHER_REASON, words))));
        pack.receive(new ByteArrayInputStream(body), answer, null);
        afterPush.run();
        return answer.toByteArray();
    }

    /** Commits text files on top of main; empty ones are deleted. */
    public CommitId commit(String author, Map<String, String> files) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId head = repository.resolve(Constants.R_HEADS + MAIN);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree(head, files, inserter));
            if (head != null) commit.setParentId(head);
            commit.setAuthor(new PersonIdent(author, author + "@example.org"));
            commit.setCommitter(commit.getAuthor());
            commit.setMessage("Change " + String.join(", ", new TreeMap<>(files).keySet()) + "\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            RefUpdate update = repository.updateRef(Constants.R_HEADS + MAIN);
            update.setNewObjectId(id);
            update.update();
            return CommitId.of(id);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private ObjectId tree(ObjectId head, Map<String, String> files, ObjectInserter inserter) throws IOException {
        DirCache index = DirCache.newInCore();
        if (head != null) {
            DirCacheBuilder builder = index.builder();
            try (RevWalk walk = new RevWalk(repository)) {
                builder.addTree(
                        new byte[0],
                        0,
                        walk.getObjectReader(),
                        walk.parseCommit(head).getTree());
            }
            builder.finish();
        }
        DirCacheEditor editor = index.editor();
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (file.getValue().isEmpty()) {
                editor.add(new DirCacheEditor.DeletePath(file.getKey()));
                continue;
            }
            ObjectId blob = inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(UTF_8));
            editor.add(new DirCacheEditor.PathEdit(file.getKey()) {
                @Override
                public void apply(DirCacheEntry entry) {
                    entry.setFileMode(FileMode.REGULAR_FILE);
                    entry.setObjectId(blob);
                }
            });
        }
        editor.finish();
        return index.writeTree(inserter);
    }

    /** The messages of main's commits, newest first. */
    public List<String> log() {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(head().objectId()));
            List<String> messages = new ArrayList<>();
            for (RevCommit commit : walk) messages.add(commit.getFullMessage());
            return messages;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public CommitId head() {
        try {
            return CommitId.of(repository.resolve(Constants.R_HEADS + MAIN));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The files of main, by path. */
    public Map<String, String> files() {
        try (RevWalk walk = new RevWalk(repository);
                TreeWalk tree = new TreeWalk(repository)) {
            tree.addTree(walk.parseCommit(head().objectId()).getTree());
            tree.setRecursive(true);
            Map<String, String> files = new TreeMap<>();
            while (tree.next())
                files.put(
                        tree.getPathString(),
                        new String(repository.open(tree.getObjectId(0)).getBytes(), UTF_8));
            return files;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        repository.close();
    }
}
