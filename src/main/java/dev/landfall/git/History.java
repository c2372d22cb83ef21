package dev.landfall.git;

import dev.landfall.reason.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.FooterLine;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Questions to the commits that were fetched. */
final class History {
    private static final int FOLLOWED_COMMITS = 20_000;

    private final Repository repository;

    History(Repository repository) {
        this.repository = repository;
    }

    Ancestry relationOf(CommitId ours, String revision) throws IOException {
        Optional<CommitId> named = CommitId.parse(revision);
        if (named.isEmpty()) return Ancestry.UNKNOWN;
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit mine = walk.parseCommit(ours.objectId());
            RevCommit other = walk.parseCommit(named.get().objectId());
            if (mine.equals(other)) return Ancestry.SAME;
            if (walk.isMergedInto(mine, other)) return Ancestry.DESCENDANT;
            return walk.isMergedInto(other, mine) ? Ancestry.ANCESTOR : Ancestry.DIVERGED;
        } catch (MissingObjectException | IncorrectObjectTypeException _) {
            return Ancestry.UNKNOWN;
        }
    }

    boolean knows(CommitId commit) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.parseCommit(commit.objectId());
            return true;
        } catch (MissingObjectException | IncorrectObjectTypeException _) {
            return false;
        }
    }

    Optional<CommitId> findByTrailer(CommitId head, String key, String value, int maxCommits) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.markStart(walk.parseCommit(head.objectId()));
            RevCommit commit = walk.next();
            for (int seen = 0; commit != null && seen < maxCommits; seen++) {
                if (FooterLine.getValues(commit.getFooterLines(), key).contains(value)) {
                    return Optional.of(CommitId.of(commit));
                }
                commit = walk.next();
            }
            return Optional.empty();
        }
    }

    List<String> trailers(CommitId commit, String key) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return FooterLine.getValues(walk.parseCommit(commit.objectId()).getFooterLines(), key);
        }
    }

    Optional<CommitId> firstParent(CommitId commit) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit parsed = walk.parseCommit(commit.objectId());
            return parsed.getParentCount() == 0 ? Optional.empty() : Optional.of(CommitId.of(parsed.getParent(0)));
        }
    }

    /** Along the first parents, as {@link #firstChangeOf}. */
    Optional<CommitId> firstLike(CommitId like, List<TreePath> paths, CommitId after, CommitId head)
            throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit start = walk.parseCommit(after.objectId());
            List<ObjectId> wanted = blobsAt(paths, walk.parseCommit(like.objectId()));
            RevCommit earliest = null;
            RevCommit commit = walk.parseCommit(head.objectId());
            for (int seen = 0; commit != null && seen < FOLLOWED_COMMITS && isAfter(walk, start, commit); seen++) {
                if (blobsAt(paths, commit).equals(wanted)) earliest = commit;
                commit = commit.getParentCount() == 0 ? null : walk.parseCommit(commit.getParent(0));
            }
            return Optional.ofNullable(earliest).map(CommitId::of);
        }
    }

    private List<ObjectId> blobsAt(List<TreePath> paths, RevCommit commit) throws IOException {
        List<ObjectId> blobs = new ArrayList<>();
        for (TreePath path : paths) blobs.add(blobAt(path, commit));
        return blobs;
    }

    CommitSummary summary(CommitId commit) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            return summary(walk.parseCommit(commit.objectId()));
        }
    }

    private static CommitSummary summary(RevCommit commit) {
        var author = commit.getAuthorIdent();
        return new CommitSummary(
                CommitId.of(commit),
                Printable.line(author == null ? "" : author.getName(), 80),
                Printable.line(commit.getShortMessage(), 200),
                commit.getCommitterIdent().getWhenAsInstant());
    }

    /**
     * Along the first parents, which are the branch's own states, so that a merge is named and not the commits of the
     * branch that it brought, unless they came in one by one.
     */
    Optional<CommitSummary> firstChangeOf(TreePath path, CommitId after, CommitId head) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit start = walk.parseCommit(after.objectId());
            ObjectId ours = blobAt(path, start);
            RevCommit earliest = null;
            RevCommit commit = walk.parseCommit(head.objectId());
            for (int seen = 0; commit != null && seen < FOLLOWED_COMMITS && isAfter(walk, start, commit); seen++) {
                if (!blobAt(path, commit).equals(ours)) earliest = commit;
                commit = commit.getParentCount() == 0 ? null : walk.parseCommit(commit.getParent(0));
            }
            return earliest == null ? Optional.empty() : Optional.of(summary(earliest));
        }
    }

    private static boolean isAfter(RevWalk walk, RevCommit start, RevCommit commit) throws IOException {
        return !commit.equals(start) && walk.isMergedInto(start, commit);
    }

    /** The zero id where there is none. */
    private ObjectId blobAt(TreePath path, RevCommit commit) throws IOException {
        try (TreeWalk tree = TreeWalk.forPath(repository, path.toString(), commit.getTree())) {
            return tree == null ? ObjectId.zeroId() : tree.getObjectId(0);
        }
    }
}
