package dev.landfall.change;

import static dev.landfall.change.ProposingWorld.FILE;
import static dev.landfall.change.ProposingWorld.MANIFEST;
import static dev.landfall.change.ProposingWorld.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.git.CommitId;
import dev.landfall.githost.CommitStatus;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.ModelPull;
import dev.landfall.githost.ModelRepository.ModelMerge;
import dev.landfall.githost.ModelRepository.ModelStatus;
import dev.landfall.sandbox.Await;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Changes that go through review, from the proposal to the verdict on what was merged. */
@Execution(ExecutionMode.CONCURRENT)
final class ProposedChangesTest {
    @TempDir
    Path folder;

    private ProposingWorld world;
    private ProposingWorld.Machine here;

    @BeforeEach
    void open() {
        world = new ProposingWorld(folder);
        here = world.machine("here");
    }

    @AfterEach
    void close() {
        here.close();
        world.close();
    }

    private void merge(MergeStyle style) {
        assertThat(world.model().merge(world.pull(), style, Optional.empty(), "alice"))
                .isEqualTo(ModelMerge.MERGED);
    }

    private static Change.Arrival.Committed committed(Change change) {
        return (Change.Arrival.Committed) change.arrivals().getFirst();
    }

    @Test
    void aPlanSaysThatItGoesThroughAPullRequest() {
        ChangePlan plan = here.plan(here.set("colour", "green"));

        assertThat(((PlanPart.InGit) plan.parts().getFirst()).way()).isEqualTo(PlanPart.Way.PULL_REQUEST);
    }

    @Test
    void mainStaysAsItIsAndTheProposalSaysEverything() {
        Change change = here.propose(here.set("colour", "green"));

        assertThat(world.fileOn("main")).isEqualTo(MANIFEST);
        ModelPull pull = world.pull();
        assertThat(pull.head()).startsWith("landfall/shop-settings-");
        assertThat(world.fileOn(pull.head())).isEqualTo(MANIFEST.replace("\"blue\"", "\"green\""));
        assertThat(pull.title()).isEqualTo("chore(shop/settings): set colour to green");
        assertThat(pull.body())
                .contains(
                        "`because`",
                        "| `apps/settings.yaml` | `ConfigMap shop/settings` | `data.colour` | `blue` | `green` |")
                .contains(
                        "status.inventory",
                        "Kustomization shop/shop",
                        "+  colour: \"green\"",
                        "landfall revert " + change.id())
                .endsWith("Change-Id: " + change.id() + "\nPlan-Digest: "
                        + change.plan().digest());
        assertThat(change.arrivals().getFirst())
                .isInstanceOfSatisfying(
                        Change.Arrival.Proposed.class,
                        proposed -> assertThat(proposed.pullRequest())
                                .contains(new PullRequestLink(1, world.host().root() + "/team/shop/pulls/1")));
        assertThat(here.stored(change)).isEqualTo(change);
    }

    @ParameterizedTest
    @EnumSource(MergeStyle.class)
    void whatIsMergedInAnyStyleIsVerifiedAtTheCommitOnMain(MergeStyle style) {
        Change change = here.propose(here.set("colour", "green"));
        world.sandbox().git().commit(REPOSITORY, "main", Map.of("README.md", "# Our shop\n"));

        merge(style);

        assertThat(here.track(change)).isInstanceOf(Outcome.Verified.class);
        CommitId tip = world.model().head("main");
        assertThat(committed(here.stored(change)).commit()).isEqualTo(tip.hex());
        assertThat(here.heard.lines()).contains("done merged by alice as " + tip.abbreviated() + " into main");
        assertThat(world.pull().comments())
                .hasSize(1)
                .first()
                .satisfies(comment -> assertThat(comment.body()).startsWith("**Verified**"));
        assertThat(world.model().statusesOf(tip))
                .extractingByKey("landfall")
                .extracting(ModelStatus::state)
                .isEqualTo(CommitStatus.State.SUCCESS);
    }

    @Test
    void theOutcomeIsToldOnceAndUpdated() {
        Change change = here.propose(here.set("colour", "green"));
        merge(MergeStyle.SQUASH);

        here.track(change);
        here.track(change);

        assertThat(world.pull().comments()).hasSize(1);
    }

