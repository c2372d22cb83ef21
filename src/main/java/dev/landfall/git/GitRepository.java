package dev.landfall.git;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * One repository: its branches as its host has them, and its commits in a cache without a work tree. Safe for use by
 * several threads.
 *
 * <p>All methods throw {@link GitException}. Paths go from the repository's root, with {@code /}; one with {@code ..},
 * {@code .git}, a backslash or a control character, or one over a symbolic link or a submodule, is refused.
 */
public final class GitRepository implements AutoCloseable {
    private final RepositoryUrl url;
    private final Cache cache;
    private final GitLimits limits;
    private final Push push;
    private final Optional<CommitSigner> signer;

    GitRepository(RepositoryUrl url, Cache cache, GitLimits limits, Optional<CommitSigner> signer) {
        this.url = url;
        this.cache = cache;
        this.limits = limits;
        this.push = new Push(url, cache, signer.isPresent());
        this.signer = signer;
    }

    public RepositoryUrl url() {
        return url;
    }

    /** Asks the host for the branch that it shows first. */
    public String defaultBranch() {
        return cache.look("")
                .map(Remote.Head::branch)
                .orElseThrow(() -> GitException.usage(
                        "no-default-branch",
                        "the repository " + url + " is empty or has no default branch",
                        "name a branch"));
    }

    /**
     * Asks the host for the branch's head, and fetches its full history where it is not here yet, without the contents
     * of files if the host allows.
     *
     * @param branch empty for the default branch
     * @return empty if there is no such branch
     */
    public Optional<CommitId> fetch(String branch) {
        return cache.fetch(branch).map(head -> CommitId.of(head.commit()));
    }

    /** Asks the host whether it has a tag of this name, which is no branch and takes no push. */
    public boolean hasTag(String name) {
        return cache.hasTag(name);
    }

    /** Asks the host for the branch's head, and fetches nothing. */
    public Optional<CommitId> look(String branch) {
        return cache.look(branch).map(head -> CommitId.of(head.commit()));
    }

    /** Returns if the host answers and lets us read. */
    public void checkReadable() {
        cache.look("");
    }

    /** Returns if the host would listen to a push of ours, as far as it says so before one; writes nothing. */
    public void checkPushable() {
        cache.askToPush();
    }

    /**
     * All files below a folder, links and submodules included; none if there is no such folder.
     *
     * @param folder empty for the root
     */
    public List<TreeFile> files(CommitId commit, String folder) {
        TreePath path = TreePath.ofFolder(folder);
        return reading(commit, tree -> tree.filesIn(path));
    }

    /**
     * The contents of these files, those that exist, in the order of their paths; what is not here yet is fetched in
     * one request.
     */
    public Map<String, byte[]> read(CommitId commit, Collection<String> paths) {
        List<TreePath> places = paths.stream().map(TreePath::ofFile).toList();
        Map<String, ObjectId> blobs = reading(commit, tree -> {
            Map<String, ObjectId> found = new TreeMap<>();
            for (TreePath place : places) {
                tree.fileAt(place).ifPresent(entry -> found.put(place.toString(), entry.id()));
            }
            return found;
        });
        cache.need(blobs.values());
        return reading(commit, tree -> {
            Map<String, byte[]> contents = new LinkedHashMap<>();
            for (var blob : blobs.entrySet()) {
                contents.put(blob.getKey(), tree.contentOf(blob.getKey(), blob.getValue(), limits.fileBytes()));
            }
            return contents;
        });
    }

    /**
     * Writes a commit into the cache; nothing leaves the machine. Equal arguments give the same commit, unless it is
     * signed by a key whose signatures differ (ECDSA) or tell their own time (gpg). Where a signature is wanted and
     * cannot be made, there is no commit. Files keep their mode. All paths are checked before the first object is written; links, submodules and Git LFS pointers are
     * not replaced.
     *
     * @param changes the new contents by path; empty deletes the file, which must be there
     * @param when to the second
     */
    public CommitId commit(
            CommitId parent, Map<String, Optional<byte[]>> changes, CommitText text, Identity author, Instant when) {
        Map<TreePath, Optional<byte[]>> places = new LinkedHashMap<>();
        changes.forEach((path, content) -> places.put(TreePath.ofFile(path), content));
        Map<TreePath, ObjectId> replaced = reading(parent, tree -> tree.replacedBy(places));
        cache.need(replaced.values());
        return startingAt(parent, repository -> {
            var draft = new Draft(places, replaced, text, author, when, signer);
            return CommitId.of(draft.writeTo(repository, parent.objectId()));
        });
    }

