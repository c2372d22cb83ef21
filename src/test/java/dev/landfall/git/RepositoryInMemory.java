package dev.landfall.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
import org.eclipse.jgit.transport.PreReceiveHook;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;
import org.eclipse.jgit.treewalk.TreeWalk;

/** A repository of a {@link GitServerInProcess}, with one branch: main. */
public final class RepositoryInMemory {
    private static final String MAIN = Constants.R_HEADS + "main";

    private final InMemoryRepository repository;

    RepositoryInMemory(String name) throws IOException {
        repository = new InMemoryRepository(new DfsRepositoryDescription(name));
        repository.getConfig().setBoolean("uploadpack", null, "allowfilter", true);
        repository.updateRef(Constants.HEAD).link(MAIN);
    }

    /** @param protocol as the client's header has it, or null */
    byte[] upload(byte[] body, boolean advertises, String protocol) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (UploadPack pack = new UploadPack(repository)) {
            pack.setBiDirectionalPipe(false);
            if (protocol != null) pack.setExtraParameters(List.of(protocol));
            if (advertises)
                pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(new PacketLineOut(answer)), "git-upload-pack");
            else pack.upload(new ByteArrayInputStream(body), answer, null);
        }
        return answer.toByteArray();
    }

    byte[] advertiseForPush() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ReceivePack pack = new ReceivePack(repository);
        pack.setBiDirectionalPipe(false);
        PacketLineOut out = new PacketLineOut(answer);
        out.writeString("# service=git-receive-pack\n");
        out.end();
        pack.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(out));
        return answer.toByteArray();
    }

    byte[] receive(byte[] body, PreReceiveHook hook) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ReceivePack pack = new ReceivePack(repository);
        pack.setBiDirectionalPipe(false);
        pack.setPreReceiveHook(hook);
        pack.receive(new ByteArrayInputStream(body), answer, null);
        return answer.toByteArray();
    }

    /** Commits text files on top of main; empty ones are deleted. */
    public CommitId commit(String author, Map<String, String> files) {
        return commit(author, FileMode.REGULAR_FILE, files);
    }

    /** Symbolic links, by where they lead. */
    public CommitId commitLinks(Map<String, String> targets) {
        return commit("ada", FileMode.SYMLINK, targets);
    }

    /** A submodule that points at a commit which is nowhere. */
    public CommitId addSubmodule(String path) {
        ObjectId nowhere = ObjectId.fromString("1".repeat(40));
        return commit(
                "ada", "Change " + path, (inserter, editor) -> editor.add(entry(path, FileMode.GITLINK, nowhere)));
    }

    /** At main as it is. */
    public void tag(String name) {
        update(Constants.R_TAGS + name, head().objectId());
    }

    private CommitId commit(String author, FileMode mode, Map<String, String> files) {
        return commit(author, "Change " + String.join(", ", new TreeMap<>(files).keySet()), (inserter, editor) -> {
            for (Map.Entry<String, String> file : files.entrySet())
                editor.add(
                        file.getValue().isEmpty()
                                ? new DirCacheEditor.DeletePath(file.getKey())
                                : entry(
                                        file.getKey(),
                                        mode,
                                        inserter.insert(
                                                Constants.OBJ_BLOB,
                                                file.getValue().getBytes(UTF_8))));
        });
    }

    /** What is changed in the tree. */
    private interface Edit {
        void make(ObjectInserter inserter, DirCacheEditor editor) throws IOException;
    }

    private static DirCacheEditor.PathEdit entry(String path, FileMode mode, ObjectId id) {
        return new DirCacheEditor.PathEdit(path) {
            @Override
            public void apply(DirCacheEntry entry) {
                entry.setFileMode(mode);
                entry.setObjectId(id);
            }
        };
    }

    private CommitId commit(String author, String message, Edit edit) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId head = repository.resolve(MAIN);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree(head, edit, inserter));
            if (head != null) commit.setParentId(head);
            commit.setAuthor(new PersonIdent(author, author + "@example.org"));
            commit.setCommitter(commit.getAuthor());
            commit.setMessage(message + "\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            update(MAIN, id);
            return CommitId.of(id);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private ObjectId tree(ObjectId head, Edit edit, ObjectInserter inserter) throws IOException {
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
        edit.make(inserter, editor);
        editor.finish();
        return index.writeTree(inserter);
    }

    private void update(String ref, ObjectId id) {
        try {
            RefUpdate update = repository.updateRef(ref);
            update.setNewObjectId(id);
            update.update();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
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
            return CommitId.of(repository.resolve(MAIN));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The files of main, by path. */
    public Map<String, String> files() {
        return filesAt(head());
    }

    /** The files of a commit, by path; of a link where it leads, of a submodule nothing. */
    public Map<String, String> filesAt(CommitId commit) {
        try (RevWalk walk = new RevWalk(repository);
                TreeWalk tree = new TreeWalk(repository)) {
            tree.addTree(walk.parseCommit(commit.objectId()).getTree());
            tree.setRecursive(true);
            Map<String, String> files = new TreeMap<>();
            while (tree.next())
                if (!FileMode.GITLINK.equals(tree.getRawMode(0)))
                    files.put(
                            tree.getPathString(),
                            new String(repository.open(tree.getObjectId(0)).getBytes(), UTF_8));
            return files;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void close() {
        repository.close();
    }
}
