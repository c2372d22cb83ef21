package dev.landfall.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What kustomize-controller makes of an object by its variables, which it puts into the YAML of the object. */
class VariablesTest {
    private static final Variables VARIABLES =
            new Variables(Map.of("count", "3", "on", "true", "text", "web", "list", "[a, b]", "key", "tier"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ${count}            | 3
            ${on}               | true
            ${text}             | "web"
            ${list}             | ["a","b"]
            v${count}           | "v3"
            ${count}${count}    | 33
            plain               | "plain"
            """)
    void whatStandsThereWithoutQuotesIsTyped(String text, String json) {
        assertThat(made("{spec: {field: '" + text + "'}}").at("/spec/field")).hasToString(json);
    }

    @Test
    void whatStandsInQuotesStaysAText() {
        assertThat(made("{spec: {field: '#${count}', other: 'a: ${count}'}}").path("spec"))
                .hasToString("{\"field\":\"#3\",\"other\":\"a: 3\"}");
    }

    @Test
    void keysAndItemsAreMadeOfThemAsWell() {
        assertThat(made("{spec: {'${key}': [{name: '${text}'}]}}").path("spec"))
                .hasToString("{\"tier\":[{\"name\":\"web\"}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels", "annotations"})
    void anObjectThatSaysSoIsLeftAsItIs(String holder) {
        String object = "{metadata: {%s: {kustomize.toolkit.fluxcd.io/substitute: disabled}}, field: '${name:0:2}'}";

        assertThat(made(object.formatted(holder)).path("field").asString()).isEqualTo("${name:0:2}");
        assertThat(made(object.formatted(holder).replace("disabled", "enabled").replace("${name:0:2}", "${text}"))
                        .path("field")
                        .asString())
                .isEqualTo("web");
    }

    @Test
    void aValueThatBreaksTheYamlIsRefused() {
        Variables broken = new Variables(Map.of("text", "[a"));

        assertThatThrownBy(() -> broken.in(object("{spec: {field: '${text}'}}")))
                .isInstanceOfSatisfying(
                        Unbuildable.class,
                        refused -> assertThat(refused.reason().code()).isEqualTo("substitution-failed"));
    }

    private static JsonNode made(String object) {
        return VARIABLES.in(object(object));
    }

    private static JsonNode object(String yaml) {
        return YamlDocuments.in(yaml.getBytes(StandardCharsets.UTF_8)).getFirst();
    }
}
