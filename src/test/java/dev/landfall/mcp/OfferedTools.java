package dev.landfall.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.landfall.cli.PublishedSchema;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a server says of its tools, and whether an answer keeps to it. */
final class OfferedTools {
    private static final Set<String> ABOUT_CHANGES = Set.of("operate", "revert", "apply", "track");

    private final JsonNode list;

    OfferedTools(ModelClient client) {
        this.list = client.request("tools/list", ModelClient.callOf("", "{}"))
                .path("result")
                .path("tools");
    }

    JsonNode list() {
        return list;
    }

    JsonNode named(String name) {
        return list.valueStream()
                .filter(tool -> tool.path("name").asString("").equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The structured content, which the tool's own schema and the published one allow. */
    JsonNode checked(String tool, JsonNode result) {
        JsonNode content = result.path("structuredContent");
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(named(tool).path("outputSchema").toString())
                        .validate(content))
                .as(content.toPrettyString())
                .isEmpty();
        boolean isReport =
                ABOUT_CHANGES.contains(tool) || result.path("isError").asBoolean();
        if (isReport) PublishedSchema.CHANGE_REPORT.holdsFor(content);
        else if (tool.equals("trace")) PublishedSchema.TRACE.holdsFor(content);
        return content;
    }
}
