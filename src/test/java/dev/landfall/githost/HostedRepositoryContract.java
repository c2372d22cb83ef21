package dev.landfall.githost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.landfall.git.CommitId;
import dev.landfall.githost.GitHostException.Fault;
import dev.landfall.githost.Readiness.Check;
import dev.landfall.githost.Readiness.Mergeability;
import dev.landfall.reason.Reason;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every host does, the look-alikes and the real ones. */
@Execution(ExecutionMode.CONCURRENT)
public abstract class HostedRepositoryContract {
    private static final String HEAD = "landfall/shop-web-0123456789";
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    protected Path folder;

    private HostWorld world;
    private HostedRepository ours;

    protected abstract HostWorld open(Path folder) throws Exception;

    @BeforeEach
    void begin() throws Exception {
        world = open(folder);
        ours = world.ours();
        world.commit(HEAD, Map.of("apps/web.yaml", "replicas: 3\n"));
    }

    @AfterEach
    void end() {
        if (world != null) world.close();
    }

    private static Proposal proposal(String head) {
        return new Proposal(head, "main", new PullRequestText("Scale web", "to 3"), false, List.of(), List.of());
    }

    private PullRequest opened() {
        return ours.open(proposal(HEAD)).pullRequest();
    }

    @Test
    void opensAPullRequestAndFindsItByItsHead() {
        assertThat(ours.from(HEAD, "main")).isEmpty();

        PullRequest opened = opened();

        assertThat(opened.isOpen()).isTrue();
        assertThat(opened.title()).isEqualTo("Scale web");
        assertThat(opened.body()).isEqualTo("to 3");
        assertThat(opened.head()).isEqualTo(HEAD);
        assertThat(opened.base()).isEqualTo("main");
        assertThat(opened.headCommit()).contains(world.head(HEAD));
        assertThat(opened.draft()).isFalse();
        assertThat(ours.from(HEAD, "main")).extracting(PullRequest::number).containsExactly(opened.number());
        assertThat(ours.pullRequest(opened.number())).isEqualTo(opened);
    }

    @Test
    void whatIsOpenAlreadyIsNotOpenedTwice() {
        PullRequest first = opened();

        Opened second = ours.open(proposal(HEAD));

        assertThat(second.pullRequest().number()).isEqualTo(first.number());
        assertThat(ours.from(HEAD, "main")).hasSize(1);
    }

    @Test
    void itsHeadIsWhatWasPushedLast() {
        PullRequest opened = opened();

        CommitId later = world.commit(HEAD, Map.of("apps/web.yaml", "replicas: 4\n"));

        eventually(opened.number(), now -> now.headCommit().equals(Optional.of(later)));
    }

    @Test
    void thePageNamesTheNumber() {
        PullRequest opened = opened();

        assertThat(ours.numberIn(opened.page())).isEqualTo(OptionalLong.of(opened.number()));
        assertThat(ours.numberIn(URI.create("https://elsewhere.example.org/other/project/pulls/1")))
                .isEmpty();
        assertThat(ours.numberIn(URI.create(
                        "https://elsewhere.example.org" + opened.page().getRawPath())))
                .as("the same path on another host")
                .isEmpty();
        assertThat(ours.numberIn(URI.create(world.url().toString()))).isEmpty();
    }

    @Test
    void oneThatWasClosedTellsByWhomAndIsFoundByItsHeadStill() {
        PullRequest opened = opened();
        world.close(opened.number());
        world.deleteBranch(HEAD);

        PullRequest closed = ours.from(HEAD, "main").getFirst();

        assertThat(closed.number()).isEqualTo(opened.number());
        assertThat(closed.state())
                .isInstanceOfSatisfying(
                        PullRequest.State.Closed.class,
                        state -> assertThat(state.by()).isNotEmpty());
        assertThat(closed.headCommit()).isEqualTo(opened.headCommit());
    }

