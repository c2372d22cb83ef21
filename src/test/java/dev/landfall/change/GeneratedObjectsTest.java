package dev.landfall.change;

import static dev.landfall.change.PromptWorld.setting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change of what Kustomize generates makes an object of another name, which is the one to be followed. */
class GeneratedObjectsTest {
    private static final String KUSTOMIZATION = """
            namespace: shop
            resources: [settings.yaml, extra.yaml]
            configMapGenerator:
            - name: web-config
              literals:
              - colour=blue   # as the brand has it
            """;

    @TempDir
    Path folder;

    private PromptWorld world;
    private PromptWorld.Machine here;

    @BeforeEach
    void open() {
        world = new PromptWorld(folder);
        here = world.process();
        world.commit("ada", Map.of("apps/kustomization.yaml", KUSTOMIZATION));
    }

    @AfterEach
    void close() {
        here.close();
        world.close();
    }

    private List<ObjectRef> live() {
        return world.store.list("", "ConfigMap", "shop").stream()
                .map(object -> object.ref())
                .filter(object -> object.name().startsWith("web-config-"))
                .toList();
    }

    @Test
    void itIsVerifiedByItsNewName() {
        ObjectRef before = live().getFirst();
        ChangePlan plan = here.plan(setting(before, "colour", "green"));
        assertThat(plan.parts().getFirst().targets()).containsExactly(before);

        assertThat(here.landAndTrack(plan))
                .isInstanceOfSatisfying(
                        Outcome.Verified.class,
                        verified -> assertThat(verified.evidence().toString())
                                .contains(live().getFirst().name()));

        assertThat(world.git.files())
                .containsEntry("apps/kustomization.yaml", KUSTOMIZATION.replace("colour=blue", "colour=green"));
        assertThat(live()).singleElement().satisfies(after -> {
            assertThat(after).isNotEqualTo(before);
            assertThat(world.value(after, "colour")).isEqualTo("green");
        });
    }

    @Test
    void itIsTakenBackFromItsNewName() {
        ObjectRef before = live().getFirst();
        Change change = here.land(here.plan(setting(before, "colour", "green")));
        here.track(change);

        assertThat(here.landAndTrack(here.planRevert(change))).isInstanceOf(Outcome.Verified.class);

        assertThat(world.git.files()).containsEntry("apps/kustomization.yaml", KUSTOMIZATION);
        assertThat(live()).containsExactly(before);
    }

    @Test
    void whatNeverBecameLiveIsTakenBackAllTheSame() {
        Change change = here.land(here.plan(setting(live().getFirst(), "colour", "broken")));
        assertThat(here.track(change)).isInstanceOf(Outcome.Failed.class);

        assertThat(here.landAndTrack(here.planRevert(change))).isInstanceOf(Outcome.Verified.class);

        assertThat(world.git.files()).containsEntry("apps/kustomization.yaml", KUSTOMIZATION);
    }

    @Test
    void aChangeThatSomebodyHasMadeInTheMeantimeIsFollowedToItsName() {
        ObjectRef before = live().getFirst();
        world.flux.waitToBeAsked();
        world.git.commit("ada", Map.of("apps/kustomization.yaml", KUSTOMIZATION.replace("blue", "green")));

        Planned planned = here.engine.plan(PromptWorld.request(List.of(setting(before, "colour", "green"))));

        assertThat(planned).isInstanceOf(Planned.AlreadyDesired.class);
        assertThat(here.engine
                        .trackDesired((Planned.AlreadyDesired) planned, here.patience(), here.heard)
                        .worst())
                .isInstanceOf(Outcome.Verified.class);
    }
}
