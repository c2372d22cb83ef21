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
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import dev.landfall.manifest.DesiredChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that dies before or after anything that it does to the journal, to Git or to the cluster: the next one
 * looks, goes on, and ends as if nothing had happened, with one commit and every object written once. Which points there
 * are is counted in a life without a death. All stories: {@code -Dcrash.all=true}.
 */
class CrashPointsTest {
    @TempDir
    Path folder;

    private static final boolean ALL = Boolean.getBoolean("crash.all");
    private static final List<DesiredChange> BROKEN = List.of(setting(SETTINGS, "colour", "broken"));

    private int worlds;

    /** What a life is about. */
    private record Story(String title, List<DesiredChange> changes) {
        static final Story PUSH = of("push", setting(SETTINGS, "colour", "green"));
        static final Story THROUGH_GIT =
                of("creation and deletion through Git", creating(FRESH, "a", "b"), deleting(EXTRA));
        static final Story EDIT = of("direct edit", setting(FLAGS, "beta", "on"));
        static final Story CREATION = of("direct creation", creating(NOTICE, "text", "sale"));
        static final Story DELETION = of("direct deletion", deleting(BANNER));
        static final Story SEVERAL = of(
                "several objects directly",
                setting(FLAGS, "beta", "on"),
                creating(NOTICE, "text", "sale"),
                deleting(BANNER));
        static final Story MIXED = of(
                "Git and directly",
                setting(SETTINGS, "colour", "green"),
                setting(FLAGS, "beta", "on"),
                creating(NOTICE, "text", "sale"));

        private static Story of(String title, DesiredChange... changes) {
            return new Story(title, List.of(changes));
        }

        /** Of two of these every point of all the others is one, so that they suffice where time is short. */
        static Stream<Story> told() {
            return ALL
                    ? Stream.of(PUSH, THROUGH_GIT, EDIT, CREATION, DELETION, SEVERAL, MIXED)
                    : Stream.of(SEVERAL, MIXED);
        }
    }

    @TestFactory
    Stream<DynamicContainer> aChange() {
        return Story.told().map(story -> family(story.title(), new Life(story, false, false)));
    }

    @TestFactory
    Stream<DynamicContainer> aRevert() {
        return Story.told()
                .filter(story -> ALL || !story.equals(Story.MIXED))
                .map(story -> family("revert of " + story.title(), new Life(story, true, false)));
    }

    @TestFactory
    Stream<DynamicNode> aRollback() {
        Mortality counted = Mortality.immortal();
        try (PromptWorld world = new PromptWorld(folder.resolve("rollback"))) {
            PromptWorld.Machine first = world.process();
            ChangePlan plan = first.plan(BROKEN);
            try (PromptWorld.Machine process = first.next(counted, _ -> true)) {
                assertThat(landAndRollBack(process, plan)).isInstanceOf(Outcome.RolledBack.class);
            }
        }
        // Until it failed it was a push like any other.
        int failed = ALL ? 1 : counted.points().indexOf("after the entry ended") + 1;
        return IntStream.rangeClosed(failed, counted.points().size())
                .mapToObj(point -> DynamicTest.dynamicTest(
                        point + " " + counted.points().get(point - 1), () -> aRollbackDiesAt(point)));
    }

    private static Outcome landAndRollBack(PromptWorld.Machine process, ChangePlan plan) {
        return process.rollBack(process.land(plan));
    }

    private void aRollbackDiesAt(int point) {
        Mortality mortality = Mortality.at(point);
        try (PromptWorld world = new PromptWorld(folder.resolve("rollback-" + point))) {
            PromptWorld.Machine first = world.process();
            ChangePlan plan = first.plan(BROKEN);
            PromptWorld.Machine dying = first.next(mortality, _ -> true);
            // A push that gets no answer is told as what kept it from being taken back, and nothing else.
            Throwable _ = catchThrowable(() -> landAndRollBack(dying, plan));
            assertThat(mortality.isDead()).isTrue();
            try (PromptWorld.Machine next = dying.next()) {
                assertThat(landAndRollBack(next, plan)).isInstanceOf(Outcome.RolledBack.class);
                assertThat(next.engine.changes(10))
                        .hasSize(2)
                        .extracting(Change::outcome)
                        .containsExactly("Verified", "RolledBack");
            }
            assertThat(world.git.log()).hasSize(3);
            assertThat(world.git.files()).containsEntry("apps/settings.yaml", PromptWorld.SETTINGS_FILE);
        }
    }

    @TestFactory
    Stream<DynamicContainer> anOwnerThatWaitsToBeAsked() {
        return Stream.of(family("requests", new Life(Story.PUSH, false, true)));
    }

    @Test
    void aJournalThatIsLostAfterThePushMakesNoSecondCommit() {
        try (PromptWorld world = new PromptWorld(folder);
                PromptWorld.Machine first = world.process()) {
            ChangePlan plan = first.plan(setting(SETTINGS, "colour", "green"));
            first.land(plan);
            CommitId landed = world.git.head();
            try (PromptWorld.Machine next = first.withoutJournal()) {
                assertThat(next.engine.plan(plan.request())).isInstanceOf(Planned.NothingToDo.class);
                assertThat(next.tryToLand(plan)).isInstanceOf(Landed.Outdated.class);
            }
            assertThat(world.git.head()).isEqualTo(landed);
        }
    }

