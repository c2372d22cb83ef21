package dev.landfall.githost;

import dev.landfall.git.CommitId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A look-alike of one host with a branch to be proposed, for tests of what is that host's own. */
public abstract class OnLookAlike<W extends ModelWorld> {
    protected static final String HEAD = "landfall/shop-web-0123456789";
    protected static final PullRequestText TEXT = new PullRequestText("Scale web", "to 3");

    @TempDir
    protected Path folder;

    protected W world;
    protected HostedRepository ours;
    protected CommitId head;

    protected abstract W open(Path folder) throws IOException;

    @BeforeEach
    protected final void begin() throws IOException {
        world = open(folder);
        ours = ours(world);
        head = world.commit(HEAD, Map.of("apps/web.yaml", "replicas: 3\n"));
    }

    protected HostedRepository ours(W opened) {
        return opened.ours();
    }

    @AfterEach
    protected final void end() {
        if (world != null) world.close();
    }

    protected static Proposal proposal(boolean draft, List<String> reviewers) {
        return new Proposal(HEAD, "main", TEXT, draft, List.of(), reviewers);
    }

    protected final PullRequest opened() {
        return ours.open(proposal(false, List.of())).pullRequest();
    }

    protected final ModelPull pull(PullRequest pullRequest) {
        return world.model().pull(pullRequest.number()).orElseThrow();
    }

    /** How often something was asked for whose address has this part. */
    protected final long requests(String part) {
        return world.host().requests().stream()
                .filter(request -> request.contains(part))
                .count();
    }
}
