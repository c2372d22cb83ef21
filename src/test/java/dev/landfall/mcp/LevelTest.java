package dev.landfall.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** On which level a model plans a change, where it says so: {@code --at} of the command line. */
class LevelTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "operate | {\"action\":\"label\",\"objects\":[\"deployment/web\"],\"set\":[\"tier=front\"],\"direct\":true%s}",
                "operate | {\"instruction\":\"label deployment/web tier=front\",\"direct\":true%s}",
                "remediate | {\"object\":\"deployment/web\",\"direct\":true%s}",
            })
    void itIsPartOfWhatIsApproved(String tool, String arguments) {
        try (WordsOfTheCluster cluster = new WordsOfTheCluster(home, "steady");
                ModelClient client = cluster.client()) {
            String unsaid = digest(client, tool, arguments.formatted(""));
            String base = digest(client, tool, arguments.formatted(",\"at\":\"base\""));
            String owner = digest(client, tool, arguments.formatted(",\"at\":\"owner\""));

            assertThat(unsaid).isNotEqualTo(base).isNotEqualTo(owner);
            assertThat(base).isNotEqualTo(owner);
        }
    }

    @Test
    void anotherWordIsNone() {
        try (WordsOfTheCluster cluster = new WordsOfTheCluster(home, "steady");
                ModelClient client = cluster.client()) {
            JsonNode answer = client.call("remediate", "{\"object\":\"deployment/web\",\"at\":\"unsaid\"}");

            assertThat(answer.at("/structuredContent/reason/code").asString()).isEqualTo("bad-argument");
            assertThat(answer.at("/structuredContent/reason/remedy").asString()).contains("one of base, owner");
        }
    }

    private static String digest(ModelClient client, String tool, String arguments) {
        JsonNode answer = client.call(tool, arguments);
        JsonNode content = new OfferedTools(client).checked(tool, answer);
        assertThat(content.path("outcome").asString()).as(content.toString()).isEqualTo("Planned");
        return content.path("plan").path("digest").asString();
    }
}
