package dev.landfall.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cli.PublishedSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a user of {@code landfall recommend} types and sees. */
class RecommendCommandTest {
    private static Stage stage;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        stage = Stage.delivered(folder, Tool.ARGO_CD, "{}", Map.of());
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    private static JsonNode json(Stage.Ended ended) {
        JsonNode report = new JsonMapper().readTree(ended.out());
        PublishedSchema.CHANGE_REPORT.holdsFor(report);
        return report;
    }

    @Test
    void openQuestionsEndItWithTheirKeys() {
        Stage.Ended ended = stage.run("recommend", "deploy ghcr.io/acme/api:1.4 on port 8080");

        assertThat(ended.status()).isEqualTo(7);
        assertThat(ended.out())
                .startsWith("NEEDS INPUT: 2 questions are open, the first: What is the Deployment to be called?"
                        + " (by the name of the image)\n")
                .contains("--answer KEY=VALUE", "--defaults")
                .contains("--answer name=api (suggested: api)");
        assertThat(ended.err()).contains("image  ghcr.io/acme/api:1.4  (\"ghcr.io/acme/api:1.4\")");
    }

    @Test
    void scriptsReadTheQuestions() {
        JsonNode report =
                json(stage.run("recommend", "deploy ghcr.io/acme/api:1.4 in shop", "--name", "api", "-o", "json"));

        assertThat(report.path("outcome").asString()).isEqualTo("NeedsInput");
        assertThat(report.path("questions")
                        .valueStream()
                        .map(question -> question.path("key").asString()))
                .contains("replicas", "memory-limit", "run-as-non-root");
        assertThat(report.path("questions")
                        .valueStream()
                        .map(question -> question.path("form").asString()))
                .contains("count", "yes-or-no", "words");
    }

    @Test
    void withDefaultsItShowsManifestsAndPlansThem() {
        Stage.Ended ended =
                stage.run("recommend", "deploy ghcr.io/acme/api:1.4 in shop on port 8080", "--defaults", "--dry-run");

        assertThat(ended.status()).as(ended.toString()).isZero();
        assertThat(ended.err())
                .contains("kind: Deployment", "where", "Application/argocd/shop", "+++ b/apps/api-deployment.yaml");
        assertThat(ended.out())
                .startsWith("PLANNED: add Deployment api: ServiceAccount shop/api and 2 more is planned");
    }

    @Test
    void flagsAndAnswersAreTheSame() {
        for (List<String> words : List.of(
                List.of("--kind", "Deployment", "--image", "ghcr.io/acme/api:1.4", "--port", "8080", "--replicas", "1"),
                List.of(
                        "--answer",
                        "kind=Deployment",
                        "--answer",
                        "image=ghcr.io/acme/api:1.4",
                        "--answer",
                        "port=8080"))) {
            List<String> all = new java.util.ArrayList<>(List.of("recommend", "-n", "shop", "--defaults", "--dry-run"));
            all.addAll(words);
            assertThat(stage.run(all.toArray(String[]::new)).err()).contains("containerPort: 8080");
        }
    }

    @Test
    void wrongWordsAreErrorsWithTheirCodes() {
        assertThat(code("recommend")).isEqualTo("intent-empty");
        assertThat(code("recommend", "scale web to 3")).isEqualTo("not-a-new-object");
        assertThat(code("recommend", "--image", "a:1", "--answer", "image=b:1")).isEqualTo("answered-twice");
        assertThat(code("recommend", "--image", "a:1", "--answer", "image")).isEqualTo("bad-answer");
        assertThat(code("recommend", "a Certificate for a.example.com")).isEqualTo("unknown-kind");
        assertThat(code("recommend", "deploy a:1 in shop", "--direct", "--owner", "Application/argocd/shop"))
                .isEqualTo("direct-and-owner");
    }

    private static String code(String... words) {
        List<String> all = new java.util.ArrayList<>(List.of(words));
        all.addAll(List.of("-o", "json"));
        Stage.Ended ended = stage.run(all.toArray(String[]::new));
        assertThat(ended.status()).isEqualTo(2);
        return json(ended).path("reason").path("code").asString();
    }
}
