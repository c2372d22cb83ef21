package dev.landfall.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.git.CommitId;
import dev.landfall.git.GitException;
import dev.landfall.git.GitServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From an approved plan to the branch, over a real Git server: what lands, once. */
class LandingTest extends ChangesOverGit {
    @Test
    void oneTokenChangesAndTheCommitSaysWhy() {
        Change change = land(plan(scale(3)));

        assertThat(file()).isEqualTo(WEB_FILE.replace("replicas: 1", "replicas: 3"));
        assertThat(server.git("shop", "diff-tree", "-r", "--name-only", "--no-commit-id", "main")
                        .strip())
                .isEqualTo("apps/web.yaml");
        assertThat(server.git("shop", "log", "-1", "--format=%B", "main"))
                .contains("scale to 3", "spec.replicas: 1 -> 3", "the sale begins")
                .contains(
                        "Change-Id: " + change.id(),
                        "Plan-Digest: " + change.plan().digest())
                .contains("Requested-by: ada");
        assertThat(engine.storedChange(change.id()).commits())
                .contains(server.head("shop", "main").hex());
    }

    @Test
    void theSamePlanTwiceMakesOneCommit() throws IOException {
        ChangePlan plan = plan(scale(3));
        Change first = land(plan);
        CommitId landed = server.head("shop", "main");
        restart();

        Change second = land(engine.storedPlan(plan.id()));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.commits()).isEqualTo(first.commits());
        assertThat(server.head("shop", "main")).isEqualTo(landed);
    }

    @Test
    void aCommitElsewhereBetweenPlanAndLandingDoesNotMatter() {
        ChangePlan plan = plan(scale(3));
        CommitId theirs = server.commit("shop", "main", Map.of("README.md", "# Our shop\n"));

        land(plan);

        assertThat(file()).contains("replicas: 3");
        assertThat(server.git("shop", "rev-parse", "main^").strip()).isEqualTo(theirs.hex());
    }

    @Test
    void aCommitBetweenLookAndPushDoesNotMatterEither() {
        ChangePlan plan = plan(scale(3));
        server.setFault(new GitServer.Fault.BeforePush(
                () -> server.commit("shop", "main", Map.of("README.md", "# Our shop\n"))));

        land(plan);

        assertThat(file()).contains("replicas: 3");
        assertThat(server.file("shop", "main", "README.md")).isEqualTo("# Our shop\n");
    }

    @Test
    void anotherFieldOfTheSameFileIsKept() {
        ChangePlan plan = plan(scale(3));
        server.commit("shop", "main", Map.of("apps/web.yaml", WEB_FILE.replace("paused: false", "paused: true")));

        land(plan);

        assertThat(file()).contains("replicas: 3", "paused: true");
    }

    @Test
    void theSameFieldByOthersVoidsTheApproval() {
        ChangePlan plan = plan(scale(3));
        CommitId theirs =
                server.commit("shop", "main", Map.of("apps/web.yaml", WEB_FILE.replace("replicas: 1", "replicas: 2")));

        Landed landed = engine.land(new Approved(plan, "--yes"), new Silence());

        assertThat(landed)
                .isInstanceOfSatisfying(
                        Landed.Outdated.class,
                        outdated -> assertThat(outdated.reason().message()).contains("2"));
        assertThat(server.head("shop", "main")).isEqualTo(theirs);
    }

    @Test
    void anAnswerThatIsLostIsFoundByLooking() {
        ChangePlan plan = plan(scale(3));
        server.setFault(new GitServer.Fault.LosePushAnswer());

        Change change = land(plan);

        assertThat(change.commits()).contains(server.head("shop", "main").hex());
        assertThat(server.git("shop", "rev-list", "--count", "main").strip()).isEqualTo("2");
    }

    @Test
    void aProcessThatWasKilledWithThePushFindsItsCommit() throws IOException {
        ChangePlan plan = plan(scale(3));
        Path copy = Files.createDirectories(folder.resolve("copy"));
        server.setFault(new GitServer.Fault.BeforePush(() -> copyJournal(folder, copy)));
        Change change = land(plan);
        String commit = server.head("shop", "main").hex();
        journal.close();
        copyJournal(copy, folder);
        restart();

        assertThat(engine.storedChange(change.id()).commits()).isEmpty();
        Change again = land(engine.storedPlan(plan.id()));

        assertThat(again.id()).isEqualTo(change.id());
        assertThat(again.commits()).contains(commit);
        assertThat(server.head("shop", "main").hex()).isEqualTo(commit);
    }

    @Test
    void aHostThatWantsSignaturesIsToldWithWhatToSet() {
        ChangePlan plan = plan(scale(3));
        server.refusePushes("shop", "GH006: Commits must have verified signatures.");

        Landed landed = engine.land(new Approved(plan, "--yes"), new Silence());

        assertThat(landed).isInstanceOfSatisfying(Landed.Refused.class, refused -> {
            assertThat(refused.reason().code()).isEqualTo("push-refused-unsigned");
            assertThat(refused.reason().message()).contains("verified signatures", "the commit is not signed");
            assertThat(refused.reason().remedy()).contains("commit.signing");
        });
    }

    @Test
    void withoutTheSignatureThatIsWantedNothingIsPushed() throws IOException {
        ChangePlan plan = plan(scale(3));
        signing = "{format: ssh, key: /nowhere}";
        restart();

        assertThatThrownBy(() -> engine.land(new Approved(plan, "--yes"), new Silence()))
                .isInstanceOf(GitException.class)
                .hasMessageContaining("the SSH key /nowhere cannot be read");

        assertThat(server.head("shop", "main")).isEqualTo(head);
        String written = Files.readString(folder.resolve("journal.db"), StandardCharsets.ISO_8859_1)
                + Files.readString(folder.resolve("journal.db-wal"), StandardCharsets.ISO_8859_1);
        assertThat(written.contains("spec.replicas"))
                .as("the plan is in the journal")
                .isTrue();
        assertThat(written.contains(GitServer.PASSWORD))
                .as("the password is in the journal")
                .isFalse();
    }

    @Test
    void aHostThatRefusesIsToldInItsOwnWords() {
        ChangePlan plan = plan(scale(3));
        server.refusePushes("shop", "main is protected");

        Landed landed = engine.land(new Approved(plan, "--yes"), new Silence());

        assertThat(landed)
                .isInstanceOfSatisfying(
                        Landed.Refused.class,
                        refused -> assertThat(refused.reason().message()).contains("main is protected"));
        assertThat(server.head("shop", "main")).isEqualTo(head);
    }

    /** The database as it was at one moment: the file, and beside it the log of what is not in it yet. */
    private static void copyJournal(Path from, Path to) {
        try {
            for (String name : List.of("journal.db", "journal.db-wal", "journal.db-shm")) {
                Files.deleteIfExists(to.resolve(name));
                if (Files.exists(from.resolve(name))) Files.copy(from.resolve(name), to.resolve(name));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
