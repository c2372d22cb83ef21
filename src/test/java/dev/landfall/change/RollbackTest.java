package dev.landfall.change;

import static dev.landfall.change.PromptWorld.BANNER;
import static dev.landfall.change.PromptWorld.EXTRA;
import static dev.landfall.change.PromptWorld.FLAGS;
import static dev.landfall.change.PromptWorld.FRESH;
import static dev.landfall.change.PromptWorld.NOTICE;
import static dev.landfall.change.PromptWorld.SETTINGS;
import static dev.landfall.change.PromptWorld.creating;
import static dev.landfall.change.PromptWorld.deleting;
import static dev.landfall.change.PromptWorld.setting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.landfall.git.GitException;
import dev.landfall.reason.Reason;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has been changed is taken back, whichever way it went. */
class RollbackTest {
    @TempDir
    Path folder;

    private PromptWorld world;
    private PromptWorld.Machine here;

    @BeforeEach
    void open() {
        world = new PromptWorld(folder);
        here = world.process();
    }

    @AfterEach
    void close() {
        here.close();
        world.close();
    }

    @Test
    void aCreationThatNeverBecameLiveIsTakenOutOfGit() {
        Change change = here.land(here.plan(creating(FRESH, "a", "broken")));
        assertThat(here.track(change)).isInstanceOf(Outcome.Failed.class);

        assertThat(here.landAndTrack(here.planRevert(change))).isInstanceOf(Outcome.Verified.class);

        assertThat(world.git.files()).hasSize(3);
    }

    @Test
    void aDeletionThatNeverBecameLiveComesBackAsItWas() {
        Change change = here.land(here.plan(deleting(EXTRA), setting(SETTINGS, "colour", "broken")));
        assertThat(world.live(EXTRA)).isPresent();

        assertThat(here.landAndTrack(here.planRevert(change))).isInstanceOf(Outcome.Verified.class);

        assertThat(world.git.files()).containsEntry("apps/extra.yaml", PromptWorld.EXTRA_FILE);
    }

    @Test
    void anObjectThatWasWrittenRightBeforeACrashIsTakenBack() {
        ChangePlan plan = here.plan(creating(NOTICE, "text", "sale"), deleting(BANNER));
        // begun, writing, and the first write: the process ends before it can note that.
        PromptWorld.Machine dying = here.next(Mortality.at(6), _ -> true);
        assertThat(catchThrowable(() -> dying.land(plan))).isInstanceOf(Mortality.Killed.class);
        assertThat(world.live(NOTICE)).isPresent();
        here = dying.next();
        Change change = here.engine.changes(1).getFirst();

        here.landAndTrack(here.planRevert(change));

        assertThat(world.live(NOTICE)).isEmpty();
        assertThat(world.live(BANNER)).isPresent();
    }

    @Test
    void aRefusalAfterACrashForgetsNothingThatWasWritten() {
        ChangePlan plan = here.plan(creating(NOTICE, "text", "sale"), deleting(BANNER));
        PromptWorld.Machine dying = here.next(Mortality.at(6), _ -> true);
        assertThat(catchThrowable(() -> dying.land(plan))).isInstanceOf(Mortality.Killed.class);
        here = dying.next(Mortality.immortal(), object -> !object.equals(BANNER));

        assertThat(here.tryToLand(plan))
                .isInstanceOfSatisfying(
                        Landed.Partly.class,
                        partly -> assertThat(partly.change().arrivals())
                                .containsExactly(new Change.Arrival.PartlyWritten(List.of(NOTICE.toString()))));
    }

    @Test
    void aDeletedObjectComesBackIntoTheFileThatItWasIn() {
        String two = PromptWorld.EXTRA_FILE + "---\n" + PromptWorld.EXTRA_FILE.replace("extra", "second");
        world.commit("ada", Map.of("apps/extra.yaml", "", "apps/both.yaml", two));
        Change change = here.land(here.plan(deleting(EXTRA)));

        here.landAndTrack(here.planRevert(change));

        assertThat(world.git.files()).containsEntry("apps/both.yaml", two).hasSize(3);
    }

