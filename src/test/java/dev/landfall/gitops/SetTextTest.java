package dev.landfall.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SetTextTest {
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            3           | 3
            -3          | -3
            0           | 0
            007         | "007"
            1.5         | "1.5"
            true        | true
            False       | false
            null        | null
            a=b         | "a=b"
            a\\,b       | "a,b"
            '3'         | "3"
            "true"      | "true"
            it's        | "it's"
            """)
    void aTextIsTypedAsHelmDoes(String text, String json) {
        assertThat(SetText.typedOrQuoted(text)).hasToString(JSON.readTree(json).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            a,b         | true
            {a}         | true
            a\\,b       | false
            \\\\,b      | true
            a           | false
            """)
    void aCommaDividesUnlessItIsEscaped(String text, boolean several) {
        assertThat(SetText.isSeveral(text)).isEqualTo(several);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            3               | 3
            "3"             | "3"
            "web"           | web
            "a,b"           | a\\,b
            "back\\\\slash" | back\\\\slash
            "{a}"           | \\{a}
            "'a'"           | \\'a'
            false           | false
            "false"         | "false"
            null            | null
            """)
    void aValueIsWrittenSoThatHelmReadsItAsItIs(String json, String text) {
        JsonNode value = JSON.readTree(json);

        assertThat(SetText.of(value)).isEqualTo(text);
        assertThat(SetText.isSeveral(text)).isFalse();
        assertThat(SetText.typedOrQuoted(text)).hasToString(value.toString());
    }
}
