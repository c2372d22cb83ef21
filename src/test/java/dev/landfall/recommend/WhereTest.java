package dev.landfall.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.change.Destination;
import dev.landfall.change.PlanPart;
import dev.landfall.change.Planned;
import dev.landfall.change.Question;
import dev.landfall.change.RequestException;
import dev.landfall.recommend.Recommendation.Choice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where new objects are suggested to go, what is taken for an answer, and what is refused; nothing is landed here. */
class WhereTest {
    private static final Map<Tool, Stage> STAGES = new java.util.EnumMap<>(Tool.class);

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        for (Tool tool : Tool.values()) {
            Path own = Files.createDirectories(folder.resolve(tool.name()));
            String gitops = "{defaultRepo: {url: \"$REPOSITORY\", branch: main, path: apps}}";
            Stage stage = Stage.delivered(own, tool, gitops, Map.of());
            stage.applying("{apiVersion: v1, kind: Namespace, metadata: {name: bank}}");
            STAGES.put(tool, stage);
        }
    }

    @AfterAll
    static void close() {
        STAGES.values().forEach(Stage::close);
    }

    private static Choice choice(Recommendation recommendation, String about) {
        return recommendation.choices().stream()
                .filter(choice -> choice.about().equals(about))
                .findFirst()
                .orElseThrow(() -> new AssertionError(recommendation));
    }

    private static PlanPart part(Planned planned) {
        if (!(planned instanceof Planned.Ready ready)) throw new AssertionError(planned);
        assertThat(ready.plan().parts()).hasSize(1);
        return ready.plan().parts().getFirst();
    }

    private static Map<String, String> folder(Stage stage, String path) {
        return Map.of("repository", stage.url(), "branch", "main", "path", path);
    }

    @ParameterizedTest
    @EnumSource
    void theQuestionNamesEveryPlaceAndSuggestsTheOwnerThatIsAtHomeInTheNamespace(Tool tool) {
        Stage stage = STAGES.get(tool);

        Recommendation asked =
                stage.ask("a configmap named rates in shop", Map.of("namespace", "shop", "name", "rates"));

        assertThat(((Recommendation.Asked) asked).questions()).singleElement().satisfies(where -> {
            assertThat(where.text())
                    .contains(
                            "Where should I push these manifests?", tool.named + " applies folder apps of branch main")
                    .contains("default-repository is folder apps", "which " + tool.named + " covers");
            assertThat(where.form())
                    .isEqualTo(
                            new Question.Form.Choice(List.of(tool.named, "default-repository", "elsewhere", "direct")));
            assertThat(where.suggested()).contains(tool.named);
        });
    }

    @ParameterizedTest
    @EnumSource
    void whereNoOwnerHasObjectsInTheNamespaceTheDefaultRepositoryIsSuggested(Tool tool) {
        Recommendation recommendation = STAGES.get(tool).recommend("a configmap named rates in bank", Map.of());

        assertThat(choice(recommendation, "where").value()).isEqualTo("default-repository");
        assertThat(choice(recommendation, "owner").value()).isEqualTo(tool.named);
        assertThat(((PlanPart.InGit) part(STAGES.get(tool).plan(recommendation))).files())
                .containsExactly("apps/rates.yaml");
    }

    @ParameterizedTest
    @EnumSource
    void aFolderOfARepositoryGoesToTheOwnerThatAppliesIt(Tool tool) {
        Stage stage = STAGES.get(tool);

        Recommendation recommendation = stage.recommend("a configmap named rates in shop", folder(stage, "./apps/"));

        assertThat(part(stage.plan(recommendation))).isInstanceOfSatisfying(PlanPart.InGit.class, git -> {
            assertThat(git.owners())
                    .singleElement()
                    .satisfies(share -> assertThat(
                                    share.owner().kind() + "/" + share.owner().namespace() + "/"
                                            + share.owner().name())
                            .isEqualTo(tool.named));
            assertThat(git.files()).containsExactly("apps/rates.yaml");
        });
    }

    @ParameterizedTest
    @EnumSource
    void saidDirectlyItGoesPastTheOwner(Tool tool) {
        Stage stage = STAGES.get(tool);

        assertThat(part(stage.plan(
                        stage.recommend("a configmap named rates in shop", Map.of(), new Destination.Direct()))))
                .isInstanceOf(PlanPart.Direct.class);
        assertThat(part(stage.plan(stage.recommend("a configmap named rates in shop directly", Map.of()))))
                .isInstanceOf(PlanPart.Direct.class);
    }

    @ParameterizedTest
    @EnumSource
    void withoutAParentTheOwnerThatWouldApplyTheFolderIsShown(Tool tool) {
        Stage stage = STAGES.get(tool);

        assertThatThrownBy(() -> stage.recommend("a configmap named rates in shop", folder(stage, "teams/rates")))
                .isInstanceOfSatisfying(RequestException.class, refused -> {
                    assertThat(refused.reason().code()).isEqualTo("path-not-covered");
                    assertThat(refused.reason().message())
                            .contains("kind: " + tool.kind(), "name: rates", "teams/rates");
                });
    }

    @ParameterizedTest
    @EnumSource
    void aRepositoryOrAPathThatNobodyNamedIsRefused(Tool tool) {
        Stage stage = STAGES.get(tool);
        String other = stage.url().replace("shop.git", "other.git");

        assertThat(refusal(stage, Map.of("repository", other, "branch", "main", "path", "apps")))
                .as("its host is allowed")
                .isEqualTo("repository-unknown");
        assertThat(refusal(
                        stage,
                        Map.of("repository", "https://evil.example.com/shop.git", "branch", "main", "path", "apps")))
                .isEqualTo("host-not-allowed");
        assertThat(refusal(stage, Map.of("repository", stage.url(), "branch", "../main", "path", "apps")))
                .isEqualTo("bad-answer");
        assertThat(refusal(stage, Map.of("repository", stage.url(), "branch", "main", "path", "../apps")))
                .isEqualTo("bad-answer");
    }

    private static String refusal(Stage stage, Map<String, String> answers) {
        try {
            throw new AssertionError(stage.recommend("a configmap named rates in shop", answers));
        } catch (RequestException refused) {
            return refused.reason().code();
        }
    }
}