    @Test
    void ofOneHeadAllAreFoundTheNewestFirst() {
        PullRequest first = opened();
        world.close(first.number());
        PullRequest second = opened();
        world.close(second.number());

        assertThat(ours.from(HEAD, "main"))
                .extracting(PullRequest::number)
                .containsExactly(second.number(), first.number());
    }

    @Test
    void whatIsOpenIsFoundBesideWhatWasClosed() {
        PullRequest first = opened();
        world.close(first.number());
        PullRequest second = opened();

        assertThat(ours.from(HEAD, "main").getFirst().number()).isEqualTo(second.number());
        assertThat(ours.from(HEAD, "main").getFirst().isOpen()).isTrue();
    }

    /** As two that were opened at the same moment are: hosts look for an open one first, and then insert. */
    @Test
    void twoThatAreOpenAtOnceAreBothFoundTheNewestFirst() {
        PullRequest first = opened();
        world.close(first.number());
        PullRequest second = opened();
        world.reopen(first.number());

        assertThat(ours.from(HEAD, "main"))
                .allMatch(PullRequest::isOpen)
                .extracting(PullRequest::number)
                .containsExactly(second.number(), first.number());

        ours.close(second.number());

        assertThat(PullRequest.openIn(ours.from(HEAD, "main")))
                .map(PullRequest::number)
                .contains(first.number());
    }

    @Test
    void otherHeadsWithTheSameBeginningAreOthers() {
        world.commit(HEAD + "-2", Map.of("apps/web.yaml", "replicas: 5\n"));
        ours.open(proposal(HEAD + "-2"));

        assertThat(ours.from(HEAD, "main")).isEmpty();
    }

    @Test
    void findsOneAmongMany() {
        PullRequest wanted = opened();
        world.openMany(world.severalPages());

        assertThat(ours.from(HEAD, "main")).extracting(PullRequest::number).containsExactly(wanted.number());
    }

