package dev.landfall.git;

import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The objects of one repository on this machine: filled from the remote as they are needed, and thrown away where they
 * cannot be read.
 */
final class Cache implements AutoCloseable {
    private final CacheFolder folder;
    private final Remote remote;
    private final GitLimits limits;
    /** The branches that were asked for, and their heads where they have one. */
    private final Map<String, Optional<Remote.Head>> fetched = new ConcurrentHashMap<>();

    /** File contents that were asked for, which a renewed cache must have, too. */
    private final Set<ObjectId> needed = ConcurrentHashMap.newKeySet();

    /** Other threads may still read them. */
    private final Queue<Repository> left = new ConcurrentLinkedQueue<>();

    private volatile Repository repository;

    Cache(CacheFolder folder, Remote remote, GitLimits limits) {
        this.folder = folder;
        this.remote = remote;
        this.limits = limits;
        try {
            folder.create();
            try (CacheLock _ = lock()) {
                repository = folder.open();
            }
        } catch (IOException failed) {
            throw unusable(failed);
        }
    }

    /** Work on the objects; it may run twice. */
    interface Work<T> {
        T on(Repository repository) throws IOException;
    }

    private CacheLock lock() throws IOException {
        return CacheLock.take(folder.lockFile(), limits.lock());
    }

    /** Another process may have found the generation damaged, and deleted it. */
    private CacheLock lockAndAdopt() throws IOException {
        CacheLock lock = lock();
        try {
            if (!Files.exists(repository.getDirectory().toPath().resolve(Constants.CONFIG))) use(folder.open());
            return lock;
        } catch (IOException | RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    /** If the objects turn out to be damaged, they are fetched anew and the work is done once more. */
    <T> T read(Work<T> work) {
        Repository present = repository;
        try {
            return work.on(present);
        } catch (IOException _) {
            return renewedAndRead(present, work);
        }
    }

    private <T> T renewedAndRead(Repository damaged, Work<T> work) {
        try {
            try (CacheLock _ = lockAndAdopt()) {
                renew(damaged);
                for (String branch : fetched.keySet()) bring(branch);
                bringMissing(needed);
            }
            return work.on(repository);
        } catch (IOException again) {
            throw unusable(again);
        }
    }

    /** Another thread may have done it already. */
    private void renew(Repository damaged) throws IOException {
        if (!repository.equals(damaged)) return;
        folder.drop(damaged);
        use(folder.begin(true));
    }

    private void use(Repository next) {
        left.add(repository);
        repository = next;
    }

    /** The branch's head with its full history; empty if the host has no such branch. */
    Optional<Remote.Head> fetch(String branch) {
        try (CacheLock _ = lockAndAdopt()) {
            Repository present = repository;
            try {
                return bring(branch);
            } catch (Remote.DamagedCache _) {
                renew(present);
                return bring(branch);
            }
        } catch (IOException failed) {
            throw unusable(failed);
        }
    }

    private Optional<Remote.Head> bring(String branch) throws IOException {
        Optional<Remote.Head> head = remote.head(repository, branch);
        if (head.isPresent() && !holds(head.get())) {
            bring(head.get());
            verify(repository, head.get());
        }
        fetched.put(branch, head);
        return head;
    }

    private void bring(Remote.Head head) throws IOException {
        RefSpec ref = new RefSpec("+" + Remote.refOf(head.branch()) + ":" + localRefOf(head.branch()));
        if (CacheFolder.leavesFilesOut(repository)) {
            try {
                remote.fetchWithoutFiles(repository, ref);
                return;
            } catch (Remote.FilterUnsupported _) {
                startWithFiles();
            }
        }
        remote.fetch(repository, List.of(ref));
    }

    /**
     * Anew, since the host takes what is here for complete and would not send the contents that are missing; and beside
     * the old generation, where others may have commits that they are about to push.
     */
    private void startWithFiles() throws IOException {
        use(folder.begin(false));
    }

    /** Not the branch's name itself: {@code a} and {@code a/b}, or {@code A} and {@code a}, may follow each other. */
    private static String localRefOf(String branch) {
        return "refs/fetched/" + Sha256.of(branch).substring(0, 40);
    }

    /** The local ref is written last, so where it is, the history is complete. */
    private boolean holds(Remote.Head head) throws IOException {
        Ref local = repository.exactRef(localRefOf(head.branch()));
        if (local == null || !head.commit().equals(local.getObjectId())) return false;
        verify(repository, head);
        return true;
    }

    private static void verify(Repository repository, Remote.Head head) throws Remote.DamagedCache {
        try (RevWalk walk = new RevWalk(repository);
                TreeWalk tree = new TreeWalk(repository)) {
            tree.addTree(walk.parseCommit(head.commit()).getTree());
            while (tree.next()) {
                // Reading it is the test.
            }
        } catch (IOException unreadable) {
            throw new Remote.DamagedCache(unreadable);
        }
    }

    /** Whether the commit is here; before it is said not to be, damage is ruled out. */
    boolean knows(CommitId commit) {
        return read(present -> {
            boolean known = new History(present).knows(commit);
            if (known) return true;
            for (Optional<Remote.Head> head : fetched.values()) {
                if (head.isPresent()) verify(present, head.get());
            }
            return false;
        });
    }

    /** Fetches what is missing of these files' contents, all in one request. */
    void need(Collection<ObjectId> blobs) {
        needed.addAll(blobs);
        if (read(present -> new FileContents(present).missing(blobs)).isEmpty()) return;
        try (CacheLock _ = lockAndAdopt()) {
            bringMissing(blobs);
        } catch (IOException failed) {
            throw unusable(failed);
        }
    }

    private void bringMissing(Collection<ObjectId> blobs) throws IOException {
        FileContents contents = new FileContents(repository);
        List<ObjectId> missing = contents.missing(blobs);
        try {
            if (!missing.isEmpty()) contents.bring(missing, remote);
        } catch (GitException refused) {
            // Hosts need not send objects by name, and refuse in words only.
            if (!refused.reason().code().equals(HostFailure.STRANGE_ANSWER)) throw refused;
            startWithFiles();
            for (String branch : fetched.keySet()) bring(branch);
        }
    }

    Remote.Answer push(ObjectId commit, String branch, ObjectId expectedOld, boolean force) {
        try {
            return remote.push(repository, commit, branch, expectedOld, force);
        } catch (IOException failed) {
            throw unusable(failed);
        }
    }

    /** Where the branch is now, without fetching it. */
    Optional<Remote.Head> look(String branch) {
        try {
            return remote.head(repository, branch);
        } catch (IOException failed) {
            throw unusable(failed);
        }
    }

    boolean hasTag(String name) {
        try {
            return remote.hasTag(repository, name);
        } catch (IOException failed) {
            throw unusable(failed);
        }
    }

    void askToPush() {
        try {
            remote.askToPush(repository);
        } catch (IOException failed) {
            throw unusable(failed);
        }
    }

    private GitException unusable(IOException failed) {
        Reason reason = Reason.passing(
                "git-cache-unusable",
                "the cache of a repository cannot be read or written: "
                        + Printable.line(String.valueOf(failed.getMessage()), 300),
                "check the disk and the rights on " + folder.path() + ", or delete it; it holds nothing of its own");
        return new GitException(GitException.Fault.UNREACHABLE, reason, failed);
    }

    @Override
    public void close() {
        left.forEach(Repository::close);
        repository.close();
        remote.close();
    }
}