    /**
     * Moves the branch from {@code expectedOld} to our commit, a descendant of it, or leaves it alone. If the answer is
     * lost, the branch is looked at: where that fails too, the code of the exception is {@code push-outcome-unknown}.
     */
    public PushResult push(CommitId commit, String branch, CommitId expectedOld) {
        requireKnown(commit);
        return push.of(commit, branch, expectedOld);
    }

    /**
     * Sets a branch of our own to our commit, whatever its history, provided that it is where it is expected.
     *
     * @param expectedOld empty to make the branch
     */
    public PushResult pushOwn(CommitId commit, String branch, Optional<CommitId> expectedOld) {
        requireKnown(commit);
        return push.ofOwn(commit, branch, expectedOld);
    }

    /** Whether the commit was fetched or written here. */
    public boolean knows(CommitId commit) {
        return cache.knows(commit);
    }

    /** What a revision that somebody reports is to our commit, as far as was fetched. */
    public Ancestry relationOf(CommitId ours, String revision) {
        return cache.read(repository -> new History(repository).relationOf(ours, revision));
    }

    /** The newest of so many commits, from {@code head} back, whose message ends in this trailer. */
    public Optional<CommitId> findByTrailer(CommitId head, String key, String value, int maxCommits) {
        return startingAt(head, repository -> new History(repository).findByTrailer(head, key, value, maxCommits));
    }

    /** The trailers of this key in the commit's message. */
    public List<String> trailers(CommitId commit, String key) {
        return startingAt(commit, repository -> new History(repository).trailers(commit, key));
    }

    /** What the branch was at before this commit; empty for the first one of all. */
    public Optional<CommitId> firstParent(CommitId commit) {
        return startingAt(commit, repository -> new History(repository).firstParent(commit));
    }

    /**
     * The oldest of the branch's own states after {@code after}, up to {@code head}, at which all these files are as in
     * another commit: absent where they are absent there.
     */
    public Optional<CommitId> firstLike(CommitId like, Collection<String> paths, CommitId after, CommitId head) {
        List<TreePath> places = paths.stream().map(TreePath::ofFile).toList();
        requireKnown(after);
        requireKnown(like);
        return startingAt(head, repository -> new History(repository).firstLike(like, places, after, head));
    }

    public CommitSummary summary(CommitId commit) {
        return startingAt(commit, repository -> new History(repository).summary(commit));
    }

    /** The first commit after {@code after}, on the branch that ends in {@code head}, at which the file differs. */
    public Optional<CommitSummary> firstChangeOf(String path, CommitId after, CommitId head) {
        TreePath place = TreePath.ofFile(path);
        requireKnown(after);
        return startingAt(head, repository -> new History(repository).firstChangeOf(place, after, head));
    }

    private interface TreeWork<T> {
        T on(Tree tree) throws IOException;
    }

    private <T> T reading(CommitId commit, TreeWork<T> work) {
        return startingAt(commit, repository -> {
            try (ObjectReader reader = repository.newObjectReader();
                    RevWalk walk = new RevWalk(reader)) {
                return work.on(
                        new Tree(reader, walk.parseCommit(commit.objectId()).getTree()));
            }
        });
    }

    private <T> T startingAt(CommitId start, Cache.Work<T> work) {
        requireKnown(start);
        return cache.read(work);
    }

    /** Or else a wrong name would pass for damage, which costs a whole fetch. */
    private void requireKnown(CommitId commit) {
        if (knows(commit)) return;
        throw GitException.usage(
                "unknown-commit",
                "the commit " + commit.abbreviated() + " is not in the branches fetched from " + url,
                "fetch its branch first; if its branch was rewritten, plan again");
    }

    @Override
    public void close() {
        cache.close();
    }
}
