package dev.landfall.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.Program;
import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Manner;
import dev.landfall.change.Question;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.mcp.Words.Understood;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** An instruction in plain words: what it means is shown back, what it leaves open is asked. */
class WordsTest {
    @TempDir
    Path home;

    private ModelWorld world;
    private ModelClient client;

    @BeforeEach
    void open() {
        world = new ModelWorld(home).delivered();
        Tool operate = OperateTool.tool(Optional.of(_ -> WordsTest::understand));
        client = ModelClient.of(Program.in(home).modelDoor(List.of(operate)));
    }

    @AfterEach
    void close() {
        client.close();
        world.close();
    }

    /** Understands one sentence, and needs to be told a colour and how sure one is. */
    private static Understood understand(
            String instruction, String namespace, Map<String, String> answers, Manner manner) {
        if (!answers.containsKey("colour"))
            return new Understood.Asks(List.of(
                    new Question(
                            "colour",
                            "Which colour?",
                            new Question.Form.Choice(List.of("green", "red")),
                            Optional.of("green")),
                    new Question("how-many", "How many?", new Question.Form.Count(1, 5), Optional.empty()),
                    new Question("sure", "Sure?", new Question.Form.YesOrNo(), Optional.empty()),
                    new Question("name", "Whose?", new Question.Form.Words("ada"), Optional.empty())));
        SetField change = new SetField(
                new ObjectRef("", "v1", "ConfigMap", namespace, "settings"),
                FieldPath.parse("data.colour"),
                JsonNodeFactory.instance.stringNode(answers.get("colour")));
        return new Understood.Means(
                new ChangeRequest(List.of(change), "paint it", manner), "set data.colour of configmap/settings");
    }

    @Test
    void whatIsOpenIsAskedByKeys() {
        JsonNode result = client.call("operate", "{\"instruction\":\"paint it\",\"namespace\":\"shop\"}");

        assertThat(result.path("isError").asBoolean()).isFalse();
        JsonNode answer = new OfferedTools(client).checked("operate", result);
        assertThat(answer.path("outcome").asString()).isEqualTo("NeedsInput");
        assertThat(answer.path("questions")
                        .valueStream()
                        .map(question -> question.path("key").asString() + " "
                                + question.path("form").asString()))
                .containsExactly("colour choice", "how-many count", "sure yes-or-no", "name words");
        assertThat(answer.path("questions").get(0).path("suggested").asString()).isEqualTo("green");
    }

    @Test
    void whatIsAnsweredIsPlannedAndShownBack() {
        JsonNode result = client.call(
                "operate", "{\"instruction\":\"paint it\",\"namespace\":\"shop\",\"answers\":{\"colour\":\"red\"}}");

        JsonNode answer = new OfferedTools(client).checked("operate", result);
        assertThat(answer.path("outcome").asString()).isEqualTo("Planned");
        assertThat(answer.path("plan").path("diff").asString()).contains("+  colour: \"red\"");
        assertThat(result.path("content").get(0).path("text").asString())
                .contains("understood as: set data.colour of configmap/settings");
    }

    @Test
    void anActionAndAnInstructionAreTwoThings() {
        assertThat(code("{\"instruction\":\"paint it\",\"action\":\"scale\"}")).isEqualTo("needless-argument");
        assertThat(code("{}")).isEqualTo("missing-argument");
    }

    private String code(String arguments) {
        return client.call("operate", arguments)
                .path("structuredContent")
                .path("reason")
                .path("code")
                .asString();
    }
}
