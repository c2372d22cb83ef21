package dev.landfall.change;

import static dev.landfall.change.ProposingWorld.FILE;
import static dev.landfall.change.ProposingWorld.MANIFEST;
import static dev.landfall.change.ProposingWorld.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.git.CommitId;
import dev.landfall.githost.MergeStyle;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What others do to the base and to our branch while a change waits. */
@Execution(ExecutionMode.CONCURRENT)
final class ContestedProposalsTest extends ChangesThroughReview {
    @Test
    void aBaseThatMovedBesideTheEditHasItMadeAnew() throws Exception {
        Change change = here.propose(here.set("colour", "green"));
        world.sandbox().git().commit(REPOSITORY, "main", Map.of(FILE, MANIFEST.replace("\"10\"", "\"12\"")));
        assertThat(world.model().isConflicting(world.pull())).isTrue();
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome> outcome = other.submit(() -> here.track(change));
            awaitHeard("the same edit was made anew");
            merge(MergeStyle.MERGE);
            assertThat(outcome.get()).isInstanceOf(Outcome.Verified.class);
        }
        assertThat(world.fileOn("main")).contains("\"green\"", "\"12\"");
    }

    @Test
    void aBaseThatSaysSomethingElseNowIsAConflictAndTheProposalSaysSo() {
        Change change = here.propose(here.set("colour", "green"));
        world.sandbox().git().commit(REPOSITORY, "main", Map.of(FILE, MANIFEST.replace("\"blue\"", "\"red\"")));

        assertThat(here.track(change)).isInstanceOfSatisfying(Outcome.Blocked.class, blocked -> {
            assertThat(blocked.reason().code()).isEqualTo("pull-request-conflicting");
            assertThat(blocked.reason().message()).contains("red");
        });

        assertThat(world.pull().comments())
                .hasSize(1)
                .first()
                .satisfies(comment -> assertThat(comment.body()).startsWith("**Conflicting:**"));
        assertThat(world.fileOn(world.pull().head())).contains("\"green\"");
    }

    @Test
    void whatOthersMadeOfItBeforeTheMergeCounts() {
        Change change = here.propose(here.set("colour", "green"));
        world.sandbox()
                .git()
                .commit(REPOSITORY, world.pull().head(), Map.of(FILE, MANIFEST.replace("\"blue\"", "\"purple\"")));
        merge(MergeStyle.SQUASH);

        assertThat(here.track(change))
                .isInstanceOfSatisfying(
                        Outcome.Superseded.class,
                        superseded -> assertThat(superseded.reason().code()).isEqualTo("merged-with-edits"));
    }

    @Test
    void whatOthersAddedBeforeTheMergeDoesNoHarm() {
        Change change = here.propose(here.set("colour", "green"));
        world.sandbox()
                .git()
                .commit(
                        REPOSITORY,
                        world.pull().head(),
                        Map.of(FILE, MANIFEST.replace("\"blue\"", "\"green\"").replace("\"none\"", "\"more\"")));
        merge(MergeStyle.REBASE);

        assertThat(here.track(change)).isInstanceOf(Outcome.Verified.class);
    }

    @Test
    void theBranchIsOthersOnceTheyPushedToIt() {
        Change change = here.propose(here.set("colour", "green"));
        CommitId theirs =
                world.sandbox().git().commit(REPOSITORY, world.pull().head(), Map.of("README.md", "# Mine\n"));
        world.sandbox().git().commit(REPOSITORY, "main", Map.of(FILE, MANIFEST.replace("\"10\"", "\"12\"")));

        assertThat(here.track(change, Duration.ofSeconds(2))).isInstanceOf(Outcome.AwaitingMerge.class);

        assertThat(world.model().head(world.pull().head())).isEqualTo(theirs);
        assertThat(here.heard.lines()).anyMatch(line -> line.contains("others have pushed to it"));
    }

    @Test
    void whatOthersPushedToABranchIsNotReplacedByWhoeverAdoptsIt() {
        here.propose(here.set("colour", "green"));
        CommitId theirs =
                world.sandbox().git().commit(REPOSITORY, world.pull().head(), Map.of("README.md", "# Mine\n"));

        Change again = here.propose(here.set("colour", "green"));
        world.sandbox().git().commit(REPOSITORY, "main", Map.of(FILE, MANIFEST.replace("\"10\"", "\"12\"")));

        assertThat(here.track(again, Duration.ofSeconds(3))).isInstanceOf(Outcome.AwaitingMerge.class);
        assertThat(world.model().head(world.pull().head())).isEqualTo(theirs);
        assertThat(here.heard.lines()).anyMatch(line -> line.contains("warns others have pushed"));
    }
}
