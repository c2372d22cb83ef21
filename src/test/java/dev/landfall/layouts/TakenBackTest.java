package dev.landfall.layouts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.change.Change;
import dev.landfall.change.Followed;
import dev.landfall.change.Planned;
import dev.landfall.render.KustomizeLookAlike;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the way back where others have committed since; where nobody has, every scenario folder is taken back. */
class TakenBackTest {
    @TempDir
    Path place;

    private LayoutWorld world(LayoutFolder folder) throws IOException {
        return new LayoutWorld(folder, new KustomizeLookAlike(), place);
    }

    private static Change landed(LayoutWorld world, LayoutFolder folder) {
        return world.land(((Planned.Ready) world.plan(folder.wish())).plan());
    }

    private static String refused(Planned planned) {
        assertThat(planned).isInstanceOf(Planned.Refused.class);
        return ((Planned.Refused) planned).reason().toString();
    }

    @Test
    void aFileWithParametersThatOthersHaveEditedIsLeftToThem() throws IOException {
        LayoutFolder folder = LayoutFolder.named("argocd/applicationset-git-file");
        try (LayoutWorld world = world(folder)) {
            Change change = landed(world, folder);
            String ours = world.file("config", "shops/shop/config.yaml");
            world.commit("config", Map.of("shops/shop/config.yaml", ours + "# ours\n"));

            assertThat(refused(world.planRevert(change)))
                    .contains("others have edited the same since: the files in \"")
                    .contains("ApplicationSet argocd/shops takes parameters from");
        }
    }

    @Test
    void aFileBesideItDoesNotStandInTheWay() throws IOException {
        LayoutFolder folder = LayoutFolder.named("argocd/applicationset-git-file");
        try (LayoutWorld world = world(folder)) {
            Change change = landed(world, folder);
            world.commit("config", Map.of("shops/shop/NOTES.md", "Looked at.\n"));

            Planned back = world.planRevert(change);

            assertThat(back)
                    .isInstanceOfSatisfying(
                            Planned.Ready.class,
                            ready -> assertThat(Followed.by(ready.plan()))
                                    .contains("Application argocd/shop", "Deployment shop/web"));
        }
    }
}
