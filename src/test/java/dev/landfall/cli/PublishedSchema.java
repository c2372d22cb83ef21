package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** A schema that the repository publishes for scripts. */
public final class PublishedSchema {
    public static final PublishedSchema CHANGE_REPORT = new PublishedSchema("change-report");
    public static final PublishedSchema TRACE = new PublishedSchema("trace");

    private final Schema schema;

    private PublishedSchema(String name) {
        try {
            this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(Path.of("docs", "schemas", name + ".schema.json")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public void holdsFor(JsonNode document) {
        assertThat(schema.validate(document)).as(document.toPrettyString()).isEmpty();
    }
}
