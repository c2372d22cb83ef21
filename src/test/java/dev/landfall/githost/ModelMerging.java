package dev.landfall.githost;

import dev.landfall.git.CommitId;
import dev.landfall.sandbox.git.LoopbackGitServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Merges in a bare repository, as hosts do it. */
final class ModelMerging {
    private static final List<String> WHO = List.of("-c", "user.name=Host", "-c", "user.email=host@example.org");

    private ModelMerging() {}

    /** What the base is at afterwards. */
    static CommitId merge(LoopbackGitServer server, String repository, ModelPull pull, MergeStyle style) {
        CommitId base = server.head(repository, pull.base());
        CommitId head = pull.headCommit();
        String tree = tree(server, repository, base, head).orElseThrow();
        CommitId made = switch (style) {
            case MERGE -> commit(server, repository, tree, "Merge pull request #" + pull.number(), base, head);
            case SQUASH ->
                commit(server, repository, tree, pull.title() + " (#" + pull.number() + ")\n\n" + pull.body(), base);
            case REBASE -> rebased(server, repository, base, head);
        };
        server.git(repository, "update-ref", "refs/heads/" + pull.base(), made.hex(), base.hex());
        return made;
    }

    /** The merged tree; empty where both sides contradict each other. */
    static Optional<String> tree(LoopbackGitServer server, String repository, CommitId base, CommitId head) {
        try {
            return Optional.of(server.git(repository, "merge-tree", "--write-tree", base.hex(), head.hex()));
        } catch (IllegalStateException conflict) {
            return Optional.empty();
        }
    }

    /** Each commit of the head's side anew, on what came before it. */
    private static CommitId rebased(LoopbackGitServer server, String repository, CommitId base, CommitId head) {
        CommitId onto = base;
        List<String> commits = server.git(repository, "rev-list", "--reverse", base.hex() + ".." + head.hex())
                .lines()
                .toList();
        for (String commit : commits) {
            String tree = tree(server, repository, onto, new CommitId(commit)).orElseThrow();
            String message = server.git(repository, "log", "-1", "--format=%B", commit);
            onto = commit(server, repository, tree, message, onto);
        }
        return onto;
    }

    private static CommitId commit(
            LoopbackGitServer server, String repository, String tree, String message, CommitId... parents) {
        List<String> command = new ArrayList<>(WHO);
        command.addAll(List.of("commit-tree", tree, "-m", message));
        for (CommitId parent : parents) command.addAll(List.of("-p", parent.hex()));
        return new CommitId(server.git(repository, command.toArray(String[]::new)));
    }
}
