package dev.landfall.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.change.Change;
import dev.landfall.change.Outcome;
import dev.landfall.change.PlanPart;
import dev.landfall.change.Planned;
import dev.landfall.change.Verdict;
import dev.landfall.sandbox.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From words to objects that are proven to be live and well: through Argo CD, through Flux and straight to the cluster. */
@Execution(ExecutionMode.CONCURRENT)
class WholeWayTest {
    @TempDir
    Path folder;

    private Stage delivered(Tool tool, Map<String, String> files) throws IOException {
        return Stage.delivered(folder, tool, "{}", files);
    }

    private static void isVerified(Verdict verdict) {
        assertThat(verdict.worst()).as(verdict.toString()).isInstanceOf(Outcome.Verified.class);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheOwnerOfTheNamespaceAppliesIsCommittedAndVerified(Tool tool) throws IOException {
        try (Stage stage = delivered(tool, Map.of())) {
            Recommendation recommendation = stage.recommend(Stage.WORDS, Map.of());
            assertThat(recommendation.choices())
                    .filteredOn(choice -> choice.about().equals("where"))
                    .singleElement()
                    .satisfies(where -> assertThat(where.value()).isEqualTo(tool.named));

            Change change = stage.land(stage.plan(recommendation));

            isVerified(stage.track(change));
            assertThat(stage.files())
                    .contains("apps/api-deployment.yaml", "apps/api-service.yaml", "apps/api-networkpolicy.yaml");
            assertThat(stage.live("deployment", "api")
                            .at("/status/availableReplicas")
                            .asInt(0))
                    .isEqualTo(1);

            Change back = stage.land(stage.planRevert(change));
            isVerified(stage.track(back));
            assertThat(stage.live("deployment", "api").isMissingNode()).isTrue();
        }
    }

    @Test
    void whereNothingDeliversItIsWrittenDirectlyAndVerified() throws IOException {
        try (Stage stage = new Stage(folder, "{enabled: false}")) {
            isVerified(stage.track(stage.land(stage.plan(stage.recommend(Stage.WORDS, Map.of())))));

            assertThat(stage.live("configmap", "api").at("/data/LOG_LEVEL").asString(""))
                    .isEqualTo("debug");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereNobodyAppliesTheFolderAnOwnerIsAddedByItsParentInTheSameCommit(Tool tool) throws IOException {
        try (Stage stage = delivered(tool, Map.of("owners/shop.yaml", tool.owner("shop", "apps")))) {
            stage.applying(tool.owner("root", "owners"));
            Await.until(
                    "the parent's mark",
                    () -> stage.live(tool.kind(), tool.namespace(), "shop")
                            .path("metadata")
                            .toString()
                            .contains("root"),
                    seen -> seen);

            Recommendation recommendation = stage.recommend(
                    Stage.WORDS, Map.of("repository", stage.url(), "branch", "main", "path", "teams/api"));
            assertThat(recommendation.choices())
                    .filteredOn(choice -> choice.about().equals("add-owner"))
                    .singleElement()
                    .satisfies(added -> assertThat(added.source()).contains("root"));
            Planned planned = stage.plan(recommendation);
            assertThat(((Planned.Ready) planned).plan().parts())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            PlanPart.InGit.class,
                            git -> assertThat(git.files()).contains("teams/api/api-deployment.yaml"));

            Change change = stage.land(planned);

            isVerified(stage.track(change));
            assertThat(stage.files()).contains("owners/api.yaml", "teams/api/api-deployment.yaml");
            assertThat(stage.live(tool.kind(), tool.namespace(), "api").isMissingNode())
                    .isFalse();
            assertThat(stage.lists(tool.kind(), tool.namespace(), "api", "api")).isTrue();
            isVerified(stage.track(change));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFolderThatKustomizeBuildsGetsItsNewFilesListed(Tool tool) throws IOException {
        try (Stage stage = delivered(tool, Map.of())) {
            stage.with("apps/kustomization.yaml", "resources:\n- web.yaml\n");

            Planned planned = stage.plan(stage.recommend(Stage.WORDS, Map.of()));

            assertThat(planned)
                    .isInstanceOfSatisfying(
                            Planned.Ready.class,
                            ready -> assertThat(ready.plan().parts().getFirst().diff())
                                    .contains("+- api-deployment.yaml", "+- api-service.yaml"));
        }
    }
}