    @Test
    void whatFailedIsTakenBackAsItsUserHasAskedFor() {
        Change change = here.land(
                here.plan(setting(SETTINGS, "colour", "broken"), setting(FLAGS, "beta", "on"), deleting(BANNER)));

        assertThat(here.rollBack(change)).isInstanceOf(Outcome.RolledBack.class);

        assertThat(world.git.files()).containsEntry("apps/settings.yaml", PromptWorld.SETTINGS_FILE);
        assertThat(world.value(FLAGS, "beta")).isEqualTo("off");
        assertThat(world.value(BANNER, "text")).isEqualTo("hello");
        assertThat(here.engine.storedChange(change.id()).outcome()).isEqualTo("RolledBack");
    }

    @Test
    void whatWasTakenBackStaysSoWhoeverTracksIt() {
        Change change = here.land(here.plan(setting(SETTINGS, "colour", "broken")));
        Outcome back = here.rollBack(change);

        assertThat(here.track(here.engine.storedChange(change.id()))).isEqualTo(back);
        assertThat(here.engine.storedChange(change.id()).outcome()).isEqualTo("RolledBack");
    }

    @Test
    void ofAChangeThatLandedInPartThatPartIsTakenBackAndTheRestDoesNotCome() {
        ChangePlan plan = here.plan(setting(SETTINGS, "colour", "green"), setting(FLAGS, "beta", "on"));
        here = here.next(Mortality.immortal(), object -> !object.equals(FLAGS));
        Landed.Partly partly = (Landed.Partly) here.tryToLand(plan);

        Outcome back = here.engine.rollBack(
                partly.change(),
                new Outcome.Failed(partly.reason(), List.of()),
                Merge.BY_PEOPLE,
                here.patience(),
                here.heard);

        assertThat(back).isInstanceOf(Outcome.RolledBack.class);
        assertThat(world.git.files()).containsEntry("apps/settings.yaml", PromptWorld.SETTINGS_FILE);
        here = here.next();
        assertThat(here.tryToLand(plan))
                .isInstanceOfSatisfying(
                        Landed.Refused.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("taken-back"));
        assertThat(world.value(FLAGS, "beta")).isEqualTo("off");
    }

    @Test
    void aWayBackThatFailsIsToldBesideWhatFailedFirst() {
        world.commit("grace", Map.of("apps/extra.yaml", PromptWorld.EXTRA_FILE.replace("yes", "broken too")));
        Change change = here.land(here.plan(setting(SETTINGS, "colour", "broken")));

        Outcome outcome = here.rollBack(change);

        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(outcome.reason().message())
                .contains("it is broken", "; the way back failed too: change ", " is Failed: ");
        assertThat(outcome.reason().remedy()).startsWith("landfall track ");
    }

    @Test
    void oneOfSeveralPartsIsTakenBackAlone() {
        Change change = here.land(here.plan(setting(SETTINGS, "colour", "green"), setting(FLAGS, "beta", "on")));

        assertThat(here.landAndTrack(here.planRevert(change, 2))).isInstanceOf(Outcome.Verified.class);
        assertThat(world.value(FLAGS, "beta")).isEqualTo("off");
        assertThat(world.value(SETTINGS, "colour")).isEqualTo("green");

        assertThat(here.landAndTrack(here.planRevert(change, 1))).isInstanceOf(Outcome.Verified.class);
        assertThat(world.value(SETTINGS, "colour")).isEqualTo("blue");
        assertThatThrownBy(() -> here.planRevert(change, 3))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("no part 3");
    }

    @Test
    void aConflictInGitIsShownWithTheCommitThatMadeItAndNotWithOneBesideIt() {
        Change change = here.land(here.plan(setting(SETTINGS, "colour", "green")));
        String green = world.git.files().get("apps/settings.yaml");
        world.commit("linus", Map.of("apps/settings.yaml", green.replace("10", "11")));
        String theirs = world.commit("grace", Map.of("apps/settings.yaml", green.replace("green", "red")))
                .abbreviated();

        assertThat(here.engine.planRevert(change, "", false)).isInstanceOfSatisfying(Planned.Refused.class, refused -> {
            assertThat(refused.reason().code()).isEqualTo("revert-conflict");
            assertThat(refused.reason().message())
                    .contains("data.colour in apps/settings.yaml is red now by " + theirs + " by grace: ")
                    .contains("the change to revert had set it to green")
                    .doesNotContain("linus");
        });
    }

