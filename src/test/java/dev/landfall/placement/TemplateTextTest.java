package dev.landfall.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.FieldPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values that stand in a template, replaced as text. */
class TemplateTextTest {
    private static final ObjectRef WEB = new ObjectRef("apps", "", "Deployment", "shop", "web");

    private static Map<Integer, String> edits(String text, String now, String wanted) {
        JsonMapper json = new JsonMapper();
        List<FieldPath.Step> steps = List.of(new FieldPath.Key("spec"), new FieldPath.Key("field"));
        Optional<JsonNode> after = Optional.of(json.readTree(wanted));
        Difference difference = new Difference(WEB, steps, Optional.of(json.readTree(now)), after);
        return new TemplateText(text, Target.of(difference).orElseThrow()).edits();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            field: 3                | 3       | 4            | field: 4
            field: 3  # three       | 3       | 4            | field: 4  # three
            - field: web:1          | "web:1" | "web:2"      | - field: web:2
            field: "web:1"          | "web:1" | "web:2"      | field: "web:2"
            field: 'web:1'          | "web:1" | "it is"      | field: 'it is'
            field: 'web:1'          | "web:1" | "it's"       | field: "it's"
            "field": red            | "red"   | "yes"        | "field": "yes"
            field: red              | "red"   | "5"          | field: "5"
            field: red              | "red"   | "a: b # c"   | field: "a: b # c"
            """)
    void theValueIsReplacedInItsQuotes(String line, String now, String wanted, String edited) {
        assertThat(edits("spec:\n" + line + "\nrest: 3\n", now, wanted))
                .containsExactly(Map.entry(2, "spec:\n" + edited + "\nrest: 3\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            field: {{ 3 }}
            field: 33
            other: 3
            # field: 3
            """)
    void whatIsNoSuchValueStays(String line) {
        assertThat(edits(line + "\n", "3", "4")).isEmpty();
    }

    @Test
    void everyPlaceIsAnEditOfItsOwn() {
        assertThat(edits("field: 3\nfield: 3\n", "3", "4"))
                .containsOnly(Map.entry(1, "field: 4\nfield: 3\n"), Map.entry(2, "field: 3\nfield: 4\n"));
    }
}
