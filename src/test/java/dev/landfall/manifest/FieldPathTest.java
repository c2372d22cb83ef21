package dev.landfall.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.manifest.FieldPath.Item;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FieldPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind",
                "spec.replicas",
                "spec.template.spec.containers[name=web].image",
                "spec.template.spec.containers[name=web].env[name=A_B].value",
                "metadata.annotations[\"a/b.c\"]",
                "data[\"a\\\"b]\\\\\"]",
                "[\"a.b\"].c[\"k/1\"=\"v]=\"]",
                "[a=b]",
            })
    void textAndPathAreTheSame(String text) {
        assertThat(FieldPath.parse(text)).hasToString(text);
    }

    @Test
    void readsKeysAndItems() {
        assertThat(FieldPath.parse("spec.containers[name=web][\"a.b\"]").steps())
                .containsExactly(
                        new FieldPath.Key("spec"),
                        new FieldPath.Key("containers"),
                        new Item("name", "web"),
                        new FieldPath.Key("a.b"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''         | a key
            .a         | a key
            a.         | a key
            a..b       | a key
            a b        | '.'
            a[         | a text in double quotes
            a[b        | ']'
            a[b=]      | a word
            a["b]      | a text in double quotes
            a[b]c      | '.'
            """, quoteCharacter = '~')
    void saysWhereItIsNoPath(String text, String expected) {
        String path = text.equals("''") ? "" : text;
        assertThatThrownBy(() -> FieldPath.parse(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(expected)
                .hasMessageContaining("at character");
    }

    @Test
    void readsTheSameFieldOfALiveObject() {
        JsonNode object = new JsonMapper().readTree("""
                {"spec": {"replicas": 2, "containers": [{"name": "a", "image": "a:1"}, {"name": "b", "image": "b:1"}]}}""");

        assertThat(FieldPath.parse("spec.containers[name=b].image").in(object))
                .hasValueSatisfying(value -> assertThat(value.asString()).isEqualTo("b:1"));
        assertThat(FieldPath.parse("spec.replicas").in(object))
                .hasValueSatisfying(value -> assertThat(value.asInt()).isEqualTo(2));
        assertThat(List.of("spec.paused", "spec.containers[name=c].image", "spec.replicas[name=a]", "spec.replicas.x"))
                .allSatisfy(path -> assertThat(FieldPath.parse(path).in(object)).isEmpty());
    }
}