    @Test
    void aConflictInTheClusterIsShownWithWhoWroteTheField() {
        Change change = here.land(here.plan(setting(FLAGS, "beta", "on")));
        world.edit(FLAGS, "beta", "maybe");

        assertThat(here.engine.planRevert(change, "", false))
                .isInstanceOfSatisfying(
                        Planned.Refused.class,
                        refused -> assertThat(refused.reason().message())
                                .contains("data.beta is maybe now by ", "kubectl-edit")
                                .contains("the change to revert had set it to on"));
    }

    @Test
    void whatOthersHaveEditedBesideItStays() {
        Change change = here.land(here.plan(setting(SETTINGS, "colour", "green"), setting(FLAGS, "beta", "on")));
        String green = world.git.files().get("apps/settings.yaml");
        world.commit("grace", Map.of("apps/settings.yaml", green.replace("10", "11")));
        world.edit(FLAGS, "old", "2");

        assertThat(here.landAndTrack(here.planRevert(change))).isInstanceOf(Outcome.Verified.class);

        assertThat(world.git.files())
                .containsEntry("apps/settings.yaml", PromptWorld.SETTINGS_FILE.replace("10", "11"));
        assertThat(world.value(FLAGS, "beta")).isEqualTo("off");
        assertThat(world.value(FLAGS, "old")).isEqualTo("2");
    }

    @Test
    void aBranchThatTakesNoPushLeavesTheCommandsThatHelpUntilThen() {
        Change change =
                here.land(here.plan(setting(SETTINGS, "colour", "green"), deleting(EXTRA), creating(FRESH, "a", "b")));
        ChangePlan back = here.planRevert(change);
        world.server.refusePushes("frozen until Monday");

        assertThat(here.tryToLand(back)).isInstanceOfSatisfying(Landed.Refused.class, refused -> {
            assertThat(refused.reason().message())
                    .contains("it cannot be taken back through Git now", "frozen until Monday");
            assertThat(refused.reason().remedy())
                    .contains("landfall revert " + change.id())
                    .contains("flux suspend kustomization shop -n shop", "flux resume kustomization shop -n shop")
                    .contains("kubectl -n shop patch configmaps settings --type json -p '[")
                    .contains("{\"op\":\"replace\",\"path\":\"/data/colour\",\"value\":\"blue\"}")
                    .contains("kubectl -n shop delete configmaps fresh")
                    .contains(":'apps/extra.yaml' | kubectl apply -f -");
        });
        assertThat(world.value(SETTINGS, "colour")).isEqualTo("green");
    }

    @Test
    void aWayBackThatNeverBeganLeavesTheChangeToBeJudgedAnew() {
        Change change = here.land(here.plan(setting(SETTINGS, "colour", "broken")));
        world.server.refusePushes("frozen until Monday");
        assertThat(here.rollBack(change).reason().message()).contains("it is not taken back: ");
        world.flux.mend();

        Change seen = here.engine.storedChange(change.id());
        assertThat(here.engine.isBeingTakenBack(seen)).isFalse();
        assertThat(here.track(seen)).isInstanceOf(Outcome.Verified.class);
        assertThat(world.value(SETTINGS, "colour")).isEqualTo("broken");
    }

    @Test
    void aRepositoryThatIsDownLeavesTheCommandsThatHelpUntilThen() {
        Change change = here.land(here.plan(setting(SETTINGS, "colour", "broken")));
        assertThat(here.track(change)).isInstanceOf(Outcome.Failed.class);
        world.server.close();

        assertThatThrownBy(() -> here.engine.planRevert(change, "", false))
                .isInstanceOfSatisfying(GitException.class, down -> {
                    assertThat(down.fault()).isEqualTo(GitException.Fault.UNREACHABLE);
                    assertThat(down.reason().remedy())
                            .contains("landfall revert " + change.id(), "flux suspend kustomization shop -n shop");
                });
        Outcome outcome = here.engine.rollBack(
                here.engine.storedChange(change.id()),
                new Outcome.Failed(Reason.lasting("apply-failed", "it is broken", ""), List.of()),
                Merge.BY_PEOPLE,
                here.patience(),
                here.heard);
        assertThat(outcome.reason().message())
                .contains("it is broken; it is not taken back: it cannot be taken back through Git now");
    }

    @Test
    void aPartThatIsInTheClusterIsTakenBackWhileGitIsDown() {
        Change change = here.land(here.plan(setting(SETTINGS, "colour", "green"), setting(FLAGS, "beta", "on")));
        world.server.close();

        here.land(here.planRevert(change, 2));

        assertThat(world.value(FLAGS, "beta")).isEqualTo("off");
    }
}
