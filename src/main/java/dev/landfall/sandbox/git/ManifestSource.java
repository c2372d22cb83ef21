package dev.landfall.sandbox.git;

import dev.landfall.git.CommitId;
import dev.landfall.git.Credentials;
import dev.landfall.git.GitException;
import dev.landfall.git.GitLimits;
import dev.landfall.git.GitRepositories;
import dev.landfall.git.GitRepository;
import dev.landfall.git.RepositoryUrl;
import dev.landfall.git.TreeFile;
import dev.landfall.sandbox.cluster.Yaml;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Reads plain manifests out of Git for the look-alikes of GitOps controllers. Safe for several threads. */
public final class ManifestSource implements AutoCloseable {
    private final GitRepositories repositories;
    private final Credentials credentials;
    private final Map<String, GitRepository> open = new ConcurrentHashMap<>();

    /** A folder cannot be made into objects, in words for the status of whoever wanted it. */
    public static final class NotPlain extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotPlain(String message, Throwable cause) {
            super(message, cause);
        }
    }

    public ManifestSource(Path cache, Credentials credentials) {
        this.repositories = new GitRepositories(cache, GitLimits.standard());
        this.credentials = credentials;
    }

    /**
     * Asks the remote.
     *
     * @param branch empty for the default one
     * @return empty where there is no such branch
     * @throws GitException where it does not answer
     */
    public Optional<CommitId> head(String url, String branch) {
        return repository(url).fetch(branch);
    }

    /**
     * The objects in the manifests of a folder.
     *
     * @param reads which files, by their path below the folder
     * @return empty where there is no such folder
     * @throws NotPlain where a file is no manifest, or has to be rendered
     */
    public Optional<List<ObjectNode>> objects(String url, CommitId commit, String folder, Predicate<String> reads) {
        GitRepository repository = repository(url);
        if (!repository.knows(commit)) repository.fetch("");
        List<TreeFile> tree = repository.files(commit, folder);
        if (tree.isEmpty()) return Optional.empty();
        int prefix = folder.isEmpty() ? 0 : folder.length() + 1;
        List<String> paths = tree.stream()
                .filter(file -> file.kind() == TreeFile.Kind.REGULAR || file.kind() == TreeFile.Kind.EXECUTABLE)
                .map(TreeFile::path)
                .filter(path -> reads.test(path.substring(prefix)))
                .toList();
        paths.forEach(ManifestSource::requirePlain);
        List<ObjectNode> objects = new ArrayList<>();
        repository.read(commit, paths).forEach((path, content) -> objects.addAll(parsed(path, content)));
        return Optional.of(objects);
    }

    private static void requirePlain(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean rendered =
                name.equals("kustomization.yaml") || name.equals("kustomization.yml") || name.equals("Chart.yaml");
        if (rendered) throw new NotPlain(path + ": the sandbox applies plain manifests only", null);
    }

    private static List<ObjectNode> parsed(String path, byte[] content) {
        try {
            return Yaml.objects(new String(content, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            throw new NotPlain(path + ": " + malformed.getMessage(), malformed);
        }
    }

    private GitRepository repository(String url) {
        return open.computeIfAbsent(url, text -> repositories.open(RepositoryUrl.parse(text, true), credentials));
    }

    @Override
    public void close() {
        open.values().forEach(GitRepository::close);
    }
}
