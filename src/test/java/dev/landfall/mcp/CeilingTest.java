package dev.landfall.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** No answer weighs more than it may, and each says how much of what is there. */
class CeilingTest {
    @TempDir
    Path home;

    @Test
    void whatFitsIsLeftAsItIs() {
        ObjectNode document =
                JsonNodeFactory.instance.objectNode().put("a", "b").put("n", 1);
        document.putArray("list").add("x");

        assertThat(Ceiling.below(document)).isEqualTo(document);
        assertThat(Ceiling.below("two\nlines\n")).isEqualTo("two\nlines\n");
    }

    @Test
    void longListsAndTextsAreCutAndCounted() {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("diff", "+ a line\n".repeat(100_000));
        ArrayNode parts = document.putArray("parts");
        for (int i = 0; i < 40; i++) {
            ArrayNode edits = parts.addObject().putArray("edits");
            for (int j = 0; j < 500; j++)
                edits.addObject().put("old", "é".repeat(2_000)).put("new", "x");
        }

        ObjectNode cut = Ceiling.below(document);

        assertThat(cut.toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(Ceiling.DOCUMENT_BYTES);
        JsonNode first = cut.path("omitted").get(0);
        assertThat(first.path("path").asString()).isEqualTo("diff");
        assertThat(first.path("of").asInt()).isEqualTo(900_000);
        assertThat(first.path("shown").asInt())
                .isEqualTo(cut.path("diff").asString().length());
        assertThat(cut.path("diff").asString()).endsWith("line\n");
    }

    @Test
    void textIsCutAtALineAndSaysHowManyThereAre() {
        String cut = Ceiling.below("a line of text\n".repeat(50_000));

        assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(Ceiling.TEXT_BYTES);
        assertThat(cut.lines().toList().getLast()).matches("\\(\\d+ of 50000 lines shown\\)");
        assertThat(Ceiling.below("x".repeat(5_000_000)).length()).isLessThan(Ceiling.TEXT_BYTES);
    }

    /** A change that writes hundreds of lines is answered in one call, and read in several. */
    @Test
    void theRestOfALongPlanIsThere() {
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < 600; i++)
            data.append("  key-").append(i).append(": value number ").append(i).append("\\n");
        String manifest =
                "apiVersion: v1\\nkind: ConfigMap\\nmetadata: {name: long, namespace: shop}\\ndata:\\n" + data;
        try (ModelWorld world = new ModelWorld(home).delivered();
                ModelClient client = world.client()) {
            JsonNode result = client.call(
                    "operate",
                    "{\"action\":\"create\",\"owner\":\"Kustomization/shop/shop\",\"manifests\":\"" + manifest + "\"}");
            assertThat(result.toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(40 * 1024);
            JsonNode planned = new OfferedTools(client).checked("operate", result);
            assertThat(planned.path("omitted")).as(planned.toString()).isNotEmpty();

            assertThat(pages(client, planned.path("plan").path("id").asString()))
                    .contains("key-599");
        }
    }

    private static String pages(ModelClient client, String plan) {
        StringBuilder all = new StringBuilder();
        int from = 1;
        while (true) {
            JsonNode result = client.call("changes", "{\"plan\":\"" + plan + "\",\"fromLine\":" + from + "}");
            assertThat(result.toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(40 * 1024);
            JsonNode page = result.path("structuredContent").path("plan");
            all.append(page.path("diff").asString()).append('\n');
            from += page.path("lines").asInt();
            if (from > page.path("ofLines").asInt()) return all.toString();
        }
    }
}