    private DynamicContainer family(String title, Life life) {
        List<String> points = life.points();
        assertThat(points).as("the points of " + title).hasSizeGreaterThan(4);
        return DynamicContainer.dynamicContainer(
                title + ", " + points.size() + " points",
                IntStream.rangeClosed(1, points.size())
                        .filter(point -> !life.asked || points.get(point - 1).contains("the request"))
                        .mapToObj(point -> DynamicTest.dynamicTest(
                                points.get(point - 1), () -> life.diesAt(point, points.get(point - 1)))));
    }

    /** One life and those after it; what is watched is the way there or back, and the owner may wait to be asked. */
    private final class Life {
        private final Story story;
        private final boolean reverts;
        private final boolean asked;

        Life(Story story, boolean reverts, boolean asked) {
            this.story = story;
            this.reverts = reverts;
            this.asked = asked;
        }

        private PromptWorld world() {
            PromptWorld world = new PromptWorld(folder.resolve("world-" + worlds++));
            if (asked) world.flux.waitToBeAsked();
            return world;
        }

        /** A machine whose next process has this plan to land. */
        private record Begun(PromptWorld.Machine machine, ChangePlan plan) {}

        private Begun begin(PromptWorld world) {
            PromptWorld.Machine first = world.process();
            ChangePlan plan = first.plan(story.changes());
            if (!reverts) return new Begun(first, plan);
            Change change = first.land(plan);
            assertThat(first.track(change)).isInstanceOf(Outcome.Verified.class);
            return new Begun(first, first.planRevert(change));
        }

        List<String> points() {
            Mortality mortality = Mortality.immortal();
            try (PromptWorld world = world()) {
                Begun begun = begin(world);
                try (PromptWorld.Machine process = begun.machine().next(mortality, _ -> true)) {
                    assertThat(process.landAndTrack(begun.plan())).isInstanceOf(Outcome.Verified.class);
                }
            }
            return mortality.points();
        }

        void diesAt(int point, String name) {
            Mortality mortality = Mortality.at(point);
            try (PromptWorld world = world()) {
                Begun begun = begin(world);
                PromptWorld.Machine dying = begun.machine().next(mortality, _ -> true);
                assertThat(catchThrowable(() -> dying.landAndTrack(begun.plan())))
                        .isNotNull();
                assertThat(mortality.isDead()).isTrue();
                List<ObjectRef> written = new ArrayList<>(dying.writer.written());
                try (PromptWorld.Machine next = dying.next()) {
                    if (name.equals("after the entry ended")) assertEnded(next, begun.plan());
                    lookAgain(next);
                    assertThat(next.landAndTrack(
                                    next.engine.storedPlan(begun.plan().id())))
                            .isInstanceOf(Outcome.Verified.class);
                    written.addAll(next.writer.written());
                    assertThat(written).doesNotHaveDuplicates();
                    assertEnded(next, begun.plan());
                }
                assertOneCommitEach(world);
                if (reverts) assertAsBefore(world);
            }
        }

        /** Whoever only tracks is told that it is there, or which command lands the rest; nothing is written by that. */
        private void lookAgain(PromptWorld.Machine next) {
            for (Change begun : next.engine.changes(10)) {
                if (!begun.outcome().isEmpty()) continue;
                String told;
                try {
                    Outcome outcome = next.track(begun);
                    if (outcome instanceof Outcome.Verified) continue;
                    told = outcome.reason().remedy();
                } catch (RequestException nothingLanded) {
                    told = nothingLanded.reason().remedy();
                }
                assertThat(told).contains("landfall apply " + begun.plan().id());
            }
            assertThat(next.writer.written()).isEmpty();
        }

        private void assertEnded(PromptWorld.Machine next, ChangePlan plan) {
            List<Change> of = next.engine.changes(10).stream()
                    .filter(change -> change.plan().id().equals(plan.id()))
                    .toList();
            assertThat(of).hasSize(1);
            Change change = of.getFirst();
            assertThat(change.isLanded()).isTrue();
            assertThat(change.outcome()).isEqualTo("Verified");
            for (int part = 0; part < plan.parts().size(); part++) {
                switch (plan.parts().get(part)) {
                    case PlanPart.InGit _ ->
                        assertThat(change.arrivals().get(part))
                                .isInstanceOfSatisfying(
                                        Change.Arrival.Committed.class,
                                        ours -> assertThat(ours.base()).isPresent());
                    case PlanPart.Direct _ ->
                        assertThat(change.arrivals().get(part)).isInstanceOf(Change.Arrival.Written.class);
                }
            }
        }

        private void assertOneCommitEach(PromptWorld world) {
            boolean throughGit = story.changes().stream()
                    .anyMatch(change -> change.object().namespace().equals("shop"));
            List<String> ours = world.git.log().stream()
                    .flatMap(String::lines)
                    .filter(line -> line.startsWith("Change-Id: "))
                    .toList();
            assertThat(ours).doesNotHaveDuplicates().hasSize(!throughGit ? 0 : reverts ? 2 : 1);
        }

        private void assertAsBefore(PromptWorld world) {
            assertThat(world.git.files())
                    .containsEntry("apps/settings.yaml", PromptWorld.SETTINGS_FILE)
                    .containsEntry("apps/extra.yaml", PromptWorld.EXTRA_FILE)
                    .hasSize(3);
            assertThat(world.value(FLAGS, "beta")).isEqualTo("off");
            assertThat(world.value(BANNER, "text")).isEqualTo("hello");
            assertThat(world.live(NOTICE)).isEmpty();
        }
    }
}
