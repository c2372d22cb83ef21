package dev.landfall.change;

import static dev.landfall.change.PromptWorld.BANNER;
import static dev.landfall.change.PromptWorld.EXTRA;
import static dev.landfall.change.PromptWorld.FLAGS;
import static dev.landfall.change.PromptWorld.FRESH;
import static dev.landfall.change.PromptWorld.NOTICE;
import static dev.landfall.change.PromptWorld.SETTINGS;
import static dev.landfall.change.PromptWorld.create;
import static dev.landfall.change.PromptWorld.delete;
import static dev.landfall.change.PromptWorld.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

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
    private PromptWorld.Process here;

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
        Change change = here.land(here.plan(create(FRESH, "a", "broken")));
        assertThat(here.track(change)).isInstanceOf(Outcome.Failed.class);

        assertThat(here.landAndTrack(here.planRevert(change))).isInstanceOf(Outcome.Verified.class);

        assertThat(world.git.files()).hasSize(3);
    }

    @Test
    void aDeletionThatNeverBecameLiveComesBackAsItWas() {
        Change change = here.land(here.plan(delete(EXTRA), set(SETTINGS, "colour", "broken")));
        assertThat(world.live(EXTRA)).isPresent();

        assertThat(here.landAndTrack(here.planRevert(change))).isInstanceOf(Outcome.Verified.class);

        assertThat(world.git.files()).containsEntry("apps/extra.yaml", PromptWorld.EXTRA_FILE);
    }

    @Test
    void anObjectThatWasWrittenRightBeforeACrashIsTakenBack() {
        ChangePlan plan = here.plan(create(NOTICE, "text", "sale"), delete(BANNER));
        // begun, writing, and the first write: the process ends before it can note that.
        PromptWorld.Process dying = here.next(Mortality.at(6), _ -> true);
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
        ChangePlan plan = here.plan(create(NOTICE, "text", "sale"), delete(BANNER));
        PromptWorld.Process dying = here.next(Mortality.at(6), _ -> true);
        assertThat(catchThrowable(() -> dying.land(plan))).isInstanceOf(Mortality.Killed.class);
        here = dying.next(Mortality.immortal(), object -> !object.equals(BANNER));

        assertThat(here.tryToLand(plan))
                .isInstanceOfSatisfying(
                        Landed.Partly.class,
                        partly -> assertThat(partly.change().arrivals())
                                .containsExactly(
                                        new Change.Arrival.PartlyWritten(List.of(NOTICE.toString()))));
    }

    @Test
    void aDeletedObjectComesBackIntoTheFileThatItWasIn() {
        String two = PromptWorld.EXTRA_FILE + "---\n" + PromptWorld.EXTRA_FILE.replace("extra", "second");
        world.commit("ada", Map.of("apps/extra.yaml", "", "apps/both.yaml", two));
        Change change = here.land(here.plan(delete(EXTRA)));

        here.landAndTrack(here.planRevert(change));

        assertThat(world.git.files()).containsEntry("apps/both.yaml", two).hasSize(3);
    }
}
