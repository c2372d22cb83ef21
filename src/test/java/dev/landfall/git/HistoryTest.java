package dev.landfall.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Git knows of commits.
 *
 * <pre>
 * main   first ── ours ── merge ── last
 *            └─── side ────┘
 * away   first ── away
 * </pre>
 */
class HistoryTest {
    private static final String REPOSITORY = "apps";

    @TempDir
    private Path folder;

    private GitServer server;
    private GitRepository repository;
    private CommitId first;
    private CommitId ours;
    private CommitId side;
    private CommitId merge;
    private CommitId last;
    private CommitId away;

    @BeforeEach
    void serve() throws IOException {
        server = GitServer.start(folder.resolve("served"));
        server.create(REPOSITORY, "main");
        first = server.commit(REPOSITORY, "main", Map.of("web", "1\n", "api", "1\n"));
        server.git(REPOSITORY, "branch", "side", "main");
        server.git(REPOSITORY, "branch", "away", "main");
        ours = server.commit(REPOSITORY, "main", Map.of("web", "2\n"));
        side = server.commit(REPOSITORY, "side", Map.of("api", "2\n"));
        away = server.commit(REPOSITORY, "away", Map.of("web", "9\n"));
        merge = server.merge(REPOSITORY, "main", "side", Map.of("api", "2\n"));
        last = server.commit(REPOSITORY, "main", Map.of("web", "3\n"));
        repository = new GitRepositories(folder.resolve("cache"), GitLimits.standard())
                .open(server.url(REPOSITORY), GitServer.login());
        repository.fetch("main");
    }

    @AfterEach
    void stop() {
        repository.close();
        server.close();
    }

    @Test
    void relationsToOurCommit() {
        repository.fetch("away");
        assertThat(List.of(ours, last, merge, first, side, away))
                .extracting(revision -> repository.relationOf(ours, revision.hex()))
                .containsExactly(
                        Ancestry.SAME,
                        Ancestry.DESCENDANT,
                        Ancestry.DESCENDANT,
                        Ancestry.ANCESTOR,
                        Ancestry.DIVERGED,
                        Ancestry.DIVERGED);
        assertThat(List.of("", "main", "v1", "1".repeat(40), "sha256:" + "1".repeat(64)))
                .extracting(revision -> repository.relationOf(ours, revision))
                .containsOnly(Ancestry.UNKNOWN);
    }

    @Test
    void commitsOfOtherBranchesAreUnknownUntilFetched() {
        assertThat(repository.relationOf(ours, away.hex())).isEqualTo(Ancestry.UNKNOWN);
        repository.fetch("away");
        assertThat(repository.relationOf(ours, away.hex())).isEqualTo(Ancestry.DIVERGED);
    }

    @Test
    void rewrittenBranchIsSeenAsItIsNow() {
        server.git(REPOSITORY, "update-ref", "refs/heads/main", away.hex());
        assertThat(repository.fetch("main")).contains(away);
        assertThat(repository.relationOf(ours, away.hex())).isEqualTo(Ancestry.DIVERGED);
    }

    @Test
    void firstChangeAfterOurs() {
        assertThat(changeOf("web", ours, last)).contains(last);
        assertThat(changeOf("web", ours, merge)).isEmpty();
        assertThat(changeOf("api", ours, last)).contains(merge);
        assertThat(changeOf("web", side, last)).contains(merge);
        assertThat(changeOf("web", ours, ours)).isEmpty();
        assertThat(changeOf("nothing", ours, last)).isEmpty();
    }

    private Optional<CommitId> changeOf(String path, CommitId after, CommitId head) {
        return repository.firstChangeOf(path, after, head).map(CommitSummary::id);
    }

    @Test
    void trailerFindsOurCommitAndNoLookAlike() {
        CommitId mine = commit("api", "Body\n\nChange-Id: forged", "01J");
        assertThat(repository.findByTrailer(mine, "Change-Id", "01J", 10)).contains(mine);
        assertThat(repository.findByTrailer(mine, "Change-Id", "forged", 10)).isEmpty();
        assertThat(repository.findByTrailer(mine, "Change-Id", "01", 10)).isEmpty();
        assertThat(repository.findByTrailer(last, "Change-Id", "01J", 10)).isEmpty();
    }

    private CommitId commit(String path, String body, String change) {
        return repository.commit(
                last,
                Map.of(path, Optional.of("7\n".getBytes(UTF_8))),
                new CommitText("Scale", body, List.of(new CommitText.Trailer("Change-Id", change))),
                new Identity("Landfall", "landfall@example.org"),
                Instant.parse("2026-01-02T03:04:05.678Z"));
    }

    @Test
    void summaryIsForPeople() {
        assertThat(repository.summary(last)).hasToString(last.abbreviated() + " by Ada: Change web");
        assertThat(repository.summary(commit("web", "", "01J")).when()).isEqualTo("2026-01-02T03:04:05Z");
    }
}
