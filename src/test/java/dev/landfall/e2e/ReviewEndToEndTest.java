package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.git.CommitId;
import dev.landfall.githost.CommitStatus;
import dev.landfall.githost.MergeStyle;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Changes that people review on a real Gitea before a real controller applies them. */
@EndToEnd
class ReviewEndToEndTest {
    @ParameterizedTest
    @CsvSource({"ARGOCD, MERGE", "ARGOCD, SQUASH", "ARGOCD, REBASE", "FLUX, MERGE", "FLUX, SQUASH", "FLUX, REBASE"})
    void aProtectedMainFallsOverAndWhatIsMergedIsVerifiedAndTakenBack(GitOpsTool tool, MergeStyle style) {
        try (Review review = Review.open(tool, "fallover")) {
            review.gitea().protect(Map.of());
            Landfall landfall = review.landfall("labels: [landfall], reviewers: [alice]")
                    .reconfigured("    pullRequests:", "    delivery: push\n    pullRequests:");
            String before = review.gitea().file("main", Manifests.WEB_FILE);
            Answer answer;
            long number;
            try (Running operating = landfall.start(Landfall.asJson(review.scale(2)))) {
                number = review.awaitProposal();
                assertThat(review.gitea().file("main", Manifests.WEB_FILE)).isEqualTo(before);
                review.gitea().merge(number, style);
                answer = landfall.answerOf(operating).ends("Verified", 0);
            }

            CommitId tip = review.gitea().head("main");
            assertThat(answer.commit()).isEqualTo(tip.hex());
            assertThat(answer.part().path("delivery").asString("")).isEqualTo("pull-request");
            assertThat(answer.part().path("pullRequest").asString("")).endsWith("/pulls/" + number);
            assertThat(review.shop().deployment("web").at("/spec/replicas").asInt())
                    .isEqualTo(2);
            assertThat(review.gitea().labels(number)).containsExactly("landfall");
            assertThat(review.gitea().comments(number))
                    .hasSize(1)
                    .first()
                    .asString()
                    .startsWith("**Verified**");
            assertThat(review.gitea().statuses(tip)).containsEntry("landfall", CommitStatus.State.SUCCESS);

            try (Running reverting = landfall.start(Landfall.asJson("revert", answer.change(), "--yes"))) {
                review.gitea().merge(review.awaitProposal(), style);
                landfall.answerOf(reverting).ends("Verified", 0);
            }
            assertThat(review.gitea().file("main", Manifests.WEB_FILE)).isEqualTo(before);
            assertThat(review.shop().deployment("web").at("/spec/replicas").asInt())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsClosedIsDeclinedAndNotAskedForAgain(GitOpsTool tool) {
        try (Review review = Review.open(tool, "declined")) {
            Landfall landfall = review.landfall("draft: true");
            Answer proposed = landfall.answer(review.scale(2, "--no-wait")).ends("AwaitingMerge", 0);
            review.gitea().close(review.awaitProposal());

            Answer declined = landfall.answer("track", proposed.change()).ends("Declined", 7);

            assertThat(declined.reason()).isEqualTo("pull-request-closed");
            assertThat(declined.json().at("/reason/message").asString("")).contains("closed by alice");
            Answer again = landfall.answer(review.scale(2)).ends("Refused", 7);
            assertThat(again.reason()).isEqualTo("declined-before");
            assertThat(review.proposals()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBaseThatMovesIsFollowedForAsLongAsTheEditMeansTheSame(GitOpsTool tool) {
        try (Review review = Review.open(tool, "moved")) {
            Landfall landfall = review.landfall("draft: false");
            String file = review.gitea().file("main", Manifests.WEB_FILE);
            try (Running operating = landfall.start(Landfall.asJson(review.scale(2)))) {
                long number = review.awaitProposal();
                CommitId first = review.gitea().head(review.headOf(number));
                // The line below: what Git calls a conflict.
                review.gitea()
                        .commit(
                                "main",
                                Map.of(
                                        Manifests.WEB_FILE,
                                        file.replace("progressDeadlineSeconds: 60", "progressDeadlineSeconds: 61")
                                                .replace("night\n\n", "night\n    minReadySeconds: 1\n")));
                Waiting.until(
                        "the edit made anew",
                        Shop.DELIVERED_WITHIN,
                        () -> review.gitea().head(review.headOf(number)),
                        head -> !head.equals(first));
                review.gitea().merge(number, MergeStyle.MERGE);
                landfall.answerOf(operating).ends("Verified", 0);
            }
            assertThat(review.gitea().file("main", Manifests.WEB_FILE))
                    .contains("replicas: 2", "minReadySeconds: 1", "progressDeadlineSeconds: 61");

            Answer other = landfall.answer(review.scale(3, "--no-wait")).ends("AwaitingMerge", 0);
            long number = review.awaitProposal();
            String now = review.gitea().file("main", Manifests.WEB_FILE);
            review.gitea().commit("main", Map.of(Manifests.WEB_FILE, now.replace("replicas: 2", "replicas: 7")));
            Answer blocked = landfall.answer("track", other.change()).ends("Blocked", 6);
            assertThat(blocked.reason()).isEqualTo("pull-request-conflicting");
            assertThat(review.gitea().comments(number))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("Conflicting");
        }
    }

    @ParameterizedTest
    @EnumSource
    void landfallMergesOnceTheChecksPassWhereItMay(GitOpsTool tool) {
        try (Review review = Review.open(tool, "checks")) {
            review.gitea().requireCheck("build");
            Landfall landfall = review.landfall("allowMerge: true, mergeStyle: squash");
            try (Running operating = landfall.start(Landfall.asJson(review.scale(2, "--merge", "when-checks-pass")))) {
                long number = review.awaitProposal();
                CommitId head = review.gitea().head(review.headOf(number));
                review.gitea().report(head, "build", CommitStatus.State.FAILURE);
                Answer seen = review.landfall("draft: false")
                        .answer("track", "--pull-request", page(review, number), "--timeout", "1s")
                        .ends("AwaitingMerge", 6);
                assertThat(seen.json().at("/reason/message").asString("")).contains("check build failed");
                assertThat(operating.ended()).isFalse();

                review.gitea().report(head, "build", CommitStatus.State.SUCCESS);

                landfall.answerOf(operating).ends("Verified", 0);
                assertThat(review.open()).isEmpty();
            }
            Answer notAllowed = review.landfall("draft: false").answer(review.scale(3, "--merge", "when-checks-pass"));
            assertThat(notAllowed.reason()).isEqualTo("merge-not-allowed");
        }
    }

    private static String page(Review review, long number) {
        return review.gitea().url().text().replaceFirst("\\.git$", "") + "/pulls/" + number;
    }

    @ParameterizedTest
    @EnumSource
    void whoeverIsKilledIsFollowedByTheNext(GitOpsTool tool) {
        try (Review review = Review.open(tool, "killed")) {
            Landfall landfall = review.landfall("draft: false");
            long number;
            try (Running operating = landfall.start(review.scale(2))) {
                number = review.awaitProposal();
                operating.kill();
            }
            Answer adopted = landfall.answer(review.scale(2, "--no-wait")).ends("AwaitingMerge", 0);
            assertThat(review.proposals()).isEqualTo(1);
            try (Running tracking = landfall.start("track", adopted.change())) {
                review.gitea().merge(number, MergeStyle.SQUASH);
                Waiting.until(
                        "the merge to be applied",
                        Shop.DELIVERED_WITHIN,
                        () -> review.shop()
                                .deployment("web")
                                .at("/spec/replicas")
                                .asInt(),
                        replicas -> replicas == 2 || tracking.ended());
                tracking.kill();
            }

            landfall.answer("track", adopted.change()).ends("Verified", 0);

            assertThat(review.gitea().comments(number)).hasSize(1);
            assertThat(review.proposals()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoLandfallsAdoptOnePullRequestAndBothFollowIt(GitOpsTool tool) {
        try (Review review = Review.open(tool, "two")) {
            Landfall one = review.landfall("draft: false");
            Landfall other = review.landfall("draft: false");
            try (Running first = one.start(Landfall.asJson(review.scale(2)));
                    Running second = other.start(Landfall.asJson(review.scale(2)))) {
                Waiting.until(
                        "both to wait",
                        Shop.DELIVERED_WITHIN,
                        () -> List.of(one, other).stream()
                                .filter(each -> each.run(Landfall.asJson("changes"))
                                        .out()
                                        .contains("AwaitingMerge"))
                                .count(),
                        waiting -> waiting == 2);
                // Gitea may let both through, and one of them is closed then.
                long number = review.awaitProposal();
                review.gitea().merge(number, MergeStyle.MERGE);
                for (Answer answer : List.of(
                        one.answerOf(first).ends("Verified", 0),
                        other.answerOf(second).ends("Verified", 0)))
                    assertThat(answer.part().path("pullRequest").asString("")).endsWith("/pulls/" + number);
                assertThat(review.open()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatFailsIsTakenBackByAnotherPullRequest(GitOpsTool tool) {
        try (Review review = Review.open(tool, "rollback")) {
            Landfall landfall = review.landfall("allowMerge: true");
            String before = review.gitea().file("main", Manifests.WEB_FILE);

            Answer answer = landfall.answer(
                            "operate",
                            "set-image",
                            "deployment/web",
                            "web=" + review.shop().testbed().imageBroken(),
                            "-n",
                            review.shop().namespace(),
                            "--yes",
                            "--merge",
                            "when-checks-pass",
                            "--rollback-on-failure")
                    .ends("RolledBack", 5);

            assertThat(answer.json().at("/reason/message").asString("")).contains("has taken it back");
            assertThat(review.proposals()).isEqualTo(2);
            assertThat(review.gitea().file("main", Manifests.WEB_FILE)).isEqualTo(before);
            assertThat(Shop.image(review.shop().deployment("web")))
                    .isEqualTo(review.shop().testbed().imageOld());
            assertThat(review.gitea().comments(1)).hasSize(1).first().asString().startsWith("**RolledBack**");
        }
    }
}
