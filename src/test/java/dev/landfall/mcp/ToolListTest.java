package dev.landfall.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every client reads before it asks anything. */
class ToolListTest {
    private static final Path SNAPSHOT = Path.of("src/test/resources/mcp/tools-list.json");

    /** As a client may have to pay for it each time: recommend and remediate have their room in it. */
    private static final int MOST_BYTES = 12_000;

    @TempDir
    Path home;

    /** A wanted difference is taken over with {@code -Dsnapshot.write=true}. */
    @Test
    void itIsAsTheSnapshotHasIt() throws IOException {
        String now = new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(list()) + "\n";
        if (Boolean.getBoolean("snapshot.write")) Files.writeString(SNAPSHOT, now);

        assertThat(now).isEqualTo(Files.readString(SNAPSHOT));
    }

    @Test
    void itIsNoLongerThanAClientCanAfford() {
        assertThat(list().toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(MOST_BYTES);
    }

    @Test
    void everyToolSaysAllThatClientsRelyOn() {
        for (JsonNode tool : list()) {
            String name = tool.path("name").asString();
            assertThat(name).matches("[a-z_]{1,64}");
            assertThat(tool.path("title").asString()).as(name).isNotEmpty();
            assertThat(tool.path("description").asString()).as(name).isNotEmpty();
            for (String hint : new String[] {"readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"})
                assertThat(tool.path("annotations").path(hint).isBoolean())
                        .as(name + " " + hint)
                        .isTrue();
            assertThat(tool.path("inputSchema").path("additionalProperties").asBoolean(true))
                    .as(name)
                    .isFalse();
            assertThat(tool.path("outputSchema").path("type").asString())
                    .as(name)
                    .isEqualTo("object");
        }
    }

    @Test
    void onlyApplyWrites() {
        assertThat(list().valueStream()
                        .filter(tool ->
                                !tool.path("annotations").path("readOnlyHint").asBoolean())
                        .map(tool -> tool.path("name").asString()))
                .containsExactly("apply");
    }

    private JsonNode list() {
        try (ModelClient client = ModelClient.of(Program.in(home).modelDoor())) {
            return new OfferedTools(client).list();
        }
    }
}
