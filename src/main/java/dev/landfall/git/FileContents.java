package dev.landfall.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;

/** The contents of files in a cache that was filled without them. */
record FileContents(Repository repository) {

    List<ObjectId> missing(Collection<ObjectId> blobs) throws IOException {
        List<ObjectId> missing = new ArrayList<>();
        try (ObjectReader reader = repository.newObjectReader()) {
            for (ObjectId blob : blobs) {
                if (!reader.has(blob)) missing.add(blob);
            }
        }
        return missing;
    }

    /**
     * Through a second repository on the same objects that has no refs: from the first, JGit would offer the commits
     * that it has, and the host would take the contents for had, too.
     */
    void bring(List<ObjectId> blobs, Remote remote) throws IOException {
        List<RefSpec> refs = blobs.stream()
                .map(blob -> new RefSpec(blob.name() + ":refs/wanted/" + blob.name()))
                .toList();
        try (Repository wanting = emptyHanded()) {
            remote.fetch(wanting, refs);
            for (ObjectId blob : blobs) forget(wanting, "refs/wanted/" + blob.name());
        }
    }

    private Repository emptyHanded() throws IOException {
        Path directory = repository.getDirectory().toPath().resolve("wanting");
        Files.createDirectories(directory.resolve("refs"));
        // By hand, since JGit creates no repository on objects that exist.
        Files.writeString(directory.resolve(Constants.HEAD), "ref: refs/heads/none\n");
        return new FileRepositoryBuilder()
                .setGitDir(directory.toFile())
                .setObjectDirectory(
                        repository.getDirectory().toPath().resolve("objects").toFile())
                .setBare()
                .build();
    }

    private static void forget(Repository repository, String ref) throws IOException {
        RefUpdate update = repository.updateRef(ref);
        update.setForceUpdate(true);
        update.delete();
    }
}
