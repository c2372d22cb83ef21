package dev.landfall.githost.github;

import dev.landfall.githost.GitHostException;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.LookAlikeHost;
import dev.landfall.githost.Proposal;
import dev.landfall.githost.PullRequest;
import dev.landfall.githost.PullRequestText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A look-alike of GitHub with a branch to be proposed. */
abstract class OnGitHub {
    static final String HEAD = "landfall/shop-web-0123456789";

    @TempDir
    Path folder;

    GitHubWorld world;
    HostedRepository ours;

    @BeforeEach
    void begin() throws IOException {
        world = new GitHubWorld(folder);
        ours = world.as(LookAlikeHost.TOKEN);
        world.commit(HEAD, Map.of("apps/web.yaml", "replicas: 3\n"));
    }

    @AfterEach
    void end() {
        world.close();
    }

    static Proposal proposal(List<String> reviewers) {
        return new Proposal(HEAD, "main", new PullRequestText("Scale web", "to 3"), false, List.of(), reviewers);
    }

    PullRequest opened() {
        return ours.open(proposal(List.of())).pullRequest();
    }

    static GitHostException failureOf(Runnable request) {
        try {
            request.run();
        } catch (GitHostException failed) {
            return failed;
        }
        throw new AssertionError("it did not fail");
    }
}
