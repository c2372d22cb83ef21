package dev.landfall.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.GpgSignature;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * A commit to be.
 *
 * @param replaced the contents that the changes replace or delete, which are in the cache by now
 */
record Draft(
        Map<TreePath, Optional<byte[]>> changes,
        Map<TreePath, ObjectId> replaced,
        CommitText text,
        Identity author,
        Instant when,
        Optional<CommitSigner> signer) {
    private static final byte[] LFS_POINTER =
            "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);

    ObjectId writeTo(Repository repository, ObjectId parent) throws IOException {
        try (ObjectReader reader = repository.newObjectReader();
                ObjectInserter inserter = repository.newObjectInserter();
                RevWalk walk = new RevWalk(reader)) {
            refusePointers(reader);
            TreeRewrite rewrite = new TreeRewrite(reader, inserter);
            changes.forEach(rewrite::add);
            ObjectId before = walk.parseCommit(parent).getTree();
            ObjectId after = rewrite.from(before);
            if (after.equals(before)) throw new IllegalStateException("a commit that changes nothing");
            ObjectId commit = inserter.insert(signed(commit(parent, after)));
            inserter.flush();
            return commit;
        }
    }

    private void refusePointers(ObjectReader reader) throws IOException {
        for (var file : replaced.entrySet()) {
            var loader = reader.open(file.getValue(), Constants.OBJ_BLOB);
            if (!loader.isLarge() && startsAsPointer(loader.getCachedBytes())) {
                throw GitException.usage(
                        "path-is-a-pointer",
                        "\"" + file.getKey() + "\" is only a pointer to Git LFS",
                        "keep manifests in Git itself");
            }
        }
    }

    private static boolean startsAsPointer(byte[] content) {
        return content.length >= LFS_POINTER.length
                && Arrays.equals(content, 0, LFS_POINTER.length, LFS_POINTER, 0, LFS_POINTER.length);
    }

    private CommitBuilder commit(ObjectId parent, ObjectId tree) {
        PersonIdent person =
                new PersonIdent(author.name(), author.email(), when.truncatedTo(ChronoUnit.SECONDS), ZoneOffset.UTC);
        CommitBuilder commit = new CommitBuilder();
        commit.setParentId(parent);
        commit.setTreeId(tree);
        commit.setAuthor(person);
        commit.setCommitter(person);
        commit.setMessage(text.text());
        return commit;
    }

    private CommitBuilder signed(CommitBuilder commit) throws IOException {
        if (signer.isPresent()) {
            String signature = signer.get().sign(commit.build(), author, when);
            commit.setGpgSignature(new GpgSignature(signature.getBytes(StandardCharsets.US_ASCII)));
        }
        return commit;
    }
}