    @Test
    void whatItWaitsForIsToldWhileItWaits() throws Exception {
        world.model().require("build");
        world.model().requireApprovals(1);
        Change change = here.propose(here.set("colour", "green"));
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome> outcome = other.submit(() -> here.track(change, Duration.ofSeconds(50)));
            awaitHeard("0 of 1 approvals, check build pending");

            CommitId head = world.pull().headCommit();
            world.model().setStatus(head, new ModelStatus("build", CommitStatus.State.FAILURE, "no"));
            awaitHeard("0 of 1 approvals, check build failed");

            world.model().setStatus(head, new ModelStatus("build", CommitStatus.State.SUCCESS, "yes"));
            world.pull().review("alice", ModelPull.Verdict.APPROVED);
            awaitHeard("1 of 1 approvals");
            merge(MergeStyle.MERGE);

            assertThat(outcome.get()).isInstanceOf(Outcome.Verified.class);
        }
    }

    private void awaitHeard(String words) {
        Await.until(
                "\"" + words + "\"", here.heard::lines, lines -> lines.stream().anyMatch(line -> line.contains(words)));
    }

    @Test
    void aCommandThatWaitsNoLongerSaysWhatIsMissing() {
        world.model().requireApprovals(2);
        Change change = here.propose(here.set("colour", "green"));

        Outcome outcome = here.track(change, Duration.ZERO);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.AwaitingMerge.class,
                        awaiting -> assertThat(awaiting.reason().message())
                                .contains("pull request #1", "/team/shop/pulls/1", "0 of 2 approvals"));
        assertThat(here.stored(change).outcome()).isEqualTo("AwaitingMerge");
    }

    @Test
    void daysLaterAnotherProcessGoesOn() {
        Change change = here.propose(here.set("colour", "green"));
        here.track(change, Duration.ZERO);
        merge(MergeStyle.SQUASH);

        try (ProposingWorld.Machine later = here.restarted()) {
            assertThat(later.track(later.stored(change))).isInstanceOf(Outcome.Verified.class);
        }
    }

    @Test
    void theSameRequestAdoptsWhatIsOpen() {
        here.propose(here.set("colour", "green"));

        Change again = here.propose(here.set("colour", "green"));

        assertThat(world.model().pulls()).hasSize(1);
        assertThat(again.pullRequests()).extracting(PullRequestLink::number).containsExactly(1L);
        assertThat(here.heard.lines()).anyMatch(line -> line.contains("adopted pull request #1"));
        merge(MergeStyle.REBASE);
        assertThat(here.track(again)).isInstanceOf(Outcome.Verified.class);
    }

    @Test
    void twoMachinesAtOnceOpenOnePullRequest() throws Exception {
        try (ProposingWorld.Machine there = world.machine("there");
                ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            ChangePlan ours = here.plan(here.set("colour", "green"));
            ChangePlan theirs = there.plan(there.set("colour", "green"));

            List<Future<Landed>> landed = both.invokeAll(List.of(() -> here.land(ours), () -> there.land(theirs)));

            for (Future<Landed> each : landed) assertThat(each.get()).isInstanceOf(Landed.Complete.class);
            assertThat(world.model().pulls()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(MergeStyle.class)
    void aChangeThatComesAgainLaterIsProposedAgain(MergeStyle style) {
        for (String colour : List.of("green", "blue", "green")) {
            Change change = here.propose(here.set("colour", colour));
            merge(style);
            assertThat(here.track(change)).as(colour).isInstanceOf(Outcome.Verified.class);
        }

        assertThat(world.model().pulls()).hasSize(3);
        assertThat(world.fileOn("main")).contains("\"green\"");
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

    @Test
    void aForgedBodyIsNoPlanOfItsCommit() {
        Change change = here.propose(here.set("colour", "green"));
        URI page = URI.create(change.pullRequests().getFirst().page());
        String branch = world.pull().head();
        world.sandbox().git().git(REPOSITORY, "branch", "-f", branch, "main");
        world.sandbox().git().commit(REPOSITORY, branch, Map.of("evil.yaml", "kind: ClusterRoleBinding\n"));

        try (ProposingWorld.Machine there = world.machine("there")) {
            assertThatThrownBy(() -> there.engine.changeOf(page))
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining("carries no plan");
            assertThat(there.engine.changes(10)).isEmpty();
        }
    }

    @Test
    void aCheckThatTheBaseDoesNotAskForKeepsLandfallFromMergingToo() {
        try (ProposingWorld.Machine merging = world.machine("merging", world.proposing(", allowMerge: true"))) {
            Change change = merging.propose(merging.set("colour", "green"));
            CommitId head = world.pull().headCommit();
            world.model().setStatus(head, new ModelStatus("build", CommitStatus.State.FAILURE, ""));
            assertThat(merging.track(change, Merge.WHEN_CHECKS_PASS, Duration.ofSeconds(2)))
                    .isInstanceOf(Outcome.AwaitingMerge.class);

            world.model().setStatus(head, new ModelStatus("build", CommitStatus.State.SUCCESS, ""));

            assertThat(merging.track(change, Merge.WHEN_CHECKS_PASS, Duration.ofSeconds(30)))
                    .isInstanceOf(Outcome.Verified.class);
        }
    }

    @Test
    void whatWasClosedIsDeclinedAndNotOpenedAgain() {
        Change change = here.propose(here.set("colour", "green"));
        world.pull().close("alice");

        assertThat(here.track(change))
                .isInstanceOfSatisfying(
                        Outcome.Declined.class,
                        declined -> assertThat(declined.reason().message()).contains("#1", "closed by alice"));
        assertThat(here.land(here.plan(here.set("colour", "green"))))
                .isInstanceOfSatisfying(Landed.Refused.class, refused -> {
                    assertThat(refused.reason().code()).isEqualTo("declined-before");
                    assertThat(refused.reason().message()).contains("closed by alice");
                });
        assertThat(world.model().pulls()).hasSize(1);

        here.propose(here.set("colour", "green", "alice wants it after all"));
        assertThat(world.model().pulls()).hasSize(2);
    }

    @Test
    void whatIsReopenedGoesOn() {
        Change change = here.propose(here.set("colour", "green"));
        world.pull().close("alice");
        here.track(change);
        world.pull().reopen();

        merge(MergeStyle.MERGE);

        assertThat(here.track(change)).isInstanceOf(Outcome.Verified.class);
    }

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
    void landfallMergesOnlyWhereTheConfigurationLetsIt() {
        Change change = here.propose(here.set("colour", "green"));

        assertThatThrownBy(() -> here.engine.checkMerge(change.plan(), Merge.WHEN_CHECKS_PASS))
                .isInstanceOf(RequestException.class);
        assertThatThrownBy(() -> here.track(change, Merge.WHEN_CHECKS_PASS, Duration.ofSeconds(5)))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("allowMerge");
        assertThat(world.pull().isOpen()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(MergeStyle.class)
    void landfallMergesOnceChecksPass(MergeStyle style) throws Exception {
        world.model().require("build");
        String word = style.name().toLowerCase(Locale.ROOT);
        try (ProposingWorld.Machine merging =
                        world.machine("merging", world.proposing(", allowMerge: true, mergeStyle: " + word));
                ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            Change change = merging.propose(merging.set("colour", "green"));
            Future<Outcome> outcome =
                    other.submit(() -> merging.track(change, Merge.WHEN_CHECKS_PASS, Duration.ofSeconds(40)));
            Await.until(
                    "the wait for the check",
                    merging.heard::lines,
                    lines -> lines.stream().anyMatch(line -> line.contains("check build pending")));
            assertThat(world.pull().isOpen()).isTrue();

            world.model()
                    .setStatus(world.pull().headCommit(), new ModelStatus("build", CommitStatus.State.SUCCESS, ""));

            assertThat(outcome.get()).isInstanceOf(Outcome.Verified.class);
            assertThat(world.pull().state()).isEqualTo(ModelPull.State.MERGED);
        }
    }

    @Test
    void whereMainTakesNoPushTheSameChangeIsProposed() {
        world.protectMain();
        try (ProposingWorld.Machine pushing =
                world.machine("pushing", "delivery: push, ".replace(", ", "\n    ") + world.proposing(""))) {
            Change change = pushing.propose(pushing.set("colour", "green"));

            assertThat(pushing.heard.lines()).anyMatch(line -> line.contains("protected branch main"));
            assertThat(world.pull().isOpen()).isTrue();
            PlanPart.InGit planned = (PlanPart.InGit) change.plan().parts().getFirst();
            assertThat(planned.way()).isEqualTo(PlanPart.Way.PUSH);
            assertThat(Change.wayOf(planned, Optional.of(change.arrivals().getFirst())))
                    .isEqualTo(PlanPart.Way.PULL_REQUEST);
            merge(MergeStyle.SQUASH);
            assertThat(pushing.track(change)).isInstanceOf(Outcome.Verified.class);
        }
    }

    @Test
    void withoutACredentialForTheHostTheBranchIsPushedAndAPersonGoesOn() {
        world.protectMain();
        try (ProposingWorld.Machine pushing = world.machine("pushing", "delivery: push")) {
            Change change = pushing.propose(pushing.set("colour", "green"));

            String branch = ((Change.Arrival.Proposed) change.arrivals().getFirst()).branch();
            assertThat(world.fileOn(branch)).contains("\"green\"");
            assertThat(pushing.heard.lines()).anyMatch(line -> line.contains(branch) && line.contains("open it"));
            assertThat(pushing.track(change, Duration.ZERO)).isInstanceOf(Outcome.AwaitingMerge.class);

            world.model().open(branch, "main", "By hand", "", false);
            merge(MergeStyle.SQUASH);
            assertThat(pushing.track(change)).isInstanceOf(Outcome.Verified.class);
        }
    }

    @ParameterizedTest
    @EnumSource(MergeStyle.class)
    void aMergedChangeIsTakenBackByAnotherPullRequestByteForByte(MergeStyle style) {
        Change change = here.propose(here.set("colour", "green, or: \"so\""));
        merge(style);
        assertThat(here.track(change)).isInstanceOf(Outcome.Verified.class);

        Planned.Ready planned = (Planned.Ready) here.engine.planRevert(here.stored(change), "too green", false);
        Change revert = ((Landed.Complete) here.land(planned.plan())).change();
        assertThat(world.pull().number()).isEqualTo(2);
        merge(style);

        assertThat(here.track(revert)).isInstanceOf(Outcome.Verified.class);
        assertThat(world.fileOn("main")).isEqualTo(MANIFEST);
    }

    @Test
    void anotherMachineFollowsAPullRequestByItsAddress() {
        Change change = here.propose(here.set("colour", "green"));
        URI page = URI.create(change.pullRequests().getFirst().page());
        try (ProposingWorld.Machine there = world.machine("there")) {
            Change same = there.engine.changeOf(page);
            assertThat(same.id()).isEqualTo(change.id());
            assertThat(same.arrivals()).isEqualTo(change.arrivals());

            merge(MergeStyle.SQUASH);

            assertThat(there.track(same)).isInstanceOf(Outcome.Verified.class);
            assertThat(there.engine.changeOf(page).outcome()).isEqualTo("Verified");
        }
    }

    @Test
    void anotherMachineFollowsOneThatIsMergedAndItsBranchGone() {
        Change change = here.propose(here.set("colour", "green"));
        URI page = URI.create(change.pullRequests().getFirst().page());
        merge(MergeStyle.SQUASH);
        world.sandbox()
                .git()
                .git(
                        REPOSITORY,
                        "update-ref",
                        "-d",
                        "refs/heads/" + world.pull().head());
        try (ProposingWorld.Machine there = world.machine("there")) {
            assertThat(there.track(there.engine.changeOf(page))).isInstanceOf(Outcome.Verified.class);
        }
    }

    @Test
    void anAddressIsFollowedOnlyWhereItsPlanIsTheOneOfItsBranch() {
        Change change = here.propose(here.set("colour", "green"));
        Change other = here.propose(here.set("size", "11"));
        URI page = URI.create(change.pullRequests().getFirst().page());
        world.model().pull(1).orElseThrow().rewrite("x", world.pull().body());
        assertThat(other.pullRequests()).hasSize(1);

        try (ProposingWorld.Machine there = world.machine("there")) {
            assertThatThrownBy(() -> there.engine.changeOf(page))
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining("carries no plan");
            assertThatThrownBy(() -> there.engine.changeOf(URI.create("https://evil.example.org/team/shop/pull/1")))
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining("is no pull request of a repository");
        }
    }
}
