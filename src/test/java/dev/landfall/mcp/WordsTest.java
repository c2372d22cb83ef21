package dev.landfall.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An instruction in plain words: what it means is shown back, what it leaves open is asked. */
class WordsTest {
    @TempDir
    Path home;

    private ModelWorld world;
    private ModelClient client;

    @BeforeEach
    void open() {
        world = new ModelWorld(home).delivered();
        client = world.client();
    }

    @AfterEach
    void close() {
        client.close();
        world.close();
    }

    @Test
    void whatIsOpenIsAskedByKeys() {
        JsonNode result = client.call("operate", "{\"instruction\":\"label configmap/settings in shop\"}");

        assertThat(result.path("isError").asBoolean()).isFalse();
        JsonNode answer = new OfferedTools(client).checked("operate", result);
        assertThat(answer.path("outcome").asString()).isEqualTo("NeedsInput");
        assertThat(answer.path("questions")).as(answer.toString()).isNotEmpty();
        String key = answer.path("questions").get(0).path("key").asString();

        JsonNode answered = new OfferedTools(client)
                .checked(
                        "operate",
                        client.call(
                                "operate",
                                "{\"instruction\":\"label configmap/settings in shop\",\"answers\":{\"" + key
                                        + "\":\"label configmap/settings in shop tier=front\"}}"));
        assertThat(answered.path("outcome").asString())
                .as(answered + " after " + answer)
                .isEqualTo("Planned");
    }

    @Test
    void whatIsUnderstoodIsPlannedAndShownBack() {
        JsonNode result = client.call("operate", "{\"instruction\":\"label configmap/settings in shop tier=front\"}");

        JsonNode answer = new OfferedTools(client).checked("operate", result);
        assertThat(answer.path("outcome").asString()).isEqualTo("Planned");
        assertThat(answer.path("plan").path("diff").asString()).contains("tier");
        assertThat(result.path("content").get(0).path("text").asString())
                .contains("understood as: landfall operate label configmap/settings -n shop tier=front");
    }

    @Test
    void anActionAndAnInstructionAreTwoThings() {
        assertThat(code("{\"instruction\":\"paint it\",\"action\":\"scale\"}")).isEqualTo("needless-argument");
        assertThat(code("{}")).isEqualTo("missing-argument");
    }

    @Test
    void whatIsWrongIsSaidInWordsTooAndWhatIsOpenIsAsked() {
        JsonNode asked = client.call("remediate", "{\"words\":\"blog is purple\"}");

        JsonNode question = new OfferedTools(client)
                .checked("remediate", asked)
                .path("questions")
                .get(0);
        assertThat(question.path("key").asString()).isEqualTo("symptom");
        JsonNode answered =
                client.call("remediate", "{\"words\":\"blog is purple\",\"answers\":{\"symptom\":\"not-delivered\"}}");
        assertThat(new OfferedTools(client)
                        .checked("remediate", answered)
                        .path("outcome")
                        .asString())
                .isEqualTo("Healthy");
        assertThat(answered.path("content").get(0).path("text").asString())
                .contains("understood: Kustomization blog/blog; symptom: what is in Git does not reach the cluster");
    }

    @Test
    void wordsAndAnObjectAreTwoThings() {
        assertThat(client.call("remediate", "{\"words\":\"web crashes\",\"object\":\"deployment/web\"}")
                        .at("/structuredContent/reason/code")
                        .asString())
                .isEqualTo("object-and-everywhere");
    }

    private String code(String arguments) {
        return client.call("operate", arguments)
                .path("structuredContent")
                .path("reason")
                .path("code")
                .asString();
    }
}
