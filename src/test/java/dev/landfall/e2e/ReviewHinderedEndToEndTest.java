package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.githost.MergeStyle;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What rights, other people and their repositories keep a change from, on a real Gitea. */
@EndToEnd
class ReviewHinderedEndToEndTest {
    @Test
    void withoutACredentialForTheHostAPersonOpensWhatIsPushed() {
        try (Review review = Review.open(GitOpsTool.FLUX, "by-hand")) {
            review.gitea().protect(Map.of());
            Landfall landfall = review.landfall("");

            Answer pushed = landfall.answer(review.scale(2, "--no-wait")).ends("AwaitingMerge", 0);

            assertThat(pushed.finished().err()).contains("open it on the host");
            String branch = Waiting.until(
                            "the branch", Shop.DELIVERED_WITHIN, () -> ownBranch(review), Optional::isPresent)
                    .orElseThrow();
            review.gitea()
                    .server()
                    .as(
                            "alice",
                            "POST",
                            review.gitea().path("/pulls"),
                            Map.of("head", branch, "base", "main", "title", "By hand"));
            review.gitea().merge(review.awaitProposal(), MergeStyle.SQUASH);
            landfall.answer("track", pushed.change()).ends("Verified", 0);
        }
    }

    private static Optional<String> ownBranch(Review review) {
        return review.gitea()
                .server()
                .admin("GET", review.gitea().path("/branches"), null)
                .valueStream()
                .map(branch -> branch.path("name").asString(""))
                .filter(name -> name.startsWith("landfall/"))
                .findFirst();
    }

    @Test
    void whatOthersMakeOfItBeforeTheMergeCounts() {
        try (Review review = Review.open(GitOpsTool.ARGOCD, "edited")) {
            Landfall landfall = review.landfall("draft: false");
            Answer proposed = landfall.answer(review.scale(2, "--no-wait")).ends("AwaitingMerge", 0);
            long number = review.awaitProposal();
            String ours = review.gitea().file(review.headOf(number), Manifests.WEB_FILE);
            review.gitea()
                    .commit(
                            review.headOf(number),
                            Map.of(Manifests.WEB_FILE, ours.replace("replicas: 2", "replicas: 1")));
            review.gitea().commit(review.headOf(number), Map.of("README.md", "# Our shop\n"));
            review.gitea().merge(number, MergeStyle.SQUASH);

            assertThat(landfall.answer("track", proposed.change())
                            .ends("Superseded", 5)
                            .reason())
                    .isEqualTo("merged-with-edits");
        }
    }

    /** Each is told with what to do about it, and nothing is left behind on the host. */
    @Test
    void whatCannotBeProposedIsToldBeforeAnythingIsPushed() {
        try (Review review = Review.open(GitOpsTool.FLUX, "refused")) {
            var server = review.gitea().server();
            refuses(review, server.token("bot", "write:repository"), "credential-lacks", "write:issue");
            refuses(
                    review,
                    server.token("bot", "read:repository", "write:issue"),
                    "credential-lacks",
                    "write:repository");
            server.addCollaborator(review.shop().namespace(), "carol", "read");
            refuses(
                    review,
                    server.token("carol", "write:repository", "write:issue"),
                    "credential-lacks",
                    "the right to write");
            Finished check = review.landfall("draft: false", server.token("bot", "write:repository"))
                    .run("check");
            assertThat(check.out()).contains("pull requests of", "the scope write:issue");

            review.gitea().archive();
            refuses(review, review.gitea().ourToken(), "repository-archived", "takes no changes");
            server.admin("PATCH", review.gitea().path(""), Map.of("archived", false));
            assertThat(review.proposals()).isZero();
            assertThat(ownBranch(review)).isEmpty();
        }
    }

    private static void refuses(Review review, String token, String code, String words) {
        Answer refused =
                review.landfall("draft: false", token).answer(review.scale(2)).ends("Refused", 7);
        assertThat(refused.reason()).isEqualTo(code);
        assertThat(refused.json().at("/reason/message").asString("")).contains(words);
    }

    @Test
    void aBranchThatIsDeletedIsTold() {
        try (Review review = Review.open(GitOpsTool.FLUX, "deleted")) {
            Landfall landfall = review.landfall("draft: false");
            Answer proposed = landfall.answer(review.scale(2, "--no-wait")).ends("AwaitingMerge", 0);
            long number = review.awaitProposal();

            review.gitea().deleteBranch(review.headOf(number));

            landfall.answer("track", proposed.change()).ends("Declined", 7);
        }
    }

    @Test
    void aTrackedBranchThatIsDeletedIsTold() {
        try (Review review = Review.open(GitOpsTool.FLUX, "baseless")) {
            Landfall landfall = review.landfall("draft: false");
            Answer proposed = landfall.answer(review.scale(2, "--no-wait")).ends("AwaitingMerge", 0);
            review.awaitProposal();
            review.gitea().commit("other", Map.of("README.md", "# Other\n"));
            review.gitea().server().admin("PATCH", review.gitea().path(""), Map.of("default_branch", "other"));

            review.gitea().deleteBranch("main");

            Answer told = landfall.answer("track", proposed.change(), "--timeout", "30s")
                    .ends("Blocked", 6);
            assertThat(told.reason()).isEqualTo("branch-gone");
        }
    }

    @Test
    void aRepositoryThatWasRenamedIsToldByItsNewName() {
        try (Review review = Review.open(GitOpsTool.FLUX, "renamed")) {
            String name = review.shop().namespace();
            review.gitea().server().admin("PATCH", review.gitea().path(""), Map.of("name", name + "-new"));
            try {
                refuses(review, review.gitea().ourToken(), "repository-moved", name + "-new");
            } finally {
                review.gitea()
                        .server()
                        .admin("PATCH", review.gitea().server().repository(name + "-new"), Map.of("name", name));
            }
        }
    }
}