    @ParameterizedTest
    @EnumSource(MergeStyle.class)
    void mergesInEachStyleAndNamesTheCommit(MergeStyle style) {
        assumeThat(world.styles()).contains(style);
        CommitId before = world.commit("main", Map.of("other.txt", "moved\n"));
        PullRequest opened = opened();

        Merging merging = merged(opened, style, world.head(HEAD));

        CommitId tip = world.head("main");
        assertThat(tip).isNotEqualTo(before);
        assertThat(merging).isEqualTo(new Merging.Merged(Optional.of(tip)));
        assertThat(ours.pullRequest(opened.number()).state())
                .isInstanceOfSatisfying(PullRequest.State.Merged.class, state -> {
                    assertThat(state.commit()).contains(tip);
                    assertThat(state.by()).isNotEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource(MergeStyle.class)
    void whatAPersonMergedNamesTheCommit(MergeStyle style) {
        assumeThat(world.styles()).contains(style);
        PullRequest opened = opened();

        world.merge(opened.number(), style);

        PullRequest merged = eventually(opened.number(), now -> !now.isOpen());
        assertThat(merged.state())
                .isInstanceOfSatisfying(
                        PullRequest.State.Merged.class,
                        state -> assertThat(state.commit()).contains(world.head("main")));
    }

    @Test
    void aHeadThatMovedIsNotMerged() {
        PullRequest opened = opened();
        CommitId seen = world.head(HEAD);
        CommitId before = world.head("main");
        CommitId later = world.commit(HEAD, Map.of("apps/web.yaml", "replicas: 99\n"));
        PullRequest now =
                eventually(opened.number(), moved -> moved.headCommit().equals(Optional.of(later)));

        Merging merging = merged(now, MergeStyle.MERGE, seen);

        assertThat(merging).isInstanceOf(Merging.HeadMoved.class);
        assertThat(world.head("main")).isEqualTo(before);
    }

    @Test
    void aConflictIsTold() {
        PullRequest opened = opened();
        CommitId before = world.commit("main", Map.of("apps/web.yaml", "replicas: 7\n"));

        Readiness readiness = ready(opened, seen -> seen.mergeability() == Mergeability.CONFLICTING);

        assertThat(readiness.toString()).contains("conflicts");
        assertThat(ours.merge(opened, MergeStyle.MERGE, world.head(HEAD))).isNotInstanceOf(Merging.Merged.class);
        assertThat(world.head("main")).isEqualTo(before);
    }

    @Test
    void whatNothingKeepsFromBeingMergedIsReady() {
        PullRequest opened = opened();

        Readiness readiness = ready(opened, seen -> seen.mergeability() == Mergeability.READY);

        assertThat(readiness.checks()).isEmpty();
        assertThat(readiness.reviews().approvals()).isZero();
    }

    @Test
    void checksAreTold() {
        PullRequest opened = opened();
        CommitId head = world.head(HEAD);
        world.report(head, "build", CommitStatus.State.PENDING);
        world.report(head, "lint", CommitStatus.State.SUCCESS);
        assertThat(ready(opened, seen -> seen.checks().size() == 2).pendingChecks())
                .containsExactly("build");

        world.report(head, "build", CommitStatus.State.FAILURE);

        Readiness readiness = ready(opened, seen -> !seen.failedChecks().isEmpty());
        assertThat(readiness.failedChecks()).containsExactly("build");
        assertThat(readiness.checks())
                .contains(new Check("lint", Check.State.PASSED), new Check("build", Check.State.FAILED));
    }

    @Test
    void aCheckThatTheBaseAsksForIsWaitedFor() {
        assumeThat(world.gatesByChecks()).isTrue();
        world.requireCheck("build");
        PullRequest opened = opened();
        CommitId head = world.head(HEAD);
        world.report(head, "build", CommitStatus.State.PENDING);
        ready(opened, seen -> seen.mergeability() == Mergeability.WAITING);
        assertThat(merged(opened, MergeStyle.MERGE, head)).isInstanceOf(Merging.NotYet.class);

        world.report(head, "build", CommitStatus.State.SUCCESS);

        ready(opened, seen -> seen.mergeability() == Mergeability.READY);
        assertThat(merged(opened, MergeStyle.MERGE, head)).isInstanceOf(Merging.Merged.class);
    }

    @Test
    void reviewsAreTold() {
        world.requireApproval();
        PullRequest opened = opened();
        ready(opened, seen -> seen.mergeability() == Mergeability.WAITING);
        assertThat(merged(opened, MergeStyle.MERGE, world.head(HEAD))).isInstanceOf(Merging.NotYet.class);

        world.approve(opened.number());

        Readiness readiness = ready(opened, seen -> seen.mergeability() == Mergeability.READY);
        assertThat(readiness.reviews().approvals()).isEqualTo(1);
        assertThat(readiness.reviews().changesRequestedBy()).isEmpty();
    }

    @Test
    void changesThatAreAskedForAreTold() {
        assumeThat(world.knowsChangesRequested()).isTrue();
        PullRequest opened = opened();

        world.requestChanges(opened.number());

        Readiness readiness =
                ready(opened, seen -> !seen.reviews().changesRequestedBy().isEmpty());
        assertThat(readiness.toString()).contains("changes requested by");
    }

    @Test
    void aDraftIsOne() {
        PullRequest opened = ours.open(draft()).pullRequest();

        assertThat(opened.draft()).isTrue();
        assertThat(opened.title()).isEqualTo("Scale web");
        ready(opened, seen -> seen.mergeability() == Mergeability.DRAFT);
    }

    private static Proposal draft() {
        return new Proposal(HEAD, "main", new PullRequestText("Scale web", "to 3"), true, List.of(), List.of());
    }

    /** Some hosts know it by its title alone. */
    @Test
    void aDraftIsOneWhenItWasRewritten() {
        PullRequest opened = ours.open(draft()).pullRequest();

        ours.rewrite(opened.number(), new PullRequestText("Scale web to 4", "to 4"));

        PullRequest now = ours.pullRequest(opened.number());
        assertThat(now.draft()).isTrue();
        assertThat(now.title()).isEqualTo("Scale web to 4");
    }

    @Test
    void aCommentIsWrittenOnceAndChangedLater() {
        PullRequest opened = opened();
        ours.comment(opened.number(), new Comment("landfall outcome 01ABC", "in progress"));
        ours.comment(opened.number(), new Comment("landfall outcome 02DEF", "another change"));

        ours.comment(opened.number(), new Comment("landfall outcome 01ABC", "**verified**"));

        assertThat(world.comments(opened.number()))
                .hasSize(2)
                .anyMatch(text -> text.startsWith("**verified**"))
                .anyMatch(text -> text.startsWith("another change"));
    }

    @Test
    void titleAndBodyAreRewritten() {
        PullRequest opened = opened();

        ours.rewrite(opened.number(), new PullRequestText("Scale web to 4", "| a | b |\n|---|---|\n| 3 | 4 |"));

        PullRequest now = ours.pullRequest(opened.number());
        assertThat(now.title()).isEqualTo("Scale web to 4");
        assertThat(now.body()).isEqualTo("| a | b |\n|---|---|\n| 3 | 4 |");
        assertThat(now.isOpen()).isTrue();
    }

    @Test
    void textsArriveAsTheyAre() {
        PullRequestText text = new PullRequestText(
                "Set \"image\" of web & shop to ünïcode 🚢", "line `one` \\ \"two\" <b>\n\n- ünïcode 🚢\n");

        PullRequest opened = ours.open(new Proposal(HEAD, "main", text, false, List.of(), List.of()))
                .pullRequest();

        assertThat(opened.title()).isEqualTo(text.title());
        assertThat(opened.body().strip()).isEqualTo(text.body().strip());
    }

    @Test
    void labelsAreSetAndUnknownOnesAreNoFailure() {
        Proposal labelled = new Proposal(
                HEAD,
                "main",
                new PullRequestText("Scale web", "to 3"),
                false,
                List.of("landfall", "nonsense"),
                List.of());

        Opened opened = ours.open(labelled);

        boolean set = world.labels(opened.pullRequest().number()).contains("landfall");
        boolean told = opened.warnings().stream().map(Reason::message).anyMatch(words -> words.contains("landfall"));
        assertThat(set || told)
                .as("the label is set, or it is told that it is not")
                .isTrue();
    }

    @Test
    void reviewersThatNobodyKnowsAreNoFailure() {
        Proposal reviewed = new Proposal(
                HEAD, "main", new PullRequestText("Scale web", "to 3"), false, List.of(), List.of("nobody-at-all"));

        Opened opened = ours.open(reviewed);

        assertThat(opened.pullRequest().isOpen()).isTrue();
        assertThat(opened.warnings()).extracting(Reason::message).anyMatch(words -> words.contains("nobody-at-all"));
    }

    @Test
    void weCloseItOnce() {
        PullRequest opened = opened();

        assertThat(ours.close(opened.number()).state()).isInstanceOf(PullRequest.State.Closed.class);
        assertThat(ours.close(opened.number()).state()).isInstanceOf(PullRequest.State.Closed.class);
    }

    @Test
    void whatIsClosedIsNotMerged() {
        PullRequest opened = opened();
        world.close(opened.number());
        CommitId before = world.head("main");

        assertThat(ours.merge(opened, MergeStyle.MERGE, world.head(HEAD))).isInstanceOf(Merging.Refused.class);
        assertThat(world.head("main")).isEqualTo(before);
    }

    @Test
    void whatOthersMergedIsMerged() {
        PullRequest opened = opened();
        CommitId head = world.head(HEAD);
        world.merge(opened.number(), MergeStyle.MERGE);

        Merging merging = ours.merge(opened, MergeStyle.MERGE, head);

        assertThat(merging).isEqualTo(new Merging.Merged(Optional.of(world.head("main"))));
    }

    @Test
    void aStatusStandsBesideTheCommitOnce() {
        CommitId head = world.head(HEAD);
        ours.report(head, new CommitStatus(CommitStatus.State.PENDING, "landfall", "waiting for the sync"));

        ours.report(head, new CommitStatus(CommitStatus.State.SUCCESS, "landfall", "3 of 3 pods ready"));

        assertThat(world.statuses(head)).containsExactly(Map.entry("landfall", CommitStatus.State.SUCCESS));
    }

    @Test
    void theRepositoryStandsWell() {
        Standing standing = ours.standing();

        assertThat(standing.name()).isNotEmpty();
        assertThat(standing.lacking()).isEmpty();
        assertThat(standing.archived()).isFalse();
        assertThat(standing.page().getHost()).isEqualTo(world.url().host());
    }

    @Test
    void whatATokenLacksIsNamed() {
        assumeThat(world.tellsScopes()).isTrue();

        assertThat(world.withReadingToken().standing().lacking()).isNotEmpty();
    }

    @Test
    void anArchivedRepositoryIsTold() {
        assumeThat(world.canArchive()).isTrue();
        world.archive();

        assertThat(ours.standing().archived()).isTrue();
    }

    @Test
    void aTokenThatMayOnlyReadOpensNothing() {
        assertThatThrownBy(() -> world.withReadingToken().open(proposal(HEAD)))
                .isInstanceOfSatisfying(
                        GitHostException.class,
                        failed -> assertThat(failed.fault()).isEqualTo(Fault.RIGHTS));
        assertThat(ours.from(HEAD, "main")).isEmpty();
    }

    @Test
    void aTokenThatNobodyKnowsIsNotAccepted() {
        assertThatThrownBy(() -> world.withWrongToken().pullRequest(1))
                .isInstanceOfSatisfying(GitHostException.class, failed -> {
                    assertThat(failed.fault()).isEqualTo(Fault.RIGHTS);
                    assertThat(failed.reason().code()).isEqualTo("host-authentication");
                });
    }

    @Test
    void aNumberThatNothingHasIsSaidToBeNone() {
        assertThatThrownBy(() -> ours.pullRequest(4711))
                .isInstanceOfSatisfying(
                        GitHostException.class,
                        failed -> assertThat(failed.reason().code()).isEqualTo("no-such-pull-request"));
    }

    @Test
    void fromABranchThatIsNotThereNothingIsOpened() {
        assertThatThrownBy(() -> ours.open(proposal("landfall/nowhere"))).isInstanceOf(GitHostException.class);
    }

    /** Mergeability is worked out in the background by most hosts: the answer to ask again is no answer. */
    private Merging merged(PullRequest pullRequest, MergeStyle style, CommitId head) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (true) {
            Merging merging = ours.merge(pullRequest, style, head);
            boolean again = merging instanceof Merging.NotYet(Reason why)
                    && why.code().equals("mergeability-unknown")
                    && System.nanoTime() < deadline;
            if (!again) return merging;
            pause();
        }
    }

    private Readiness ready(PullRequest pullRequest, Predicate<Readiness> wanted) {
        long deadline = System.nanoTime() + SOON.toNanos();
        Readiness seen = ours.readiness(pullRequest);
        while (!wanted.test(seen) && System.nanoTime() < deadline) {
            pause();
            seen = ours.readiness(pullRequest);
        }
        assertThat(seen).matches(wanted);
        return seen;
    }

    private PullRequest eventually(long number, Predicate<PullRequest> wanted) {
        long deadline = System.nanoTime() + SOON.toNanos();
        PullRequest seen = ours.pullRequest(number);
        while (!wanted.test(seen) && System.nanoTime() < deadline) {
            pause();
            seen = ours.pullRequest(number);
        }
        assertThat(seen).matches(wanted);
        return seen;
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
